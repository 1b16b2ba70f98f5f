//! A parser and a writer of times, in all forms that the documentation shows.

use jiff::{SignedDuration, Timestamp, civil, tz::Offset};

/// Reads a date and time:
/// - `2018-05-19T13:23:44Z`, the form of every event,
/// - with a fraction or an offset (`2024-03-07T22:04:31.121Z`, `2018-05-16T01:16:00-01:16`),
/// - without a zone, taken as UTC; without a time, taken as midnight,
/// - `3/8/2021 11:54:01 PM`, the form inside the message of a timed-out command, taken as UTC.
///
/// Anything else is `None`: what was received is shown as it stands. Read by hand, since jiff's parser takes every form of
/// RFC 9557 and ISO 8601 and explains what is wrong with the rest: 150 kB of WebAssembly for what takes one page here.
pub fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    iso(text).or_else(|| utc(american(text)?))
}

/// Whether a time is set. .NET writes the first second of year 1 where a date was never set.
pub fn is_set(time: &Timestamp) -> bool {
    Offset::UTC.to_datetime(*time).year() > 1
}

/// Writes a time as Jetstream's events do: UTC, whole seconds, `yyyy-MM-ddTHH:mm:ssZ`.
pub fn format(time: Timestamp) -> String {
    let time = Offset::UTC.to_datetime(time);
    let (date, clock) = ((time.year(), time.month(), time.day()), (time.hour(), time.minute(), time.second()));
    format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", date.0, date.1, date.2, clock.0, clock.1, clock.2)
}

fn utc(time: civil::DateTime) -> Option<Timestamp> {
    Offset::UTC.to_timestamp(time).ok()
}

/// `YYYY-MM-DD`, then `T` or a space and `HH:MM:SS`, perhaps with a fraction, perhaps with `Z` or an offset.
fn iso(text: &str) -> Option<Timestamp> {
    let (date, rest) = text.split_at_checked(10)?;
    let mut date = date.split('-');
    let (year, month, day) = (number(date.next()?, 4)?, number(date.next()?, 2)?, number(date.next()?, 2)?);
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    if rest.is_empty() {
        return utc(civil::DateTime::new(year, month, day, 0, 0, 0, 0).ok()?);
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (clock, zone) = rest.split_at(rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len()));
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let (hour, minute, second) = clock_of(clock)?;
    let time = utc(civil::DateTime::new(year, month, day, hour, minute, second, nanoseconds(fraction)?).ok()?)?;
    time.checked_sub(offset(zone)?).ok()
}

fn clock_of(text: &str) -> Option<(i8, i8, i8)> {
    let mut parts = text.split(':').map(|part| i8::try_from(number(part, 2)?).ok());
    let clock = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(clock)
}

/// Exactly so many digits; `parse` alone would take a sign as well.
fn number(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A fraction of a second; what is finer than a nanosecond is cut off.
fn nanoseconds(fraction: &str) -> Option<i32> {
    let digits = fraction.bytes().all(|byte| byte.is_ascii_digit()) && !fraction.is_empty();
    let nine = fraction.bytes().map(|digit| i32::from(digit - b'0')).chain(std::iter::repeat(0)).take(9);
    digits.then(|| nine.fold(0, |sum, digit| 10 * sum + digit))
}

/// `Z` or nothing, or an offset such as `-01:16` or `+0100`.
fn offset(zone: &str) -> Option<SignedDuration> {
    let Some(span) = zone.strip_prefix(['+', '-']) else {
        return matches!(zone, "" | "Z" | "z").then_some(SignedDuration::ZERO);
    };
    let (hours, minutes) = span.split_once(':').or_else(|| span.split_at_checked(2))?;
    let minutes = i64::from(number(hours, 2)?) * 60 + i64::from(number(minutes, 2)?);
    Some(SignedDuration::from_mins(if zone.starts_with('-') { -minutes } else { minutes }))
}

/// `M/D/YYYY h:mm:ss AM`.
fn american(text: &str) -> Option<civil::DateTime> {
    let mut words = text.split_whitespace();
    let (date, clock, half) = (words.next()?, words.next()?, words.next()?);
    let mut date = date.splitn(3, '/');
    let (month, day, year) = (date.next()?.parse().ok()?, date.next()?.parse().ok()?, date.next()?.parse().ok()?);
    let mut clock = clock.splitn(3, ':');
    let (hour, minute, second): (i8, _, _) =
        (clock.next()?.parse().ok()?, clock.next()?.parse().ok()?, clock.next()?.parse().ok()?);
    let hour = match (half, hour) {
        ("AM", 12) => 0,
        ("AM", hour @ 1..=11) => hour,
        ("PM", 12) => 12,
        ("PM", hour @ 1..=11) => hour + 12,
        _ => return None,
    };
    civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_documented_forms_are_read() {
        for (text, expected) in [
            ("2018-05-19T13:23:44Z", "2018-05-19T13:23:44Z"),
            ("2024-03-07T22:04:31.121Z", "2024-03-07T22:04:31.121Z"),
            ("2018-05-16T01:16:00-01:16", "2018-05-16T02:32:00Z"),
            ("2018-05-18T20:39:16", "2018-05-18T20:39:16Z"),
            ("3/8/2021 11:54:01 PM", "2021-03-08T23:54:01Z"),
            ("12/31/2021 12:00:00 AM", "2021-12-31T00:00:00Z"),
            ("3/8/2021 12:00:01 PM", "2021-03-08T12:00:01Z"),
            // Newer versions of .NET put a narrow no-break space there.
            ("3/8/2021 11:54:01\u{202f}PM", "2021-03-08T23:54:01Z"),
            (" 2018-05-19T13:23:44.1234567+00:00 ", "2018-05-19T13:23:44.1234567Z"),
        ] {
            assert_eq!(parse(text).map(|time| time.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for text in [
            "2018-05-19T13:23:44+",
            "2018-05-19T13:23",
            "2018-05-19T13:23:44.Z",
            "2018-05-19T+3:23:44Z",
            "2018-13-19T13:23:44Z",
            "2018-05-19T13:23:44+1:00",
            "+018-05-19",
            "2018-05-19T13:23:44Zé",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        for text in ["", "yesterday", "13/13/2021 1:00:00 PM", "3/8/2021 13:00:00 PM", "2018-05-19", "26"] {
            // A bare date reads as midnight UTC, which no page shows but no reader would doubt.
            assert_eq!(parse(text).is_some(), text == "2018-05-19", "{text}");
        }
    }

    #[test]
    fn times_are_written_in_whole_seconds() {
        assert_eq!(format(parse("2024-03-07T22:04:31.921Z").unwrap()), "2024-03-07T22:04:31Z");
    }

    #[test]
    fn the_first_second_of_year_1_is_no_time() {
        assert!(!is_set(&parse("0001-01-01T00:00:00").unwrap()));
        assert!(is_set(&parse("1970-01-01T00:00:00Z").unwrap()));
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_a_date_panic(text: String, numbers in "[0-9/: APM]{0,24}") {
            let _ = (parse(&text), parse(&numbers));
        }

        #[test]
        fn whole_seconds_read_back_as_they_were_written(second in -62_135_596_800_i64..253_402_207_200) {
            let time = Timestamp::from_second(second).unwrap();
            prop_assert_eq!(parse(&format(time)), Some(time));
        }
    }
}
