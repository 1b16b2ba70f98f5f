//! Warnings about values that keep something from being reported, or that let more people in.

use jetstream_api::kind::DeviceKind;

use super::finding::{Finding, Severity};
use crate::configuration::Field;

/// The version of events that the dashboard reads.
const EVENTS_READ: &str = "3";

/// Adds findings on the consequences of a valid value for reporting and for access.
pub(super) fn of_value(field: &Field, value: &str, findings: &mut Vec<Finding>) {
    let is = |other: &str| field.same(value, other);
    let cabinet = field.kind == DeviceKind::SecurityCabinet;
    // What a device cannot do anyway is not missed.
    let idle = field.known.is_some_and(|known| known.without_effect);
    let (severity, text) = match field.key.as_str() {
        "heartbeateventinterval" if is("0") => {
            (Severity::Blinds, "No heartbeats: silence then says nothing, and a lost device is not noticed.")
        }
        "aclogentryonpowerfailure" if is("0") => {
            (Severity::Blinds, "The loss of mains power, and its return, are not reported.")
        }
        "objecteventhour" if is("-1") && cabinet => {
            (Severity::Blinds, "No daily self-check: the device reports its state only when it starts.")
        }
        "objecteventhour" if is("-1") => {
            (Severity::Blinds, "No daily scan and no self-check: the device reports its state only when it starts.")
        }
        "sensorreadingeventinterval" if is("0") && !idle => (Severity::Blinds, "No temperatures are reported."),
        "aggregateeventscancount" if is("0") && !idle => {
            (Severity::Blinds, "No AggregateEvents: what is taken out and put in is not reported.")
        }
        "jetstreamversion" if !is(EVENTS_READ) => {
            (Severity::Blinds, "Events go to the endpoints of another version. Only those of version 3 are seen here.")
        }
        "logentrylevel" if is("off") && cabinet => {
            (Severity::Blinds, "No log entries: neither alarms nor the use of passes are reported.")
        }
        "logentrylevel" if is("off") => (Severity::Blinds, "No log entries: alarms are not reported."),
        "logentrylevel" if is("error") && cabinet => {
            (Severity::Blinds, "The use of passes may not be reported: presumably that needs information.")
        }
        "logentrylevel" if is("warning") && cabinet => {
            (Severity::Note, "Whether the use of passes is reported at this level is not documented.")
        }
        "userbypass" if is("1") => (
            Severity::WeakensAccess,
            "Any pass of 10 to 40 hexadecimal digits opens the door, listed or not. A lost pass cannot be shut out.",
        ),
        "commandpollinterval" if is("0") => (
            Severity::Note,
            "What 0 does is not documented. Without polls a command that is queued may never be fetched.",
        ),
        _ => return,
    };
    findings.push(Finding::new(&[&field.key], severity, text));
}
