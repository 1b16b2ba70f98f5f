//! The unit itself: the box with a door, a battery and a network cable, as far as it is simulated.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use crate::model::{clock::Ms, command::Job, event::EventDraft, rng::Rng};

/// The way to Jetstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// A WebSocket is open: commands run at once.
    Connected,
    /// No WebSocket, but a network: events are sent as they happen, commands are fetched by polling.
    Polling,
    /// No network: events wait, commands wait.
    Down,
}

/// A tag, shown as its EPC of 24 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag(pub(crate) u64);

impl Tag {
    pub(crate) fn epc(self) -> String {
        format!("AD442404{:016X}", self.0)
    }
}

/// A door that stands open.
#[derive(Debug, Clone)]
pub(crate) struct OpenDoor {
    /// Tells this opening's happenings from those of an earlier one.
    pub(crate) token: u32,
    /// Was its alarm told?
    pub(crate) alarm_reported: bool,
    /// The pass that opened it, or the token of an unlock.
    pub(crate) opener: Arc<str>,
}

/// The state of a unit. Every event follows from it.
#[derive(Debug)]
pub(crate) struct DeviceState {
    pub(crate) rng: Rng,
    /// What its clock is off by.
    pub(crate) skew: Ms,
    /// Started, and able to speak.
    pub(crate) up: bool,
    /// Has mains power or a battery that lasts.
    pub(crate) powered: bool,
    pub(crate) booted_at: Ms,
    pub(crate) boot: u32,

    pub(crate) link: Link,
    pub(crate) link_token: u32,
    /// Held by hand: nothing befalls it by itself until it is let go. Its timers and its visitors go on.
    pub(crate) held: bool,
    /// Not connected, but just now exchanging what waited.
    pub(crate) visiting: bool,
    pub(crate) linked_at: Ms,
    pub(crate) reconnects: u32,

    pub(crate) mains: bool,
    pub(crate) mains_token: u32,
    pub(crate) failure_reported: bool,
    pub(crate) power_lock: bool,

    /// Parameters that are not at their default.
    pub(crate) changed: BTreeMap<String, String>,
    pub(crate) passes: Vec<Arc<str>>,
    pub(crate) locked_until: Option<Ms>,

    pub(crate) door: Option<OpenDoor>,
    /// The door was closed while the unit was off: it says so once it is up.
    pub(crate) restore_due: bool,
    /// The door has just been closed by whoever came in with this pass, and the reader is at work.
    pub(crate) scan: Option<Arc<str>>,
    /// The pass reader is lost; was it told?
    pub(crate) reader_failed: Option<bool>,
    pub(crate) reader_token: u32,
    /// Low on memory, with the token of its hourly complaint.
    pub(crate) memory: Option<u32>,

    /// What the reader sees.
    pub(crate) tags: Vec<Tag>,
    /// What was taken out lately and may come back.
    pub(crate) away: Vec<Tag>,

    /// Commands that take their time, first the one at work.
    pub(crate) jobs: VecDeque<Job>,
    /// Events that could not be delivered yet.
    pub(crate) backlog: VecDeque<EventDraft>,
    pub(crate) heartbeat: u32,
    pub(crate) reading: u32,
    pub(crate) poll: u32,
    tokens: u32,
}

impl DeviceState {
    /// A unit that has been up and connected since `booted_at`.
    pub(crate) fn new(rng: Rng, booted_at: Ms) -> Self {
        Self {
            rng,
            skew: 0,
            up: true,
            powered: true,
            booted_at,
            boot: 0,
            link: Link::Connected,
            link_token: 0,
            held: false,
            visiting: false,
            linked_at: booted_at,
            reconnects: 0,
            mains: true,
            mains_token: 0,
            failure_reported: false,
            power_lock: false,
            changed: BTreeMap::new(),
            passes: Vec::new(),
            locked_until: None,
            door: None,
            restore_due: false,
            scan: None,
            reader_failed: None,
            reader_token: 0,
            memory: None,
            tags: Vec::new(),
            away: Vec::new(),
            jobs: VecDeque::new(),
            backlog: VecDeque::new(),
            heartbeat: 0,
            reading: 0,
            poll: 0,
            tokens: 0,
        }
    }

    /// Unplugged, its battery empty, no network: it says nothing until somebody connects it.
    pub(crate) fn take_out_of_service(&mut self) {
        (self.up, self.powered, self.mains) = (false, false, false);
        (self.link, self.held) = (Link::Down, true);
    }

    /// A number that no happening planned so far carries.
    pub(crate) fn next_token(&mut self) -> u32 {
        self.tokens = self.tokens.wrapping_add(1);
        self.tokens
    }

    /// Can it tell Jetstream something just now?
    pub(crate) fn is_reachable(&self) -> bool {
        self.up && (self.link != Link::Down || self.visiting)
    }
}
