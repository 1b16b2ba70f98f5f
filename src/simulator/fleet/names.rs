//! The devices of the initial fleet: a hospital group whose names hold spaces, commas and dots, as real ones do.

use crate::model::clock::{DAY, Ms, SECOND};

/// A device of the initial fleet, with the id of its definition and its condition.
#[derive(Debug, Clone)]
pub(super) struct InitialDevice {
    pub(super) name: String,
    pub(super) definition: u64,
    pub(super) region: &'static str,
    pub(super) condition: InitialCondition,
}

/// The condition of a device at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InitialCondition {
    Usual,
    /// Connected, and no failure occurs by itself.
    Steady,
    /// No WebSocket: it polls.
    Polling,
    LockedDown,
    /// Its network is lost; it will be back.
    CutOff,
    NoMains,
    DoorOpen,
    /// Has never sent an event.
    Silent,
    /// Its clock fell back by years when its battery was changed.
    ClockBehind,
    /// Its clock is ahead by most of a minute.
    ClockAhead,
}

impl InitialCondition {
    /// The error of its clock, where it is special.
    pub(super) fn clock(self) -> Option<Ms> {
        match self {
            Self::ClockBehind => Some(-2_557 * DAY),
            Self::ClockAhead => Some(40 * SECOND),
            _ => None,
        }
    }
}

const LONG: &str = "Mercy General, Cardiology, catheterization laboratory 2, third floor, cabinet for implants \
                    beside the emergency exit, key no. 47";

/// The first devices of every fleet; a smaller one has only the first of these.
const FIRST: [(&str, u64, &str, InitialCondition); 24] = [
    ("Security Cabinet 1", 1, "US", InitialCondition::Steady),
    ("Security Cabinet 2, offline", 1, "US", InitialCondition::Polling),
    ("St. Anne, Ward 3 East, Security Cabinet", 1, "US", InitialCondition::Usual),
    ("St. Anne, Pharmacy, Fridge 1", 4, "US", InitialCondition::Usual),
    ("Mercy General, Emergency Dept., Security Cabinet", 1, "US", InitialCondition::LockedDown),
    ("St. Anne, Blood Bank, Freezer 1", 6, "US", InitialCondition::Usual),
    ("Mercy General, OR 2, Implant Cabinet", 2, "US", InitialCondition::DoorOpen),
    (LONG, 1, "US", InitialCondition::Usual),
    ("Mercy General, Research Lab, Ultra-low Freezer", 8, "US", InitialCondition::NoMains),
    ("Nordstadt Klinik, Basement, Security Cabinet", 1, "EU", InitialCondition::Silent),
    ("Courier Case 7", 13, "US", InitialCondition::Usual),
    ("Handheld 3, OR inventory", 14, "US", InitialCondition::Usual),
    ("St. Anne, Loading Dock, Read Point", 10, "US", InitialCondition::Usual),
    ("St. Anne, OR Corridor, Read Point", 10, "US", InitialCondition::Usual),
    ("St. Anne, Ward 4 West, Countertop", 9, "US", InitialCondition::Usual),
    ("St. Anne, Central Supply, Kanban Tray 1", 12, "US", InitialCondition::Usual),
    ("Mercy General, ICU, Security Cabinet", 1, "US", InitialCondition::Usual),
    ("Mercy General, Oncology, Security Cabinet", 1, "US", InitialCondition::Usual),
    ("Nordstadt Klinik, Vaccines, Fridge", 5, "EU", InitialCondition::ClockBehind),
    ("Nordstadt Klinik, Network Closet, Cabinet", 3, "EU", InitialCondition::CutOff),
    ("Evaluation Unit 7", 16, "US", InitialCondition::Usual),
    ("Nordstadt Klinik, Anesthesia, Security Cabinet", 1, "EU", InitialCondition::ClockAhead),
    ("St. Anne, Old Pharmacy, Cabinet", 15, "US", InitialCondition::Usual),
    ("Nordstadt Klinik, Plasma, Freezer", 7, "EU", InitialCondition::Usual),
];

const SITES: [(&str, &str); 6] = [
    ("St. Anne", "US"),
    ("Mercy General", "US"),
    ("Nordstadt Klinik", "EU"),
    ("Minato Medical Center", "AP"),
    ("Lakeside Veterans Hospital", "USGOV"),
    ("Harbor Clinic", "US"),
];

const WARDS: [&str; 14] = [
    "Ward 1 North",
    "Ward 2 South",
    "Ward 3 East",
    "Ward 4 West",
    "Emergency Dept.",
    "ICU",
    "NICU",
    "OR 1",
    "OR 2",
    "Cath Lab",
    "Pharmacy",
    "Blood Bank",
    "Oncology",
    "Dialysis",
];

/// The rest of a fleet, repeated as often as needed: the id of the definition and the kind in the name of the device.
const REST: [(u64, &str); 16] = [
    (2, "Cabinet"),
    (1, "Security Cabinet"),
    (4, "Fridge"),
    (6, "Freezer"),
    (1, "Security Cabinet"),
    (3, "Large Cabinet"),
    (10, "Read Point"),
    (5, "Large Fridge"),
    (2, "Cabinet"),
    (12, "Tray"),
    (1, "Security Cabinet"),
    (7, "Freezer"),
    (9, "Countertop"),
    (4, "Fridge"),
    (11, "Directional Read Point"),
    (8, "Ultra-low Freezer"),
];

/// The devices of a fleet of `count`, each with a name of its own.
pub(super) fn devices(count: usize) -> impl Iterator<Item = InitialDevice> {
    let first = FIRST.into_iter().map(|(name, definition, region, condition)| InitialDevice {
        name: name.to_owned(),
        definition,
        region,
        condition,
    });
    // Strides that share no factor with the lengths, so that sites, wards and kinds are combined in ever new ways.
    let rest = (0_usize..).zip(REST.into_iter().cycle()).map(|(index, (definition, form))| {
        let (site, region) = SITES.into_iter().cycle().nth(index * 5 % SITES.len()).unwrap_or(("St. Anne", "US"));
        let ward = WARDS.into_iter().nth(index * 3 % WARDS.len()).unwrap_or("Ward 1 North");
        InitialDevice {
            name: format!("{site}, {ward}, {form} {}", index + 2),
            definition,
            region,
            condition: InitialCondition::Usual,
        }
    });
    first.chain(rest).take(count)
}
