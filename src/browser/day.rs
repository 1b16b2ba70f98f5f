//! The calendar day in the viewer's zone that a moment belongs to, as a span of time: telling whether another moment is of the same day
//! costs two comparisons and no formatter.

use jiff::{SignedDuration, Timestamp};

use crate::time::{from_field, to_field};

/// A day from its midnight to the next: 24 hours, or 23 or 25 where the clocks change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalDay {
    begin: Timestamp,
    end: Timestamp,
}

impl LocalDay {
    /// The day that `now` belongs to, in the viewer's zone.
    pub fn of(now: Timestamp) -> Self {
        // Where the browser cannot tell, no moment is of this day, so that every one is shown with its own.
        Self::in_zone(now, to_field, from_field).unwrap_or(Self { begin: now, end: now })
    }

    /// The same in a zone whose clocks are read by `show` and `read`, in the form of a field for date and time.
    fn in_zone(
        now: Timestamp,
        show: impl Fn(Timestamp) -> String,
        read: impl Fn(&str) -> Option<Timestamp>,
    ) -> Option<Self> {
        let midnight = |time: Timestamp| {
            let shown = show(time);
            let (date, _) = shown.split_once('T')?;
            let begin = read(&format!("{date}T00:00:00"))?;
            // Where the clocks go forward at midnight there is none: the moment found may lie in the hour before.
            let begins_late = !show(begin).starts_with(date);
            begin.checked_add(SignedDuration::from_hours(begins_late.into())).ok()
        };
        let begin = midnight(now)?;
        // Past the end of any day, and before the end of the next.
        let end = midnight(begin.checked_add(SignedDuration::from_hours(36)).ok()?)?;
        Some(Self { begin, end })
    }

    /// A day with these midnights.
    pub fn between(begin: Timestamp, end: Timestamp) -> Self {
        Self { begin, end }
    }

    /// Is this moment of the day?
    pub fn contains(&self, time: Timestamp) -> bool {
        self.begin <= time && time < self.end
    }

    /// How far a moment is from the midnight that the day begins with.
    pub fn distance(&self, time: Timestamp) -> SignedDuration {
        time.duration_since(self.begin).abs()
    }
}

#[cfg(test)]
#[path = "day_tests.rs"]
mod tests;
