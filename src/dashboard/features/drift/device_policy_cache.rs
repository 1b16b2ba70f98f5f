//! When policies were added to devices and sent to them. Jetstream tells one device at a time, so only what is on screen is asked
//! for, a few at once, and each answer is kept with its age.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use jetstream_api::{
    device_policy::{DevicePolicy, GetDevicePolicy},
    error::ApiError,
    names::DeviceName,
};
use jetstream_fleet::configuration::SentTimes;
use jiff::{SignedDuration, Timestamp};
use leptos::{prelude::*, task::spawn_local};

use crate::state::session::Session;
use jetstream_browser as browser;

/// How many calls may be under way at once: fewer than the connections a browser opens to one host, so that a command never
/// waits behind them.
const AT_ONCE: usize = 4;
/// How old an answer may be before a row on screen asks again.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// What the latest *Get a Device's Policy* of a device said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CachedPolicy {
    /// Its policy, `None` for none; of the last answer that was one.
    pub policy: Option<Option<Arc<DevicePolicy>>>,
    /// When the answer came, by the browser's steady clock.
    pub at: Timestamp,
    /// Why the latest call has no answer, if it has none.
    pub error: Option<ApiError>,
    /// What had been sent to the device when it was asked for: after another sync the answer is another one.
    sent: SentTimes,
}

impl CachedPolicy {
    /// An answer.
    pub fn answered(policy: Option<DevicePolicy>, at: Timestamp, sent: SentTimes) -> Self {
        Self { policy: Some(policy.map(Arc::new)), at, error: None, sent }
    }

    /// Does a row on screen need no other answer?
    pub fn is_fresh(&self, sent: &SentTimes, now: Timestamp) -> bool {
        self.sent == *sent && now.duration_since(self.at) < FRESH
    }
}

/// A device that is to be asked for, and what had been sent to it.
pub type RequestQueue = (DeviceName, SentTimes);

#[derive(Debug, Default)]
struct Calls {
    wanted: Vec<RequestQueue>,
    under_way: HashSet<DeviceName>,
}

/// The policies of all devices that anybody has looked at. Copied freely.
#[derive(Debug, Clone, Copy)]
pub struct DevicePolicyCache {
    known: RwSignal<Arc<HashMap<String, Arc<CachedPolicy>>>>,
    calls: StoredValue<Calls>,
    session: Session,
}

impl DevicePolicyCache {
    /// Knows nothing yet.
    pub fn new() -> Self {
        Self {
            known: RwSignal::new(Arc::default()),
            calls: StoredValue::new(Calls::default()),
            session: Session::current(),
        }
    }

    /// Everything known, by device name.
    pub fn all(&self) -> Arc<HashMap<String, Arc<CachedPolicy>>> {
        self.known.get()
    }

    /// Says which devices are wanted, those on screen first. They take the place of what was wanted before: fast scrolling leaves
    /// no queue behind.
    pub fn want(&self, devices: impl DoubleEndedIterator<Item = RequestQueue>) {
        let devices = devices.rev().collect();
        self.calls.try_update_value(|calls| calls.wanted = devices);
        self.pump();
    }

    fn next(&self) -> Option<RequestQueue> {
        self.calls.try_update_value(|calls| {
            while calls.under_way.len() < AT_ONCE {
                let wanted = calls.wanted.pop()?;
                if calls.under_way.insert(wanted.0.clone()) {
                    return Some(wanted);
                }
            }
            None
        })?
    }

    fn pump(&self) {
        while let Some((name, sent)) = self.next() {
            let (this, client) = (*self, self.session.client());
            spawn_local(async move {
                let answer = client.send(&GetDevicePolicy(name.clone())).await;
                this.note(name, sent, answer);
            });
        }
    }

    fn note(&self, name: DeviceName, sent: SentTimes, answer: Result<Option<DevicePolicy>, ApiError>) {
        let noted = self.known.try_update(|known| {
            let known = Arc::make_mut(known);
            let at = browser::steady_now();
            let asked = match answer {
                Ok(policy) => CachedPolicy::answered(policy, at, sent),
                // The device is listed, so this is what some answer when it has no policy.
                Err(error) if GetDevicePolicy::is_none(&error) => CachedPolicy::answered(None, at, sent),
                Err(error) => {
                    let policy = known.get(name.as_str()).and_then(|asked| asked.policy.clone());
                    CachedPolicy { policy, at, error: Some(error), sent }
                }
            };
            known.insert(name.as_str().to_owned(), Arc::new(asked));
        });
        // After the page is left there is nobody to ask for.
        if noted.is_some() {
            self.calls.try_update_value(|calls| calls.under_way.remove(&name));
            self.pump();
        }
    }
}

impl Default for DevicePolicyCache {
    fn default() -> Self {
        Self::new()
    }
}
