//! The browser's clock, and the formatting of times in the viewer's language and time zone.

use std::cell::RefCell;

use jiff::Timestamp;
use js_sys::{Array, Date, Function, Intl::DateTimeFormat, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Now, by the browser's clock.
pub fn now() -> Timestamp {
    Timestamp::from_millisecond(Date::now() as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The formatters for one language and time zone.
struct TimeFormatter {
    date_and_time: DateTimeFormat,
    /// Without the year.
    day: DateTimeFormat,
    time: DateTimeFormat,
    /// Year, month and so on, each separately; only for a zone that is not the browser's own.
    parts: Option<DateTimeFormat>,
}

thread_local! {
    // A formatter costs far more to make than to use, and a feed formats thousands of times.
    static FORMATTER: RefCell<Option<TimeFormatter>> = RefCell::new(TimeFormatter::of(None, None));
}

impl TimeFormatter {
    fn of(language: Option<&str>, time_zone: Option<&str>) -> Option<Self> {
        let format = |options: &[(&str, &str)]| formatter(language, time_zone, options);
        let part = "2-digit";
        let parts =
            [("year", "numeric"), ("month", part), ("day", part), ("hour", part), ("minute", part), ("second", part)];
        let parts =
            [&parts[..], &[("hourCycle", "h23"), ("numberingSystem", "latn"), ("calendar", "iso8601")]].concat();
        Some(Self {
            date_and_time: format(&[("dateStyle", "medium"), ("timeStyle", "medium")])?,
            day: format(&[("month", "short"), ("day", "numeric")])?,
            time: format(&[("timeStyle", "medium")])?,
            parts: match time_zone {
                Some(_) => Some(format(&parts)?),
                None => None,
            },
        })
    }
}

/// Formats times in this language (BCP 47) and time zone (IANA) from now on; `None` means the browser's own. `false` when the browser does
/// not know one of them; then nothing changes.
pub fn install_formatter(language: Option<&str>, time_zone: Option<&str>) -> bool {
    let formatter = TimeFormatter::of(language, time_zone);
    let is_known = formatter.is_some();
    if is_known {
        FORMATTER.set(formatter);
    }
    is_known
}

/// By reflection, because the constructor throws for an unknown language or zone.
fn formatter(language: Option<&str>, time_zone: Option<&str>, options: &[(&str, &str)]) -> Option<DateTimeFormat> {
    let object = Object::new();
    for (name, value) in options.iter().copied().chain(time_zone.map(|zone| ("timeZone", zone))) {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let languages: Array = language.into_iter().map(JsValue::from_str).collect();
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&class, &Array::of2(&languages, &object)).ok()?.dyn_into().ok()
}

fn format(choose: impl FnOnce(&TimeFormatter) -> &DateTimeFormat, time: Timestamp) -> String {
    let date = Date::new(&JsValue::from_f64(time.as_millisecond() as f64));
    let text = FORMATTER.with_borrow(|formatter| {
        let formatter = choose(formatter.as_ref()?);
        formatter.format().call1(formatter, &date).ok()?.as_string()
    });
    text.unwrap_or_else(|| date.to_iso_string().into())
}

/// Date and time in the viewer's zone and language.
pub fn local(time: Timestamp) -> String {
    format(|formatter| &formatter.date_and_time, time)
}

/// Day and time in the viewer's zone and language, without the year.
pub fn local_day_and_time(time: Timestamp) -> String {
    format!("{}, {}", format(|formatter| &formatter.day, time), local_time(time))
}

/// The time of day in the viewer's zone and language.
pub fn local_time(time: Timestamp) -> String {
    format(|formatter| &formatter.time, time)
}

/// A time as the value of a `datetime-local` field: in the viewer's zone, to the second.
pub fn to_field(time: Timestamp) -> String {
    let date = Date::new(&JsValue::from_f64(time.as_millisecond() as f64));
    in_other_zone(&date).unwrap_or_else(|| {
        let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
        let (hours, minutes, seconds) = (date.get_hours(), date.get_minutes(), date.get_seconds());
        format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}")
    })
}

/// The time that such a field holds; `None` while a part of it is missing.
pub fn from_field(text: &str) -> Option<Timestamp> {
    let milliseconds = |text: &str| Some(Date::new(&JsValue::from_str(text)).get_time()).filter(|time| !time.is_nan());
    let has_own_zone =
        FORMATTER.with_borrow(|formatter| formatter.as_ref().is_some_and(|formatter| formatter.parts.is_some()));
    let moment = if has_own_zone {
        // The browser converts a time to the zone but not back, so the offset is approximated in two steps.
        let shown = milliseconds(&format!("{text}Z"))?;
        let ahead =
            |moment: f64| Some(milliseconds(&format!("{}Z", in_other_zone(&Date::new(&moment.into()))?))? - moment);
        shown - ahead(shown - ahead(shown)?)?
    } else {
        milliseconds(text)?
    };
    Timestamp::from_millisecond(moment as i64).ok()
}

/// The same in a zone that is not the browser's own; `None` where none was installed.
fn in_other_zone(date: &Date) -> Option<String> {
    let parts = FORMATTER.with_borrow(|formatter| Some(formatter.as_ref()?.parts.as_ref()?.format_to_parts(date)))?;
    let text = |part: &JsValue, name: &str| Reflect::get(part, &name.into()).ok()?.as_string();
    let part = |kind: &str| {
        parts.iter().find(|part| text(part, "type").as_deref() == Some(kind)).and_then(|part| text(&part, "value"))
    };
    let date = format!("{:0>4}-{}-{}", part("year")?, part("month")?, part("day")?);
    Some(format!("{date}T{}:{}:{}", part("hour")?, part("minute")?, part("second")?))
}
