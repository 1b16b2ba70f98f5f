//! The map from a file of the simulator to its layer: a table, the highest layer first.

/// The folder of the simulator's crate.
pub const FOLDER: &str = "src/simulator/";

/// Each layer with the names of the files and folders in it.
const LAYERS: [(&str, &[&str]); 5] = [
    ("simulator", &["lib", "simulator", "control"]),
    ("fleet", &["fleet"]),
    ("handlers", &["handlers"]),
    ("firmware", &["firmware"]),
    ("model", &["model"]),
];

/// A layer of the simulator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimulatorLayer {
    place: usize,
    pub name: &'static str,
}

impl SimulatorLayer {
    /// The layer of a file; `None` for a file of another crate, or in none of the places of the table.
    pub fn of(path: &str) -> Option<Self> {
        let inside = path.strip_prefix(FOLDER)?.trim_end_matches(".rs");
        let first = inside.split('/').next()?;
        let place = LAYERS.iter().position(|(_, names)| names.contains(&first))?;
        LAYERS.get(place).map(|(name, _)| Self { place, name })
    }

    /// May a file of this layer import one of `other`?
    pub fn may_import(self, other: Self) -> bool {
        self.place <= other.place
    }
}

/// The names of the layers, the highest first.
pub fn names() -> String {
    LAYERS.map(|(name, _)| name).join(", ")
}
