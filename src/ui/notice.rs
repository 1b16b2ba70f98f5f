//! A notice component: information that the user needs before going on, in the page itself. It does not fly in or go away by itself.

use leptos::prelude::*;

use crate::{badge::BadgeTone, icon::Icon};

/// How urgent a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Information.
    #[default]
    Info,
    /// Something succeeded.
    Success,
    /// A result or state that may be unexpected.
    Warn,
    /// Something failed.
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

    /// The ARIA role. An error interrupts a screen reader, a success is announced when it is idle; the rest is read as part of the page.
    fn role(self) -> Option<&'static str> {
        match self {
            Self::Error => Some("alert"),
            Self::Success => Some("status"),
            Self::Info | Self::Warn => None,
        }
    }
}

/// A notice: what happened, why, and what can be done.
#[component]
pub fn Notice(
    /// How urgent it is.
    #[prop(optional)]
    kind: NoticeKind,
    /// What happened, in one line.
    #[prop(into)]
    title: Signal<String>,
    /// Buttons or links that help.
    #[prop(optional, into)]
    action: ViewFnOnce,
    /// Announces an `Info` or `Warn` too, because it appears while the user is at work.
    #[prop(optional)]
    announce: bool,
    /// The reason, and what it means.
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
