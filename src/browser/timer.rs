//! Timers: animation frames, intervals, and a future that sleeps.

use std::time::Duration;

use leptos::prelude::{on_cleanup, request_animation_frame, set_interval_with_handle};

/// Calls `run` before the next paint. There is none while the tab is hidden, so only painting may depend on it.
pub fn frame(run: impl FnOnce() + 'static) {
    request_animation_frame(run);
}

/// Calls `run` periodically until the owner is gone.
pub fn interval(every: Duration, run: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(run, every) {
        on_cleanup(move || handle.clear());
    }
}

/// Waits for a time, at most 2^32 ms.
pub async fn sleep(duration: Duration) {
    let millis = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
    gloo_timers::future::TimeoutFuture::new(millis).await;
}
