//! Modal dialogs, as the browser makes them: it keeps the focus inside, gives it back, and puts the rest out of reach.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use crate::unique_id;

/// In the context of a page that something covers at times. A dialog that is opened behind the cover waits: the browser would show it
/// on top.
#[derive(Debug, Clone, Copy)]
pub struct InertBackground(pub Signal<bool>);

/// A modal dialog. `open` is the only truth: Esc asks through `on_close`, and a dialog whose owner does not agree stays.
/// Its children are made when it opens and dropped when it closes. A click beside it does nothing.
#[component]
pub fn Dialog(
    /// Is it open?
    #[prop(into)]
    open: Signal<bool>,
    /// Its heading and its accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// Called when somebody wants it closed by Esc or the like.
    #[prop(into)]
    on_close: Callback<()>,
    /// Makes it a form, and is called when that is submitted.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// What it holds.
    children: ChildrenFn,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    let id = unique_id("dialog");
    let heading = id.clone();
    let content = move || {
        let id = id.clone();
        let children = children.clone();
        open.get().then(move || view! { <Shown node title id on_submit children /> })
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
                // Browsers close on a second Esc whatever the page says. They tell later: by then it may have been opened anew, or the
                // owner be gone.
                if open.try_get_untracked() == Some(true) && !is_shown(node) {
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

/// The content while it is there. It opens the dialog itself, when it is complete: the browser looks for `autofocus` then.
#[component]
fn Shown(
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

fn is_shown(node: NodeRef<html::Dialog>) -> bool {
    node.try_get_untracked().flatten().is_some_and(|dialog| dialog.open())
}

fn show(node: NodeRef<html::Dialog>) {
    if let Some(dialog) = node.try_get_untracked().flatten()
        && !dialog.open()
    {
        // Fails only for a dialog that is not in the document, and then nobody waits for it.
        let _ = dialog.show_modal();
    }
}
