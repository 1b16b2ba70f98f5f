//! The assignment of rows to elements, as plain functions.
//!
//! A row is identified by its place: its number, counted from the row that was the first one at the beginning. Rows that come in front
//! get negative places. So a row keeps its place, and its element, when others come in front of it.

use std::ops::Range;

use leptos::prelude::ArcRwSignal;

/// An element for a row: the place that it shows, or none while it is not needed. Reference-counted, because the effect that makes it
/// runs again while the element lives on.
#[derive(Debug, Clone, Default)]
pub struct RowSlot(pub ArcRwSignal<Option<i64>>);

/// The place of a row.
pub fn place(index: usize, origin: usize) -> i64 {
    index as i64 - origin as i64
}

/// The row at a place; a place in front of the list is taken as the first row.
pub fn index(place: i64, origin: usize) -> usize {
    usize::try_from(place.saturating_add(origin as i64)).unwrap_or(0)
}

/// Assigns an element to each place in `window` and to the `pinned` one: `held` is what each element shows now, the result what it shows
/// next.
///
/// An element that shows one of these places keeps it. The others take the places that are missing; an element that is left over keeps
/// its place as long as there is such a row (`all`), which costs nothing. The result is longer than `held` where more elements are needed.
pub fn assign(held: &[Option<i64>], window: &Range<i64>, pinned: Option<i64>, all: &Range<i64>) -> Vec<Option<i64>> {
    let pinned = pinned.filter(|place| !window.contains(place));
    let wanted = |place: &i64| window.contains(place) || pinned == Some(*place);
    let mut missing = window.clone().chain(pinned).filter(|place| !held.contains(&Some(*place)));
    let mut slots: Vec<_> = held
        .iter()
        .map(|place| match place {
            Some(place) if wanted(place) => Some(*place),
            other => missing.next().or(other.filter(|place| all.contains(place))),
        })
        .collect();
    slots.extend(missing.map(Some));
    slots
}

/// The numbers of the elements in the order of their rows.
pub fn order(slots: &[Option<i64>]) -> Vec<usize> {
    let mut shown: Vec<_> =
        slots.iter().enumerate().filter_map(|(number, place)| place.map(|place| (place, number))).collect();
    shown.sort_unstable();
    shown.into_iter().map(|(_, number)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Range<i64> = 0..100;

    fn filled(places: Range<i64>) -> Vec<Option<i64>> {
        places.map(Some).collect()
    }

    #[test]
    fn scrolling_by_a_row_touches_one_element() {
        let held = filled(0..5);
        assert_eq!(assign(&held, &(1..6), None, &ALL), [Some(5), Some(1), Some(2), Some(3), Some(4)]);
    }

    #[test]
    fn a_jump_needs_no_more_elements() {
        assert_eq!(assign(&filled(0..5), &(50..55), None, &ALL), filled(50..55));
    }

    #[test]
    fn the_pinned_row_keeps_its_element_however_far_the_list_is_scrolled() {
        let mut slots = filled(0..5);
        for top in [3, 40, 90, 7, 0] {
            slots = assign(&slots, &(top..top + 5), Some(2), &ALL);
            assert_eq!(slots[2], Some(2), "at {top}");
            assert!((top..top + 5).all(|place| slots.contains(&Some(place))), "at {top}: {slots:?}");
        }
        assert!(slots.len() <= 6, "{slots:?}");
    }

    #[test]
    fn no_row_is_shown_twice() {
        let mut slots = Vec::new();
        for top in [0, 10, 3, 95, 0, 50, 51, 49] {
            slots = assign(&slots, &(top..(top + 5).min(100)), Some(12), &ALL);
            let mut places: Vec<_> = slots.iter().flatten().collect();
            places.sort_unstable();
            places.dedup();
            assert_eq!(places.len(), slots.iter().flatten().count());
        }
    }

    #[test]
    fn rows_that_have_gone_are_not_shown() {
        assert_eq!(assign(&filled(0..5), &(0..2), None, &(0..2)), [Some(0), Some(1), None, None, None]);
    }

    #[test]
    fn rows_in_front_take_negative_places_and_leave_the_others_alone() {
        let slots = assign(&filled(0..3), &(-1..2), None, &(-1..99));
        assert_eq!(slots, [Some(0), Some(1), Some(-1)]);
        assert_eq!(order(&slots), [2, 0, 1]);
        assert_eq!((place(0, 1), index(-1, 1), index(0, 1)), (-1, 0, 1));
    }
}
