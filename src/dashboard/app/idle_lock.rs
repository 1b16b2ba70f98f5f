//! The idle lock, a component: after some time without activity the page is covered until the key is entered again. Everything that is
//! open stays open, and calls under way continue.

use std::time::Duration;

use leptos::{context::Provider, prelude::*, task::spawn_local};

use crate::{
    state::{
        embed::{Embed, message::FrameMessage},
        session::{Session, idle::IdleTimer, stored_session},
    },
    text,
};
use jetstream_browser::{self as browser, FocusSnapshot};
use jetstream_ui::{Button, ButtonKind, Dialog, InertBackground, SecretField};

/// How often the time is checked.
const LOOK: Duration = Duration::from_secs(5);
const STAYS: &str = "What is open here stays as it is. The live feed and what was sent are followed meanwhile.";
/// People in a portal need not know the key.
const PARENT: &str = "The page around this one can open it, too.";
const WRONG: &str = "This is not the key that this page was opened with.";

/// The session's pages, covered by the lock after `minutes`, or never. A file is never locked: it has no key that could unlock it.
#[component]
pub fn IdleLock(minutes: Option<u16>, children: Children) -> AnyView {
    let session = Session::current();
    let Some(minutes) = minutes.filter(|_| !session.is_file()) else { return children().into_any() };
    let (embed, locked) = (Embed::current(), RwSignal::new(false));
    let idle = StoredValue::new(IdleTimer::new(minutes, browser::now()));
    let before = StoredValue::new_local((None::<FocusSnapshot>, false));
    let lock = move || {
        if !locked.get_untracked() {
            // Removed from the tab's storage, so that a reload does not open the page and nobody can read the key there.
            before.set_value((FocusSnapshot::capture(), stored_session::revoke()));
            locked.set(true);
            embed.send(&FrameMessage::Locked);
        }
    };
    let look = move || match idle.try_update_value(|idle| (idle.check(browser::now()), idle.last_activity())) {
        Some((true, _)) => lock(),
        Some((false, touched)) if stored_session::is_stored() => stored_session::save_last_activity(touched),
        Some((false, _)) | None => {}
    };
    browser::interval(LOOK, look);
    browser::on_visible(look);
    browser::on_activity(move || {
        if idle.try_update_value(|idle| idle.record_activity(browser::now())) == Some(false) {
            lock();
        }
    });
    let unlock = Callback::new(move |()| {
        idle.set_value(IdleTimer::new(minutes, browser::now()));
        locked.set(false);
        if let Some((focused, was_kept)) = before.try_update_value(std::mem::take) {
            if was_kept {
                session.keep_key();
            }
            spawn_local(async move {
                // The element that gets the focus must be uncovered first.
                leptos::task::tick().await;
                if let Some(focused) = focused {
                    focused.restore("main");
                }
            });
        }
    });
    Effect::new(move |before: Option<u32>| {
        let given = embed.has_new_session();
        if before.is_some_and(|before| before != given) && locked.get_untracked() {
            unlock.run(());
        }
        given
    });
    view! {
        <div class:covered=locked inert=locked>
            <Provider value=InertBackground(locked.into())>{children()}</Provider>
        </div>
        <LockDialog locked minutes on_unlock=unlock/>
    }
    .into_any()
}

#[component]
fn LockDialog(locked: RwSignal<bool>, minutes: u16, on_unlock: Callback<()>) -> AnyView {
    let (session, embed) = (Session::current(), Embed::current());
    let environment = StoredValue::new(session.environment());
    let (typed, error) = (RwSignal::new(String::new()), RwSignal::new(None::<&'static str>));
    Effect::new(move || {
        // The input is cleared with each lock and unlock: it may be the key.
        locked.track();
        typed.set(String::new());
        error.set(None);
    });
    let submit = move |()| match typed.with_untracked(|typed| session.uses_key(typed)) {
        true => on_unlock.run(()),
        false => error.set(Some(WRONG)),
    };
    let why = move || {
        let (time, label) = (text::plural(minutes.into(), "minute"), environment.with_value(|at| at.label.clone()));
        format!("Nobody has touched this page for {time}. The access key of {label} is needed to go on.")
    };
    let minds =
        move || session.sign_out_warnings().into_iter().map(|(_, sentence)| view! { <p>{sentence}</p> }).collect_view();
    let demo_key = move || {
        let key = environment.with_value(|at| at.demo_key.as_ref().map(|key| key.reveal()))?;
        let key = Some(key).filter(|key| session.uses_key(key))?;
        Some(view! { <p><Button on_click=move |()| typed.set(key.clone())>"Use the demo key"</Button></p> })
    };
    let sign_out = move || {
        let (kind, word) = match session.sign_out_warnings().is_empty() {
            true => (ButtonKind::Plain, "Sign out"),
            false => (ButtonKind::Danger, "Sign out anyway"),
        };
        view! { <span class="apart"><Button kind on_click=move |()| session.end()>{word}</Button></span> }
    };
    view! {
        // Nothing but the key closes it.
        <Dialog open=locked title="Locked" on_close=|()| () on_submit=submit>
            <p>{why}</p>
            <p class="soft">{STAYS}</p>
            {move || embed.is_embedded().then(|| view! { <p>{PARENT}</p> })}
            {minds}
            <SecretField label="Access key" noun="key" value=typed autofocus=true
                error=Signal::derive(move || error.get().map(str::to_owned))
                on_input=move |text| {
                    typed.set(text);
                    error.set(None);
                }/>
            {demo_key}
            <div class="actions">
                {sign_out}
                <Button kind=ButtonKind::Primary submit=true>"Unlock"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}
