//! The enum of the forms of devices: cabinet, fridge, portal and so on.

/// The body of a device: finer than its kind, where the model number tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// A cabinet at room temperature, with or without RFID.
    Cabinet,
    /// A refrigerator.
    Fridge,
    /// A freezer.
    Freezer,
    /// An ultra-low temperature freezer.
    UltraLowFreezer,
    /// A small cabinet that stands on a table.
    Countertop,
    /// A reader at a door or under a ceiling.
    Portal,
    /// A flat reader.
    Tray,
    /// A case that is carried around.
    Case,
    /// A hand-held reader.
    Handheld,
}

impl Form {
    /// The form for people: `Ultra-low freezer`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cabinet => "Cabinet",
            Self::Fridge => "Fridge",
            Self::Freezer => "Freezer",
            Self::UltraLowFreezer => "Ultra-low freezer",
            Self::Countertop => "Countertop cabinet",
            Self::Portal => "Read point",
            Self::Tray => "Surface read point",
            Self::Case => "Mobile case",
            Self::Handheld => "Handheld",
        }
    }
}
