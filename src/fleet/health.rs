//! The fold of device health: when a device was last heard, whether it is silent, and its last StatusEvent.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::{
    catalogue::{Emitter, event_type},
    events::{Body, Event},
    ids::EventId,
    kind::DeviceKind,
    wire::Pair,
};
use jiff::{SignedDuration, Timestamp};

use crate::bounded::{self, MOST_DEVICES};

/// How late a heartbeat may be before the device counts as silent.
pub const LATE: SignedDuration = SignedDuration::from_mins(5);
/// Times in events and the server time of a feed are whole seconds: a time that is ahead of now by this much does not count as ahead.
const ROUNDED: SignedDuration = SignedDuration::from_secs(2);
/// Mobile cases report when their lid was shut and in their nightly scan (page "Mobile Case").
pub const MOBILE_CASE: SignedDuration = SignedDuration::from_hours(25);

/// How long a device may be silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// It sends heartbeats in this interval.
    Heartbeats(SignedDuration),
    /// It is a mobile case, which is heard once in 25 hours at least.
    MobileCase,
    /// Its heartbeats are turned off (interval 0): silence means nothing.
    HeartbeatsOff,
    /// It is a handheld, which is heard when somebody uses it: silence means nothing.
    Handheld,
}

impl Expectation {
    /// The expectation for a device: by its kind, else by its HeartbeatEventInterval in minutes.
    pub fn of(kind: DeviceKind, heartbeat_minutes: u32) -> Self {
        match (kind, heartbeat_minutes) {
            (DeviceKind::Handheld, _) => Self::Handheld,
            (DeviceKind::MobileCase, _) => Self::MobileCase,
            (_, 0) => Self::HeartbeatsOff,
            (_, minutes) => Self::Heartbeats(SignedDuration::from_mins(i64::from(minutes))),
        }
    }

    /// The time after which it counts as silent; `None` where silence means nothing.
    pub fn limit(self) -> Option<SignedDuration> {
        match self {
            Self::Heartbeats(interval) => Some(interval.saturating_add(LATE)),
            Self::MobileCase => Some(MOBILE_CASE),
            Self::HeartbeatsOff | Self::Handheld => None,
        }
    }
}

/// Whether a device is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Liveness {
    /// No event of it has come: nothing is known.
    NeverHeard,
    /// Its silence would mean nothing.
    NotExpected,
    /// It was heard in time.
    Heard,
    /// It should have been heard again by this time, and was not.
    SilentSince(Timestamp),
}

/// When a device was last heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastHeard {
    /// When Jetstream got the event, else the time in it; never later than now.
    pub at: Timestamp,
    /// The time was ahead of now: some clock is wrong, and the true time is earlier.
    pub ahead: bool,
    /// Jetstream's own time (`true`), or the device's.
    pub by_jetstream: bool,
    /// The event.
    pub event: EventId,
    /// Its type.
    pub event_type: Arc<str>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct LifeSign {
    at: Timestamp,
    event_time: Option<Timestamp>,
    event: EventId,
    event_type: Arc<str>,
}

impl LifeSign {
    fn key(&self) -> (Timestamp, Option<Timestamp>, &EventId) {
        (self.at, self.event_time, &self.event)
    }
}

#[derive(Debug, Clone, Default)]
struct OfDevice {
    // Apart, since one device clock that is ahead by years would hide every true time for ever.
    received: Option<LifeSign>,
    claimed: Option<LifeSign>,
    status: Option<Arc<Event>>,
}

/// The health of all devices.
#[derive(Debug, Clone, Default)]
pub struct Health {
    devices: HashMap<Arc<str>, OfDevice>,
}

impl Health {
    /// Applies an event, if a device sent it. Events of Jetstream itself do not count.
    pub fn apply(&mut self, event: &Arc<Event>) {
        let (Some(device), Some(at)) = (&event.device, event.time()) else { return };
        if !is_from_device(event) {
            return;
        }
        let known = self.devices.entry(Arc::clone(device)).or_default();
        let sign = LifeSign {
            at,
            event_time: event.event_time,
            event: event.id.clone(),
            event_type: Arc::clone(&event.event_type),
        };
        let register = if event.received_time.is_some() { &mut known.received } else { &mut known.claimed };
        if register.as_ref().is_none_or(|latest| latest.key() < sign.key()) {
            *register = Some(sign);
        }
        if let Body::Status(_) = event.body
            && known.status.as_ref().is_none_or(|latest| status_key(latest) < status_key(event))
        {
            known.status = Some(Arc::clone(event));
        }
        bounded::evict_oldest(&mut self.devices, MOST_DEVICES, |known| {
            let heard = |sign: &Option<LifeSign>| sign.as_ref().map(|sign| (sign.at, sign.event.clone()));
            heard(&known.received).max(heard(&known.claimed))
        });
    }

    /// When a device was last heard; `None` if no event of it has come.
    pub fn last_heard(&self, device: &str, now: Timestamp) -> Option<LastHeard> {
        let known = self.devices.get(device)?;
        // A time that only a device vouches for counts where there is no other, or where it is later and possible.
        let claimed = known
            .claimed
            .as_ref()
            .filter(|sign| known.received.as_ref().is_none_or(|received| sign.at > received.at && sign.at <= now));
        let (sign, by_jetstream) = match claimed {
            Some(sign) => (sign, false),
            None => (known.received.as_ref()?, true),
        };
        Some(LastHeard {
            at: sign.at.min(now),
            ahead: sign.at.duration_since(now) > ROUNDED,
            by_jetstream,
            event: sign.event.clone(),
            event_type: Arc::clone(&sign.event_type),
        })
    }

    /// Whether a device is silent, by what is expected of it.
    pub fn silence(&self, device: &str, expectation: Expectation, now: Timestamp) -> Liveness {
        let Some(limit) = expectation.limit() else { return Liveness::NotExpected };
        let Some(heard) = self.last_heard(device, now) else { return Liveness::NeverHeard };
        match heard.at.checked_add(limit) {
            Ok(due) if due < now => Liveness::SilentSince(due),
            _ => Liveness::Heard,
        }
    }

    /// The last StatusEvent of a device.
    pub fn status_event(&self, device: &str) -> Option<&Arc<Event>> {
        self.devices.get(device)?.status.as_ref()
    }

    /// The fields of the last StatusEvent of a device: they vary by device type and firmware.
    pub fn status(&self, device: &str) -> &[Pair] {
        match self.status_event(device).map(|event| &event.body) {
            Some(Body::Status(fields)) => fields,
            _ => &[],
        }
    }

    /// The firmware version of a device, `AgentVersion` of its last StatusEvent.
    pub fn firmware(&self, device: &str) -> Option<&str> {
        let field = self.status(device).iter().find(|field| field.key.eq_ignore_ascii_case("AgentVersion"))?;
        Some(field.value.as_str()).filter(|version| !version.is_empty())
    }

    /// Every device that was heard, in no particular order.
    pub fn devices(&self) -> impl Iterator<Item = &Arc<str>> {
        self.devices.keys()
    }
}

fn status_key(event: &Event) -> (Option<Timestamp>, Option<Timestamp>, &EventId) {
    (event.time(), event.event_time, &event.id)
}

/// Whether the device itself sent the event. Only then was it heard.
pub(crate) fn is_from_device(event: &Event) -> bool {
    if let Body::CommandCompletion(completion) = &event.body {
        // A command that no device fetched is finished by Jetstream itself (inferred), with or without a ReceivedTime.
        let timed_out = completion.exceptions.iter().any(|pair| pair.key.eq_ignore_ascii_case("CommandTimedOut"));
        return !timed_out && event.received_time.is_some();
    }
    match event_type(&event.event_type) {
        Some(known) => known.emitter == Emitter::Device,
        // Only events of devices have a ReceivedTime.
        None => event.received_time.is_some(),
    }
}

#[cfg(test)]
#[path = "health_tests.rs"]
mod tests;
