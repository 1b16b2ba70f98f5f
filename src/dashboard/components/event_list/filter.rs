//! What the query of the URL leaves of the feed.

use jetstream_api::events::{Event, Severity};
use jetstream_fleet::Filter;

use crate::paths::Query;

/// Which events are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    filter: Filter,
    /// A part of the device's name, in any letter case, where no device has it for its whole name.
    device: String,
}

impl EventFilter {
    /// The device: its name, or a part of it.
    pub const DEVICE: &str = "device";
    /// The type.
    pub const TYPE: &str = "type";
    /// The least severity, as in [`Severity::as_str`].
    pub const SEVERITY: &str = "severity";
    /// The search.
    pub const TEXT: &str = "text";
    /// The names of its values in the query.
    pub const KEYS: [&str; 4] = [Self::DEVICE, Self::TYPE, Self::SEVERITY, Self::TEXT];

    /// Only one device, by its exact name.
    pub fn of_device(name: &str) -> Self {
        let filter = Filter { device: Some(name.to_owned()), ..Filter::default() };
        Self { filter, device: String::new() }
    }

    /// Reads the query. `is_device` says whether there is a device of a name: then it is taken for that one alone, or
    /// "Cabinet 1" would show Cabinet 10 as well.
    pub fn read(query: &Query, is_device: impl FnOnce(&str) -> bool) -> Self {
        let device = query.get(Self::DEVICE);
        let whole = is_device(device);
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Self {
            filter: Filter {
                device: some(device).filter(|_| whole),
                event_type: some(query.get(Self::TYPE)),
                // A word that means nothing holds nothing back; the select shows it.
                severity: Severity::ALL
                    .into_iter()
                    .find(|severity| severity.as_str().eq_ignore_ascii_case(query.get(Self::SEVERITY))),
                text: query.get(Self::TEXT).trim().to_owned(),
            },
            device: if whole { String::new() } else { device.to_ascii_lowercase() },
        }
    }

    /// Does the query hold a filter?
    pub fn is_set(query: &Query) -> bool {
        Self::KEYS.iter().any(|key| !query.get(key).is_empty())
    }

    /// Does everything fit?
    pub fn is_empty(&self) -> bool {
        self.device.is_empty() && self.filter.is_empty()
    }

    /// Is this event one to show?
    pub fn fits(&self, event: &Event) -> bool {
        let device = || event.device.as_deref().unwrap_or_default().to_ascii_lowercase().contains(&self.device);
        (self.device.is_empty() || device()) && self.filter.matches(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(device: &str) -> Event {
        Event::parse(&format!(r#"{{"Type":"HeartbeatEvent","EventId":"1","Device":"{device}"}}"#)).unwrap()
    }

    #[test]
    fn the_name_of_a_device_means_that_one_and_a_part_of_it_all_that_have_it() {
        let query = Query::parse("device=Cabinet+1");
        let (whole, part) = (EventFilter::read(&query, |_| true), EventFilter::read(&query, |_| false));
        assert!(whole.fits(&of("Cabinet 1")) && !whole.fits(&of("Cabinet 10")));
        assert!(part.fits(&of("CABINET 10")) && !part.fits(&of("Freezer 1")));
    }

    #[test]
    fn the_plain_page_shows_everything() {
        let filter = EventFilter::read(&Query::parse("event=1"), |_| false);
        assert!(filter.is_empty() && filter.fits(&of("")));
        assert!(!EventFilter::read(&Query::parse("severity=Error"), |_| false).fits(&of("")));
    }
}
