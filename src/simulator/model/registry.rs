//! A registry of all devices, by slot and by name.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::model::device::Device;

/// All devices. A slot is never used twice, so an event that was scheduled for a deleted device reaches none.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    slots: Vec<Option<Device>>,
    names: HashMap<Arc<str>, u32>,
    serials: HashSet<String>,
}

impl Registry {
    /// The slot that the next device will have.
    pub(crate) fn next_slot(&self) -> u32 {
        u32::try_from(self.slots.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn insert(&mut self, device: Device) {
        self.names.insert(Arc::clone(&device.name), device.slot);
        self.serials.insert(device.serial.clone());
        self.slots.push(Some(device));
    }

    pub(crate) fn get(&self, slot: u32) -> Option<&Device> {
        self.slots.get(usize::try_from(slot).ok()?)?.as_ref()
    }

    pub(crate) fn get_mut(&mut self, slot: u32) -> Option<&mut Device> {
        self.slots.get_mut(usize::try_from(slot).ok()?)?.as_mut()
    }

    /// Names are compared exactly; whether Jetstream ignores their case is not documented.
    pub(crate) fn find(&self, name: &str) -> Option<&Device> {
        self.get(*self.names.get(name)?)
    }

    pub(crate) fn find_mut(&mut self, name: &str) -> Option<&mut Device> {
        self.get_mut(*self.names.get(name)?)
    }

    pub(crate) fn has_name(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    pub(crate) fn has_serial(&self, serial: &str) -> bool {
        self.serials.contains(serial)
    }

    /// Gives a device another name and serial number.
    pub(crate) fn rename(&mut self, slot: u32, name: &str, serial: &str) {
        let Some(device) = self.slots.get_mut(usize::try_from(slot).unwrap_or(usize::MAX)).and_then(Option::as_mut)
        else {
            return;
        };
        self.names.remove(&device.name);
        self.serials.remove(&device.serial);
        device.name = name.into();
        device.serial = serial.to_owned();
        self.names.insert(Arc::clone(&device.name), slot);
        self.serials.insert(device.serial.clone());
    }

    pub(crate) fn remove(&mut self, slot: u32) -> Option<Device> {
        let device = self.slots.get_mut(usize::try_from(slot).ok()?)?.take()?;
        self.names.remove(&device.name);
        self.serials.remove(&device.serial);
        Some(device)
    }

    /// In the order of creation, the sentinels last.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Device> {
        let all = || self.slots.iter().flatten();
        all().filter(|device| device.sentinel.is_none()).chain(all().filter(|device| device.sentinel.is_some()))
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }
}
