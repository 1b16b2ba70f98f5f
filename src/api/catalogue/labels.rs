//! Texts about parameters, for people.
//!
//! They are not part of [`Parameter`](super::Parameter): most programs check values and show no texts, and then the texts are not linked
//! into them.

/// The texts about one parameter of one kind of device, in our wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterText {
    /// What it does.
    pub description: &'static str,
    /// What else is worth knowing before changing it.
    pub note: Option<&'static str>,
    /// Why it does nothing on this kind of device, although its page lists it.
    pub without_effect: Option<&'static str>,
}
