//! Aliases: labels that the user of a handheld chooses from.

/// An alias. The relation of devices and aliases is kept here alone.
#[derive(Debug)]
pub(crate) struct Alias {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) region: &'static str,
    /// The slots of its devices.
    pub(crate) devices: Vec<u32>,
}
