//! The scope of a rule: the devices to which it applies.

use jetstream_api::kind::{DeviceKind, Form, form_of};

/// The scope of a rule. Names are matched in any letter case: a rule that does not apply because of a capital letter would go unnoticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// On every device that has the parameter.
    Everywhere,
    /// On devices of a class.
    Sort(DeviceClass),
    /// On devices of the device definition of this name.
    Definition(String),
    /// On devices with the policy of this name.
    Policy(String),
    /// On the device of this name.
    Device(String),
}

/// The classes of devices, by kind and by model. Handhelds are missing: they have no parameters.
///
/// Plain "cabinets" are no class: they would be security cabinets and RFID cabinets alike, and countertop cabinets or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceClass {
    /// Cabinets, fridges and freezers with RFID.
    RfidEnclosures,
    /// RFID enclosures at room temperature.
    RfidCabinets,
    /// Refrigerators.
    Fridges,
    /// Freezers, the ultra-low ones too.
    Freezers,
    /// Ultra-low temperature freezers.
    UltraLowFreezers,
    /// Cabinets without RFID.
    SecurityCabinets,
    /// RFID cabinets without a lock.
    CountertopCabinets,
    /// Portals and overhead readers.
    ReadPoints,
    /// Flat readers.
    SurfaceReadPoints,
    /// Cases with a cellular modem.
    MobileCases,
}

/// The subject to which a rule is applied: a device, or devices of a definition in general.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject<'a> {
    definition: &'a str,
    kind: DeviceKind,
    form: Option<Form>,
    policy: Option<&'a str>,
    device: Option<&'a str>,
}

impl<'a> Subject<'a> {
    /// The devices of the definition of this name. It determines kind and form from the name, so use one subject for many
    /// devices.
    pub fn new(definition: &'a str) -> Self {
        let (kind, form) = (DeviceKind::of_definition(definition), form_of(definition));
        Self { definition, kind, form, policy: None, device: None }
    }

    /// With the policy of this name.
    #[must_use]
    pub fn policy(self, policy: impl Into<Option<&'a str>>) -> Self {
        Self { policy: policy.into(), ..self }
    }

    /// The device of this name.
    #[must_use]
    pub fn device(self, device: &'a str) -> Self {
        Self { device: Some(device), ..self }
    }
}

impl DeviceClass {
    /// All classes.
    pub const ALL: [Self; 10] = [
        Self::SecurityCabinets,
        Self::RfidEnclosures,
        Self::RfidCabinets,
        Self::Fridges,
        Self::Freezers,
        Self::UltraLowFreezers,
        Self::CountertopCabinets,
        Self::ReadPoints,
        Self::SurfaceReadPoints,
        Self::MobileCases,
    ];

    /// The class in a rule: `security cabinets`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RfidEnclosures => "RFID enclosures",
            Self::RfidCabinets => "RFID cabinets",
            Self::Fridges => "fridges",
            Self::Freezers => "freezers",
            Self::UltraLowFreezers => "ultra-low freezers",
            Self::SecurityCabinets => "security cabinets",
            Self::CountertopCabinets => "countertop cabinets",
            Self::ReadPoints => "read points",
            Self::SurfaceReadPoints => "surface read points",
            Self::MobileCases => "mobile cases",
        }
    }

    const fn kind(self) -> DeviceKind {
        match self {
            Self::RfidEnclosures | Self::RfidCabinets | Self::Fridges | Self::Freezers | Self::UltraLowFreezers => {
                DeviceKind::RfidEnclosure
            }
            Self::SecurityCabinets => DeviceKind::SecurityCabinet,
            Self::CountertopCabinets => DeviceKind::CountertopCabinet,
            Self::ReadPoints => DeviceKind::ReadPoint,
            Self::SurfaceReadPoints => DeviceKind::SurfaceReadPoint,
            Self::MobileCases => DeviceKind::MobileCase,
        }
    }

    /// Whether these devices belong to it. The form of a new model is known by its name, before its number is in the catalogue.
    fn covers(self, kind: DeviceKind, form: Option<Form>) -> bool {
        match self {
            Self::Fridges => form == Some(Form::Fridge),
            Self::Freezers => matches!(form, Some(Form::Freezer | Form::UltraLowFreezer)),
            Self::UltraLowFreezers => form == Some(Form::UltraLowFreezer),
            Self::RfidCabinets => kind == self.kind() && form == Some(Form::Cabinet),
            _ => kind == self.kind(),
        }
    }
}

impl Scope {
    /// The name in it; for a scope without one, its keyword.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Sort(sort) => sort.as_str(),
            Self::Definition(name) | Self::Policy(name) | Self::Device(name) => name,
        }
    }

    /// Whether the rule applies to this device.
    pub fn matches(&self, subject: &Subject<'_>) -> bool {
        let is = |name: &str, other: Option<&str>| other.is_some_and(|other| other.eq_ignore_ascii_case(name));
        match self {
            Self::Everywhere => true,
            Self::Sort(sort) => sort.covers(subject.kind, subject.form),
            Self::Definition(name) => is(name, Some(subject.definition)),
            Self::Policy(name) => is(name, subject.policy),
            Self::Device(name) => is(name, subject.device),
        }
    }

    /// Whether devices of this kind may belong to it.
    pub(super) fn may_match(&self, kind: DeviceKind) -> bool {
        match self {
            Self::Sort(sort) => sort.kind() == kind,
            Self::Definition(name) => {
                let of_name = DeviceKind::of_definition(name);
                of_name == kind || of_name == DeviceKind::Unknown
            }
            Self::Everywhere | Self::Policy(_) | Self::Device(_) => true,
        }
    }
}
