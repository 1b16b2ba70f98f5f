//! An outbox of issued events: for the live feed, and for every key that has subscribed.

use std::sync::Arc;

use jetstream_api::hash::fnv1a;

use crate::model::{
    clock::{self, Ms},
    event::{EventDraft, IssuedEvent},
    event_queues::EventQueues,
    json,
};

/// The events that were not taken yet, the queues, and the count and hash of all that were ever issued.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    pub(crate) queues: EventQueues,
    untaken: Vec<Arc<str>>,
    count: u64,
    hash: u64,
}

impl Outbox {
    /// Issues an event; `received` is absent on those by Jetstream itself.
    pub(crate) fn issue(&mut self, draft: &EventDraft, device: Option<&Arc<str>>, received: Option<Ms>, now: Ms) {
        let id = draft.id.to_string();
        let mut text = String::with_capacity(draft.fields.len() + 256);
        text.push('{');
        text.push_str(&draft.fields);
        if let Some(device) = device {
            json::field(&mut text, "Device", device);
        }
        if let Some(received) = received {
            json::field(&mut text, "ReceivedTime", &clock::text(received));
        }
        json::field(&mut text, "Type", draft.kind);
        json::field(&mut text, "EventId", &id);
        json::field(&mut text, "EventTime", &clock::text(draft.time));
        json::push(&mut text, format_args!("\"Version\":{}}}", draft.version));
        let text: Arc<str> = text.into();

        self.count += 1;
        self.hash = self.hash.wrapping_add(fnv1a(&id));
        self.untaken.push(Arc::clone(&text));
        let (kind, version) = (draft.kind, draft.version);
        self.queues.push(Arc::new(IssuedEvent { id: draft.id, kind, version, device: device.cloned(), text }), now);
    }

    pub(crate) fn take(&mut self) -> Vec<Arc<str>> {
        std::mem::take(&mut self.untaken)
    }

    pub(crate) fn issued(&self) -> (u64, u64) {
        (self.count, self.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jetstream_api::ids::Guid;

    #[test]
    fn a_heartbeat_is_written_as_the_reference_prints_it() {
        let mut outbox = Outbox::default();
        let time = |text: &str| clock::of(text.parse().unwrap());
        let draft = EventDraft {
            kind: "HeartbeatEvent",
            version: 2,
            id: Guid::parse("9eebaf4b-52a6-487b-bf2c-b8f8e88bf906").unwrap(),
            time: time("2018-05-19T06:14:30Z"),
            fields: String::new(),
            completes: None,
        };
        let received = time("2018-05-19T06:14:59Z");
        outbox.issue(&draft, Some(&"MyDeviceName".into()), Some(received), received);
        assert_eq!(
            outbox.take(),
            [r#"{"Device":"MyDeviceName","ReceivedTime":"2018-05-19T06:14:59Z","Type":"HeartbeatEvent","EventId":"9eebaf4b-52a6-487b-bf2c-b8f8e88bf906","EventTime":"2018-05-19T06:14:30Z","Version":2}"#.into()]
        );
        assert!(outbox.take().is_empty());
    }

    #[test]
    fn the_hash_does_not_depend_on_the_order() {
        let hash = |ids: [u8; 2]| {
            let mut outbox = Outbox::default();
            for id in ids {
                let draft = EventDraft {
                    kind: "X",
                    version: 3,
                    id: Guid::from_random([id; 16]),
                    time: 0,
                    fields: String::new(),
                    completes: None,
                };
                outbox.issue(&draft, None, None, 0);
            }
            outbox.issued()
        };
        assert_eq!(hash([1, 2]), hash([2, 1]));
        assert_ne!(hash([1, 2]).1, hash([1, 3]).1);
    }
}
