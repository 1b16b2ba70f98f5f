//! The policies of the initial fleet, and their assignment to its devices.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    firmware::commands,
    model::{
        clock::{DAY, HOUR, MINUTE},
        device::Device,
        policy::{AssignedPolicy, Policy},
        world::World,
    },
};

/// The name of a policy, the id of its definition, and the values that are not at their default.
type PolicySource = (&'static str, u64, &'static [(&'static str, &'static str)]);

/// With LogEntryLevel error, the factory default, a security cabinet does not report who opened it: most policies set
/// information.
const POLICIES: [PolicySource; 6] = [
    ("Security cabinets, audited", 1, &[("logentrylevel", "information"), ("jetstreamversion", "3")]),
    (
        "Security cabinets, strict",
        1,
        &[
            ("aclockdownonpowerfailure", "1"),
            ("dooropentimelimit", "120"),
            ("heartbeateventinterval", "30"),
            ("jetstreamversion", "3"),
            ("logentrylevel", "information"),
        ],
    ),
    ("Cabinets, standard", 2, &[("dooropentimelimit", "240")]),
    ("Refrigerators, vaccines", 4, &[("sensorreadingeventinterval", "15"), ("dooropentimelimit", "90")]),
    ("Freezers", 6, &[("sensorreadingeventinterval", "15"), ("aclockdownonpowerfailure", "0")]),
    ("Read points", 10, &[("capturetime", "3")]),
];

/// Adds the policies.
pub(super) fn write(world: &mut World) {
    for (name, definition, values) in POLICIES {
        let found = world.definitions.iter().find(|known| known.id == definition).map(Arc::clone);
        let Some(definition) = found else { continue };
        let values: BTreeMap<_, _> = values.iter().copied().collect();
        let value = |key: &str, default: &str| (key.to_owned(), values.get(key).copied().unwrap_or(default).to_owned());
        let parameters =
            definition.parameters.iter().map(|parameter| value(&parameter.key, parameter.default)).collect();
        let id = world.next_id();
        world.policies.push(Policy { id, name: name.to_owned(), definition, parameters });
    }
}

/// Assigns a device its policy: most have one and are in sync with it, some were never sent it, some have overrides, and
/// some have none.
pub(super) fn assign(world: &World, device: &mut Device, index: usize) {
    let for_it: Vec<&Policy> =
        world.policies.iter().filter(|policy| policy.definition.id == device.definition.id).collect();
    // The first device, with which most people begin, is an ordinary one.
    let variety = if index == 0 { 0 } else { index % 11 };
    let chosen = if variety == 4 { for_it.last() } else { for_it.first() };
    let Some(policy) = chosen.filter(|_| variety != 9) else { return };
    let updated = world.context.now.saturating_sub(device.state.rng.between(DAY, 200 * DAY));
    let overrides = match variety {
        3 if device.definition.parameter("dooropentimelimit").is_some() => {
            vec![("dooropentimelimit".to_owned(), "600".to_owned())]
        }
        _ => Vec::new(),
    };
    let assigned = AssignedPolicy { policy: policy.id, overrides, updated, synced: None };
    if variety == 6 {
        // Assigned two hours ago, and never sent.
        device.assigned = Some(AssignedPolicy { updated: world.context.now.saturating_sub(2 * HOUR), ..assigned });
        return;
    }
    device.state.changed = commands::changes(device, &policy.effective(&assigned.overrides));
    device.assigned = Some(AssignedPolicy { synced: Some(updated.saturating_add(3 * MINUTE)), ..assigned });
}
