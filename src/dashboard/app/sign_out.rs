//! A button to sign out, with a dialog where that would interrupt something.

use leptos::prelude::*;

use crate::state::session::{Session, SignOutWarning};
use jetstream_ui::{Button, ButtonKind, Dialog, icon};

/// The button with its dialog.
#[component]
pub fn SignOut() -> AnyView {
    let session = Session::current();
    let broken = RwSignal::new(Vec::<(SignOutWarning, String)>::new());
    let stay = move |()| broken.set(Vec::new());
    let click = move |()| match untrack(|| session.sign_out_warnings()) {
        nothing if nothing.is_empty() => session.end(),
        some => broken.set(some),
    };
    view! {
        <Button kind=ButtonKind::Quiet icon=icon::LOG_OUT on_click=click>"Sign out"</Button>
        <Dialog open=Signal::derive(move || broken.with(|broken| !broken.is_empty())) title="Sign out?" on_close=stay>
            {move || broken.get().into_iter().map(broken_by_it).collect_view()}
            <div class="actions">
                <span class="apart">
                    <Button kind=ButtonKind::Danger on_click=move |()| session.end()>"Sign out anyway"</Button>
                </span>
                <Button kind=ButtonKind::Primary on_click=stay>"Stay signed in"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn broken_by_it((mind, sentence): (SignOutWarning, String)) -> impl IntoView {
    let remedy = mind.action.map(|draw| draw.run(()));
    view! { <p>{sentence}</p> {remedy} }
}
