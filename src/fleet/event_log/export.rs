//! An exporter of events: one JSON text a line, as they were received, with secrets masked or not.

use std::borrow::Cow;

use super::{Record, secrets::redacted};

/// Whether unlock tokens, pass numbers and PINs are exported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Secrets {
    /// Masked, as they are on the screen.
    #[default]
    Masked,
    /// As they were received.
    Shown,
}

/// The text of an event, with its secrets masked or not.
pub fn text(record: &Record, secrets: Secrets) -> Cow<'_, str> {
    match secrets {
        Secrets::Shown => Cow::Borrowed(record.raw()),
        Secrets::Masked if record.is_visible() => Cow::Borrowed(record.raw()),
        Secrets::Masked => Cow::Owned(redacted(record.raw())),
    }
}

/// Appends an event, given as it was received, as a line.
pub fn line(raw: &str, secrets: Secrets, file: &mut String) {
    match secrets {
        Secrets::Shown => push(raw, file),
        Secrets::Masked => push(&redacted(raw), file),
    }
}

fn push(text: &str, file: &mut String) {
    // Within a JSON text a line break can only stand between its parts.
    file.extend(text.chars().map(|character| match character {
        '\n' | '\r' => ' ',
        other => other,
    }));
    file.push('\n');
}

/// One event a line. But for masked secrets and line breaks between its properties an event is exported as it was received.
pub fn ndjson<'a>(records: impl IntoIterator<Item = &'a Record>, secrets: Secrets) -> String {
    let mut file = String::new();
    for record in records {
        push(&text(record, secrets), &mut file);
    }
    file
}

#[cfg(test)]
mod tests {
    use jetstream_api::events::Event;

    use super::*;
    use crate::{EventLog, test_events::queued};

    fn log(raw: &[&str]) -> EventLog {
        let mut log = EventLog::new(1 << 20);
        raw.iter().for_each(|raw| assert_eq!(log.insert(&Event::parse(raw).unwrap()), crate::event_log::Inserted::New));
        log
    }

    #[test]
    fn a_file_has_one_event_a_line_as_it_was_received() {
        let log =
            log(&["{\"EventId\":\"1\",\n  \"Type\" : \"New\", \"Id\":18446744073709551615}", r#"{"EventId":"2"}"#]);
        let file = ndjson(log.iter_newest().map(|record| &**record), Secrets::Masked);
        assert_eq!(
            file,
            "{\"EventId\":\"2\"}\n{\"EventId\":\"1\",   \"Type\" : \"New\", \"Id\":18446744073709551615}\n"
        );
    }

    #[test]
    fn secrets_go_into_a_file_only_when_they_are_asked_for() {
        let unlock = queued("u", "UnlockDoor", "Cabinet 7", "maria", &[("AccessToken", "00A1B2C3D4")], "10:00:00");
        let escaped = r#"{"EventId":"e","P\u0069n":"1234"}"#;
        let log = log(&[&unlock.raw, escaped]);
        let file = |secrets| ndjson(log.iter_newest().map(|record| &**record), secrets);
        let (masked, shown) = (file(Secrets::Masked), file(Secrets::Shown));
        assert!(masked.contains("••••C3D4") && !masked.contains("00A1B2C3D4") && !masked.contains("1234"), "{masked}");
        assert!(shown.contains(&*unlock.raw) && shown.contains(escaped));
        for secrets in [Secrets::Masked, Secrets::Shown] {
            let mut lines = String::new();
            [&*unlock.raw, escaped].into_iter().for_each(|raw| line(raw, secrets, &mut lines));
            assert_eq!(lines, file(secrets), "as from the log, newest first");
        }
    }
}
