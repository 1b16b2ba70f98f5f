//! A filter by device: a whole name means that device alone, a part of a name all that have it.

use crate::directory::Directory;

/// Which devices are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfDevice {
    text: String,
    whole: bool,
}

impl OfDevice {
    /// For what somebody has typed; follows the list of devices.
    pub fn typed(text: &str) -> Self {
        let devices = Directory::current().devices();
        let whole = devices.value().is_some_and(|devices| devices.iter().any(|entry| entry.device.name == text));
        Self::new(text, whole)
    }

    /// For one device.
    pub fn exactly(name: &str) -> Self {
        Self::new(name, true)
    }

    fn new(text: &str, whole: bool) -> Self {
        Self { text: if whole { text.to_owned() } else { text.trim().to_ascii_lowercase() }, whole }
    }

    /// Is this one of them?
    pub fn fits(&self, name: &str) -> bool {
        if self.whole { self.text == name } else { name.to_ascii_lowercase().contains(&self.text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_is_one_device_and_a_part_is_all_that_have_it() {
        assert!(OfDevice::exactly("Cabinet 1").fits("Cabinet 1"));
        assert!(!OfDevice::exactly("Cabinet 1").fits("Cabinet 10"));
        assert!(OfDevice::new(" CABINET 1", false).fits("Cabinet 10"));
        assert!(OfDevice::new("", false).fits("Freezer"));
    }
}
