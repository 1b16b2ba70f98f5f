//! A calendar day in the viewer's zone, as a span of time: whether a time is on that day takes two comparisons and no formatter.

use jiff::{SignedDuration, Timestamp};

use crate::time::{from_field, to_field};

/// A day from its midnight to the next: 24 hours, or 23 or 25 where the clocks change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalDay {
    begin: Timestamp,
    end: Timestamp,
}

impl LocalDay {
    /// The day of `now` in the viewer's zone.
    pub fn of(now: Timestamp) -> Self {
        // Where the browser cannot convert, no time is on this day, so that every time is shown with its day.
        Self::in_zone(now, to_field, from_field).unwrap_or(Self { begin: now, end: now })
    }

    /// The same in a zone that `show` converts to and `read` from, in the format of a `datetime-local` field.
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

    /// Is this time on the day?
    pub fn contains(&self, time: Timestamp) -> bool {
        self.begin <= time && time < self.end
    }

    /// The distance of a time from the midnight at which the day begins.
    pub fn distance(&self, time: Timestamp) -> SignedDuration {
        time.duration_since(self.begin).abs()
    }
}

#[cfg(test)]
#[path = "day_tests.rs"]
mod tests;
