//! Going to a row: it comes into the middle and is marked, and what comes in front of it moves nothing.

use leptos::prelude::*;

use crate::virtual_list::{slots::place, state::State};

/// A row to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScrollTarget {
    /// What is looked for there: when that changes the list goes there, wherever somebody has scrolled.
    pub what: String,
    /// Which row that is, as far as is known.
    pub row: usize,
}

impl State {
    /// Goes to the goal, and after it when it turns out to be another row, until somebody goes on from there. Without one the list
    /// starts at its first row again.
    pub fn maintain_scroll_target(self, goal: Signal<Option<ScrollTarget>>, subject: Signal<String>) {
        let is_measured = self.is_measured();
        Effect::new(move |before: Option<Option<(String, i64)>>| {
            let (origin, subject) = (self.origin.get(), subject.get());
            let wanted = goal.get().map(|goal| (format!("{subject} {}", goal.what), place(goal.row, origin)));
            let before = before.flatten();
            if !is_measured.get() {
                return None;
            }
            let is_there = match (&before, &wanted) {
                (None, None) => true,
                (Some((before, was)), Some((what, is))) => before == what && (was == is || self.user_scrolled()),
                _ => false,
            };
            if !is_there {
                // The body must have grown by then, or there is not yet room to scroll.
                queue_microtask(move || self.show(goal.try_get_untracked().flatten()));
            }
            wanted
        });
    }

    fn show(self, goal: Option<ScrollTarget>) {
        if !self.is_disposed() {
            self.go_to(goal.map_or(0, |goal| goal.row));
        }
    }
}
