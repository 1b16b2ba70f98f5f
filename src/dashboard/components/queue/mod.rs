//! The queue of the key, where no gateway has a feed: what may be done with it, what is done, and what this browser keeps of it.

mod consent;
mod export;
mod kept;
mod limits;

use leptos::prelude::*;

pub use consent::QueueReading;
pub use export::ExportKept;
pub use kept::KeptEvents;
pub use limits::MemoryField;

use crate::{
    live::{self, Live, Queue},
    session::{Mind, Session},
};

/// Does about the queue what was allowed, and lets the sign-out say what it leaves behind.
pub fn start(live: Live, session: Session, queue: Queue) {
    live::queue::start(live, session, queue);
    let why = Signal::derive(move || queue.only_here(live.history()));
    let remedy = Callback::new(move |()| view! { <ExportKept history=live.history()/> }.into_any());
    session.mind_end(Mind { why, remedy: Some(remedy) });
}
