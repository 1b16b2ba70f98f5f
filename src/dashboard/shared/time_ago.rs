//! Components and texts for times: relative or local, with the exact time in the viewer's zone and in UTC on hover.

use jetstream_api::time::format;
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;

use crate::{state::live::LiveState, text};
use jetstream_browser::{self as browser, LocalDay};
use jetstream_ui::Time;

/// The exact time, in the viewer's zone and in UTC.
pub fn exact_time(time: Timestamp) -> String {
    format!("{} ({} UTC)", browser::local(time), format(time).trim_end_matches('Z').replace('T', " "))
}

/// The parts of a time that must be shown to make it unambiguous.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Only the time of day: the time is today.
    Time,
    /// The day and the time of day.
    DayAndTime,
    /// The year as well, because the day and the month are not enough.
    Full,
}

fn written(time: Timestamp, today: LocalDay) -> Written {
    const MONTHS: SignedDuration = SignedDuration::from_hours(300 * 24);
    if today.contains(time) {
        Written::Time
    } else if today.distance(time) < MONTHS {
        Written::DayAndTime
    } else {
        Written::Full
    }
}

/// The time of day; with the date if it is not today, and with the year if the date alone is ambiguous.
pub fn time_or_day(time: Timestamp, today: LocalDay) -> String {
    match written(time, today) {
        Written::Time => browser::local_time(time),
        Written::DayAndTime => browser::local_day_and_time(time),
        Written::Full => browser::local(time),
    }
}

/// The age of a time by the clock of the feed. It updates itself.
#[component]
pub fn TimeAgo(#[prop(into)] time: Signal<Timestamp>) -> impl IntoView {
    let live = LiveState::current();
    view! {
        <Time
            at=Signal::derive(move || format(time.get()))
            text=Signal::derive(move || text::ago(time.get(), live.now()))
            title=Signal::derive(move || exact_time(time.get()))
        />
    }
}

/// The local date and time, with UTC on hover.
#[component]
pub fn ExactTime(time: Timestamp) -> impl IntoView {
    view! { <Time at=format(time) text=browser::local(time) title=exact_time(time)/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_moment_of_another_day_is_written_with_its_day_however_short_ago() {
        let today = LocalDay::between(at("2026-11-30T00:00:00Z"), at("2026-12-01T00:00:00Z"));
        let written = |text| written(at(text), today);
        assert_eq!(written("2026-11-30T00:00:00Z"), Written::Time);
        assert_eq!(written("2026-11-30T23:59:59Z"), Written::Time);
        assert_eq!(written("2026-11-29T23:59:59Z"), Written::DayAndTime, "yesterday, a second before midnight");
        assert_eq!(written("2026-12-01T00:00:00Z"), Written::DayAndTime, "a clock is ahead");
        assert_eq!(written("2026-02-10T00:00:00Z"), Written::DayAndTime);
        assert_eq!(written("2026-01-10T00:00:00Z"), Written::Full);
    }
}
