//! Random actions on the devices of a fleet.

use jetstream_api::{
    call::Endpoint,
    commands::{
        AccessToken, CommandResponse, GetTags, Lockdown, LockdownHours, Restart, SetConfigurationValues, UnlockDoor,
    },
    credentials::SyncCredentials,
    device_policy::{GetPolicyParameters, SetPolicyParameters, SyncResponse},
    devices::ListDevices,
    error::ApiError,
    ids::Guid,
    names::DeviceName,
    wire::Pair,
};
use proptest::prelude::*;

use crate::fleet_simulation_tests::checker::EventChecker;
use crate::testing::TestBed;

/// An action, with its device and its user.
#[derive(Debug, Clone)]
pub(super) struct Action {
    device: usize,
    colleague: bool,
    kind: ActionKind,
}

#[derive(Debug, Clone)]
enum ActionKind {
    Connect,
    Disconnect,
    Poll,
    Trip(&'static str),
    Lockdown(i64),
    Unlock(u8),
    Restart,
    GetTags,
    SyncPasses,
    GetParameters,
    SetParameters,
    BeatEvery(u16),
}

const ENTRIES: [&str; 17] = [
    "ACPowerFailure",
    "ACPowerRestore",
    "DoorBreach",
    "DoorOpen",
    "DoorOpenRestore",
    "DoorSensorFailure",
    "InvalidPass",
    "LowBattery",
    "LowFlashSpace",
    "LowMemory",
    "NewFirmwareDownloadError",
    "Shutdown",
    "Startup",
    "UserPassReaderFailure",
    "UserPassReaderRestore",
    "ValidPass",
    "NoSuchEntry",
];

pub(super) fn random_action(devices: usize) -> impl Strategy<Value = Action> {
    let kind = prop_oneof![
        2 => Just(ActionKind::Connect),
        2 => Just(ActionKind::Disconnect),
        1 => Just(ActionKind::Poll),
        4 => prop::sample::select(&ENTRIES[..]).prop_map(ActionKind::Trip),
        4 => prop::sample::select(&[0, 1, 4, 24, 168][..]).prop_map(ActionKind::Lockdown),
        2 => any::<u8>().prop_map(ActionKind::Unlock),
        2 => Just(ActionKind::Restart),
        2 => Just(ActionKind::GetTags),
        1 => Just(ActionKind::SyncPasses),
        1 => Just(ActionKind::GetParameters),
        1 => Just(ActionKind::SetParameters),
        1 => prop::sample::select(&[0, 5, 60, 240][..]).prop_map(ActionKind::BeatEvery),
    ];
    (0..devices, any::<bool>(), kind).prop_map(|(device, colleague, kind)| Action { device, colleague, kind })
}

/// Executes an action, and passes the response to the checker.
pub(super) fn apply(bed: &mut TestBed, checker: &mut EventChecker, action: &Action) {
    let name = bed.send(&ListDevices::default()).unwrap()[action.device].name.clone();
    let device = DeviceName::parse(&name).unwrap();
    let now = bed.simulator.now();
    let mut call = Call { bed, checker, colleague: action.colleague, name: &name };
    match action.kind {
        ActionKind::Connect => {
            call.checker.connected(&name, now);
            call.bed.simulator.connect(&name).unwrap();
        }
        ActionKind::Disconnect => {
            call.bed.simulator.disconnect(&name).unwrap();
            call.checker.disconnected(&name, now);
        }
        // These may be refused: the checker expects nothing to follow.
        ActionKind::Poll => drop(call.bed.simulator.poll(&name)),
        ActionKind::Trip(entry) => drop(call.bed.simulator.raise_incident(&name, entry)),
        ActionKind::Lockdown(hours) => {
            let lockdown = Lockdown { device, hours: LockdownHours::new(hours).unwrap() };
            call.make(&lockdown, &[("Hours", &hours.to_string())]);
        }
        ActionKind::Unlock(number) => {
            let token = AccessToken::from(Guid::from_random([number; 16]));
            let secret = token.reveal().to_owned();
            call.make(&UnlockDoor { device, token }, &[("AccessToken", &secret)]);
        }
        ActionKind::Restart => call.make(&Restart(device), &[]),
        ActionKind::GetTags => call.make(&GetTags(device), &[]),
        ActionKind::SyncPasses => call.make(&SyncCredentials(device), &[("Remove", "*")]),
        ActionKind::GetParameters => call.make(&GetPolicyParameters(device), &[]),
        ActionKind::SetParameters => {
            let answer = call.send(&SetPolicyParameters(device));
            if let Ok(SyncResponse::Command(answer)) = answer {
                call.checker.answered(&name, &answer, call.user(), now, &[]);
            }
        }
        ActionKind::BeatEvery(minutes) => {
            let minutes = minutes.to_string();
            let values = vec![Pair { key: "heartbeateventinterval".into(), value: minutes.clone() }];
            call.make(&SetConfigurationValues { device, values }, &[("heartbeateventinterval", &minutes)]);
        }
    }
}

struct Call<'a> {
    bed: &'a mut TestBed,
    checker: &'a mut EventChecker,
    colleague: bool,
    name: &'a str,
}

impl Call<'_> {
    fn user(&self) -> &'static str {
        if self.colleague { "colleague" } else { "demo" }
    }

    fn send<E: Endpoint>(&mut self, endpoint: &E) -> Result<E::Response, ApiError> {
        if self.colleague { self.bed.send_as_colleague(endpoint) } else { self.bed.send(endpoint) }
    }

    /// A command that the type of the device lacks is refused, and must have no effect.
    fn make<E: Endpoint<Response = CommandResponse>>(&mut self, endpoint: &E, echoed: &[(&str, &str)]) {
        match self.send(endpoint) {
            Ok(answer) => {
                let (user, now) = (self.user(), self.bed.simulator.now());
                self.checker.answered(self.name, &answer, user, now, echoed);
            }
            Err(refused) => assert_eq!(refused.http_status(), Some(400), "{refused}"),
        }
    }
}
