//! The units of parameters and sensors.

/// The unit of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Milliseconds.
    Millisecond,
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours after midnight; of which time zone is not documented.
    HourOfDay,
    /// Volts.
    Volt,
    /// Percent.
    Percent,
    /// Decibels, as printed for transmit power and receive sensitivity.
    Decibel,
    /// Decibels above a milliwatt.
    DecibelMilliwatt,
    /// Degrees Celsius.
    Celsius,
    /// Degrees of an arc.
    Degree,
    /// How many scans.
    Scan,
}

impl Unit {
    /// The unit behind a number: `s`, `min`, `°C`.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Millisecond => "ms",
            Self::Second => "s",
            Self::Minute => "min",
            Self::HourOfDay => "h",
            Self::Volt => "V",
            Self::Percent => "%",
            Self::Decibel => "dB",
            Self::DecibelMilliwatt => "dBm",
            Self::Celsius => "°C",
            Self::Degree => "°",
            Self::Scan => "scans",
        }
    }

    /// The unit in a sentence: `seconds`.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Millisecond => "milliseconds",
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::HourOfDay => "hours after midnight",
            Self::Volt => "volts",
            Self::Percent => "percent",
            Self::Decibel => "dB",
            Self::DecibelMilliwatt => "dBm",
            Self::Celsius => "degrees Celsius",
            Self::Degree => "degrees",
            Self::Scan => "scans",
        }
    }
}
