//! Tests of the calculation of an assignment to one device.

use std::sync::Arc;

use jetstream_api::{
    devices::Device,
    policies::{Policy, PolicyDetails},
    wire::Pair,
};
use jetstream_fleet::configuration::{Overrides, ProposedPolicy, Target, Values, what_if};

use super::*;
use crate::features::fleet_configuration::policy_view::PolicyView;

const CABINETS: &str = "TS092, Security Cabinet";
const BOTH: AfterAssignment = AfterAssignment { sync: true, read_back: true };

fn entry(definition: &str, policy: Option<&str>) -> DeviceEntry {
    let device = Device {
        id: None,
        name: "Cabinet 7".into(),
        serial_number: String::new(),
        definition: definition.into(),
        region: "US".into(),
        policy: policy.map(str::to_owned),
        aliases: Vec::new(),
    };
    DeviceEntry::new(device, Default::default())
}

fn known(name: &str, limit: &str) -> Arc<PolicyView> {
    let pair = |key: &str, value: &str| Pair { key: key.into(), value: value.into() };
    let parameters = vec![pair("dooropentimelimit", limit), pair("userbypass", "0")];
    let policy = Policy { id: None, name: name.into(), definition: CABINETS.into(), parameters };
    Arc::new(PolicyView::new(PolicyDetails { policy, devices: Vec::new() }, &[]))
}

fn configuration(policy: AssignedPolicy, own: &[(&str, &str)]) -> DeviceConfiguration {
    let schema = Arc::new(known("Ward", "300").schema.clone());
    DeviceConfiguration { schema, policy, overrides: Arc::new(own.iter().copied().collect()) }
}

fn forecast(configuration: &DeviceConfiguration, proposed: &PolicyView, overrides: Overrides) -> Forecast {
    let target = Target {
        device: "Cabinet 7",
        definition: CABINETS,
        policy: configuration.policy.name(),
        values: configuration.policy.values(),
        overrides: &configuration.overrides,
        reported: None,
        firmware: None,
    };
    let (policy, definition, values) = (proposed.name(), proposed.definition(), &proposed.values);
    let proposal = ProposedPolicy { policy, definition, values, overrides, holders: &[] };
    what_if(&proposed.schema, &proposal, &[target], &[]).remove(0)
}

#[test]
fn a_device_keeps_its_own_values_or_loses_them_as_it_was_forecast() {
    let configuration =
        configuration(AssignedPolicy::Policy(known("Ward", "300")), &[("userbypass", "1"), ("unheard", "x")]);
    let assigned = |overrides| {
        let forecast = forecast(&configuration, &known("Ward, 2", "120"), overrides);
        assignment(&entry(CABINETS, Some("Ward")), &configuration, &forecast, BOTH).unwrap().unwrap()
    };
    let kept = assigned(Overrides::Keep);
    assert_eq!(kept.overrides, Values::from_iter([("userbypass", "1")]), "the policy has nothing called unheard");
    assert_eq!(kept.before.unwrap().overrides.len(), 2, "what can be given back is all that it had");
    let names = |assignment: &Assignment| assignment.changes.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let dropped = assigned(Overrides::Drop);
    assert!(dropped.overrides.is_empty());
    assert!(names(&dropped).contains(&"UserBypass".to_owned()), "{:?}", dropped.changes);
    assert!(names(&dropped).contains(&"DoorOpenTimeLimit".to_owned()));
    assert!(kept.sync && kept.read_back);
}

#[test]
fn a_device_on_which_nothing_would_change_is_no_part_of_a_plan() {
    let (known, entry) = (known("Ward", "300"), entry(CABINETS, Some("Ward")));
    let configuration = configuration(AssignedPolicy::Policy(Arc::clone(&known)), &[]);
    let forecast = forecast(&configuration, &known, Overrides::Keep);
    assert_eq!(assignment(&entry, &configuration, &forecast, BOTH), Ok(None));
}

#[test]
fn values_that_must_not_be_sent_keep_a_device_out_of_a_plan() {
    let configuration = configuration(AssignedPolicy::Policy(known("Ward", "300")), &[]);
    let forecast = forecast(&configuration, &known("Ward, 2", "43201"), Overrides::Keep);
    let refusal = assignment(&entry(CABINETS, Some("Ward")), &configuration, &forecast, BOTH).unwrap_err();
    assert!(
        matches!(&refusal, AssignmentError::InvalidValues(whys) if whys[0].contains("from 1 to 43200")),
        "{refusal:?}"
    );
}

#[test]
fn a_policy_that_could_not_be_given_back_is_not_taken_away() {
    let configuration = configuration(AssignedPolicy::NotLoaded("Ward".into()), &[]);
    let forecast = forecast(&configuration, &known("Ward, 2", "120"), Overrides::Keep);
    let refusal = assignment(&entry(CABINETS, Some("Ward")), &configuration, &forecast, BOTH).unwrap_err();
    assert!(matches!(&refusal, AssignmentError::Message(why) if why.contains("could not be read")), "{refusal:?}");
}

#[test]
fn a_device_that_takes_no_such_command_is_not_sent_one() {
    let configuration = configuration(AssignedPolicy::None, &[]);
    let forecast = forecast(&configuration, &known("Ward", "120"), Overrides::Keep);
    let handheld = entry("TS084, Handheld, US, UHF", None);
    let assigned = assignment(&handheld, &configuration, &forecast, BOTH).unwrap().unwrap();
    assert_eq!((assigned.before, assigned.sync, assigned.read_back), (None, false, false));
}
