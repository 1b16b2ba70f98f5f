//! Firmware versions, as a status event reports them (`4.8.21`) and as the documentation writes minimum versions (`v4.8+`).

use core::{error::Error, fmt, str::FromStr};

/// A firmware version of up to four numbers; numbers that are not written count as 0, so `4.8` is `4.8.0`.
///
/// Reads all forms the documentation uses: `4.8.21`, `4.5`, `v4`, `v4.8+`, `v4.8.42+`. Whatever follows the numbers
/// after a space, a hyphen or a plus sign is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FirmwareVersion([u16; 4]);

impl FirmwareVersion {
    /// Version `major.minor.patch`.
    pub const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Self([major, minor, patch, 0])
    }

    /// The first number: the generation of the firmware.
    pub const fn major(self) -> u16 {
        let [major, ..] = self.0;
        major
    }

    /// Whether a device with this firmware has what exists since `since`.
    ///
    /// Ask this of the version that the device reports in its StatusEvent (`AgentVersion`): a device definition names
    /// only the family (`4.8`), which says nothing about what came with `4.8.42`.
    pub fn supports(self, since: Self) -> bool {
        self >= since
    }
}

impl fmt::Display for FirmwareVersion {
    /// The numbers without trailing zeros, at least two of them: `4.8`, `4.8.42`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch, build] = self.0;
        write!(f, "{major}.{minor}")?;
        if patch != 0 || build != 0 {
            write!(f, ".{patch}")?;
        }
        if build != 0 {
            write!(f, ".{build}")?;
        }
        Ok(())
    }
}

/// The error of a text that is not a firmware version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseVersionError;

impl fmt::Display for ParseVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a firmware version such as 4.8.21")
    }
}

impl Error for ParseVersionError {}

impl FromStr for FirmwareVersion {
    type Err = ParseVersionError;

    fn from_str(text: &str) -> Result<Self, ParseVersionError> {
        let text = text.trim();
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let numbers = text.split([' ', '-', '+']).next().unwrap_or(text);
        let mut version = [0; 4];
        let mut slots = version.iter_mut();
        for part in numbers.split('.') {
            let slot = slots.next().ok_or(ParseVersionError)?;
            // `parse` alone would take a sign.
            if !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(ParseVersionError);
            }
            *slot = part.parse().map_err(|_| ParseVersionError)?;
        }
        Ok(Self(version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> FirmwareVersion {
        text.parse().unwrap()
    }

    #[test]
    fn every_written_form_is_read() {
        for (text, expected) in [
            ("4.8.21", FirmwareVersion::new(4, 8, 21)),
            ("v4.8+", FirmwareVersion::new(4, 8, 0)),
            ("V4.8.42+", FirmwareVersion::new(4, 8, 42)),
            ("v3", FirmwareVersion::new(3, 0, 0)),
            (" 4.5 ", FirmwareVersion::new(4, 5, 0)),
            ("4.8.21-rc1", FirmwareVersion::new(4, 8, 21)),
            ("4.8.21 (release)", FirmwareVersion::new(4, 8, 21)),
            ("4.8.21.7", FirmwareVersion([4, 8, 21, 7])),
        ] {
            assert_eq!(text.parse(), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_version_is_refused() {
        for text in ["", "v", "four", "4.", ".8", "4..8", "4.x", "4.8.21.7.1", "-4", "99999", "0x10102F0", "NA"] {
            assert_eq!(text.parse::<FirmwareVersion>(), Err(ParseVersionError), "{text:?}");
        }
    }

    #[test]
    fn versions_are_ordered_by_number_and_not_by_text() {
        assert!(version("4.10") > version("4.8.42"));
        assert!(version("4.8.9") < version("4.8.21"));
        assert_eq!(version("4.8"), version("4.8.0.0"));
        assert!(version("4.8.42").supports(version("v4.8.42+")));
        assert!(!version("4.8.41").supports(version("v4.8.42+")));
    }

    #[test]
    fn a_version_is_written_as_short_as_it_can_be() {
        for (text, short) in [("v4.8+", "4.8"), ("4.8.42", "4.8.42"), ("v3", "3.0"), ("4.0.0.1", "4.0.0.1")] {
            assert_eq!(version(text).to_string(), short);
        }
    }
}
