//! The start of the queue, with its warning at sign-out.

use leptos::prelude::*;

use crate::{
    features::events::queue::export::ExportKept,
    state::{
        live::LiveState,
        queue::{self, Queue},
        session::{Session, SignOutWarning},
    },
};

/// Does about the queue what was allowed, and lets the sign-out say what it leaves behind.
pub fn start(live: LiveState, session: Session, queue: Queue) {
    queue::start(live, session, queue);
    let why = Signal::derive(move || queue.is_memory_only(live.history()));
    let remedy = Callback::new(move |()| view! { <ExportKept history=live.history()/> }.into_any());
    session.register_sign_out_warning(SignOutWarning { reason: why, action: Some(remedy) });
}
