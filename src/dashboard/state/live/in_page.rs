//! Following a Jetstream that is simulated in this page. Nothing lies between, so nothing breaks.

use futures_util::future::abortable;
use leptos::{prelude::on_cleanup, task::spawn_local};

use crate::state::{
    demo::DemoBackend,
    live::{LiveState, feed_state::FeedState, socket::handle_frame},
};

/// Follows it until the owner is gone.
pub fn follow(live: LiveState, jetstream: DemoBackend) {
    let (task, handle) = abortable(keep_following(live, jetstream));
    spawn_local(async move {
        // Aborted is how it ends: there is nothing to say about it.
        let _ = task.await;
    });
    on_cleanup(move || handle.abort());
}

async fn keep_following(live: LiveState, jetstream: DemoBackend) {
    let (mut feed, mut cursor) = (jetstream.feed(), None);
    live.set_link(FeedState::Connecting);
    loop {
        handle_frame(live, feed.next().await, &mut cursor);
    }
}
