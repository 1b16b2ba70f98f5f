//! A row that the list scrolls to: it comes into the middle and is marked, and rows that come in front of it move nothing.

use leptos::prelude::*;

use crate::virtual_list::state::ListState;

/// A row to scroll to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScrollTarget {
    /// Identifies what is looked for there. When it changes the list scrolls to it, wherever the user has scrolled.
    pub what: String,
    /// The row, as far as is known; when that is corrected the list follows, until the user moves on.
    pub row: usize,
}

/// A target as it was followed last: what it is, together with what is listed, and its place.
type Followed = Option<(String, i64)>;

/// Must the list scroll to `next`, after it scrolled to `before`?
fn must_scroll(before: &Followed, next: &Followed, is_moved: bool) -> bool {
    match (before, next) {
        (None, None) => false,
        (Some((before, from)), Some((what, to))) => before != what || (from != to && !is_moved),
        _ => true,
    }
}

impl ListState {
    /// Effect: scrolls to the target, and follows it to another row until the user moves on. Without a target the list starts at its first
    /// row again.
    pub fn follow_target(self, target: Signal<Option<ScrollTarget>>, subject: Signal<String>) {
        let is_measured = Memo::new(move |_| self.row_height.get() > 0.0);
        Effect::new(move |before: Option<Followed>| {
            let (rows, subject) = (self.rows(), subject.get());
            let next = target.get().map(|target| (format!("{subject} {}", target.what), rows.place(target.row)));
            if !is_measured.get() {
                return None;
            }
            let is_moved = self.position().is_some_and(|position| position.is_moved());
            if must_scroll(&before.flatten(), &next, is_moved) {
                // The body must have grown by then, or there is not yet space to scroll.
                queue_microtask(move || self.center(target.try_get_untracked().flatten()));
            }
            next
        });
    }

    fn center(self, target: Option<ScrollTarget>) {
        let index = target.map_or(0, |target| target.row);
        if let Some(top) = self.update(|position, rows| position.center(index, rows)) {
            self.scroll_to(top);
            self.update(|position, _| position.on_target_reached());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(what: &str, place: i64) -> Followed {
        Some((what.to_owned(), place))
    }

    #[test]
    fn a_list_scrolls_to_a_target_that_comes_and_back_when_it_goes() {
        assert!(must_scroll(&None, &followed("event 1", 5), true));
        assert!(must_scroll(&followed("event 1", 5), &None, true));
        assert!(!must_scroll(&None, &None, false));
    }

    #[test]
    fn a_target_at_another_row_is_followed_until_the_user_moves_on() {
        let (before, next) = (followed("event 1", 5), followed("event 1", 9));
        assert!(must_scroll(&before, &next, false));
        assert!(!must_scroll(&before, &next, true));
        assert!(!must_scroll(&before, &before, false));
    }

    #[test]
    fn another_target_is_scrolled_to_even_after_the_user_moved_on() {
        assert!(must_scroll(&followed("event 1", 5), &followed("event 2", 5), true));
    }
}
