//! A builder of the parameter tables beside this file: a row has the values and the texts of a parameter, and the `table` macro puts
//! them into separate tables.

use crate::catalogue::{
    Confidence, FirmwareVersion, Limits, Parameter, ParameterText, ParameterType, Range, Special, Unit,
};

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row {
    parameter: Parameter,
    words: ParameterText,
}

/// Builds a row.
impl Row {
    pub(super) const fn new(name: &'static str, ty: ParameterType, description: &'static str) -> Self {
        Self {
            parameter: Parameter {
                name,
                ty,
                default: None,
                unit: None,
                since: None,
                specials: &[],
                confidence: Confidence::V3,
                limits: Limits::Documented,
                without_effect: false,
            },
            words: ParameterText { description, note: None, without_effect: None },
        }
    }

    pub(super) const fn int(name: &'static str, min: i32, max: i32, description: &'static str) -> Self {
        Self::new(name, ParameterType::Int(Some(Range { min, max })), description)
    }

    pub(super) const fn decimal(name: &'static str, min: i32, max: i32, description: &'static str) -> Self {
        Self::new(name, ParameterType::Decimal(Some(Range { min, max })), description)
    }

    pub(super) const fn bool(name: &'static str, description: &'static str) -> Self {
        Self::new(name, ParameterType::Bool, description)
    }

    /// An address of the static network set-up, where `0.0.0.0` hands the matter to DHCP.
    pub(super) const fn address(name: &'static str, description: &'static str) -> Self {
        const DHCP: &[Special] = &[Special { value: "0.0.0.0", meaning: "assigned by DHCP" }];
        Self::new(name, ParameterType::Ipv4, description).default("0.0.0.0").specials(DHCP)
    }

    const fn with(self, parameter: Parameter) -> Self {
        Self { parameter, ..self }
    }

    pub(super) const fn default(self, value: &'static str) -> Self {
        self.with(Parameter { default: Some(value), ..self.parameter })
    }

    pub(super) const fn unit(self, unit: Unit) -> Self {
        self.with(Parameter { unit: Some(unit), ..self.parameter })
    }

    pub(super) const fn since(self, firmware: FirmwareVersion) -> Self {
        self.with(Parameter { since: Some(firmware), ..self.parameter })
    }

    pub(super) const fn specials(self, specials: &'static [Special]) -> Self {
        self.with(Parameter { specials, ..self.parameter })
    }

    pub(super) const fn confidence(self, confidence: Confidence) -> Self {
        self.with(Parameter { confidence, ..self.parameter })
    }

    /// Only the name is known; type and range are those of another kind of device.
    pub(super) const fn name_only(self) -> Self {
        let confidence = Confidence::NameOnly;
        self.with(Parameter { confidence, limits: Limits::Assumed, default: None, ..self.parameter })
    }

    pub(super) const fn limits(self, limits: Limits) -> Self {
        self.with(Parameter { limits, ..self.parameter })
    }

    pub(super) const fn without_effect(self, reason: &'static str) -> Self {
        let words = ParameterText { without_effect: Some(reason), ..self.words };
        Self { parameter: Parameter { without_effect: true, ..self.parameter }, words }
    }

    pub(super) const fn note(self, note: &'static str) -> Self {
        Self { words: ParameterText { note: Some(note), ..self.words }, ..self }
    }
}

/// Makes two tables of the rows: the parameters and their texts.
macro_rules! table {
    ($rows:expr) => {
        const ROWS: &[$crate::catalogue::parameters::build::Row] = $rows;
        pub(super) static PARAMETERS: [$crate::catalogue::Parameter; ROWS.len()] =
            $crate::catalogue::parameters::build::parameters(ROWS);
        pub(super) static WORDS: [$crate::catalogue::ParameterText; ROWS.len()] =
            $crate::catalogue::parameters::build::words(ROWS);
    };
}
pub(super) use table;

pub(super) const fn parameters<const N: usize>(mut rows: &[Row]) -> [Parameter; N] {
    let mut half = [Row::new("", ParameterType::Text, "").parameter; N];
    let mut places: &mut [Parameter] = &mut half;
    while let ([place, places_left @ ..], [row, rows_left @ ..]) = (places, rows) {
        *place = row.parameter;
        (places, rows) = (places_left, rows_left);
    }
    half
}

pub(super) const fn words<const N: usize>(mut rows: &[Row]) -> [ParameterText; N] {
    let mut half = [Row::new("", ParameterType::Text, "").words; N];
    let mut places: &mut [ParameterText] = &mut half;
    while let ([place, places_left @ ..], [row, rows_left @ ..]) = (places, rows) {
        *place = row.words;
        (places, rows) = (places_left, rows_left);
    }
    half
}
