//! A cache of connection statuses: a [`PolledCache`] of *Get a Device's Status*.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::{capabilities::Connection, devices::GetDeviceStatus, error::ApiError, names::DeviceName};
use jiff::Timestamp;

use crate::state::{
    call_queue::QueuedCall,
    polled_cache::{DeviceRequest, PolledCache, is_recent},
    session::Session,
};

/// The result of the latest status call for a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionStatus {
    /// Connected or not; unknown when the call failed.
    pub connection: Connection,
    /// When the answer arrived, by the browser's steady clock.
    pub at: Timestamp,
    /// Why it is not known.
    pub error: Option<ApiError>,
}

#[derive(Debug)]
struct StatusRequest(DeviceName);

impl QueuedCall for StatusRequest {
    type Key = DeviceName;

    fn key(&self) -> &DeviceName {
        &self.0
    }
}

impl DeviceRequest for StatusRequest {
    type Endpoint = GetDeviceStatus;
    type Cached = ConnectionStatus;

    fn endpoint(&self) -> GetDeviceStatus {
        GetDeviceStatus(self.0.clone())
    }

    fn is_fresh(&self, status: &ConnectionStatus, now: Timestamp) -> bool {
        is_recent(status.at, now)
    }

    fn to_cached(
        self,
        answer: Result<Connection, ApiError>,
        at: Timestamp,
        _: Option<&ConnectionStatus>,
    ) -> ConnectionStatus {
        match answer {
            Ok(connection) => ConnectionStatus { connection, at, error: None },
            Err(error) => ConnectionStatus { connection: Connection::Unknown, at, error: Some(error) },
        }
    }
}

/// The connection statuses of all devices that were requested so far. Copied freely.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionCache {
    statuses: PolledCache<StatusRequest>,
    session: Session,
}

impl ConnectionCache {
    /// An empty cache.
    pub(super) fn new(session: Session) -> Self {
        Self { statuses: PolledCache::new(session), session }
    }

    /// All statuses, by device name; reactive.
    pub fn all(&self) -> Arc<HashMap<String, ConnectionStatus>> {
        self.statuses.all()
    }

    /// The status of one device; `None` before its first answer. Reactive.
    pub fn of(&self, name: &str) -> Option<ConnectionStatus> {
        self.statuses.with(name, |status| status.cloned())
    }

    /// The connection of one device; unknown before its first answer. Reactive.
    pub fn connection(&self, name: &str) -> Connection {
        self.statuses.with(name, |status| status.map_or(Connection::Unknown, |status| status.connection))
    }

    /// Requests the devices on screen whose answer is missing or old. They replace the devices that still waited for a call, so fast
    /// scrolling leaves no queue behind. Does nothing while a file is open.
    pub fn request(&self, names: Vec<DeviceName>) {
        if !self.session.is_file() {
            self.statuses.request(names.into_iter().map(StatusRequest));
        }
    }

    /// Requests one device next, however fresh its answer is.
    pub fn refresh(&self, name: DeviceName) {
        self.statuses.refresh(StatusRequest(name));
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::{
        call::{Call, Reply},
        error::ApiError,
    };

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn request() -> StatusRequest {
        StatusRequest(DeviceName::parse("Cabinet 7").unwrap())
    }

    #[test]
    fn an_answer_is_fresh_for_a_minute() {
        let status = request().to_cached(Ok(Connection::Connected), at(0), None);
        assert!(request().is_fresh(&status, at(59)));
        assert!(!request().is_fresh(&status, at(60)));
    }

    #[test]
    fn after_a_failed_call_the_connection_is_unknown_even_if_it_was_known_before() {
        let before = request().to_cached(Ok(Connection::Connected), at(0), None);
        let error = ApiError::status(&Call::read(["devices"]), &Reply::new(500, ""));
        let status = request().to_cached(Err(error.clone()), at(1), Some(&before));
        assert_eq!(status, ConnectionStatus { connection: Connection::Unknown, at: at(1), error: Some(error) });
    }
}
