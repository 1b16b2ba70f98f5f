//! A modal dialog over the native `<dialog>`: the browser keeps the focus inside, gives it back, and makes the rest of the page inert.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use crate::unique_id::unique_id;

/// A context value: is the page covered now, for example by a lock screen? A dialog that is opened behind the cover waits until it is gone,
/// because the browser would show it on top.
#[derive(Debug, Clone, Copy)]
pub struct InertBackground(pub Signal<bool>);

/// A modal dialog. `open` alone decides whether it is shown: Escape calls `on_close`, and the dialog stays unless the caller sets `open`.
/// Its children are created when it opens and dropped when it closes. A click beside it does nothing.
#[component]
pub fn Dialog(
    /// Is it open?
    #[prop(into)]
    open: Signal<bool>,
    /// The heading and accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// Called when the user asks to close it, by Escape for example.
    #[prop(into)]
    on_close: Callback<()>,
    /// Makes it a form; called when that is submitted.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// The content.
    children: ChildrenFn,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    let id = unique_id("dialog");
    let heading = id.clone();
    let content = move || {
        let id = id.clone();
        let children = children.clone();
        open.get().then(move || view! { <Content node title id on_submit children /> })
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            aria-labelledby=heading
            on:cancel=move |event: Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:close=move |_| {
                // Browsers close on a second Escape whatever the page does. The event comes later: by then the dialog may be open again,
                // or its owner be gone.
                if open.try_get_untracked() == Some(true) && !is_open(node) {
                    on_close.run(());
                }
                if open.try_get_untracked() == Some(true) {
                    show(node);
                }
            }
        >
            {content}
        </dialog>
    }
    .into_any()
}

/// The content of an open dialog. It opens the dialog once it is complete, because the browser looks for `autofocus` then.
#[component]
fn Content(
    node: NodeRef<html::Dialog>,
    title: Signal<String>,
    id: String,
    on_submit: Option<Callback<()>>,
    children: ChildrenFn,
) -> AnyView {
    let covered = use_context::<InertBackground>();
    Effect::new(move |_| {
        if !covered.is_some_and(|InertBackground(covered)| covered.get()) {
            show(node);
        }
    });
    // While it is still in the document: only closing gives the focus back.
    on_cleanup(move || {
        if let Some(dialog) = node.try_get_untracked().flatten() {
            dialog.close();
        }
    });
    let heading = view! {
        <h2 class="dialog-title" id=id>
            {move || title.get()}
        </h2>
    };
    let Some(on_submit) = on_submit else {
        return view! { <div class="dialog-body">{heading} {children()}</div> }.into_any();
    };
    view! {
        <form
            class="dialog-body"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                on_submit.run(());
            }
        >
            {heading}
            {children()}
        </form>
    }
    .into_any()
}

fn is_open(node: NodeRef<html::Dialog>) -> bool {
    node.try_get_untracked().flatten().is_some_and(|dialog| dialog.open())
}

fn show(node: NodeRef<html::Dialog>) {
    if let Some(dialog) = node.try_get_untracked().flatten()
        && !dialog.open()
    {
        // Fails only for a dialog that is not in the document.
        let _ = dialog.show_modal();
    }
}
