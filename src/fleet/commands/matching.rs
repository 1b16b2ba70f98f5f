//! The matching of events with clicks of which no CommandId is known, because the response was lost.

use jetstream_api::{
    catalogue::{Command, ParameterType},
    wire::Pair,
};
use jiff::{SignedDuration, Timestamp};

use super::facts::Queued;
use crate::commands::local_commands::{Click, LocalCommands};

/// A call without a response for this time counts as lost: its outcome is unknown. The call itself is not aborted.
pub const ANSWER_WITHIN: SignedDuration = SignedDuration::from_secs(90);
/// The maximum difference between Jetstream's clock and ours. Device clocks do not matter: Jetstream itself writes the CommandQueuedEvent.
pub const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(2);

/// The times at which Jetstream may have accepted the command: from 2 minutes before the click to 2 minutes after the response came or
/// was lost, or after the 90 seconds in which none came.
pub(super) fn window(own: &LocalCommands, click: &Click) -> (Timestamp, Timestamp) {
    let until = own.answer.as_ref().map_or_else(|| later(click.at, ANSWER_WITHIN), |(_, at)| *at);
    (earlier(click.at, CLOCKS_APART), later(until, CLOCKS_APART))
}

pub(super) fn later(time: Timestamp, by: SignedDuration) -> Timestamp {
    time.checked_add(by).unwrap_or(Timestamp::MAX)
}

fn earlier(time: Timestamp, by: SignedDuration) -> Timestamp {
    time.checked_sub(by).unwrap_or(Timestamp::MIN)
}

/// Whether these are the same command with the same parameters. The caller compares device and time.
pub(super) fn same_call(click: &Click, queued: &Queued) -> bool {
    let named = click.command.event_names().iter().any(|name| name.eq_ignore_ascii_case(&queued.name));
    // Where the URI tells two commands of one name apart, it must not say the other one.
    let other =
        Command::from_event(&queued.name, queued.uri.as_deref()).is_some_and(|command| command != click.command);
    named && !other && same_parameters(click, &queued.parameters)
}

fn same_parameters(click: &Click, queued: &[Pair]) -> bool {
    match click.command {
        // Under which name the event echoes the token is not documented, but nothing else has its value.
        Command::UnlockDoor => {
            click.parameters.iter().all(|sent| queued.iter().any(|echo| same_value(&sent.value, &echo.value)))
        }
        Command::Lockdown | Command::SetConfigurationValues => {
            let within = |these: &[Pair], those: &[Pair]| {
                these
                    .iter()
                    .all(|this| those.iter().any(|that| same_name(this, that) && same_value(&this.value, &that.value)))
            };
            within(&click.parameters, queued) && within(queued, &click.parameters)
        }
        // These are sent without parameters; what their events list comes from Jetstream's own records.
        _ => true,
    }
}

fn same_name(one: &Pair, other: &Pair) -> bool {
    one.key.eq_ignore_ascii_case(&other.key)
}

/// Equal by meaning: `4` and `4.0`, `Error` and `error`, `0` and `False`.
pub(crate) fn same_value(one: &str, other: &str) -> bool {
    [ParameterType::Enumeration(&[]), ParameterType::Decimal(None), ParameterType::Bool]
        .into_iter()
        .any(|ty| ty.same(one, other))
}

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
