//! Aliases: labels that the user of a handheld chooses from.

/// An alias. The assignment of aliases to devices is stored here only.
#[derive(Debug)]
pub(crate) struct Alias {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) region: &'static str,
    /// The slots of its devices.
    pub(crate) devices: Vec<u32>,
}
