//! Whether what a feed tells first joins on to what this browser kept before.

use jiff::Timestamp;

/// The two sides of the joint, as far as they are known. Each counts once: what is kept and told later belongs together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Joint {
    kept: Option<Timestamp>,
    told: Option<Timestamp>,
}

impl Joint {
    /// The newest event that was kept before this page was there is of this time. Returns where events may be missing: before this.
    pub fn kept(&mut self, newest: Timestamp) -> Option<Timestamp> {
        let is_known = self.kept.replace(self.kept.unwrap_or(newest)).is_some();
        self.gap().filter(|_| !is_known)
    }

    /// The first event that the feed told this page is of this time. Returns where events may be missing: before this.
    pub fn told(&mut self, first: Timestamp) -> Option<Timestamp> {
        let is_known = self.told.replace(self.told.unwrap_or(first)).is_some();
        self.gap().filter(|_| !is_known)
    }

    /// A feed tells what it still holds in the order in which it came. Where that begins after what is kept, it has forgotten what was
    /// between, or never had it.
    fn gap(self) -> Option<Timestamp> {
        let (kept, told) = self.kept.zip(self.told)?;
        (kept < told).then_some(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn what_begins_after_what_is_kept_leaves_a_gap_whichever_is_known_first() {
        let mut joint = Joint::default();
        assert_eq!((joint.kept(at(10)), joint.told(at(20))), (None, Some(at(20))));
        let mut joint = Joint::default();
        assert_eq!((joint.told(at(20)), joint.kept(at(10))), (None, Some(at(20))));
    }

    #[test]
    fn what_reaches_back_to_it_leaves_none() {
        for told in [5, 10] {
            let mut joint = Joint::default();
            assert_eq!((joint.kept(at(10)), joint.told(at(told))), (None, None));
            let mut joint = Joint::default();
            assert_eq!((joint.told(at(told)), joint.kept(at(10))), (None, None));
        }
    }

    #[test]
    fn what_comes_later_is_no_joint() {
        let mut joint = Joint::default();
        joint.kept(at(10));
        joint.told(at(20));
        assert_eq!((joint.told(at(30)), joint.kept(at(15))), (None, None), "said once");
        let mut joint = Joint::default();
        joint.told(at(10));
        assert_eq!((joint.told(at(30)), joint.kept(at(20))), (None, None), "the first counts");
        assert_eq!(Joint::default().told(at(10)), None, "nothing was kept");
    }
}
