//! Buttons. A native one that is disabled loses the focus and cannot say why: these stay focusable and do both.

use leptos::prelude::*;

use crate::{
    icon::{self, Glyph, Icon},
    unique_id,
};

/// How much a button weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// One of several.
    #[default]
    Plain,
    /// What one most likely came for; at most one in sight.
    Primary,
    /// Takes something away from somebody. Set it apart.
    Danger,
    /// In a bar or a row, where a frame would be noise.
    Quiet,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
            Self::Danger => "button danger",
            Self::Quiet => "button quiet",
        }
    }
}

/// A button. While `pending` or `refused` a click (or Enter in its form) does nothing, and the focus stays where it is.
#[component]
pub fn Button(
    /// How much it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// Submits the form it stands in, in place of `on_click`.
    #[prop(optional)]
    submit: bool,
    /// Stands before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// What it started has not been answered yet.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Why it cannot be done, as a visible sentence below; `None` where it can.
    #[prop(optional, into)]
    refused: Option<Signal<Option<String>>>,
    /// Makes it a toggle: on or off.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// The accessible name, where the words in sight are not enough.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// What it does.
    #[prop(optional, into)]
    on_click: Option<Callback<()>>,
    /// Its words.
    children: Children,
) -> AnyView {
    let reason = move || refused.and_then(|refused| refused.get());
    let stopped = move || pending.get() || reason().is_some();
    let reason_id = unique_id("reason");
    let described_by = reason_id.clone();
    let button = view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            aria-label=move || label.map(|label| label.get())
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            aria-busy=move || pending.get().then_some("true")
            aria-disabled=move || stopped().then_some("true")
            aria-describedby=move || reason().map(|_| described_by.clone())
            on:click=move |event| {
                if stopped() {
                    // Or the form would be submitted all the same.
                    event.prevent_default();
                } else if let Some(on_click) = on_click {
                    on_click.run(());
                }
            }
        >
            {move || {
                let shown = if pending.get() { Some(icon::LOADER) } else { icon };
                shown.map(|icon| view! { <Icon icon /> })
            }}
            {children()}
        </button>
    };
    if refused.is_none() {
        return button.into_any();
    }
    view! {
        <span class="refusable">
            {button}
            {move || reason().map(|reason| view! { <span class="reason" id=reason_id.clone()>{reason}</span> })}
        </span>
    }
    .into_any()
}
