//! Notices: something to know before going on, where it is needed. They do not fly in and do not go away by themselves.

use leptos::prelude::*;

use crate::{badge::BadgeTone, icon::Icon};

/// How urgent a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Success,
    /// It may not be what one expects.
    Warn,
    /// It did not work.
    Error,
}

impl NoticeKind {
    fn tone(self) -> BadgeTone {
        match self {
            Self::Info => BadgeTone::Info,
            Self::Success => BadgeTone::Ok,
            Self::Warn => BadgeTone::Warn,
            Self::Error => BadgeTone::Bad,
        }
    }

    /// An error interrupts, a success is read in turn. The rest is part of the page and is read where it stands.
    fn role(self) -> Option<&'static str> {
        match self {
            Self::Error => Some("alert"),
            Self::Success => Some("status"),
            Self::Info | Self::Warn => None,
        }
    }
}

/// A notice: what happened, why, and what to do.
#[component]
pub fn Notice(
    /// How urgent it is.
    #[prop(optional)]
    kind: NoticeKind,
    /// What happened, in one line.
    #[prop(into)]
    title: Signal<String>,
    /// What to do about it: buttons or links.
    #[prop(optional, into)]
    action: ViewFnOnce,
    /// Announces what would not be (`Info`, `Warn`), because it appeared while somebody was at work.
    #[prop(optional)]
    announce: bool,
    /// Why, and what it means.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let tone = kind.tone();
    view! {
        <div class=format!("notice {}", tone.class()) role=kind.role().or(announce.then_some("status"))>
            <Icon icon=tone.icon() />
            <div class="notice-text">
                <p class="notice-title">{move || title.get()}</p>
                {children.map(|children| children())}
            </div>
            {action.run()}
        </div>
    }
    .into_any()
}
