//! A button component. A native button that is disabled loses the focus and cannot give a reason; this one stays focusable and shows it.

use leptos::prelude::*;

use crate::{
    icon::{self, Glyph, Icon},
    unique_id::unique_id,
};

/// The importance of a button, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// One of several.
    #[default]
    Plain,
    /// The most likely action; at most one on a page.
    Primary,
    /// Removes or revokes something. Set it apart from the others.
    Danger,
    /// In a bar or a row, where a frame would distract.
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
    /// How important it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// Submits the form around it, in place of `on_click`.
    #[prop(optional)]
    submit: bool,
    /// Shown before the text.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// Has the action that it started no answer yet?
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Why the action is not possible, as a visible sentence below; `None` where it is.
    #[prop(optional, into)]
    refused: Option<Signal<Option<String>>>,
    /// Makes it a toggle button that is on or off.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// The accessible name, where the visible text is not enough.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Called with a click.
    #[prop(optional, into)]
    on_click: Option<Callback<()>>,
    /// The text.
    children: Children,
) -> AnyView {
    let reason = move || refused.and_then(|refused| refused.get());
    let is_inactive = move || pending.get() || reason().is_some();
    let reason_id = unique_id("reason");
    let described_by = reason_id.clone();
    let button = view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            aria-label=move || label.map(|label| label.get())
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            aria-busy=move || pending.get().then_some("true")
            aria-disabled=move || is_inactive().then_some("true")
            aria-describedby=move || reason().map(|_| described_by.clone())
            on:click=move |event| {
                if is_inactive() {
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
