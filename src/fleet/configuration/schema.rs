//! The schema of a device definition: its parameters with their types, limits and texts, for an editor.

use jetstream_api::{
    catalogue::{
        Confidence, FirmwareVersion, Limits, Parameter, ParameterText, ParameterType, Unit, ValueError,
        parameters::{parameter_anywhere, parameters, parameters_in, words, words_anywhere, words_in},
    },
    definitions::DeviceDefinition,
    kind::DeviceKind,
    wire::Pair,
};

use super::{Group, Values};

/// One parameter of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in lower case, as calls have it.
    pub key: String,
    /// Its name as the catalogue spells it, else as the definition does.
    pub name: String,
    /// The type of its values: the catalogue's where it is known for this kind of device, else the definition's.
    pub ty: ParameterType,
    /// Its entry in the catalogue for this kind of device.
    pub known: Option<&'static Parameter>,
    /// Its entry in the catalogue for another kind of device, where there is none for this one: for its description only, since range
    /// and default differ from kind to kind.
    pub borrowed: Option<&'static Parameter>,
    /// Its subject.
    pub group: Group,
    /// The kind of devices that the definition is for.
    pub kind: DeviceKind,
    words: Option<&'static ParameterText>,
}

/// The parameters of a definition, each once, by group and then by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// The kind of devices that the definition is for.
    pub kind: DeviceKind,
    /// The definition lists no parameters, and these are the catalogue's for its kind: more or fewer may exist.
    pub assumed: bool,
    fields: Vec<Field>,
    /// Places in `fields`, by key.
    by_key: Vec<usize>,
}

impl Field {
    fn new(kind: DeviceKind, firmware: Option<FirmwareVersion>, name: &str, declared: &str) -> Self {
        let key = name.to_ascii_lowercase();
        let known = table(kind, firmware).iter().find(|parameter| parameter.name.eq_ignore_ascii_case(name));
        let borrowed = if known.is_some() { None } else { parameter_anywhere(name) };
        let words = match (known, firmware) {
            (None, _) => words_anywhere(name),
            (Some(_), None) => words(kind, name),
            (Some(_), Some(firmware)) => words_in(kind, firmware, name),
        };
        let ty = type_of(known, declared);
        let name = known.or(borrowed).map_or(name, |parameter| parameter.name).to_owned();
        Self { group: Group::of(&key), key, name, ty, known, borrowed, kind, words }
    }

    /// Its description; `None` where there is none.
    pub fn description(&self) -> Option<&'static str> {
        self.words.map(|words| words.description)
    }

    /// A remark to be read before changing it.
    pub fn note(&self) -> Option<&'static str> {
        self.known.and(self.words)?.note
    }

    /// Why it does nothing on this kind of device, where that is known.
    pub fn without_effect(&self) -> Option<&'static str> {
        self.known.and(self.words)?.without_effect
    }

    /// The unit of a number.
    pub fn unit(&self) -> Option<Unit> {
        self.known.and_then(|parameter| parameter.unit)
    }

    /// The factory default, where it is known.
    pub fn default(&self) -> Option<&'static str> {
        self.known.and_then(|parameter| parameter.default)
    }

    /// The special meaning of a value, such as `0` for off.
    pub fn special(&self, value: &str) -> Option<&'static str> {
        self.known.and_then(|parameter| parameter.special(value))
    }

    /// The allowed values, as the end of a sentence with "allowed is": `a whole number from 0 to 600 minutes`.
    pub fn allowed(&self) -> String {
        match (self.ty, self.unit()) {
            (ParameterType::Int(_) | ParameterType::Decimal(_), Some(unit)) => format!("{} {}", self.ty, unit.plural()),
            (ty, _) => ty.to_string(),
        }
    }

    /// Whether two texts mean the same value.
    pub fn same(&self, one: &str, other: &str) -> bool {
        self.ty.same(one, other)
    }

    /// Checks the form of a value and, where it is reliable, its range. [`check_value`](super::check_value) adds warnings and notes.
    pub fn check(&self, value: &str) -> Result<(), ValueError> {
        self.parameter().check(value)
    }

    /// As [`check`](Self::check), but with the range as printed even where it is not reliable.
    pub(super) fn check_as_printed(&self, value: &str) -> Result<(), ValueError> {
        Parameter { limits: Limits::Documented, ..self.parameter() }.check(value)
    }

    fn parameter(&self) -> Parameter {
        Parameter { ty: self.ty, ..self.known.copied().unwrap_or(NOTHING_KNOWN) }
    }
}

/// The table of the catalogue for devices of this kind and firmware.
fn table(kind: DeviceKind, firmware: Option<FirmwareVersion>) -> &'static [Parameter] {
    firmware.map_or_else(|| parameters(kind), |firmware| parameters_in(kind, firmware))
}

/// A parameter of which only the definition's type is known.
const NOTHING_KNOWN: Parameter = Parameter {
    name: "",
    ty: ParameterType::Text,
    default: None,
    unit: None,
    since: None,
    specials: &[],
    confidence: Confidence::NameOnly,
    limits: Limits::Assumed,
    without_effect: false,
};

/// The type that counts. A catalogue entry of which only the name was known yields to what the definition says, if that is
/// more than `String`.
fn type_of(known: Option<&Parameter>, declared: &str) -> ParameterType {
    let declared = declared_type(declared);
    match (known, declared) {
        (None, declared) => declared.unwrap_or(ParameterType::Text),
        (Some(known), Some(declared))
            if known.confidence == Confidence::NameOnly
                && core::mem::discriminant(&known.ty) != core::mem::discriminant(&declared) =>
        {
            declared
        }
        (Some(known), _) => known.ty,
    }
}

/// The type of a type name in `ConfigParameters`. The names are not documented: those of the vendor's library and of .NET are
/// taken. `String` and `DateTime` tell nothing that could be checked.
fn declared_type(name: &str) -> Option<ParameterType> {
    let is = |names: &[&str]| names.iter().any(|known| name.trim().eq_ignore_ascii_case(known));
    if is(&["int", "integer", "int16", "int32", "int64", "long", "short", "byte"]) {
        Some(ParameterType::Int(None))
    } else if is(&["bool", "boolean"]) {
        Some(ParameterType::Bool)
    } else if is(&["float", "double", "decimal", "single"]) {
        Some(ParameterType::Decimal(None))
    } else {
        None
    }
}

impl Schema {
    /// The parameters of a definition for devices of `kind`. The definition decides which exist; the catalogue adds what it
    /// knows of them. Where the definition lists none, the catalogue's table is [assumed](Self::assumed).
    pub fn of(definition: &DeviceDefinition, kind: DeviceKind) -> Self {
        let firmware = definition.firmware_version.as_deref().and_then(|text| text.parse::<FirmwareVersion>().ok());
        let assumed = definition.config_parameters.is_empty();
        let mut fields: Vec<Field> = if assumed {
            table(kind, firmware).iter().map(|parameter| Field::new(kind, firmware, parameter.name, "")).collect()
        } else {
            let declared = definition.config_parameters.iter();
            declared.map(|Pair { key, value }| Field::new(kind, firmware, key, value)).collect()
        };
        fields.sort_by(|one, other| one.key.cmp(&other.key));
        fields.dedup_by(|later, first| later.key == first.key);
        // By key is by name: the two differ in letter case only.
        fields.sort_by_key(|field| field.group);
        let mut by_key: Vec<(&str, usize)> =
            fields.iter().enumerate().map(|(place, field)| (field.key.as_str(), place)).collect();
        by_key.sort_unstable();
        let by_key = by_key.into_iter().map(|(_, place)| place).collect();
        Self { kind, assumed, fields, by_key }
    }

    /// The parameters, by group and then by name.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The parameter of a key, in any letter case.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.get(self.place(key)?)
    }

    /// The place of a key among the fields.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        let lower = |byte: u8| byte.to_ascii_lowercase();
        let found = self.by_key.binary_search_by(|place| {
            let field = self.fields.get(*place).map_or("", |field| field.key.as_str());
            field.bytes().cmp(key.bytes().map(lower))
        });
        self.by_key.get(found.ok()?).copied()
    }

    /// The factory default of every parameter for which it is known.
    pub fn defaults(&self) -> Values {
        self.fields.iter().filter_map(|field| Some((&field.key, field.default()?))).collect()
    }

    /// Whether two texts mean the same value of a parameter. Values of keys that the definition lacks are compared as texts.
    pub fn same(&self, key: &str, one: &str, other: &str) -> bool {
        one == other || self.field(key).is_some_and(|field| field.same(one, other))
    }
}

#[cfg(test)]
#[path = "schema_tests.rs"]
mod tests;
