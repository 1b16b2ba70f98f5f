//! Property tests with days of the simulated fleet and random actions: the state does not depend on the order and the repetition of
//! events.

use jetstream_api::{
    call::{Call, Reply},
    catalogue::log_entries::LOG_ENTRY_TYPES,
    commands::{AccessToken, GetTags, Lockdown, LockdownHours, Restart, UnlockDoor},
    devices::ListDevices,
    endpoint::Endpoint,
    events::Event,
    ids::Guid,
    key::AccessKey,
    names::DeviceName,
};
use jetstream_simulator::{COLLEAGUE_KEY, DEMO_KEY, Options, Request, Simulator};
use jiff::{SignedDuration, Timestamp};
use proptest::{
    prelude::*,
    test_runner::{RngAlgorithm, TestRng},
};

use crate::{Fleet, snapshot::snapshot};

/// The devices that have a story each.
const DEVICES: usize = 24;
/// Room for all events of a day.
const CAPACITY: usize = 64 << 20;
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// An action on a device.
#[derive(Debug, Clone)]
enum What {
    Connect,
    Disconnect,
    Poll,
    Trip(&'static str),
    Lockdown(i64),
    Unlock(u8),
    Restart,
    GetTags,
}

/// An action, its device, and the minutes since the previous action.
#[derive(Debug, Clone)]
struct Action {
    after: i32,
    device: usize,
    by_colleague: bool,
    what: What,
}

fn action() -> impl Strategy<Value = Action> {
    let what = prop_oneof![
        1 => Just(What::Connect),
        1 => Just(What::Disconnect),
        1 => Just(What::Poll),
        8 => prop::sample::select(LOG_ENTRY_TYPES).prop_map(|entry| What::Trip(entry.name)),
        4 => prop::sample::select(&[0, 1, 4, 24][..]).prop_map(What::Lockdown),
        1 => any::<u8>().prop_map(What::Unlock),
        1 => Just(What::Restart),
        1 => Just(What::GetTags),
    ];
    let action = (1..20_i32, 0..DEVICES, any::<bool>(), what);
    action.prop_map(|(after, device, by_colleague, what)| Action { after, device, by_colleague, what })
}

fn send(simulator: &mut Simulator, key: &str, call: &Call) -> Reply {
    simulator.handle(&Request::from((call, &AccessKey::parse(key).unwrap()))).reply
}

/// An action that a device cannot do is refused: then there are no events of it either.
fn act(simulator: &mut Simulator, name: &str, action: &Action) {
    let device = DeviceName::parse(name).unwrap();
    let key = if action.by_colleague { COLLEAGUE_KEY } else { DEMO_KEY };
    let mut send = |call: Call| drop(send(simulator, key, &call));
    match action.what {
        What::Connect => drop(simulator.connect(name)),
        What::Disconnect => drop(simulator.disconnect(name)),
        What::Poll => drop(simulator.poll(name)),
        What::Trip(entry) => drop(simulator.raise_incident(name, entry)),
        What::Lockdown(hours) => send(Lockdown { device, hours: LockdownHours::new(hours).unwrap() }.call()),
        What::Unlock(number) => {
            send(UnlockDoor { device, token: AccessToken::from(Guid::from_random([number; 16])) }.call());
        }
        What::Restart => send(Restart(device).call()),
        What::GetTags => send(GetTags(device).call()),
    }
}

/// A simulated day and its events.
struct Day {
    devices: Vec<String>,
    events: Vec<Event>,
    end: Timestamp,
}

impl Day {
    /// Goes on for a day after the last action, so that every command has ended.
    fn of(seed: u64, actions: &[Action]) -> Self {
        let mut simulator = Simulator::new(&Options { seed, devices: DEVICES, sentinels: false, ..Options::default() });
        let list = ListDevices::default();
        let reply = send(&mut simulator, DEMO_KEY, &list.call());
        let devices: Vec<String> = list.decode(&reply).unwrap().into_iter().map(|device| device.name).collect();
        for action in actions {
            simulator.advance(simulator.now() + MINUTE * action.after);
            act(&mut simulator, &devices[action.device], action);
        }
        simulator.advance(simulator.now() + MINUTE * 1_500);
        let events = simulator.take_issued().iter().map(|raw| Event::parse(raw).unwrap()).collect();
        Self { devices, events, end: simulator.now() }
    }

    fn folded<'a>(&self, events: impl IntoIterator<Item = &'a Event>) -> Fleet {
        let mut fleet = Fleet::new(CAPACITY);
        for event in events {
            fleet.ingest(event.clone());
        }
        fleet
    }

    /// The state during the day, at its end, and when every pending command has ended.
    fn snapshot_of(&self, fleet: &Fleet) -> Vec<String> {
        snapshot(fleet, &self.devices, &[-1_000, -90, 0, 3_000].map(|minutes| self.end + MINUTE * minutes))
    }

    /// All its events and some of them twice, in any order.
    fn shuffled(&self, random: &mut TestRng) -> Vec<&Event> {
        let again = self.events.iter().filter(|_| random.next_u32().is_multiple_of(4));
        let mut events: Vec<&Event> = again.chain(&self.events).collect();
        events.sort_by_cached_key(|_| random.next_u64());
        events
    }
}

proptest! {
    // A failure names the seeds and the deeds it came of; to do without some of them takes long.
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, max_shrink_iters: 16, ..ProptestConfig::default() })]

    #[test]
    fn any_permutation_and_duplication_of_a_days_events_gives_the_same_statements(
        seed in any::<u64>(),
        actions in prop::collection::vec(action(), 50..60),
        order in any::<[u8; 32]>(),
    ) {
        let day = Day::of(seed, &actions);
        let shuffled = day.shuffled(&mut TestRng::from_seed(RngAlgorithm::ChaCha, &order));
        let (forward, shuffled) = (day.snapshot_of(&day.folded(&day.events)), day.snapshot_of(&day.folded(shuffled)));
        prop_assert_eq!(forward.len(), shuffled.len());
        // One by one: all of them would be too much to read.
        for (forward, shuffled) in forward.iter().zip(&shuffled) {
            prop_assert_eq!(forward, shuffled);
        }
    }
}

#[test]
fn such_a_day_holds_all_that_is_folded() {
    let whats =
        [What::Lockdown(4), What::Trip("ValidPass"), What::Trip("DoorOpen"), What::Disconnect, What::Trip("Shutdown")];
    let action = |device: usize, what: &What| Action {
        after: 3,
        device,
        by_colleague: device.is_multiple_of(2),
        what: what.clone(),
    };
    let actions: Vec<Action> = whats.iter().flat_map(|what| (0..DEVICES).map(|device| action(device, what))).collect();
    let day = Day::of(1, &actions);
    let fleet = day.folded(&day.events);
    let any = |is: &dyn Fn(&str) -> bool| day.devices.iter().any(|device| is(device));
    let began = day.events[0].time().unwrap();
    assert!(any(&|device| fleet.lockdown(device, began + MINUTE * 180).in_force_until().is_some()));
    assert!(any(&|device| fleet.incidents().history(device).any(|incident| incident.end.is_some())));
    assert!(any(&|device| fleet.incidents().open(device).next().is_some()));
    assert!(any(&|device| fleet.inventory().contents(device).is_some_and(|contents| contents.latest.is_some())));
    assert!(any(&|device| fleet.silences().ended(device, MINUTE * 65).next().is_some()));
    assert!(any(&|device| fleet.sensors().of(device).next().is_some()));
    assert!(fleet.commands().iter_newest().count() > 10 && fleet.access().iter_newest().count() > 10);
}
