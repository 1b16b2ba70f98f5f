//! Waiting.

use std::time::Duration;

use leptos::prelude::{on_cleanup, request_animation_frame, set_interval_with_handle};

/// Runs something before the next paint. There is none while the tab is hidden: nothing may depend on it but painting.
pub fn frame(run: impl FnOnce() + 'static) {
    request_animation_frame(run);
}

/// Runs something again and again until the owner is gone.
pub fn interval(every: Duration, run: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(run, every) {
        on_cleanup(move || handle.clear());
    }
}

/// Waits.
pub async fn sleep(duration: Duration) {
    let millis = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
    gloo_timers::future::TimeoutFuture::new(millis).await;
}
