//! When what is known is put on the screen: with the next frame, and then not before a pause is over.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use jetstream_browser as browser;

/// How long nothing is painted after a paint. Nobody reads more than twenty states of a log a second, and each takes more of the
/// computer than the hundreds of events between them.
const REST: Duration = Duration::from_millis(50);

/// How far what is known is from the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum ThrottleState {
    /// It is there.
    #[default]
    Idle,
    /// It will be, with the next frame.
    Scheduled,
    /// It was a moment ago.
    CoolingDown {
        /// Something has changed since.
        again: bool,
    },
}

impl ThrottleState {
    /// Something has changed: is a frame to be asked for?
    fn change(&mut self) -> bool {
        let asks = *self == Self::Idle;
        *self = match self {
            Self::Idle | Self::Scheduled => Self::Scheduled,
            Self::CoolingDown { .. } => Self::CoolingDown { again: true },
        };
        asks
    }

    /// The frame is there. What changes from here on, also while the views follow, is painted next.
    fn paint(&mut self) {
        *self = Self::CoolingDown { again: false };
    }

    /// The pause is over: has something changed meanwhile?
    fn rested(&mut self) -> bool {
        std::mem::take(self) == Self::CoolingDown { again: true }
    }
}

/// Tells views when to look again. Copied freely.
#[derive(Clone, Copy)]
pub struct RenderThrottle {
    version: RwSignal<u64>,
    state: StoredValue<ThrottleState>,
}

impl RenderThrottle {
    /// Nothing is to be painted yet.
    pub fn new() -> Self {
        Self { version: RwSignal::new(0), state: StoredValue::new(ThrottleState::default()) }
    }

    /// Whoever reads is told after each paint.
    pub fn track(&self) {
        self.version.track();
    }

    /// Something has changed. Does nothing when its owner is gone.
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
        browser::sleep(REST).await;
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
