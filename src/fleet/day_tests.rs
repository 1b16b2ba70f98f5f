//! Tests with days of the simulated fleet: the state computed from its events agrees with the state of its devices.

use std::sync::Arc;

use jetstream_api::{
    catalogue::Command,
    commands::{CommandResponse, Lockdown, LockdownHours},
    endpoint::Endpoint,
    error::{ApiError, TransportError},
    events::Event,
    ids::Guid,
    key::AccessKey,
    kind::DeviceKind,
    names::DeviceName,
};
use jetstream_simulator::{COLLEAGUE_KEY, DEMO_KEY, Delivery, Options, Request, Simulator};
use jiff::{SignedDuration, Timestamp};

use crate::{
    Click, ClickResult, Fleet, LockdownState,
    commands::CommandState,
    health::{Expectation, Liveness},
    test_events::{guid, pair},
};

const CONNECTED: &str = "Security Cabinet 1";
const OFFLINE: &str = "Security Cabinet 2, offline";

/// The simulator, and what a dashboard beside it knows.
struct Site {
    simulator: Simulator,
    fleet: Fleet,
    clicks: u8,
}

impl Site {
    fn new(seed: u64) -> Self {
        let mut site = Self {
            simulator: Simulator::new(&Options { seed, ..Options::default() }),
            fleet: Fleet::new(64 << 20),
            clicks: 0,
        };
        site.listen();
        site
    }

    fn now(&self) -> Timestamp {
        self.simulator.now()
    }

    fn listen(&mut self) {
        for raw in self.simulator.take_issued() {
            assert!(self.fleet.ingest(Event::parse(&raw).unwrap()), "issued twice: {raw}");
        }
    }

    fn wait(&mut self, duration: SignedDuration) {
        self.simulator.advance(self.now() + duration);
        self.listen();
    }

    /// Sends a lockdown as the page does: the click first, then the call, then what came of it.
    fn lock(&mut self, key: &str, device: &str, hours: i64) -> Guid {
        let endpoint =
            Lockdown { device: DeviceName::parse(device).unwrap(), hours: LockdownHours::new(hours).unwrap() };
        let call = endpoint.call();
        let response = self.simulator.handle(&Request::from((&call, &AccessKey::parse(key).unwrap())));
        let answer: Result<CommandResponse, ApiError> = match response.delivery {
            Delivery::Whole => endpoint.decode(&response.reply),
            _ => Err(ApiError::lost(&call, TransportError::NoAnswer("the connection broke".into()))),
        };
        self.clicks += 1;
        let id = guid(self.clicks);
        if key == DEMO_KEY {
            let parameters = vec![pair("Hours", &hours.to_string())];
            let at = self.now();
            self.fleet.click(Click { id, device: device.to_owned(), command: Command::Lockdown, parameters, at });
            self.fleet.answer(id, answer.map_or_else(|error| ClickResult::from(&error), ClickResult::Response), at);
        }
        self.listen();
        id
    }

    fn state(&self, click: Guid) -> CommandState {
        self.fleet.commands().of_click(click).unwrap().state(self.now())
    }

    fn lockdown(&self, device: &str) -> Vec<LockdownState> {
        self.fleet.lockdown(device, self.now()).states(Some(false))
    }

    /// The fleet's word on a lockdown beside the device's own; events carry whole seconds and come a moment later.
    fn agrees(&self, device: &str) -> Option<Timestamp> {
        let (told, true_end) =
            (self.fleet.lockdown(device, self.now()).in_force_until(), self.simulator.locked_until(device));
        let close = told
            .zip(true_end)
            .is_some_and(|(told, true_end)| told.duration_since(true_end).abs() < SignedDuration::from_mins(2));
        assert!(close || (told.is_none() && true_end.is_none()), "{device}: told {told:?}, true {true_end:?}");
        told
    }
}

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

#[test]
fn a_day_is_folded_without_loss_and_alike_in_any_order() {
    let mut simulator = Simulator::new(&Options::default());
    simulator.advance(simulator.now() + SignedDuration::from_hours(24));
    let events: Vec<Event> = simulator.take_issued().iter().map(|raw| Event::parse(raw).unwrap()).collect();
    assert!(events.len() > 1000, "{}", events.len());
    let folded = |order: &mut dyn Iterator<Item = &Event>| {
        let mut fleet = Fleet::new(64 << 20);
        order.for_each(|event| assert!(fleet.ingest(event.clone())));
        fleet
    };
    let forward = folded(&mut events.iter());
    let odd_first = folded(&mut events.iter().skip(1).step_by(2).chain(events.iter().step_by(2)));
    assert_eq!((forward.log().total_seen(), forward.log().id_hash()), simulator.issued());
    let now = simulator.now();
    let firmware = forward.health().firmware(CONNECTED).unwrap();
    assert!(firmware.contains('.'), "the nightly scan tells it: {firmware}");
    for other in [folded(&mut events.iter().rev()), odd_first] {
        assert!(forward.log().iter_newest().eq(other.log().iter_newest()));
        assert!(forward.commands().iter_newest().eq(other.commands().iter_newest()));
        assert!(forward.access().iter_newest().eq(other.access().iter_newest()));
        for device in forward.health().devices() {
            assert_eq!(forward.health().last_heard(device, now), other.health().last_heard(device, now));
            assert!(forward.incidents().history(device).eq(other.incidents().history(device)));
            assert!(forward.sensors().of(device).eq(other.sensors().of(device)));
            assert_eq!(forward.inventory().contents(device), other.inventory().contents(device));
            assert!(forward.inventory().moves(device).eq(other.inventory().moves(device)));
            assert_eq!(forward.lockdown(device, now), other.lockdown(device, now));
        }
    }
}

#[test]
fn lockdowns_agree_with_what_the_devices_know() {
    let mut site = Site::new(7);
    let devices = [CONNECTED, OFFLINE, "Mercy General, ICU, Security Cabinet"];
    let mut locked = 0;
    for step in 0..60_i64 {
        let device = devices[usize::try_from(step).unwrap() % devices.len()];
        let hours = [4, 1, 0, 2, 12][usize::try_from(step).unwrap() % 5];
        site.lock(if step % 4 == 0 { COLLEAGUE_KEY } else { DEMO_KEY }, device, hours);
        for _ in 0..5 {
            site.wait(MINUTE * i32::try_from(3 + step % 17).unwrap());
            locked += devices.iter().filter_map(|device| site.agrees(device)).count();
        }
    }
    assert!((300..800).contains(&locked), "often, but not always: {locked} of 900");
}

#[test]
fn the_device_that_is_found_locked_down_is_known_to_be() {
    let mut site = Site::new(1);
    let found = "Mercy General, Emergency Dept., Security Cabinet";
    assert!(site.simulator.locked_until(found).is_some());
    assert!(site.agrees(found).is_some());
    site.wait(HOUR * 8);
    assert_eq!(site.agrees(found), None);
}

#[test]
fn a_connected_cabinet_is_locked_at_once_and_let_go_by_zero() {
    let mut site = Site::new(1);
    let click = site.lock(DEMO_KEY, CONNECTED, 4);
    site.wait(MINUTE);
    assert_eq!(site.state(click), CommandState::Completed);
    let timeline = Arc::clone(site.fleet.commands().of_click(click).unwrap());
    assert!(
        timeline.queued_event().is_some() && timeline.completion_event().is_some(),
        "both events have its CommandId"
    );
    assert!(timeline.executed_again().is_empty());
    assert!(matches!(site.lockdown(CONNECTED)[..], [LockdownState::InForce { hours: 4, .. }]));
    let click = site.lock(DEMO_KEY, CONNECTED, 0);
    site.wait(MINUTE);
    assert_eq!(site.state(click), CommandState::Completed);
    assert!(matches!(site.lockdown(CONNECTED)[..], [LockdownState::Ended { by_calculation: false, .. }]));
}

#[test]
fn an_offline_cabinet_is_locked_only_after_its_poll() {
    let mut site = Site::new(1);
    let click = site.lock(DEMO_KEY, OFFLINE, 4);
    site.wait(MINUTE);
    assert_eq!(site.state(click), CommandState::Queued);
    assert!(matches!(site.lockdown(OFFLINE)[..], [LockdownState::Queued { hours: Some(4), .. }]));
    site.simulator.poll(OFFLINE).unwrap();
    site.wait(MINUTE);
    assert_eq!(site.state(click), CommandState::Completed);
    assert!(matches!(site.lockdown(OFFLINE)[..], [LockdownState::InForce { .. }]));
    site.agrees(OFFLINE);
}

#[test]
fn a_lockdown_of_a_silent_device_times_out_after_a_day() {
    let silent = "Nordstadt Klinik, Basement, Security Cabinet";
    let mut site = Site::new(1);
    let click = site.lock(DEMO_KEY, silent, 4);
    site.wait(HOUR * 23);
    assert_eq!(site.state(click), CommandState::Queued);
    site.wait(HOUR * 2);
    assert_eq!(site.state(click), CommandState::TimedOut);
    assert_eq!(site.lockdown(silent), []);
    assert_eq!(site.fleet.health().last_heard(silent, site.now()), None, "that was Jetstream's word, not the device's");
}

#[test]
fn a_connection_that_breaks_after_the_effect_leaves_it_unknown_until_the_event_tells() {
    let drops = "Sentinel drops after effect";
    let mut site = Site::new(1);
    let click = site.lock(DEMO_KEY, drops, 4);
    site.wait(MINUTE);
    assert_eq!(site.state(click), CommandState::Completed);
    let timeline = Arc::clone(site.fleet.commands().of_click(click).unwrap());
    assert_eq!(timeline.provisional(site.now()).and_then(|other| other.user()), Some("demo"));
    assert_eq!(site.simulator.asked().executions.len(), 1);
    site.agrees(drops);
}

#[test]
fn with_a_colleague_sending_the_same_it_stays_unknown_and_both_are_listed() {
    let drops = "Sentinel drops after effect";
    let mut site = Site::new(1);
    let click = site.lock(DEMO_KEY, drops, 4);
    site.lock(COLLEAGUE_KEY, drops, 4);
    site.wait(MINUTE);
    let CommandState::OutcomeUnknown { candidates } = site.state(click) else { panic!("{:?}", site.state(click)) };
    let mut users: Vec<_> =
        candidates.iter().filter_map(|id| site.fleet.commands().get(id)?.user().map(str::to_owned)).collect();
    users.sort_unstable();
    assert_eq!(users, ["colleague", "demo"]);
    site.agrees(drops);
}

#[test]
fn the_silent_device_was_never_heard_and_its_neighbours_are() {
    let mut site = Site::new(1);
    site.wait(HOUR * 3);
    let silence = |device, kind| site.fleet.health().silence(device, Expectation::of(kind, 60), site.now());
    assert_eq!(
        silence("Nordstadt Klinik, Basement, Security Cabinet", DeviceKind::SecurityCabinet),
        Liveness::NeverHeard
    );
    assert_eq!(silence(CONNECTED, DeviceKind::SecurityCabinet), Liveness::Heard);
    assert_eq!(silence("Handheld 3, OR inventory", DeviceKind::Handheld), Liveness::NotExpected);
    // Its clock is wrong by seven years, which Jetstream's is not.
    assert_eq!(silence("Nordstadt Klinik, Vaccines, Fridge", DeviceKind::RfidEnclosure), Liveness::Heard);
}

#[test]
fn an_alarm_is_open_until_it_is_over() {
    let mut site = Site::new(1);
    for (alarm, end) in [
        ("DoorOpen", "DoorOpenRestore"),
        ("ACPowerFailure", "ACPowerRestore"),
        ("UserPassReaderFailure", "UserPassReaderRestore"),
    ] {
        site.simulator.raise_incident(CONNECTED, alarm).unwrap();
        site.wait(HOUR);
        assert!(site.fleet.incidents().get(CONNECTED, alarm).is_some(), "{alarm}");
        site.simulator.raise_incident(CONNECTED, end).unwrap();
        site.wait(MINUTE);
        assert_eq!(site.fleet.incidents().get(CONNECTED, alarm), None, "{alarm}");
    }
}
