//! A cache of device policies, with the times when each was added and last sent. Jetstream answers for one device at a time, so
//! only the devices on screen are requested, a few at once, and each answer is stored with its age.

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

/// Maximum number of calls in flight: fewer than the connections that a browser opens to one host, so that a command never waits
/// behind them.
const AT_ONCE: usize = 4;
/// Maximum age of an answer before a row on screen requests it again.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// The result of the latest *Get a Device's Policy* for a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CachedPolicy {
    /// The policy in the last successful answer; the inner `None` means that the device has none.
    pub policy: Option<Option<Arc<DevicePolicy>>>,
    /// The time of the answer, by the browser's steady clock.
    pub at: Timestamp,
    /// The error of the latest call, if it failed.
    pub error: Option<ApiError>,
    /// What had been sent to the device at the time of the request. After another sync the answer is outdated.
    sent: SentTimes,
}

impl CachedPolicy {
    /// Creates the result of a successful call.
    pub fn answered(policy: Option<DevicePolicy>, at: Timestamp, sent: SentTimes) -> Self {
        Self { policy: Some(policy.map(Arc::new)), at, error: None, sent }
    }

    /// Returns whether a row on screen can use this result without a new request.
    pub fn is_fresh(&self, sent: &SentTimes, now: Timestamp) -> bool {
        self.sent == *sent && now.duration_since(self.at) < FRESH
    }
}

/// A device to request, and what had been sent to it at that time.
pub type RequestQueue = (DeviceName, SentTimes);

#[derive(Debug, Default)]
struct Calls {
    wanted: Vec<RequestQueue>,
    under_way: HashSet<DeviceName>,
}

/// The cached policies of all devices that were requested. `Copy`.
#[derive(Debug, Clone, Copy)]
pub struct DevicePolicyCache {
    known: RwSignal<Arc<HashMap<String, Arc<CachedPolicy>>>>,
    calls: StoredValue<Calls>,
    session: Session,
}

impl DevicePolicyCache {
    /// Creates an empty cache.
    pub fn new() -> Self {
        Self {
            known: RwSignal::new(Arc::default()),
            calls: StoredValue::new(Calls::default()),
            session: Session::current(),
        }
    }

    /// All cached results, by device name. Reactive.
    pub fn all(&self) -> Arc<HashMap<String, Arc<CachedPolicy>>> {
        self.known.get()
    }

    /// Sets the devices to request, those on screen first. They replace the previous ones, so that fast scrolling leaves no queue
    /// behind.
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
                // The device is listed, so this error can only mean that it has no policy.
                Err(error) if GetDevicePolicy::is_none(&error) => CachedPolicy::answered(None, at, sent),
                Err(error) => {
                    let policy = known.get(name.as_str()).and_then(|asked| asked.policy.clone());
                    CachedPolicy { policy, at, error: Some(error), sent }
                }
            };
            known.insert(name.as_str().to_owned(), Arc::new(asked));
        });
        // After the page is left, no further answers are needed.
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
