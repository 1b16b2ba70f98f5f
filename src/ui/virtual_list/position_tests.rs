//! Tests of the position in a list.

use super::*;

const ROWS: Rows = Rows { count: 100, origin: 0 };
const VIEWPORT: Viewport = Viewport { top: 0.0, height: 100.0, row: 20.0 };

fn measured() -> Position {
    Position { viewport: VIEWPORT, ..Position::default() }
}

fn scrolled(top: f64) -> Viewport {
    Viewport { top, ..VIEWPORT }
}

#[test]
fn the_first_row_is_current_at_first_and_none_is_in_an_empty_list() {
    assert_eq!(measured().current(ROWS), Some(0));
    assert_eq!(measured().current(Rows { count: 0, origin: 0 }), None);
}

#[test]
fn the_current_row_stays_the_same_row_when_others_come_in_front() {
    let mut position = measured();
    position.choose(3, ROWS);
    let more = Rows { count: 110, origin: 10 };
    assert_eq!(position.current(more).map(|place| more.index(place)), Some(13));
}

#[test]
fn the_last_row_is_current_where_the_current_one_has_gone_and_the_old_one_again_when_it_is_back() {
    let mut position = measured();
    position.choose(50, ROWS);
    assert_eq!(position.current(Rows { count: 10, origin: 0 }), Some(9));
    assert_eq!(position.current(ROWS), Some(50));
}

#[test]
fn scrolling_takes_the_current_row_along_only_while_the_focus_is_elsewhere() {
    let mut position = measured();
    position.on_scroll(scrolled(400.0), ROWS);
    assert_eq!(position.current(ROWS), Some(20));
    position.on_focus(Some(22), ROWS);
    position.on_scroll(scrolled(1_000.0), ROWS);
    assert_eq!(position.current(ROWS), Some(22));
    position.on_blur(false);
    position.on_scroll(scrolled(1_020.0), ROWS);
    assert_eq!(position.current(ROWS), Some(51));
}

#[test]
fn a_current_row_that_is_still_visible_is_not_changed_by_scrolling() {
    let mut position = measured();
    position.choose(4, ROWS);
    position.on_scroll(scrolled(40.0), ROWS);
    assert_eq!(position.current(ROWS), Some(4));
}

#[test]
fn a_key_scrolls_no_further_than_needed_and_asks_for_the_focus_once() {
    let mut position = measured();
    position.on_focus(Some(4), ROWS);
    let movement = position.on_key(ListKey::Down, ROWS);
    assert_eq!(movement, Some(Movement { scroll_to: Some(20.0), stays_at: None }));
    assert_eq!(position.current(ROWS), Some(5));
    assert!(position.take_focus_request(false));
    assert!(!position.take_focus_request(false));
}

#[test]
fn a_key_at_the_end_leaves_the_row_and_gives_it_the_focus_at_once() {
    let mut position = measured();
    position.on_focus(Some(0), ROWS);
    let movement = position.on_key(ListKey::Up, ROWS);
    assert_eq!(movement, Some(Movement { scroll_to: None, stays_at: Some(0) }));
    assert!(!position.take_focus_request(false));
}

#[test]
fn a_key_comes_back_to_a_current_row_that_is_scrolled_away() {
    let mut position = measured();
    position.on_focus(Some(0), ROWS);
    position.on_scroll(scrolled(1_000.0), ROWS);
    let movement = position.on_key(ListKey::Down, ROWS).unwrap();
    assert_eq!((position.current(ROWS), movement.scroll_to), (Some(1), Some(20.0)));
}

#[test]
fn a_key_in_an_empty_list_moves_nothing() {
    let mut position = measured();
    assert_eq!(position.on_key(ListKey::Down, Rows { count: 0, origin: 0 }), None);
    assert!(!position.is_moved());
}

#[test]
fn another_current_row_gets_the_focus_only_where_a_row_had_it() {
    let mut position = measured();
    assert!(!position.take_focus_request(true));
    position.on_focus(Some(0), ROWS);
    assert!(position.take_focus_request(true));
    position.on_blur(true);
    assert!(position.take_focus_request(true));
    position.on_blur(false);
    assert!(!position.take_focus_request(true));
}

#[test]
fn only_the_user_counts_as_moved() {
    let mut position = measured();
    assert_eq!(position.center(50, ROWS), 960.0);
    position.viewport.top = 960.0;
    position.on_target_reached();
    // The event of the list's own scroll comes later, and finds nothing new.
    position.on_scroll(scrolled(960.0), ROWS);
    assert!(!position.is_moved());
    position.on_scroll(scrolled(961.0), ROWS);
    assert!(position.is_moved());
    position.on_target_reached();
    position.on_key(ListKey::Down, ROWS);
    assert!(position.is_moved());
}

#[test]
fn rows_in_front_push_a_list_on_that_is_scrolled_or_has_a_target() {
    let mut position = measured();
    assert!(!position.is_anchored(false));
    assert!(position.is_anchored(true));
    position.viewport.top = 0.5;
    assert!(position.is_anchored(false));
}
