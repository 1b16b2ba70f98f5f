//! A debounced call and a debounced signal, for work that is too slow to run on every keystroke.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use jetstream_browser as browser;

/// The delay of a [`Debounced`] signal after the last change of its source.
const PAUSE: Duration = Duration::from_millis(200);

/// A call that is made when its timer has not been restarted for a while. No call is made after the owner is disposed.
#[derive(Debug, Clone, Copy)]
pub struct DebouncedCall {
    pause: Duration,
    restarts: StoredValue<u64>,
}

impl DebouncedCall {
    /// A debounced call with this delay.
    pub fn new(pause: Duration) -> Self {
        Self { pause, restarts: StoredValue::new(0) }
    }

    /// Restarts the timer. `run` replaces the pending call.
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

/// A signal that follows another one after it has not changed for 200 ms.
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
    /// Starts with the current value of the source.
    pub fn new(source: Signal<T>) -> Self {
        let this = Self { source, settled: RwSignal::new(source.get_untracked()) };
        let call = DebouncedCall::new(PAUSE);
        Effect::new(move || {
            source.track();
            call.restart(move || this.flush());
        });
        this
    }

    /// The value after the latest pause; reactive.
    pub fn get(&self) -> T {
        self.settled.get()
    }

    /// Takes the current value of the source at once.
    pub fn flush(&self) {
        if let Some(value) = self.source.try_get_untracked()
            && self.settled.try_with_untracked(|settled| *settled != value) == Some(true)
        {
            self.settled.set(value);
        }
    }
}
