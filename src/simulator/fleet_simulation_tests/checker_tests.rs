//! Tests of the checker: it finds each kind of violation.

use crate::fleet_simulation_tests::checker::EventChecker;

const NOW: &str = "2026-03-03T12:00:00Z";

/// The violations in these events of the device `A`, one a minute.
fn violations(events: &[&str]) -> Vec<String> {
    let mut checker = EventChecker::new(["A".to_owned()]);
    let events: Vec<_> = (0..)
        .zip(events)
        .map(|(minute, fields): (u8, _)| {
            let time = format!("2026-03-03T10:{minute:02}:00Z");
            let own = fields.contains("\"EventTime\"");
            let times =
                if own { String::new() } else { format!(",\"EventTime\":\"{time}\",\"ReceivedTime\":\"{time}\"") };
            format!("{{{fields}{times},\"Device\":\"A\",\"EventId\":\"{minute}\",\"Version\":2}}").into()
        })
        .collect();
    checker.read(&events, NOW.parse().unwrap());
    let events = checker.finish();
    events.into_iter().map(|violation| violation.split(": ").next().unwrap_or_default().to_owned()).collect()
}

fn entry(name: &str) -> String {
    format!(
        r#""Type":"LogEntryEvent","LogEntries":[{{"Level":"Error","Type":"{name}","Message":"","LogTime":"2026-03-03T10:00:00Z"}}]"#
    )
}

fn tags(adds: &str, removes: &str) -> String {
    format!(r#""Type":"AggregateEvent","PassRfid":"","Adds":[{adds}],"Removes":[{removes}]"#)
}

fn lockdown(hours: u8) -> [String; 2] {
    [
        format!(
            r#""Type":"CommandQueuedEvent","CommandId":"c{hours}","CommandName":"Lockdown","User":"demo","Parameters":[{{"Key":"Hours","Value":"{hours}"}}]"#
        ),
        format!(
            r#""Type":"CommandCompletionEvent","CommandId":"c{hours}","CommandName":"Lockdown","ExceptionList":[],"OutputParameterList":[]"#
        ),
    ]
}

#[test]
fn only_a_failure_can_be_restored() {
    let [fails, restores] = ["ACPowerFailure", "ACPowerRestore"].map(entry);
    assert_eq!(violations(&[&fails, &restores, &fails, &restores]), [""; 0]);
    assert_eq!(violations(&[&restores]), ["restored what had not failed"]);
    assert_eq!(violations(&[&fails, &fails]), ["failed twice"]);
}

#[test]
fn a_device_that_is_off_sends_nothing() {
    let [down, up] = ["Shutdown", "Startup"].map(entry);
    let beat = r#""Type":"HeartbeatEvent""#;
    assert_eq!(violations(&[&down, &up, beat]), [""; 0]);
    assert_eq!(violations(&[&down, beat]), ["sent while shut down"]);
}

#[test]
fn tags_are_where_they_were_left() {
    let (a, b) = (r#""AA""#, r#""BB""#);
    assert_eq!(violations(&[&tags(a, b), &tags(b, a)]), [""; 0]);
    assert_eq!(violations(&[&tags(a, ""), &tags(a, "")]), ["a tag was added that was there"]);
    assert_eq!(violations(&[&tags("", a), &tags("", a)]), ["a tag was removed that was not there"]);
    assert_eq!(
        violations(&[&tags(a, ""), r#""Type":"ObjectEvent","Observe":[]"#]),
        ["a scan contradicts what came and went"]
    );
}

#[test]
fn nobody_comes_in_during_a_lockdown() {
    let pass = entry("ValidPass");
    let ([queued, locks], [ends_queued, ends]) = (lockdown(4), lockdown(0));
    assert_eq!(violations(&[&pass, &queued, &locks, &ends_queued, &ends, &pass]), [""; 0]);
    assert_eq!(
        violations(&[&locks, &queued, &pass]),
        ["a valid pass at 2026-03-03T10:02:00Z during the lockdown since 2026-03-03T10:00:00Z of A"]
    );
}

#[test]
fn commands_have_one_beginning_and_one_end() {
    let [queued, completed] = lockdown(4);
    assert_eq!(violations(&[&queued, &queued]), ["queued twice"]);
    assert_eq!(violations(&[&queued, &completed, &completed]), ["completed twice"]);
    assert_eq!(violations(&[&completed]), ["never queued"]);
}

#[test]
fn time_runs_forward() {
    let beat = |time: &str, received: &str| {
        format!(
            r#""Type":"HeartbeatEvent","EventTime":"2026-03-03T{time}:00Z","ReceivedTime":"2026-03-03T{received}:00Z""#
        )
    };
    assert_eq!(violations(&[&beat("08:00", "09:00"), &beat("10:00", "10:00")]), [""; 0]);
    assert_eq!(violations(&[&beat("10:00", "09:00")]), ["received before it happened"]);
    assert_eq!(violations(&[&beat("08:00", "10:00"), &beat("07:00", "11:00")]), ["sent out of order"]);
    assert_eq!(violations(&[&beat("08:00", "10:00"), &beat("08:30", "09:00")])[0], "not in the order of issue");
    assert_eq!(violations(&[&beat("08:00", "08:00"), &beat("08:30", "08:30")]), ["a heartbeat before its time"]);
}
