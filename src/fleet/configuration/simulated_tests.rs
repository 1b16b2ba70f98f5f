//! Tests with the simulated fleet: the drift of a device agrees with its policy and its own values.

use jetstream_api::{
    definitions::ListDeviceDefinitions,
    device_policy::{GetDevicePolicy, GetPolicyParameters, SetPolicyParameters},
    devices::{Device, ListDevices},
    endpoint::Endpoint,
    events::Event,
    key::AccessKey,
    kind::DeviceKind,
    names::DeviceName,
    policies::{ListPolicyDetails, PolicyDetails},
};
use jetstream_simulator::{DEMO_KEY, Options, Request, Simulator};
use jiff::SignedDuration;

use super::*;
use crate::Commands;

struct Site {
    simulator: Simulator,
    commands: Commands,
    schemas: Vec<(String, Schema)>,
    policies: Vec<PolicyDetails>,
}

impl Site {
    fn new() -> Self {
        let mut simulator = Simulator::new(&Options::default());
        let definitions = ask(&mut simulator, &ListDeviceDefinitions);
        let schema = |definition: &_| Schema::of(definition, DeviceKind::of_definition(&definition.name));
        Self {
            schemas: definitions.iter().map(|definition| (definition.name.clone(), schema(definition))).collect(),
            policies: ask(&mut simulator, &ListPolicyDetails),
            commands: Commands::default(),
            simulator,
        }
    }

    /// Connected devices that have a policy.
    fn connected(&mut self) -> Vec<Device> {
        let devices = ask(&mut self.simulator, &ListDevices::default());
        let with_policy = devices.into_iter().filter(|device| device.policy.is_some());
        with_policy.filter(|device| self.simulator.connect(&device.name).is_ok()).take(24).collect()
    }

    /// Sends a command, of which only the events tell.
    fn send<E: Endpoint>(&mut self, endpoint: &E) {
        ask(&mut self.simulator, endpoint);
        self.wait();
    }

    fn wait(&mut self) {
        self.simulator.advance(self.simulator.now() + SignedDuration::from_mins(2));
        for raw in self.simulator.take_issued() {
            self.commands.apply(&Event::parse(&raw).unwrap());
        }
    }

    /// How many parameters the policy of a device has.
    fn parameters(&self, device: &Device) -> usize {
        let details = self.policies.iter().find(|details| Some(&details.policy.name) == device.policy.as_ref());
        details.unwrap().policy.parameters.len()
    }

    fn drift(&mut self, device: &Device) -> Drift {
        let asked = ask(&mut self.simulator, &GetDevicePolicy(name(device))).unwrap();
        let now = self.simulator.now();
        let schema = &self.schemas.iter().find(|(name, _)| *name == device.definition).unwrap().1;
        let details = self.policies.iter().find(|details| details.policy.name == asked.name).unwrap();
        drift(&DriftInput {
            schema,
            policy: Assigned::Policy(&Values::from(details.policy.parameters.as_slice())),
            overrides: &Values::from(asked.overrides.as_slice()),
            stored_policy: Some(&asked),
            sent: SentTimes::of(&self.commands, &device.name, now),
            reported: reported(&self.commands, &device.name, now).as_ref(),
        })
    }
}

fn ask<E: Endpoint>(simulator: &mut Simulator, endpoint: &E) -> E::Response {
    let request = Request::from((&endpoint.call(), &AccessKey::parse(DEMO_KEY).unwrap()));
    endpoint.decode(&simulator.handle(&request).reply).unwrap()
}

fn name(device: &Device) -> DeviceName {
    DeviceName::parse(&device.name).unwrap()
}

#[test]
fn every_device_is_clean_after_a_sync_as_far_as_it_reports_values() {
    let mut site = Site::new();
    let (mut clean, mut names_only, mut awaiting) = (0, 0, 0);
    for device in site.connected() {
        match site.drift(&device) {
            Drift::NotReported => {}
            Drift::AwaitsSync { .. } => awaiting += 1,
            other => panic!("{}: {other:?}", device.name),
        }
        site.send(&SetPolicyParameters(name(&device)));
        assert_eq!(site.drift(&device), Drift::NotReported, "{}", device.name);
        site.send(&GetPolicyParameters(name(&device)));
        match site.drift(&device) {
            Drift::Clean { .. } => clean += 1,
            Drift::Incomplete { missing, .. } if missing.len() == site.parameters(&device) => names_only += 1,
            other => panic!("{}: {other:?}", device.name),
        }
    }
    assert!(clean > 0 && names_only > 0 && awaiting > 0, "{clean} clean, {names_only} only names, {awaiting} awaiting");
}

#[test]
fn a_device_that_is_not_connected_has_its_sync_queued_and_is_clean_once_it_has_fetched_it() {
    let mut site = Site::new();
    // Devices of which the report has values.
    for device in site.connected().iter().filter(|device| device.id.unwrap().0 % 3 != 2).take(4) {
        site.simulator.disconnect(&device.name).unwrap();
        site.send(&SetPolicyParameters(name(device)));
        assert!(matches!(site.drift(device), Drift::Queued { changes: None, .. }), "{}", device.name);
        site.send(&GetPolicyParameters(name(device)));
        assert!(matches!(site.drift(device), Drift::Queued { .. }), "{}", device.name);
        site.simulator.poll(&device.name).unwrap();
        site.wait();
        assert!(matches!(site.drift(device), Drift::Clean { .. }), "{}: {:?}", device.name, site.drift(device));
    }
}
