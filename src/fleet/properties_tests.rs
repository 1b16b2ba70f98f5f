//! Property tests of the folds: the state does not depend on the order and the repetition of events.

use jetstream_api::{catalogue::Command, commands::CommandStatus, events::Event, ids::CommandId};
use jiff::Timestamp;
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::json;

use crate::{
    Click, ClickResult, Fleet,
    test_events::{guid, pair, response},
};

const DEVICES: [&str; 3] = ["Cabinet 7", "Cabinet 8, east", "Handheld.1"];
const USERS: [&str; 2] = ["demo", "colleague"];
const ENTRIES: [&str; 9] = [
    "DoorOpen",
    "DoorOpenRestore",
    "ACPowerFailure",
    "acpowerrestore",
    "LowMemory",
    "Shutdown",
    "Startup",
    "DoorBreach",
    "ValidPass",
];

/// An input of the fleet: an event, a click or a result.
#[derive(Debug, Clone)]
enum Told {
    Event(Event),
    Click(Click),
    Answer(u8, ClickResult, Timestamp),
}

fn tell(fleet: &mut Fleet, told: &Told) {
    match told.clone() {
        Told::Event(event) => {
            fleet.ingest(event);
        }
        Told::Click(click) => fleet.click(click),
        Told::Answer(click, answer, at) => fleet.answer(guid(click), answer, at),
    }
}

/// Seconds after a fixed time; a few days at most.
fn after(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_779_000_000 + seconds).unwrap()
}

fn event(
    id: &str,
    event_type: &str,
    device: usize,
    event_time: i64,
    received: Option<i64>,
    more: serde_json::Value,
) -> Event {
    let mut event = json!({
        "Type": event_type, "EventId": id, "Device": DEVICES[device % DEVICES.len()], "EventTime": after(event_time).to_string(),
    });
    let object = event.as_object_mut().unwrap();
    if let Some(received) = received {
        object.insert("ReceivedTime".into(), json!(after(received).to_string()));
    }
    object.extend(more.as_object().unwrap().clone());
    Event::parse(&event.to_string()).unwrap()
}

/// An action of a person or a device: a handful of inputs that belong together. `seed` keeps identifiers apart.
#[derive(Debug, Clone)]
struct Act {
    kind: u8,
    device: usize,
    user: usize,
    time: i64,
    skew: i64,
    number: u8,
}

fn act() -> impl Strategy<Value = Act> {
    // Few seconds in which many things happen, so that times collide and windows overlap.
    let time = prop_oneof![0_i64..300, 0_i64..200_000];
    let skew = prop_oneof![3 => Just(0_i64), 1 => -100_000_000_i64..100_000_000];
    (0_u8..15, 0..DEVICES.len(), 0..USERS.len(), time, skew, any::<u8>())
        .prop_map(|(kind, device, user, time, skew, number)| Act { kind, device, user, time, skew, number })
}

impl Act {
    fn told(&self, seed: u8) -> Vec<Told> {
        let Self { kind, device, user, time, skew, number } = *self;
        // From 8 on, facts that do not belong together: commands of one id, whose events contradict each other.
        let id = if kind < 8 { format!("c{seed}") } else { format!("c{}", number % 4) };
        let hours = ["4", "0"][usize::from(number % 2)];
        let queued = |name: &str, parameters: serde_json::Value| {
            let body = json!({ "CommandId": id, "CommandName": name, "User": USERS[user], "Parameters": parameters, "Version": 3 });
            Told::Event(event(&format!("q{seed}"), "CommandQueuedEvent", device, time, None, body))
        };
        let completed = |name: &str, delay: i64| {
            let exceptions = match number % 5 {
                0 => json!([{ "Key": "CommandTimedOut", "Value": "" }]),
                1 => json!([{ "Key": "Jammed", "Value": "bolt" }]),
                _ => json!([]),
            };
            let body = json!({ "CommandId": id, "CommandName": name, "ExceptionList": exceptions });
            let received = (number % 7 > 0).then_some(time + delay);
            Told::Event(event(&format!("d{seed}"), "CommandCompletionEvent", device, time + skew, received, body))
        };
        let click = |command| {
            let parameters = if command == Command::Lockdown { vec![pair("Hours", hours)] } else { Vec::new() };
            let device = DEVICES[device].to_owned();
            Told::Click(Click { id: guid(seed), device, command, parameters, at: after(time - 1) })
        };
        let answer = |delay: i64| {
            let answer = match number % 6 {
                0 => ClickResult::Unknown("the connection broke".into()),
                1 => ClickResult::Failed("HTTP 409".into()),
                2 => ClickResult::Accepted,
                3 => response(&id, CommandStatus::Queued, &[]),
                _ => response(&id, CommandStatus::Completed, &[]),
            };
            Told::Answer(seed, answer, after(time + delay))
        };
        let hours_parameter = json!([{ "Key": "Hours", "Value": hours }]);
        match kind {
            0 => vec![queued("Lockdown", hours_parameter), completed("Lockdown", 20)],
            1 => {
                vec![click(Command::Lockdown), queued("Lockdown", hours_parameter), answer(2), completed("Lockdown", 1)]
            }
            2 => vec![click(Command::Lockdown), queued("Lockdown", hours_parameter), answer(5)],
            3 => vec![
                click(Command::Restart),
                answer(1),
                queued("ResetCommand", json!([])),
                completed("ResetCommand", 300),
            ],
            4 => vec![click(Command::Lockdown)],
            5 => {
                let entry = |index: usize| json!({ "Level": "Error", "Type": ENTRIES[index % ENTRIES.len()], "Message": "", "LogTime": after(time + skew).to_string() });
                let body = json!({ "LogEntries": [entry(usize::from(number)), entry(usize::from(number / 16))] });
                vec![Told::Event(event(
                    &format!("l{seed}"),
                    "LogEntryEvent",
                    device,
                    time + skew,
                    Some(time + 1),
                    body,
                ))]
            }
            6 => {
                let received = (number % 4 > 0).then_some(time);
                vec![Told::Event(event(
                    &format!("h{seed}"),
                    "HeartbeatEvent",
                    device,
                    time + skew,
                    received,
                    json!({ "Version": 2 }),
                ))]
            }
            7 => {
                let body = json!({ "AgentVersion": format!("4.8.{number}") });
                vec![Told::Event(event(&format!("s{seed}"), "StatusEvent", device, time + skew, Some(time), body))]
            }
            8 => vec![queued("Lockdown", hours_parameter)],
            9 => vec![completed("Lockdown", 10)],
            12 => {
                let pass = format!("04AABBCCDDEE0{}", number % 3);
                let entry = ["ValidPass", "InvalidPass"][usize::from(number % 2)];
                let entry = json!({ "Level": "Warning", "Type": entry, "Message": format!("Pass {pass}: lockdown"), "LogTime": after(time + skew).to_string() });
                let body = json!({ "LogEntries": [entry] });
                vec![Told::Event(event(
                    &format!("p{seed}"),
                    "LogEntryEvent",
                    device,
                    time + skew,
                    Some(time + 2),
                    body,
                ))]
            }
            13 => {
                let reading = json!({ "Name": "TemperatureA", "Value": format!("{}.{user}", number / 8), "ReadingTime": after(time + skew).to_string() });
                let body = json!({ "SensorReadings": [reading] });
                vec![Told::Event(event(
                    &format!("t{seed}"),
                    "SensorReadingEvent",
                    device,
                    time + skew,
                    Some(time + 1),
                    body,
                ))]
            }
            14 => {
                let tags = |bits: u8| {
                    (0..4).filter(|bit| bits >> bit & 1 == 1).map(|bit| format!("E{bit}")).collect::<Vec<_>>()
                };
                let aggregate =
                    json!({ "PassRfid": "04AABBCCDDEE00", "Adds": tags(number), "Removes": tags(number / 16) });
                let scan = json!({ "Observe": tags(number) });
                let (name, body) = if number % 5 == 0 { ("ObjectEvent", scan) } else { ("AggregateEvent", aggregate) };
                vec![Told::Event(event(&format!("a{seed}"), name, device, time + skew, Some(time), body))]
            }
            _ => vec![click(Command::Lockdown), answer(3)],
        }
    }
}

fn story() -> impl Strategy<Value = Vec<Told>> {
    vec(act(), 1..24).prop_map(|acts| acts.iter().zip(0_u8..).flat_map(|(act, seed)| act.told(seed)).collect())
}

/// What can be seen of it at several times.
fn snapshot_of(fleet: &Fleet) -> Vec<String> {
    crate::snapshot::snapshot(fleet, &DEVICES, &[0, 200, 5_000, 90_000, 400_000].map(after))
}

fn folded<'a>(capacity: usize, told: impl IntoIterator<Item = &'a Told>) -> Fleet {
    let mut fleet = Fleet::new(capacity);
    told.into_iter().for_each(|told| tell(&mut fleet, told));
    fleet
}

fn shuffled() -> impl Strategy<Value = (Vec<Told>, Vec<Told>, Vec<Index>)> {
    story().prop_flat_map(|story| (Just(story.clone()), Just(story).prop_shuffle(), vec(any::<Index>(), 0..20)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_repetition_gives_the_same_statements((story, other, again) in shuffled()) {
        let mut fleet = folded(1 << 20, &other);
        again.iter().for_each(|index| tell(&mut fleet, index.get(&other)));
        prop_assert_eq!(snapshot_of(&folded(1 << 20, &story)), snapshot_of(&fleet));
    }

    #[test]
    fn a_log_that_overflows_does_not_depend_on_the_order_either((story, other, again) in shuffled(), capacity in 1_usize..6_000) {
        // Repetitions long after an event left are counted again, so only those that follow at once.
        let repeated = other.iter().flat_map(|told| std::iter::repeat_n(told, if again.len() % 2 == 0 { 1 } else { 2 }));
        prop_assert_eq!(snapshot_of(&folded(capacity, &story)), snapshot_of(&folded(capacity, repeated)));
    }

    #[test]
    fn a_timeline_is_there_for_every_command_and_every_click(story in story()) {
        let fleet = folded(1 << 20, &story);
        for told in &story {
            match told {
                Told::Click(click) => prop_assert!(fleet.commands().of_click(click.id).is_some()),
                Told::Event(event) => if let Some(id) = event.raw.split("\"CommandId\":\"").nth(1).and_then(|rest| rest.split('"').next()) {
                    prop_assert!(fleet.commands().get(&CommandId::new(id)).is_some());
                },
                Told::Answer(..) => {}
            }
        }
    }

    #[test]
    fn no_event_makes_it_panic(raw in json_object(), text in ".{0,40}") {
        let mut fleet = folded(2, []);
        for _ in 0..2 {
            if let Ok(event) = Event::parse(&raw) {
                crate::event_log::secrets::redacted_raw(&event);
                let mut log = crate::EventLog::new(1);
                log.insert(&event);
                let record = log.newest(0).unwrap();
                prop_assert_eq!(record.event(), Some(event.clone()));
                crate::event_log::SearchText::new(&text).matches_event(record);
                fleet.ingest(event);
            }
        }
        snapshot_of(&fleet);
    }

    #[test]
    fn no_text_makes_it_panic(raw in ".*") {
        if let Ok(event) = Event::parse(&raw) {
            crate::event_log::secrets::redacted_raw(&event);
            folded(1, []).ingest(event);
        }
    }
}

/// Objects whose names are those of events and whose values are anything.
fn json_object() -> impl Strategy<Value = String> {
    const NAMES: [&str; 18] = [
        "Type",
        "EventId",
        "Device",
        "EventTime",
        "ReceivedTime",
        "Version",
        "CommandId",
        "CommandName",
        "URI",
        "User",
        "Parameters",
        "ExceptionList",
        "OutputParameterList",
        "LogEntries",
        "Key",
        "Value",
        "AccessToken",
        "Message",
    ];
    const TEXTS: [&str; 10] = [
        "CommandQueuedEvent",
        "CommandCompletionEvent",
        "LogEntryEvent",
        "StatusEvent",
        "HeartbeatEvent",
        "Cabinet 7",
        "Hours",
        "2026-05-18T10:00:00Z",
        "9999-12-31T23:59:59Z",
        "DoorOpen",
    ];
    let leaf = prop_oneof![
        proptest::sample::select(&TEXTS[..]).prop_map(|text| json!(text)),
        ".{0,12}".prop_map(|text| json!(text)),
        any::<i64>().prop_map(|number| json!(number)),
        any::<bool>().prop_map(|truth| json!(truth)),
        Just(serde_json::Value::Null),
    ];
    let name = || proptest::sample::select(&NAMES[..]).prop_map(str::to_owned);
    let value = leaf.prop_recursive(3, 24, 4, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(serde_json::Value::Array),
            vec((name(), inner), 0..4).prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
        ]
    });
    vec((name(), value), 0..10).prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect()).to_string())
}
