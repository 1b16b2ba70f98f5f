//! The viewport of a list as plain numbers: which rows it shows and where to scroll, in CSS pixels and row numbers.

use std::ops::Range;

/// The measured sizes of a list.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Viewport {
    /// The scroll position.
    pub top: f64,
    /// The height in which rows are visible: without the header.
    pub height: f64,
    /// The height of a row; 0 before it was measured.
    pub row: f64,
}

impl Viewport {
    /// The rows that are visible at least in part.
    pub fn visible(self, count: usize) -> Range<usize> {
        if self.row <= 0.0 || self.height <= 0.0 {
            return 0..0;
        }
        // A browser may scroll beyond an end for a moment; the casts stop at zero and at the largest number.
        let first = (self.top / self.row).floor() as usize;
        let end = ((self.top + self.height) / self.row).ceil() as usize;
        first.min(count)..end.min(count)
    }

    /// The scroll position that makes a whole row visible; `None` where it is already.
    pub fn scroll_to_reveal(self, index: usize) -> Option<f64> {
        let start = index as f64 * self.row;
        let end = start + self.row;
        if start < self.top {
            Some(start)
        } else if end > self.top + self.height {
            Some((end - self.height).min(start))
        } else {
            None
        }
    }

    /// The scroll position that puts a row into the middle, as far as there are rows above it.
    pub fn scroll_to_center(self, index: usize) -> f64 {
        (index as f64 * self.row - (self.height - self.row) / 2.0).max(0.0)
    }

    /// How many rows Page Up and Page Down move: one less than are wholly visible, at least one.
    pub fn page(self) -> usize {
        if self.row <= 0.0 {
            return 1;
        }
        ((self.height / self.row).floor() as usize).saturating_sub(1).max(1)
    }
}

/// The visible rows and eight more at either end, so that rows are there before the handler of a scroll has run.
pub fn overscan(visible: &Range<usize>, count: usize) -> Range<usize> {
    const MORE: usize = 8;
    visible.start.saturating_sub(MORE)..visible.end.saturating_add(MORE).min(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: Viewport = Viewport { top: 0.0, height: 100.0, row: 20.0 };

    fn scrolled(top: f64) -> Viewport {
        Viewport { top, ..LIST }
    }

    #[test]
    fn visible_rows_include_those_that_are_cut() {
        assert_eq!(LIST.visible(1000), 0..5);
        assert_eq!(scrolled(1.0).visible(1000), 0..6);
        assert_eq!(scrolled(20.0).visible(1000), 1..6);
    }

    #[test]
    fn no_more_rows_are_visible_than_exist() {
        assert_eq!(LIST.visible(3), 0..3);
        assert_eq!(LIST.visible(0), 0..0);
        assert_eq!(scrolled(1e9).visible(7), 7..7);
        assert_eq!(scrolled(-50.0).visible(7), 0..3);
    }

    #[test]
    fn nothing_is_visible_before_the_list_was_measured() {
        assert_eq!(Viewport::default().visible(1000), 0..0);
        assert_eq!(Viewport { row: 0.0, ..LIST }.visible(1000), 0..0);
        assert_eq!(Viewport::default().page(), 1);
    }

    #[test]
    fn the_last_of_a_hundred_thousand_rows_can_be_reached() {
        let last = scrolled(20.0 * 100_000.0 - 100.0);
        assert_eq!(last.visible(100_000), 99_995..100_000);
        assert_eq!(last.scroll_to_reveal(99_999), None);
    }

    #[test]
    fn revealing_scrolls_no_further_than_needed() {
        assert_eq!(LIST.scroll_to_reveal(4), None);
        assert_eq!(LIST.scroll_to_reveal(5), Some(20.0));
        assert_eq!(scrolled(1000.0).scroll_to_reveal(49), Some(980.0));
        assert_eq!(scrolled(1000.0).scroll_to_reveal(50), None);
    }

    #[test]
    fn a_row_higher_than_the_list_is_revealed_from_its_top() {
        assert_eq!(Viewport { height: 10.0, ..LIST }.scroll_to_reveal(3), Some(60.0));
    }

    #[test]
    fn a_row_in_the_middle_has_as_much_above_as_below() {
        assert_eq!(LIST.scroll_to_center(50), 960.0);
        assert_eq!(scrolled(4000.0).scroll_to_center(1), 0.0);
    }

    #[test]
    fn a_page_leaves_one_row_of_the_last_page_visible() {
        assert_eq!(LIST.page(), 4);
        assert_eq!(Viewport { height: 15.0, ..LIST }.page(), 1);
    }

    #[test]
    fn overscan_stays_inside_the_list() {
        assert_eq!(overscan(&(0..5), 1000), 0..13);
        assert_eq!(overscan(&(100..105), 1000), 92..113);
        assert_eq!(overscan(&(995..1000), 1000), 987..1000);
    }
}
