//! A cache of device policies, with the times when each was added and last sent: a [`PolledCache`] of *Get a Device's Policy*.

use std::sync::Arc;

use jetstream_api::{
    device_policy::{DevicePolicy, GetDevicePolicy},
    error::ApiError,
    names::DeviceName,
};
use jetstream_fleet::configuration::SentTimes;
use jiff::Timestamp;

use crate::state::{
    call_queue::QueuedCall,
    polled_cache::{DeviceRequest, PolledCache, is_recent},
};

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
        self.sent == *sent && is_recent(self.at, now)
    }
}

/// The request of the policy of one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRequest {
    /// The device.
    pub device: DeviceName,
    /// What had been sent to the device at the time of the request.
    pub sent: SentTimes,
}

impl QueuedCall for PolicyRequest {
    type Key = DeviceName;

    fn key(&self) -> &DeviceName {
        &self.device
    }
}

impl DeviceRequest for PolicyRequest {
    type Endpoint = GetDevicePolicy;
    type Cached = Arc<CachedPolicy>;

    fn endpoint(&self) -> GetDevicePolicy {
        GetDevicePolicy(self.device.clone())
    }

    fn is_fresh(&self, cached: &Arc<CachedPolicy>, now: Timestamp) -> bool {
        cached.is_fresh(&self.sent, now)
    }

    fn to_cached(
        self,
        answer: Result<Option<DevicePolicy>, ApiError>,
        at: Timestamp,
        previous: Option<&Arc<CachedPolicy>>,
    ) -> Arc<CachedPolicy> {
        Arc::new(match answer {
            Ok(policy) => CachedPolicy::answered(policy, at, self.sent),
            // The device is listed, so this error can only mean that it has no policy.
            Err(error) if GetDevicePolicy::is_none(&error) => CachedPolicy::answered(None, at, self.sent),
            Err(error) => {
                let policy = previous.and_then(|previous| previous.policy.clone());
                CachedPolicy { policy, at, error: Some(error), sent: self.sent }
            }
        })
    }
}

/// The cached policies of all devices that were requested.
pub type DevicePolicyCache = PolledCache<PolicyRequest>;

#[cfg(test)]
#[path = "device_policy_cache_tests.rs"]
mod tests;
