//! An enum of the keys that move from row to row.

/// A key that moves to another row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKey {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

impl ListKey {
    /// The key for the `key` of a keyboard event; `None` for one that does not move.
    pub fn parse(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            "PageUp" => Self::PageUp,
            "PageDown" => Self::PageDown,
            "Home" => Self::First,
            "End" => Self::Last,
            _ => return None,
        })
    }

    /// The row that it moves to from the row `index`, where a page has `page` rows; it stops at the ends. `None` in an empty list.
    pub fn from(self, index: usize, page: usize, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        let target = match self {
            Self::Up => index.saturating_sub(1),
            Self::Down => index.saturating_add(1),
            Self::PageUp => index.saturating_sub(page),
            Self::PageDown => index.saturating_add(page),
            Self::First => 0,
            Self::Last => last,
        };
        Some(target.min(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str, index: usize) -> Option<usize> {
        ListKey::parse(key)?.from(index, 10, 100)
    }

    #[test]
    fn keys_go_where_their_names_say() {
        assert_eq!(press("ArrowUp", 50), Some(49));
        assert_eq!(press("ArrowDown", 50), Some(51));
        assert_eq!(press("PageUp", 50), Some(40));
        assert_eq!(press("PageDown", 50), Some(60));
        assert_eq!(press("Home", 50), Some(0));
        assert_eq!(press("End", 50), Some(99));
    }

    #[test]
    fn keys_stop_at_the_ends() {
        assert_eq!(press("ArrowUp", 0), Some(0));
        assert_eq!(press("PageUp", 3), Some(0));
        assert_eq!(press("ArrowDown", 99), Some(99));
        assert_eq!(press("PageDown", 95), Some(99));
    }

    #[test]
    fn a_row_that_has_gone_leads_back_into_the_list() {
        assert_eq!(press("ArrowUp", 5000), Some(99));
    }

    #[test]
    fn other_keys_and_empty_lists_move_nothing() {
        assert_eq!(press("a", 50), None);
        assert_eq!(press("Enter", 50), None);
        assert_eq!(ListKey::Down.from(0, 10, 0), None);
    }
}
