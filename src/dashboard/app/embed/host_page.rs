//! The connection to the host page: handles its messages and reports to it.

use leptos::prelude::*;
use leptos_router::{hooks::use_location, location::Location};

use crate::{
    app::embed::untrusted_parent,
    config::Config,
    paths::{self, Page},
    shared::{theme::ThemeChoice, url::navigate},
    state::embed::{
        Embed,
        handover::{self, HostSessions},
        message::{self, FrameMessage, HostMessage},
    },
};
use jetstream_browser::{self as browser, ParentWindow};

/// Connects to the host page if its origin is trusted, handles its messages, and reports to it, until the owner is gone.
pub fn connect_host_page(config: Config, source: HostSessions) {
    let (embed, theme, navigate) = (Embed::current(), ThemeChoice::current(), navigate());
    let origins = config.parent_origins.clone();
    if browser::is_framed_by_untrusted_origin(&origins) {
        return untrusted_parent::replace_page_with_notice();
    }
    if origins.is_empty() {
        // No page may send a key.
        return embed.awaited.set(false);
    }
    let ignored = StoredValue::new(0_u32);
    let act = move |message| {
        let refuse = |what: &HostMessage, why: &str| {
            embed.send(&FrameMessage::Refused { what: what.kind().to_owned(), why: why.to_owned() });
        };
        match &message {
            HostMessage::Session { key, environment } => {
                handover::open(embed, &config, source, key.clone(), environment.as_deref());
            }
            HostMessage::End => handover::end(embed, source),
            HostMessage::Theme { scheme, tokens } => {
                if let Some(scheme) = scheme {
                    theme.set(*scheme);
                }
                tokens.iter().for_each(|(name, value)| browser::set_token(name, value));
            }
            HostMessage::Locale { language, time_zone } => {
                if !browser::install_formatter(language.as_deref(), time_zone.as_deref()) {
                    refuse(&message, "This browser does not know the language or the time zone.");
                }
            }
            HostMessage::Open { path } => match Page::parse(path.split(['?', '#']).next().unwrap_or_default()) {
                None => refuse(&message, "There is no such page."),
                Some(_) if browser::is_guarded(path) => {
                    refuse(&message, "Something is typed on this page and not done; whoever typed it is asked.");
                }
                Some(_) => navigate(path),
            },
        }
    };
    let on_message = move |text: Option<String>| match text.and_then(|text| HostMessage::read(&text)) {
        Some(message) => act(message),
        None => {
            ignored.update_value(|count| *count = count.saturating_add(1));
            embed.send(&FrameMessage::Ignored(ignored.get_value()));
        }
    };
    let parent =
        ParentWindow::connect(origins, FrameMessage::Hello.to_json().to_string(), message::is_hello, on_message);
    embed.sender.set_value(Some(Box::new(move |message| parent.post(&message.to_json().to_string()))));
    handover::report(embed, source);
    report_location(embed);
}

/// Reports which page is open and how high it is, whenever that changes.
fn report_location(embed: Embed) {
    let Location { pathname, search, hash, .. } = use_location();
    let below = Memo::new(move |_| pathname.with(|path| paths::below(path, &browser::base_path()).to_owned()));
    Effect::new(move || {
        let (path, title) = (below.get(), embed.title.get());
        let query = Some(search.get()).filter(|query| !query.is_empty()).map(|query| format!("?{query}"));
        let place = format!("{path}{}{}", query.unwrap_or_default(), hash.get());
        if !title.is_empty() {
            embed.send(&FrameMessage::Location { path: place, title });
        }
    });
    browser::observe_height(move |pixels| {
        let scrolls = below.try_with_untracked(|path| paths::is_list(path)).unwrap_or_default();
        embed.send(&FrameMessage::Height { pixels, scrolls });
    });
}
