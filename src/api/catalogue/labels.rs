//! What parameters do, in words.
//!
//! Beside [`Parameter`](super::Parameter) and not in it: most programs check values and show none of this, and a program that
//! never asks for the words does not carry them.

/// One parameter of one kind of device in our words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterText {
    /// What it does.
    pub description: &'static str,
    /// What else is worth knowing before changing it.
    pub note: Option<&'static str>,
    /// Why it does nothing on this kind of device, although its page lists it.
    pub without_effect: Option<&'static str>,
}
