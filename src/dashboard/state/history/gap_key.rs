//! The format of the database key of a stored gap.

use jiff::Timestamp;

/// Keys of gaps begin with this, and go on with milliseconds; those of batches begin with a digit.
const GAP: &str = "gap.";

/// The key of a gap before this time.
pub fn write(at: Timestamp) -> String {
    format!("{GAP}{:015}", at.as_millisecond().max(0))
}

/// The time of a gap. `None` for the key of something else.
pub fn parse(key: &str) -> Option<Timestamp> {
    Timestamp::from_millisecond(key.strip_prefix(GAP)?.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_and_nothing_else_is_taken_for_one() {
        let at = Timestamp::from_millisecond(1_795_325_830_362).unwrap();
        assert_eq!(parse(&write(at)), Some(at));
        for other in ["emptied", "gap.", "gap.x", "001795325830362.00000001.1f.512.204800"] {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
