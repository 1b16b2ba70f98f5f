//! The contract with the page around this one, kept as long as the app lives.

use leptos::prelude::*;
use leptos_router::{hooks::use_location, location::Location};

use super::{
    Embed, ToParent,
    message::{self, FromParent},
    session::{self, Subjects},
    stranger,
};
use crate::{
    browser::{self, Parent},
    components::{ThemeChoice, go},
    config::Config,
    paths::{self, Page},
};

/// Greets the page around this one if it may show this one, does what it says, and tells it what happens here, until the owner is gone.
pub fn keep(config: Config, subject: Subjects) {
    let (embed, theme, go) = (Embed::current(), ThemeChoice::current(), go());
    let origins = config.parent_origins.clone();
    if browser::is_shown_by_a_stranger(&origins) {
        return stranger::show_instead();
    }
    if origins.is_empty() {
        // Nobody may say with which key to open.
        return embed.awaited.set(false);
    }
    let ignored = StoredValue::new(0_u32);
    let act = move |message| {
        let refuse = |what: &FromParent, why: &str| {
            embed.tell(&ToParent::Refused { what: what.kind().to_owned(), why: why.to_owned() });
        };
        match &message {
            FromParent::Session { key, environment } => {
                session::open(embed, &config, subject, key.clone(), environment.as_deref());
            }
            FromParent::End => session::end(embed, subject),
            FromParent::Theme { scheme, tokens } => {
                if let Some(scheme) = scheme {
                    theme.set(*scheme);
                }
                tokens.iter().for_each(|(name, value)| browser::set_token(name, value));
            }
            FromParent::Locale { language, time_zone } => {
                if !browser::write_times(language.as_deref(), time_zone.as_deref()) {
                    refuse(&message, "This browser does not know the language or the time zone.");
                }
            }
            FromParent::Open { path } => match Page::parse(path.split(['?', '#']).next().unwrap_or_default()) {
                None => refuse(&message, "There is no such page."),
                Some(_) if browser::asks_before(path) => {
                    refuse(&message, "Something is typed on this page and not done; whoever typed it is asked.");
                }
                Some(_) => go(path),
            },
        }
    };
    let hear = move |text: Option<String>| match text.and_then(|text| FromParent::read(&text)) {
        Some(message) => act(message),
        None => {
            ignored.update_value(|count| *count = count.saturating_add(1));
            embed.tell(&ToParent::Ignored(ignored.get_value()));
        }
    };
    let parent = Parent::greet(origins, ToParent::Hello.to_json().to_string(), message::is_hello, hear);
    embed.say.set_value(Some(Box::new(move |message| parent.say(&message.to_json().to_string()))));
    session::tell(embed, subject);
    tell_where(embed);
}

/// Tells which page is open and how high it is, whenever that changes.
fn tell_where(embed: Embed) {
    let Location { pathname, search, hash, .. } = use_location();
    let below = Memo::new(move |_| pathname.with(|path| paths::below(path, &browser::base_path()).to_owned()));
    Effect::new(move || {
        let (path, title) = (below.get(), embed.title.get());
        let query = Some(search.get()).filter(|query| !query.is_empty()).map(|query| format!("?{query}"));
        let place = format!("{path}{}{}", query.unwrap_or_default(), hash.get());
        if !title.is_empty() {
            embed.tell(&ToParent::Location { path: place, title });
        }
    });
    browser::watch_height(move |pixels| {
        let scrolls = below.try_with_untracked(|path| paths::is_list(path)).unwrap_or_default();
        embed.tell(&ToParent::Height { pixels, scrolls });
    });
}
