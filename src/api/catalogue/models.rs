//! The table of models by their numbers (section "Models" of the device type pages).

use crate::kind::{device_kind::DeviceKind, form::Form};

/// One model of the vendor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Model {
    /// The model number as printed: `TS074e`.
    pub number: &'static str,
    /// The kind of its devices.
    pub kind: DeviceKind,
    /// The body, where known.
    pub form: Option<Form>,
    /// What it is, for people: `large refrigerator`.
    pub name: &'static str,
}

const fn enclosure(number: &'static str, form: Form, name: &'static str) -> Model {
    Model { number, kind: DeviceKind::RfidEnclosure, form: Some(form), name }
}

const fn other(number: &'static str, kind: DeviceKind, form: Form, name: &'static str) -> Model {
    Model { number, kind, form: Some(form), name }
}

/// Every model of which a device type page is known, enclosures first.
pub static MODELS: &[Model] = &[
    enclosure("TS030", Form::Cabinet, "large cabinet"),
    enclosure("TS032", Form::Cabinet, "compact cabinet"),
    enclosure("TS035", Form::Cabinet, "compact cabinet"),
    enclosure("TS037", Form::Cabinet, "compact cabinet"),
    enclosure("TS050", Form::Cabinet, "compact cabinet"),
    enclosure("TS056", Form::Cabinet, "large cabinet"),
    enclosure("TS055", Form::Fridge, "compact international refrigerator"),
    enclosure("TS060", Form::Fridge, "compact international refrigerator"),
    enclosure("TS061", Form::Fridge, "compact international refrigerator"),
    // The plain number stands on the page of version 2 only; taken to be the same refrigerator.
    enclosure("TS074", Form::Fridge, "large refrigerator"),
    enclosure("TS074e", Form::Fridge, "large refrigerator"),
    enclosure("TS097", Form::Fridge, "undercounter refrigerator"),
    enclosure("TS098", Form::Fridge, "countertop refrigerator"),
    enclosure("TS031", Form::Freezer, "compact freezer"),
    enclosure("TS034", Form::Freezer, "compact freezer"),
    enclosure("TS036", Form::Freezer, "compact freezer"),
    enclosure("TS038", Form::Freezer, "compact freezer"),
    enclosure("TS042", Form::Freezer, "compact freezer"),
    enclosure("TS043", Form::Freezer, "compact freezer"),
    enclosure("TS047", Form::Freezer, "compact freezer"),
    enclosure("TS047e", Form::Freezer, "eco-friendly freezer"),
    enclosure("TS048", Form::Freezer, "compact freezer"),
    enclosure("TS052", Form::Freezer, "compact freezer"),
    enclosure("TS054", Form::Freezer, "compact freezer"),
    enclosure("TS068", Form::Freezer, "compact freezer"),
    enclosure("TS078", Form::Freezer, "large freezer"),
    enclosure("TS057", Form::UltraLowFreezer, "large ultra-low freezer"),
    enclosure("TS079", Form::UltraLowFreezer, "undercounter ultra-low freezer"),
    enclosure("TS088", Form::UltraLowFreezer, "large ultra-low freezer"),
    // Stands on the page of version 2 only, without a word on what it is.
    Model { number: "TS029", kind: DeviceKind::RfidEnclosure, form: None, name: "RFID enclosure" },
    other("TS092", DeviceKind::SecurityCabinet, Form::Cabinet, "large secured access cabinet"),
    other("TS083", DeviceKind::CountertopCabinet, Form::Countertop, "countertop cabinet"),
    other("TS087", DeviceKind::ReadPoint, Form::Portal, "directional read point"),
    other("TS090", DeviceKind::ReadPoint, Form::Portal, "read point"),
    other("TS082", DeviceKind::SurfaceReadPoint, Form::Tray, "surface read point"),
    other("TS080", DeviceKind::MobileCase, Form::Case, "mobile case"),
    other("TS084", DeviceKind::Handheld, Form::Handheld, "handheld"),
];

/// The model of a number, in any letter case.
///
/// A variant letter that is not in the table (`TS092b`) is taken for a variant of the plain number (inferred).
pub fn model(number: &str) -> Option<&'static Model> {
    exactly(number).or_else(|| exactly(number.strip_suffix(|c: char| c.is_ascii_alphabetic())?))
}

fn exactly(number: &str) -> Option<&'static Model> {
    MODELS.iter().find(|model| model.number.eq_ignore_ascii_case(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::model_number;

    #[test]
    fn every_model_is_listed_once_under_a_well_formed_number() {
        for (at, entry) in MODELS.iter().enumerate() {
            assert_eq!(model_number(entry.number), Some(entry.number));
            assert!(MODELS[..at].iter().all(|earlier| earlier.number != entry.number), "{}", entry.number);
        }
    }

    #[test]
    fn a_variant_letter_is_exact_where_listed_and_else_ignored() {
        assert_eq!(model("ts047E").map(|m| m.name), Some("eco-friendly freezer"));
        assert_eq!(model("TS047").map(|m| m.name), Some("compact freezer"));
        assert_eq!(model("TS092b").map(|m| m.kind), Some(DeviceKind::SecurityCabinet));
        assert_eq!(model("TS999"), None);
        assert_eq!(model("TS09"), None);
        assert_eq!(model(""), None);
    }
}
