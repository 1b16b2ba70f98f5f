//! A badge component: a state as an icon, a text and a colour, never by colour alone.

use leptos::prelude::*;

use crate::icon::{self, Glyph, Icon};

/// The meaning of a colour, the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BadgeTone {
    /// As it should be.
    Ok,
    /// Needs attention when there is time.
    Warn,
    /// Needs attention now.
    Bad,
    /// In progress, or worth knowing.
    Info,
    /// A fact, neither good nor bad.
    Plain,
    /// Not known.
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

    /// Its icon, where there is none that says more.
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

/// A state: icon, text, colour. It is static: draw it in a closure where the state changes.
#[component]
pub fn Badge(
    /// The meaning of the state.
    tone: BadgeTone,
    /// The text.
    #[prop(into)]
    word: String,
    /// The icon; the one of the tone where it is left out.
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
