//! The configuration of devices, computed without I/O: the schema of a device definition, the layers of a value, checks of a set of
//! values, the difference of two sets, the drift of a device from its policy, the forecast of another policy, and rules.
//!
//! Keys are matched in any letter case and kept in lower case, as the API writes them. Values are texts, as on the wire, and
//! compared by meaning (`0` and `False`, `23` and `23.0`).

mod checks;
mod difference;
mod drift;
mod exchange;
mod group;
mod layers;
mod reported;
pub mod rules;
mod schema;
mod sent_times;
mod values;
mod what_if;

pub use crate::configuration::rules::{Rule, Subject};
pub use crate::configuration::sent_times::SentTimes;
pub use checks::{CheckContext, Finding, Severity, check, check_value};
pub use difference::{ValueChange, apply, difference};
pub use drift::{Assigned, Drift, DriftInput, drift};
pub use exchange::{ImportError, Imported, export, import, lines};
pub use group::Group;
pub use layers::{Layer, LayerStack, Layers, ValueOrigin};
pub use reported::{Reported, reported};
pub use schema::{Field, Schema};
pub use values::Values;
pub use what_if::{Applicability, ComparisonBasis, Forecast, Overrides, ProposedPolicy, Target, what_if};

#[cfg(test)]
mod samples;
#[cfg(test)]
#[path = "configuration/simulated_tests.rs"]
mod simulated;
