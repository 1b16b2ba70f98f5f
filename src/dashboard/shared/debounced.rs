//! A debounced call and a debounced signal: work that costs more than a keystroke may waits until the typing pauses.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use jetstream_browser as browser;

/// How long the typing pauses before a [`Debounced`] signal follows.
const PAUSE: Duration = Duration::from_millis(200);

/// A call that is made when its timer has not been restarted for a while. Copied freely; no call is made once the owner is gone.
#[derive(Debug, Clone, Copy)]
pub struct DebouncedCall {
    pause: Duration,
    restarts: StoredValue<u64>,
}

impl DebouncedCall {
    /// A call that waits for this long.
    pub fn new(pause: Duration) -> Self {
        Self { pause, restarts: StoredValue::new(0) }
    }

    /// Starts the timer from the beginning; `run` takes the place of the call that was waiting.
    pub fn restart(&self, run: impl FnOnce() + 'static) {
        let Self { pause, restarts } = *self;
        restarts.update_value(|restarts| *restarts += 1);
        let mine = restarts.get_value();
        spawn_local(async move {
            browser::sleep(pause).await;
            if restarts.try_get_value() == Some(mine) {
                run();
            }
        });
    }
}

/// A signal that follows another one when that has not changed for a while. Copied freely.
pub struct Debounced<T: Send + Sync + 'static> {
    source: Signal<T>,
    settled: RwSignal<T>,
}

impl<T: Send + Sync + 'static> Clone for Debounced<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Debounced<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Debounced<T> {
    /// Begins with the value as it is.
    pub fn new(source: Signal<T>) -> Self {
        let this = Self { source, settled: RwSignal::new(source.get_untracked()) };
        let call = DebouncedCall::new(PAUSE);
        Effect::new(move || {
            source.track();
            call.restart(move || this.flush());
        });
        this
    }

    /// The value as it was at the latest pause; reactive.
    pub fn get(&self) -> T {
        self.settled.get()
    }

    /// Takes the value as it is: it is about to be used.
    pub fn flush(&self) {
        if let Some(value) = self.source.try_get_untracked()
            && self.settled.try_with_untracked(|settled| *settled != value) == Some(true)
        {
            self.settled.set(value);
        }
    }
}
