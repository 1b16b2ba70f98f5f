//! The rule of the simulator's layers: each of its files is in one of them, and none imports one above it.

use super::Facts;
use crate::boundaries::simulator_layers::{FOLDER, SimulatorLayer, names};
use crate::boundaries::violation::{Violation, by_key};

/// Checks every file of the simulator, and every import between two of them.
pub fn check(facts: &Facts) -> Vec<Violation> {
    let files = facts.tree.files.iter().filter(|file| !file.is_test && file.path.starts_with(FOLDER));
    let homeless = files.filter(|file| SimulatorLayer::of(&file.path).is_none()).map(|file| Violation {
        key: file.path.clone(),
        sentence: format!(
            "{} is in no layer of the simulator ({}); move it into one, or add it to src/xtask/boundaries/simulator_layers.rs.",
            file.path,
            names()
        ),
    });
    let upward = facts.imports.iter().filter_map(|import| {
        let from = SimulatorLayer::of(facts.path(import.from))?;
        let to = SimulatorLayer::of(facts.path(import.to))?;
        (!from.may_import(to)).then(|| {
            let why = format!(
                "{} may not import {}; imports go down only ({}): move the name down, or hand it in from above.",
                from.name,
                to.name,
                names()
            );
            facts.import(import, why)
        })
    });
    by_key(homeless.chain(upward))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundaries::testing::facts;

    /// The keys of the violations in a simulator with one file in each layer, of which one has this text.
    fn keys(path: &str, text: &str) -> Vec<String> {
        let mut files = vec![
            (
                "src/simulator/lib.rs",
                "mod control; mod firmware; mod fleet; mod handlers; mod model; mod simulator; #[cfg(test)] mod testing;",
            ),
            ("src/simulator/simulator.rs", "pub struct Simulator;"),
            ("src/simulator/control.rs", ""),
            ("src/simulator/fleet.rs", "pub struct Fleet;"),
            ("src/simulator/handlers.rs", "pub mod devices;"),
            ("src/simulator/handlers/devices.rs", "pub struct Handler;"),
            ("src/simulator/firmware.rs", "pub mod door;"),
            ("src/simulator/firmware/door.rs", "pub struct Door;"),
            ("src/simulator/model.rs", "pub mod device;"),
            ("src/simulator/model/device.rs", "pub struct Device;"),
            ("src/simulator/testing.rs", "use crate::simulator::Simulator;"),
        ];
        files.iter_mut().filter(|(known, _)| *known == path).for_each(|(_, known)| *known = text);
        check(&facts(&files)).into_iter().map(|violation| violation.key).collect()
    }

    #[test]
    fn imports_go_down_the_layers_of_the_simulator_and_never_up() {
        let layers = [
            ("src/simulator/control.rs", "use crate::simulator::Simulator;"),
            ("src/simulator/fleet.rs", "use crate::fleet::Fleet;"),
            ("src/simulator/handlers/devices.rs", "use crate::handlers::devices::Handler;"),
            ("src/simulator/firmware/door.rs", "use crate::firmware::door::Door;"),
            ("src/simulator/model/device.rs", "use crate::model::device::Device;"),
        ];
        for (height, (path, _)) in layers.iter().enumerate() {
            for (place, (_, import)) in layers.iter().enumerate() {
                assert_eq!(keys(path, import).len(), usize::from(place < height), "{path}: {import}");
            }
        }
    }

    #[test]
    fn a_file_of_the_simulator_outside_the_layers_is_found() {
        let files = [("src/simulator/lib.rs", "mod clock;"), ("src/simulator/clock.rs", "pub struct Clock;")];
        let found = check(&facts(&files));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].key, "src/simulator/clock.rs");
        assert!(found[0].sentence.contains("(simulator, fleet, handlers, firmware, model)"), "{}", found[0].sentence);
    }

    #[test]
    fn files_of_other_crates_are_left_alone() {
        let files = [
            ("src/gateway/lib.rs", "mod model; mod handlers;"),
            ("src/gateway/model.rs", "use crate::handlers::Handler;"),
            ("src/gateway/handlers.rs", "pub struct Handler;"),
        ];
        assert_eq!(check(&facts(&files)).len(), 0);
    }
}
