//! Functions that open and end sessions for the host page, and report sessions to it.

use jetstream_api::key::AccessKey;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    config::Config,
    state::{
        embed::{Embed, message::FrameMessage},
        session::{
            Account, DataSource,
            key_check::{self, SignInRefusal},
        },
    },
};

/// The open session, if any.
pub type HostSessions = RwSignal<Option<DataSource>, LocalStorage>;

/// Opens a session with the key that the host page sent, once the environment has accepted it. The key stays in memory.
pub fn open(embed: Embed, config: &Config, source: HostSessions, key: AccessKey, label: Option<&str>) {
    let request = embed.next_request();
    let environment = match label {
        None => config.environments.get(config.default_environment),
        Some(label) => config.environments.iter().find(|environment| environment.label == label),
    };
    let Some(environment) = environment.cloned() else {
        return refuse(embed, unknown_environment(config, label.unwrap_or_default()));
    };
    let account = Account { environment, key, read_only: config.read_only };
    if source.with_untracked(|open| matches!(open, Some(DataSource::Api(open)) if *open == account)) {
        embed.renewals.update(|count| *count = count.wrapping_add(1));
        return embed.send(&ready(&account));
    }
    spawn_local(async move {
        let answer = key_check::check(&account.environment, &account.key).await;
        if embed.request.try_get_value() != Some(request) {
            return;
        }
        match answer {
            Ok(()) => {
                embed.refusal.set(None);
                source.set(Some(DataSource::Api(account)));
            }
            Err(refusal) => refuse(embed, refusal),
        }
    });
}

/// Ends the session for the host page; a key that is being checked is not opened any more.
pub fn end(embed: Embed, source: HostSessions) {
    let is_reported = source.with_untracked(|source| matches!(source, Some(DataSource::Api(_))));
    embed.next_request();
    source.set(None);
    if !is_reported {
        // `report` notices no change when there was no session, so the end is reported here.
        embed.send(&FrameMessage::Ended);
    }
}

/// Reports to the host page that a session begins or ends, whoever begins or ends it. Earlier requests are void then.
pub fn report(embed: Embed, source: HostSessions) {
    Effect::new(move |before: Option<Option<Account>>| {
        let now = source.with(|source| match source {
            Some(DataSource::Api(account)) => Some(account.clone()),
            Some(DataSource::File(_)) | None => None,
        });
        let before = before.flatten();
        if before != now {
            embed.next_request();
            embed.send(&now.as_ref().map_or(FrameMessage::Ended, ready));
        }
        now
    });
}

fn ready(account: &Account) -> FrameMessage {
    FrameMessage::Ready { environment: account.environment.label.clone() }
}

fn refuse(embed: Embed, refusal: SignInRefusal) {
    embed.send(&FrameMessage::Refused {
        what: "session".to_owned(),
        why: format!("{} {}", refusal.problem, refusal.remedy),
    });
    embed.give_up(refusal);
}

fn unknown_environment(config: &Config, label: &str) -> SignInRefusal {
    let labels: Vec<_> = config.environments.iter().map(|environment| format!("{:?}", environment.label)).collect();
    SignInRefusal {
        problem: format!("The page around this one asks for the environment {label:?}, which does not exist."),
        remedy: format!("The environments of this dashboard are {}.", labels.join(", ")),
    }
}
