//! The words in which the tables beside this file are written.

use crate::catalogue::{Confidence, FirmwareVersion, Limits, Parameter, ParameterType, Range, Special, Unit};

/// Words for people, or none where the crate is built without the feature `prose`.
const fn prose(words: &'static str) -> &'static str {
    if cfg!(feature = "prose") { words } else { "" }
}

impl Parameter {
    pub(in crate::catalogue) const fn new(name: &'static str, ty: ParameterType, description: &'static str) -> Self {
        Self {
            name,
            ty,
            default: None,
            unit: None,
            since: None,
            description: prose(description),
            specials: &[],
            confidence: Confidence::V3,
            limits: Limits::Documented,
            without_effect: None,
            note: None,
        }
    }

    pub(in crate::catalogue) const fn int(name: &'static str, min: i32, max: i32, description: &'static str) -> Self {
        Self::new(name, ParameterType::Int(Some(Range { min, max })), description)
    }

    pub(in crate::catalogue) const fn decimal(
        name: &'static str,
        min: i32,
        max: i32,
        description: &'static str,
    ) -> Self {
        Self::new(name, ParameterType::Decimal(Some(Range { min, max })), description)
    }

    pub(in crate::catalogue) const fn bool(name: &'static str, description: &'static str) -> Self {
        Self::new(name, ParameterType::Bool, description)
    }

    /// An address of the static network set-up, where `0.0.0.0` hands the matter to DHCP.
    pub(in crate::catalogue) const fn address(name: &'static str, description: &'static str) -> Self {
        const DHCP: &[Special] = &[Special { value: "0.0.0.0", meaning: "assigned by DHCP" }];
        Self { default: Some("0.0.0.0"), specials: DHCP, ..Self::new(name, ParameterType::Ipv4, description) }
    }

    pub(in crate::catalogue) const fn default(self, value: &'static str) -> Self {
        Self { default: Some(value), ..self }
    }

    pub(in crate::catalogue) const fn unit(self, unit: Unit) -> Self {
        Self { unit: Some(unit), ..self }
    }

    pub(in crate::catalogue) const fn since(self, firmware: FirmwareVersion) -> Self {
        Self { since: Some(firmware), ..self }
    }

    pub(in crate::catalogue) const fn specials(self, specials: &'static [Special]) -> Self {
        Self { specials, ..self }
    }

    pub(in crate::catalogue) const fn confidence(self, confidence: Confidence) -> Self {
        Self { confidence, ..self }
    }

    /// Only the name is known; type and range are those of another kind of device.
    pub(in crate::catalogue) const fn name_only(self) -> Self {
        Self { confidence: Confidence::NameOnly, limits: Limits::Assumed, default: None, ..self }
    }

    pub(in crate::catalogue) const fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    pub(in crate::catalogue) const fn without_effect(self, reason: &'static str) -> Self {
        Self { without_effect: Some(prose(reason)), ..self }
    }

    pub(in crate::catalogue) const fn note(self, note: &'static str) -> Self {
        Self { note: Some(prose(note)), ..self }
    }
}
