//! A filter by device name: a complete name matches that device only, other text matches every name that contains it.

use crate::state::directory::Directory;

/// The filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceNameFilter {
    text: String,
    whole: bool,
}

impl DeviceNameFilter {
    /// The filter for typed text. Reactive: it reads the list of devices to recognize a complete name.
    pub fn from_input(text: &str) -> Self {
        let devices = Directory::current().devices();
        let whole = devices.value().is_some_and(|devices| devices.iter().any(|entry| entry.device.name == text));
        Self::new(text, whole)
    }

    /// The filter for one device.
    pub fn exact(name: &str) -> Self {
        Self::new(name, true)
    }

    fn new(text: &str, whole: bool) -> Self {
        Self { text: if whole { text.to_owned() } else { text.trim().to_ascii_lowercase() }, whole }
    }

    /// True if the device passes the filter.
    pub fn matches(&self, name: &str) -> bool {
        if self.whole { self.text == name } else { name.to_ascii_lowercase().contains(&self.text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_is_one_device_and_a_part_is_all_that_have_it() {
        assert!(DeviceNameFilter::exact("Cabinet 1").matches("Cabinet 1"));
        assert!(!DeviceNameFilter::exact("Cabinet 1").matches("Cabinet 10"));
        assert!(DeviceNameFilter::new(" CABINET 1", false).matches("Cabinet 10"));
        assert!(DeviceNameFilter::new("", false).matches("Freezer"));
    }
}
