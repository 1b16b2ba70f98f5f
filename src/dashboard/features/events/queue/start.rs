//! A function that starts the reader of the queue and registers its warning at sign-out.

use leptos::prelude::*;

use crate::{
    features::events::queue::export::ExportKept,
    state::{
        history::History,
        live::LiveState,
        queue::{Queue, reader},
        session::{Session, SignOutWarning},
    },
};

/// Starts reading the queue as far as the user allowed it, and registers a sign-out warning for events that may exist only in this
/// browser, with an offer to export them.
pub fn start(live: LiveState, session: Session, history: History, queue: Queue) {
    reader::start(live, session, history, queue);
    let why = Signal::derive(move || queue.is_memory_only(history));
    let remedy = Callback::new(move |()| view! { <ExportKept history/> }.into_any());
    session.register_sign_out_warning(SignOutWarning { reason: why, action: Some(remedy) });
}
