//! The state of a device: its door, power, network, reader and tags.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use crate::model::{clock::Ms, command::Job, event::EventDraft, rng::Rng};

/// The connection to Jetstream.
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

/// An open door.
#[derive(Debug, Clone)]
pub(crate) struct OpenDoor {
    /// Distinguishes the events of this opening from those of an earlier one.
    pub(crate) token: u32,
    /// Was its alarm reported?
    pub(crate) alarm_reported: bool,
    /// The pass that opened it, or the token of an unlock.
    pub(crate) opener: Arc<str>,
}

/// The state of a device. Every event follows from it.
#[derive(Debug)]
pub(crate) struct DeviceState {
    pub(crate) rng: Rng,
    /// The error of its clock.
    pub(crate) skew: Ms,
    /// Started, and able to send events.
    pub(crate) up: bool,
    /// Has mains power or a battery that lasts.
    pub(crate) powered: bool,
    pub(crate) booted_at: Ms,
    pub(crate) boot: u32,

    pub(crate) link: Link,
    pub(crate) link_token: u32,
    /// Held in its state by hand: no failure occurs by itself until it is released. Its timers and its visitors go on.
    pub(crate) held: bool,
    /// Not connected, but in a short exchange with Jetstream.
    pub(crate) in_exchange: bool,
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
    /// The door was closed while the device was off: it reports that once it is up.
    pub(crate) restore_due: bool,
    /// The door was closed by the person with this pass, and the reader scans.
    pub(crate) scan: Option<Arc<str>>,
    /// The pass reader failed; was that reported?
    pub(crate) reader_failed: Option<bool>,
    pub(crate) reader_token: u32,
    /// Low on memory, with the token of its hourly report.
    pub(crate) memory: Option<u32>,

    /// The tags that the reader sees.
    pub(crate) tags: Vec<Tag>,
    /// Tags that were taken out lately and may come back.
    pub(crate) away: Vec<Tag>,

    /// Commands that take time to execute, first the one in progress.
    pub(crate) jobs: VecDeque<Job>,
    /// Events that could not be delivered yet.
    pub(crate) backlog: VecDeque<EventDraft>,
    pub(crate) heartbeat: u32,
    pub(crate) reading: u32,
    pub(crate) poll: u32,
    tokens: u32,
}

impl DeviceState {
    /// A device that has been up and connected since `booted_at`.
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
            in_exchange: false,
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

    /// Unplugged, with an empty battery and no network: it sends nothing until somebody connects it.
    pub(crate) fn take_out_of_service(&mut self) {
        (self.up, self.powered, self.mains) = (false, false, false);
        (self.link, self.held) = (Link::Down, true);
    }

    /// A number that no event scheduled so far carries.
    pub(crate) fn next_token(&mut self) -> u32 {
        self.tokens = self.tokens.wrapping_add(1);
        self.tokens
    }

    /// Can it send events to Jetstream now?
    pub(crate) fn is_reachable(&self) -> bool {
        self.up && (self.link != Link::Down || self.in_exchange)
    }
}
