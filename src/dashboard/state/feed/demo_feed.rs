//! A task that follows the demo backend in this page. There is no connection that could break.

use futures_util::future::abortable;
use leptos::{prelude::on_cleanup, task::spawn_local};

use crate::state::{
    demo::{DemoBackend, Feed},
    feed::intake::FeedIntake,
    live::feed_state::FeedState,
};

/// Follows it until the owner is gone.
pub fn follow(intake: FeedIntake, jetstream: DemoBackend) {
    let (task, handle) = abortable(keep_following(intake, jetstream));
    spawn_local(async move {
        // It always ends by being aborted, so there is nothing to report.
        let _ = task.await;
    });
    on_cleanup(move || handle.abort());
}

async fn keep_following(intake: FeedIntake, jetstream: DemoBackend) {
    let (mut feed, mut cursor) = (Feed::of(jetstream), None);
    intake.live.set_feed_state(FeedState::Connecting);
    loop {
        intake.handle_frame(feed.next().await, &mut cursor);
    }
}
