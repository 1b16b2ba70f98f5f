//! A cache of the API's answers about the fleet: devices, definitions, policies and connections, each with its time.

pub mod connection_cache;
pub mod device_entry;
pub mod event_updates;
pub mod parameters;
pub mod remote_data;

use std::{collections::HashMap, sync::Arc, time::Duration};

use jetstream_api::{
    definitions::{DeviceDefinition, ListDeviceDefinitions},
    devices::{Device, ListDevices},
    error::ApiError,
    policies::{ListPolicyDetails, PolicyDetails},
};
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    directory::{
        connection_cache::ConnectionCache,
        device_entry::DeviceEntry,
        parameters::{EffectiveValue, PolicyIndex, SettingOrigin},
        remote_data::RemoteData,
    },
    event_file::EventFile,
    live::LiveState,
    session::Session,
};
use jetstream_browser as browser;

/// The cached answers, shared by all views of a session. Copied freely.
#[derive(Clone, Copy)]
pub struct Directory {
    devices: RwSignal<RemoteData<Arc<[DeviceEntry]>>>,
    definitions: RwSignal<RemoteData<Arc<[DeviceDefinition]>>>,
    policies: RwSignal<RemoteData<Arc<[PolicyDetails]>>>,
    // Derived from `policies`.
    places: Memo<Arc<PolicyIndex>>,
    statuses: ConnectionCache,
    session: Session,
    reload: StoredValue<ReloadState>,
}

/// Whether the devices are being loaded, and whether they have to be once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReloadState {
    Idle,
    Running,
    RunAgain,
}

/// How long to wait before the devices are loaded once more: two hundred that are registered at once are one change.
const PAUSE: Duration = Duration::from_secs(1);

impl Directory {
    /// Starts to load, and puts itself into the context. Loads the devices again when an event reports that they changed. While a file is
    /// open no call is made: the devices are then those that its events name.
    pub fn provide(session: Session, live: LiveState, file: Option<EventFile>) -> Self {
        let policies = RwSignal::new(RemoteData::<Arc<[PolicyDetails]>>::Loading);
        let places = Memo::new(move |_| {
            policies.with(|policies| policies.value().map(|all| PolicyIndex::of(all)).unwrap_or_default().into())
        });
        let directory = Self {
            devices: RwSignal::new(RemoteData::Loading),
            definitions: RwSignal::new(RemoteData::Loading),
            policies,
            places,
            statuses: ConnectionCache::new(session),
            session,
            reload: StoredValue::new(ReloadState::Idle),
        };
        match file {
            Some(file) => directory.list_named(live, file),
            None => {
                directory.reload_policies();
                Effect::new(move || {
                    live.devices_changed();
                    directory.reload();
                });
            }
        }
        provide_context(directory);
        directory
    }

    fn list_named(self, live: LiveState, file: EventFile) {
        let is_read = Memo::new(move |_| file.is_read());
        Effect::new(move || {
            if is_read.get() {
                let named = live.with_untracked(|fleet| event_updates::devices_from_events(fleet.log()));
                self.devices.update(|devices| devices.set_result(Ok(named)));
            }
        });
    }

    /// The directory of this view.
    pub fn current() -> Self {
        expect_context()
    }

    /// All devices, in the order of Jetstream's answer.
    pub fn devices(&self) -> RemoteData<Arc<[DeviceEntry]>> {
        self.devices.get()
    }

    /// The same, read once.
    pub fn devices_untracked(&self) -> RemoteData<Arc<[DeviceEntry]>> {
        self.devices.get_untracked()
    }

    /// How many devices are known.
    pub fn count(&self) -> usize {
        self.devices.with(|devices| devices.value().map_or(0, |devices| devices.len()))
    }

    /// One device by its name.
    pub fn device(&self, name: &str) -> RemoteData<Option<DeviceEntry>> {
        self.devices.get().map(|devices| devices.iter().find(|entry| entry.device.name == name).cloned())
    }

    /// All device definitions.
    pub fn definitions(&self) -> RemoteData<Arc<[DeviceDefinition]>> {
        self.definitions.get()
    }

    /// All policies, each with its devices and their own values.
    pub fn policies(&self) -> RemoteData<Arc<[PolicyDetails]>> {
        self.policies.get()
    }

    /// The connection statuses.
    pub fn statuses(&self) -> ConnectionCache {
        self.statuses
    }

    /// The value of a parameter on a device, as far as it is known, and its origin.
    pub fn setting(&self, entry: &DeviceEntry, parameter: &str) -> EffectiveValue {
        if self.session.is_file() {
            // A file has no policies.
            return EffectiveValue { value: None, origin: SettingOrigin::Unknown };
        }
        let policies = self.policies.read();
        let policies = policies.value().map(|policies| &**policies).unwrap_or_default();
        parameters::setting(entry, parameter, policies, &self.places.read())
    }

    /// Loads the devices again; the old list stays until the answer arrives. One call runs at a time, so that no older answer replaces a
    /// newer one.
    pub fn reload(&self) {
        let directory = *self;
        if self.reload.get_value() != ReloadState::Idle {
            return self.reload.set_value(ReloadState::RunAgain);
        }
        self.reload.set_value(ReloadState::Running);
        spawn_local(async move {
            loop {
                directory.load_devices().await;
                if directory.reload.try_get_value() != Some(ReloadState::RunAgain) {
                    break;
                }
                browser::sleep(PAUSE).await;
                directory.reload.try_set_value(ReloadState::Running);
            }
            directory.reload.try_set_value(ReloadState::Idle);
        });
    }

    async fn load_devices(self) {
        let client = self.session.client();
        let answer = match client.send(&ListDevices::default()).await {
            Ok(list) => {
                // Definitions list what a device can do. Without them its kind still follows from the name of its definition, so their
                // failure is not a failure of the list.
                let known: Result<Arc<[_]>, ApiError> = client.send(&ListDeviceDefinitions).await.map(Into::into);
                let entries = entries(list, known.as_deref().unwrap_or_default());
                self.definitions.try_update(|definitions| definitions.set_result(known));
                Ok(entries)
            }
            Err(error) => {
                self.definitions.try_update(|definitions| definitions.set_result(Err(error.clone())));
                Err(error)
            }
        };
        self.devices.try_update(|devices| devices.set_result(answer));
    }

    /// Loads the policies again; the old ones stay until the answer arrives. No event reports a changed policy, so code that changes one
    /// calls this. Does nothing after sign-out.
    pub fn reload_policies(&self) {
        if self.policies.is_disposed() {
            return;
        }
        let (client, policies) = (self.session.client(), self.policies);
        spawn_local(async move {
            let answer: Result<Arc<[_]>, ApiError> = client.send(&ListPolicyDetails).await.map(Into::into);
            policies.try_update(|policies| policies.set_result(answer));
        });
    }
}

fn entries(devices: Vec<Device>, definitions: &[DeviceDefinition]) -> Arc<[DeviceEntry]> {
    let flags: HashMap<_, _> = definitions.iter().map(|definition| (&definition.name, definition.flags)).collect();
    let entry = |device: Device| {
        let flags = flags.get(&device.definition).copied().unwrap_or_default();
        DeviceEntry::new(device, flags)
    };
    devices.into_iter().map(entry).collect()
}
