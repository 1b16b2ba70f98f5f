//! A throttle of redraws: one with the next animation frame, and then none before a pause is over.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use jetstream_browser as browser;

/// The pause after a redraw. Nobody can read more than twenty states of a log a second, and a redraw costs more than folding the hundreds
/// of events that arrive between two of them.
const PAUSE: Duration = Duration::from_millis(50);

/// The state of the throttle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum ThrottleState {
    /// The screen shows the latest state.
    #[default]
    Idle,
    /// The next animation frame redraws.
    Scheduled,
    /// The pause after a redraw.
    CoolingDown {
        /// Something has changed since.
        again: bool,
    },
}

impl ThrottleState {
    /// Records a change. Returns whether a frame has to be requested.
    fn change(&mut self) -> bool {
        let asks = *self == Self::Idle;
        *self = match self {
            Self::Idle | Self::Scheduled => Self::Scheduled,
            Self::CoolingDown { .. } => Self::CoolingDown { again: true },
        };
        asks
    }

    /// Begins a redraw. What changes from here on, also while the views read, is drawn with the next one.
    fn paint(&mut self) {
        *self = Self::CoolingDown { again: false };
    }

    /// Ends the pause. Returns whether something has changed meanwhile.
    fn rested(&mut self) -> bool {
        std::mem::take(self) == Self::CoolingDown { again: true }
    }
}

/// Notifies views when to read again. Copied freely.
#[derive(Clone, Copy)]
pub struct RenderThrottle {
    version: RwSignal<u64>,
    state: StoredValue<ThrottleState>,
}

impl RenderThrottle {
    /// A throttle without a change yet.
    pub fn new() -> Self {
        Self { version: RwSignal::new(0), state: StoredValue::new(ThrottleState::default()) }
    }

    /// Subscribes the reader to all redraws.
    pub fn track(&self) {
        self.version.track();
    }

    /// Requests a redraw after a change. Does nothing when its owner is gone.
    pub fn request_render(self) {
        if self.state.try_update_value(ThrottleState::change) == Some(true) {
            browser::frame(move || {
                self.state.try_update_value(ThrottleState::paint);
                self.version.try_update(|version| *version += 1);
                spawn_local(self.rest());
            });
        }
    }

    async fn rest(self) {
        browser::sleep(PAUSE).await;
        if self.state.try_update_value(ThrottleState::rested) == Some(true) {
            self.request_render();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_frame_is_asked_for_however_much_changes() {
        let mut state = ThrottleState::default();
        assert!(state.change());
        assert!(!state.change() && !state.change());
    }

    #[test]
    fn what_changes_during_the_pause_is_painted_after_it_once() {
        let mut state = ThrottleState::default();
        state.change();
        state.paint();
        assert!(!state.change() && !state.change(), "not before the pause is over");
        assert!(state.rested(), "nothing that changed stays unpainted");
        assert!(state.change());
        state.paint();
        assert!(!state.rested(), "nothing has changed");
        assert!(state.change(), "the next change is painted at once");
    }
}
