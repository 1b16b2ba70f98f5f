//! The `Key`/`Value` pair of the API.

/// A `Key`/`Value` pair, the form in which commands and events carry their lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The name of the entry, for example `Hours` or `EPC`.
    pub key: String,
    /// Its value; every value is a text on the wire.
    pub value: String,
}
