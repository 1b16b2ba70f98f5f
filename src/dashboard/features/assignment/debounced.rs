//! Something that is typed, once the typing pauses: what costs more than a keystroke may waits for it.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use jetstream_browser as browser;

/// How long a pause is.
const PAUSE: Duration = Duration::from_millis(200);

/// Follows a value, a pause behind. Copied freely.
pub struct Debounced<T: Send + Sync + 'static> {
    now: Signal<T>,
    kept: RwSignal<T>,
}

impl<T: Send + Sync + 'static> Clone for Debounced<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Debounced<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Debounced<T> {
    /// Begins with the value as it is.
    pub fn new(now: Signal<T>) -> Self {
        let kept = RwSignal::new(now.get_untracked());
        let turn = StoredValue::new(0_u64);
        let settled = Self { now, kept };
        Effect::new(move || {
            now.track();
            turn.update_value(|turn| *turn += 1);
            let mine = turn.get_value();
            spawn_local(async move {
                browser::sleep(PAUSE).await;
                if turn.try_get_value() == Some(mine) {
                    settled.flush();
                }
            });
        });
        settled
    }

    /// The value as it was at the latest pause.
    pub fn get(&self) -> T {
        self.kept.get()
    }

    /// Takes the value as it is: somebody is about to use it.
    pub fn flush(&self) {
        if let Some(now) = self.now.try_get_untracked()
            && self.kept.try_with_untracked(|kept| *kept != now) == Some(true)
        {
            self.kept.set(now);
        }
    }
}
