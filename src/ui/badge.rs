//! Badges: a state in a word. The icon says it, too, for whoever does not see the colour.

use leptos::prelude::*;

use crate::icon::{self, Glyph, Icon};

/// What a colour means, the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BadgeTone {
    /// As it should be.
    Ok,
    /// Look at it when there is time.
    Warn,
    /// Look at it now.
    Bad,
    /// Going on, or worth a note.
    Info,
    /// A fact, neither good nor bad.
    Plain,
    /// Nobody knows.
    #[default]
    Unknown,
}

impl BadgeTone {
    /// Its class in `style/`.
    pub fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
            Self::Plain => "plain",
            Self::Unknown => "unknown",
        }
    }

    /// Its icon, where nothing more telling is at hand.
    pub fn icon(self) -> Glyph {
        match self {
            Self::Ok => icon::CIRCLE_CHECK,
            Self::Warn => icon::TRIANGLE_ALERT,
            Self::Bad => icon::OCTAGON_ALERT,
            Self::Info | Self::Plain => icon::INFO,
            Self::Unknown => icon::CIRCLE_DASHED,
        }
    }
}

/// A state: icon, word, colour. It is static: draw it in a closure where the state changes.
#[component]
pub fn Badge(
    /// What it means.
    tone: BadgeTone,
    /// What it is.
    #[prop(into)]
    word: String,
    /// The tone's own where it is left out.
    #[prop(optional, into)]
    icon: Option<Glyph>,
) -> AnyView {
    view! {
        <span class=format!("badge {}", tone.class())>
            <Icon icon=icon.unwrap_or_else(|| tone.icon()) />
            <span>{word}</span>
        </span>
    }
    .into_any()
}
