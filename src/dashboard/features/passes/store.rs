//! A store of one device's credentials: the lists in Jetstream, when they were last synced, and their sync status. It reads a list
//! again after an event that changes it, and repeats nothing but reads.

use std::sync::Arc;

use jetstream_api::{
    capabilities::{Connection, can},
    catalogue::Command,
    client::Client,
    credentials::{CredentialType, LastCredentialsSync, ListCredentials},
    error::ApiError,
    names::DeviceName,
};
use jetstream_fleet::passes::{Changes, OnDevice, PassState, SyncFacts};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    shared::available_commands::reason_text,
    state::{
        directory::{Directory, device_entry::DeviceEntry, remote_data::RemoteData},
        live::LiveState,
        session::{READ_ONLY, Session},
        transport::BrowserTransport,
    },
};

/// One of the three lists, with counters of requests and answers: an older answer never replaces a newer one.
#[derive(Debug, Clone, Copy)]
struct PassList {
    stored: RwSignal<RemoteData<Arc<[String]>>>,
    asked: StoredValue<u64>,
    taken: StoredValue<u64>,
}

impl PassList {
    fn new() -> Self {
        Self { stored: RwSignal::new(RemoteData::Loading), asked: StoredValue::new(0), taken: StoredValue::new(0) }
    }
}

/// The credentials of one device, as a set of signals and memos.
#[derive(Clone, Copy)]
pub struct CredentialStore {
    device: StoredValue<DeviceName>,
    entry: StoredValue<DeviceEntry>,
    basic: PassList,
    user: PassList,
    pin: PassList,
    last_sync: RwSignal<RemoteData<Option<Timestamp>>>,
    own: RwSignal<Changes>,
    facts: Memo<SyncFacts>,
    session: Session,
    live: LiveState,
}

impl CredentialStore {
    /// Starts to read, and follows the events of the device until the owner is disposed.
    pub fn open(device: DeviceName, entry: DeviceEntry) -> Self {
        let (session, live) = (Session::current(), LiveState::current());
        let own = RwSignal::new(Changes::default());
        let name = device.as_str().to_owned();
        let facts = Memo::new(move |_| {
            let (now, own) = (live.now(), own.get());
            live.with(|fleet| SyncFacts::of(fleet, &name, own, now))
        });
        let store = Self {
            device: StoredValue::new(device),
            entry: StoredValue::new(entry),
            basic: PassList::new(),
            user: PassList::new(),
            pin: PassList::new(),
            last_sync: RwSignal::new(RemoteData::Loading),
            own,
            facts,
            session,
            live,
        };
        let changed = Memo::new(move |_| facts.with(|facts| facts.changes.newest().cloned()));
        Effect::new(move || {
            changed.get();
            for kind in [CredentialType::Basic, CredentialType::User, CredentialType::Pin] {
                // The other lists are read when they are shown for the first time.
                if kind == CredentialType::Basic || store.list(kind).asked.get_value() > 0 {
                    store.reload(kind);
                }
            }
        });
        let done = Memo::new(move |_| facts.with(|facts| facts.completed.as_ref().map(|sync| sync.key().clone())));
        Effect::new(move || {
            done.get();
            store.ask_last_sync();
        });
        store
    }

    fn list(&self, kind: CredentialType) -> PassList {
        match kind {
            CredentialType::Basic => self.basic,
            CredentialType::User => self.user,
            CredentialType::Pin => self.pin,
        }
    }

    /// The device, for calls.
    pub fn device(&self) -> DeviceName {
        self.device.get_value()
    }

    /// The directory entry of the device.
    pub fn entry(&self) -> DeviceEntry {
        self.entry.get_value()
    }

    /// A list as Jetstream stores it; reactive.
    pub fn stored(&self, kind: CredentialType) -> RemoteData<Arc<[String]>> {
        self.list(kind).stored.get()
    }

    /// The pass numbers as Jetstream stores them; empty before the first answer. Reactive.
    pub fn passes(&self) -> Arc<[String]> {
        self.basic.stored.with(|stored| stored.value().cloned()).unwrap_or_default()
    }

    /// The time of the last sync, as Jetstream reports it; reactive.
    pub fn last_sync(&self) -> RemoteData<Option<Timestamp>> {
        self.last_sync.get()
    }

    fn answered_sync(&self) -> Option<Option<Timestamp>> {
        self.last_sync.with(|answer| answer.value().copied())
    }

    /// The sync status of the list; reactive.
    pub fn state(&self) -> PassState {
        let listed = self.basic.stored.with(|stored| stored.value().cloned());
        let (now, last_sync) = (self.live.now(), self.answered_sync());
        self.facts.with(|facts| PassState::of(facts, listed.as_deref(), last_sync, now))
    }

    /// The list on the device, if it is known; reactive.
    pub fn on_device(&self) -> Option<OnDevice> {
        let (now, last_sync) = (self.live.now(), self.answered_sync());
        self.facts.with(|facts| facts.on_device(last_sync, now))
    }

    /// The connection status of the device; reactive.
    pub fn connection(&self) -> Connection {
        let statuses = Directory::current().statuses();
        self.device.with_value(|device| statuses.connection(device.as_str()))
    }

    /// The reason why the lists cannot be changed; `None` if they can.
    pub fn edit_refusal(&self) -> Option<String> {
        self.session.is_read_only().then(|| READ_ONLY.to_owned())
    }

    /// The reason why no sync can be sent; `None` if one can.
    pub fn sync_refusal(&self) -> Option<String> {
        let reason = || self.entry.with_value(|entry| can(Command::SyncCredentials, &entry.profile, self.connection()));
        self.edit_refusal().or_else(|| reason().err().map(|reason| reason_text(&reason.to_string())))
    }

    /// Prepares a read of a list. Call this before the first `.await`, while the owner still exists, and send the read later.
    pub fn reader(&self, kind: CredentialType) -> CredentialReader {
        CredentialReader { client: self.session.client(), device: self.device(), kind, list: self.list(kind) }
    }

    /// Reads a list again. The current content stays until the answer arrives.
    pub fn reload(&self, kind: CredentialType) {
        let reader = self.reader(kind);
        spawn_local(async move {
            // An error is stored in the list, where the view shows it.
            let _ = reader.read().await;
        });
    }

    fn ask_last_sync(&self) {
        let allowed = self
            .entry
            .with_value(|entry| can(Command::LastCredentialsSync, &entry.profile, Connection::Unknown).is_ok());
        if !allowed {
            return;
        }
        let (client, device, last_sync) = (self.session.client(), self.device(), self.last_sync);
        spawn_local(async move {
            let answer = client.send(&LastCredentialsSync(device)).await;
            last_sync.try_update(|last_sync| last_sync.set_result(answer));
        });
    }

    /// Records that the answer to a call confirmed a change. It does nothing if there is a feed: the event then has Jetstream's time.
    pub fn changed(&self, kind: CredentialType) {
        if !self.own.is_disposed() && self.session.environment().feed.is_none() {
            // The time of the answer is the best estimate of the time of the change.
            let now = self.live.now_untracked();
            self.own.update(|own| own.record_answer(now, kind == CredentialType::Basic));
        }
    }
}

/// A prepared read that can be sent even after the page has been closed.
#[derive(Debug, Clone)]
pub struct CredentialReader {
    client: Client<BrowserTransport>,
    device: DeviceName,
    kind: CredentialType,
    list: PassList,
}

impl CredentialReader {
    /// Reads the list, stores the answer in the [`CredentialStore`], and returns it.
    pub async fn read(self) -> Result<Arc<[String]>, ApiError> {
        let Self { client, device, kind, list } = self;
        let turn = list.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        let answer: Result<Arc<[_]>, _> = client.send(&ListCredentials { device, kind }).await.map(Into::into);
        let is_newer = |taken: &mut u64| turn.is_some_and(|turn| std::mem::replace(taken, turn.max(*taken)) < turn);
        if list.taken.try_update_value(is_newer) == Some(true) {
            list.stored.try_update(|stored| stored.set_result(answer.clone()));
        }
        answer
    }
}
