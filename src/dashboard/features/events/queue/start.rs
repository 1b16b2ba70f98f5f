//! The start of the queue, with its warning at sign-out.

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

/// Does about the queue what was allowed, and lets the sign-out say what it leaves behind.
pub fn start(live: LiveState, session: Session, history: History, queue: Queue) {
    reader::start(live, session, history, queue);
    let why = Signal::derive(move || queue.is_memory_only(history));
    let remedy = Callback::new(move |()| view! { <ExportKept history/> }.into_any());
    session.register_sign_out_warning(SignOutWarning { reason: why, action: Some(remedy) });
}
