//! Property tests with a small model of Jetstream and one device: the sync state is that of the model, in whatever order and
//! however often the events come.

use std::collections::{BTreeSet, VecDeque};

use jetstream_api::events::Event;
use jiff::Timestamp;
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Value, json};

use super::{Changes, Difference, Failure, PassState, SyncFacts};
use crate::Fleet;

const DEVICE: &str = "Cabinet 7";

#[derive(Debug, Clone)]
enum Act {
    Add(u8),
    Remove(u8),
    Replace(Vec<u8>),
    SyncOnline,
    SyncOffline,
    Poll,
    TimeOut,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (0_u8..6).prop_map(Act::Add),
        2 => (0_u8..6).prop_map(Act::Remove),
        1 => vec(0_u8..6, 0..4).prop_map(Act::Replace),
        3 => Just(Act::SyncOnline),
        2 => Just(Act::SyncOffline),
        2 => Just(Act::Poll),
        1 => Just(Act::TimeOut),
    ]
}

fn pass(number: u8) -> String {
    format!("00A1B2C3D{number}")
}

#[derive(Debug, Default)]
struct Model {
    second: i64,
    stored: BTreeSet<String>,
    /// What the device has; nothing before the first sync.
    on_device: Option<BTreeSet<String>>,
    waiting: VecDeque<(String, BTreeSet<String>)>,
    synced: Option<Timestamp>,
    /// Whether the last sync was done, if it is not pending.
    last_done: Option<bool>,
    events: Vec<Event>,
}

impl Model {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_779_000_000 + self.second).unwrap()
    }

    fn publish(&mut self, event_type: &str, more: Value) {
        let mut event = json!({
            "Type": event_type, "EventId": format!("e{}", self.events.len()), "Device": DEVICE,
            "EventTime": self.now().to_string(), "Version": 3,
        });
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.events.push(Event::parse(&event.to_string()).unwrap());
    }

    fn end(&mut self, id: &str, exceptions: Value) {
        let more = json!({ "CommandId": id, "CommandName": "SyncCredentials", "ExceptionList": exceptions });
        self.publish("CommandCompletionEvent", more);
    }

    fn send(&mut self) {
        let id = format!("c{}", self.events.len());
        let adds = self.stored.iter().map(|pass| json!({ "Key": "Add", "Value": pass }));
        let parameters: Vec<_> = adds.chain([json!({ "Key": "Remove", "Value": "*" })]).collect();
        let name = if self.events.len().is_multiple_of(2) { "SyncCredentials" } else { "UpdatePasses" };
        let more = json!({ "CommandId": id, "CommandName": name, "User": "demo", "Parameters": parameters });
        self.publish("CommandQueuedEvent", more);
        self.waiting.push_back((id, self.stored.clone()));
    }

    fn fetch(&mut self) {
        while let Some((id, passes)) = self.waiting.pop_front() {
            self.end(&id, json!([]));
            self.on_device = Some(passes);
            self.synced = Some(self.now());
            self.last_done = Some(true);
        }
    }

    fn play(&mut self, act: &Act) {
        // Times in events are whole seconds, and two syncs in one second have no order.
        self.second += 1;
        match act {
            Act::Add(number) => {
                self.stored.insert(pass(*number));
                let more = json!({ "CredentialType": "Basic", "AddedCredentials": [pass(*number)] });
                self.publish("DeviceCredentialsAddedEvent", more);
            }
            Act::Remove(number) => {
                self.stored.remove(&pass(*number));
                let more = json!({ "CredentialType": "Basic", "RemovedCredentials": [pass(*number)] });
                self.publish("DeviceCredentialsRemovedEvent", more);
            }
            Act::Replace(numbers) => {
                self.stored = numbers.iter().map(|number| pass(*number)).collect();
                let more = json!({ "CredentialType": "Basic", "CurrentCredentials": self.stored });
                self.publish("DeviceCredentialsModifiedEvent", more);
            }
            Act::SyncOnline => {
                self.send();
                self.fetch();
            }
            Act::SyncOffline => self.send(),
            Act::Poll => self.fetch(),
            Act::TimeOut => {
                if let Some((id, _)) = self.waiting.pop_front() {
                    self.end(&id, json!([{ "Key": "CommandTimedOut", "Value": "" }]));
                    self.last_done = Some(false);
                }
            }
        }
    }

    fn is_right(&self, state: &PassState, asked: bool) -> bool {
        let between = |one: &BTreeSet<String>, other: &BTreeSet<String>| Difference {
            missing: one.difference(other).count(),
            left: other.difference(one).count(),
        };
        match (self.waiting.back(), self.last_done, state) {
            (Some((_, sent)), _, PassState::SyncQueued { difference, .. }) => {
                *difference == Some(between(&self.stored, sent))
            }
            (None, Some(true), PassState::InStep { .. }) => self.on_device.as_ref() == Some(&self.stored),
            (None, Some(true), PassState::ChangedSince { difference: Some(difference), .. }) => {
                let truth = self.on_device.as_ref().map(|on_device| between(&self.stored, on_device));
                truth == Some(*difference) && !difference.is_none()
            }
            (None, Some(false), PassState::SyncFailed { failure, .. }) => *failure == Failure::TimedOut,
            (None, None, PassState::NeverSynced) => asked,
            (None, None, PassState::ChangedSince { difference: None, .. }) => !asked && !self.events.is_empty(),
            (None, None, PassState::Unknown(_)) => !asked && self.events.is_empty(),
            _ => false,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_is_so_whatever_the_order_and_the_repetition(
        acts in vec(act(), 0..24),
        places in vec(any::<u32>(), 64),
        again in vec(any::<Index>(), 0..12),
        asked in any::<bool>(),
    ) {
        let mut model = Model::default();
        acts.iter().for_each(|act| model.play(act));

        let mut shuffled: Vec<_> = model.events.iter().zip(places.iter().cycle()).collect();
        shuffled.sort_by_key(|(_, place)| **place);
        let repeated = again.iter().filter(|_| !shuffled.is_empty()).map(|index| index.get(&shuffled).0);
        let mut fleet = Fleet::new(1 << 20);
        for event in shuffled.iter().map(|(event, _)| *event).chain(repeated) {
            fleet.ingest(event.clone());
        }

        model.second += 60;
        let now = model.now();
        let stored: Vec<String> = model.stored.iter().cloned().collect();
        let last_sync = asked.then_some(model.synced);
        let facts = SyncFacts::of(&fleet, DEVICE, Changes::default(), now);
        let state = PassState::of(&facts, Some(&stored), last_sync, now);
        prop_assert!(model.is_right(&state, asked), "{:?}: {:?}", state, model);

        if let Some(on_device) = facts.on_device(last_sync, now) {
            let device = model.on_device.clone().unwrap_or_default();
            prop_assert!(device.iter().all(|pass| on_device.has(pass)));
            let left: Vec<String> = device.difference(&model.stored).cloned().collect();
            prop_assert_eq!(on_device.pending(&stored), left);
        }
        let said = format!("{state:?} {:?}", facts.changes);
        prop_assert!(!said.contains("00A1"), "{}", said);
    }
}
