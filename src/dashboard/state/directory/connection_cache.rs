//! A cache of connection statuses. Jetstream reports one device per call, so only devices on screen are requested, a few at once. Each
//! answer is stored with its time.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use jetstream_api::{capabilities::Connection, devices::GetDeviceStatus, error::ApiError, names::DeviceName};
use jiff::{SignedDuration, Timestamp};
use leptos::{prelude::*, task::spawn_local};

use crate::state::session::Session;
use jetstream_browser as browser;

/// How many status calls may be under way at once: fewer than the connections a browser opens to one host, so that a
/// command never waits behind them.
const AT_ONCE: usize = 4;
/// How old an answer may be before it is requested again for a row on screen.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

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

#[derive(Debug, Default)]
struct InFlight {
    wanted: Vec<DeviceName>,
    under_way: HashSet<DeviceName>,
}

/// The connection statuses of all devices that were requested so far. Copied freely.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionCache {
    known: RwSignal<Arc<HashMap<String, ConnectionStatus>>>,
    calls: StoredValue<InFlight>,
    session: Session,
}

impl ConnectionCache {
    /// An empty cache.
    pub(super) fn new(session: Session) -> Self {
        Self { known: RwSignal::new(Arc::default()), calls: StoredValue::new(InFlight::default()), session }
    }

    /// All statuses, by device name; reactive.
    pub fn all(&self) -> Arc<HashMap<String, ConnectionStatus>> {
        self.known.get()
    }

    /// The status of one device; `None` before its first answer. Reactive.
    pub fn of(&self, name: &str) -> Option<ConnectionStatus> {
        self.known.with(|known| known.get(name).cloned())
    }

    /// The connection of one device; unknown before its first answer. Reactive.
    pub fn connection(&self, name: &str) -> Connection {
        self.known.with(|known| known.get(name).map_or(Connection::Unknown, |status| status.connection))
    }

    /// Requests the devices on screen whose answer is missing or old. They replace the devices that still waited for a call, so fast
    /// scrolling leaves no queue behind. Does nothing while a file is open.
    pub fn request(&self, names: Vec<DeviceName>) {
        if self.session.is_file() {
            return;
        }
        let now = browser::steady_now();
        let stale = self.known.with_untracked(|known| {
            let fresh = |name: &DeviceName| {
                known.get(name.as_str()).is_some_and(|status| now.duration_since(status.at) < FRESH)
            };
            names.into_iter().rev().filter(|name| !fresh(name)).collect()
        });
        self.calls.try_update_value(|calls| calls.wanted = stale);
        self.pump();
    }

    /// Requests one device next, however fresh its answer is.
    pub fn refresh(&self, name: DeviceName) {
        self.calls.try_update_value(|calls| calls.wanted.push(name));
        self.pump();
    }

    fn next(&self) -> Option<DeviceName> {
        self.calls.try_update_value(|calls| {
            while calls.under_way.len() < AT_ONCE {
                let name = calls.wanted.pop()?;
                if calls.under_way.insert(name.clone()) {
                    return Some(name);
                }
            }
            None
        })?
    }

    fn pump(&self) {
        while let Some(name) = self.next() {
            let (this, client) = (*self, self.session.client());
            spawn_local(async move {
                let answer = client.send(&GetDeviceStatus(name.clone())).await;
                this.note(name, answer);
            });
        }
    }

    fn note(&self, name: DeviceName, answer: Result<Connection, ApiError>) {
        let (connection, error) = match answer {
            Ok(connection) => (connection, None),
            Err(error) => (Connection::Unknown, Some(error)),
        };
        let status = ConnectionStatus { connection, at: browser::steady_now(), error };
        let noted = self.known.try_update(|known| {
            Arc::make_mut(known).insert(name.as_str().to_owned(), status);
        });
        // After sign-out nobody needs the other answers.
        if noted.is_some() {
            self.calls.try_update_value(|calls| calls.under_way.remove(&name));
            self.pump();
        }
    }
}
