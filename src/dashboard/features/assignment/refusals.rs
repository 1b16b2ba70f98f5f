//! Grouped error texts for devices that cannot be part of a plan: each reason appears once, and only the first devices are named.

use std::collections::HashMap;

use crate::{features::assignment::calculation::AssignmentError, text};

/// Maximum number of sentences; the rest is counted.
const SAID: usize = 5;
/// Maximum number of devices that a sentence names.
const NAMED: usize = 3;

/// The advice after errors about values.
const ADVICE: &str = "Change what is wrong in the policy or in the devices' own values, or leave these devices out.";

/// Collected errors, grouped by reason.
#[derive(Debug, Default)]
pub struct GroupedErrors {
    reasons: Vec<ErrorReason>,
    /// The index in `reasons` of each reason that several devices may share.
    shared: HashMap<String, usize>,
}

/// One reason, and the devices that it applies to, unless the reason itself names the device.
#[derive(Debug)]
struct ErrorReason {
    devices: Vec<String>,
    why: String,
}

impl GroupedErrors {
    /// Adds the error of one device.
    pub fn add(&mut self, device: &str, refusal: AssignmentError) {
        let whys = match refusal {
            AssignmentError::Message(why) => return self.reasons.push(ErrorReason { devices: Vec::new(), why }),
            AssignmentError::InvalidValues(whys) => whys,
        };
        for why in whys {
            let position = *self.shared.entry(why.clone()).or_insert(self.reasons.len());
            match self.reasons.get_mut(position) {
                Some(reason) => reason.devices.push(device.to_owned()),
                None => self.reasons.push(ErrorReason { devices: vec![device.to_owned()], why }),
            }
        }
    }

    /// The error texts, as sentences; empty if there are no errors.
    pub fn sentences(&self) -> Vec<String> {
        let mut said: Vec<_> = self.reasons.iter().take(SAID).map(ErrorReason::sentence).collect();
        let more = self.reasons.len().saturating_sub(SAID);
        said.extend((more > 0).then(|| format!("And {}.", text::plural(more, "more reason"))));
        said.extend((!self.shared.is_empty()).then(|| ADVICE.to_owned()));
        said
    }
}

impl ErrorReason {
    fn sentence(&self) -> String {
        if self.devices.is_empty() {
            return self.why.clone();
        }
        // Device names can contain commas.
        let named = self.devices.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
        match self.devices.len().saturating_sub(NAMED) {
            0 => format!("{named}: {}", self.why),
            more => format!("{named} and {more} more: {}", self.why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(refusals: impl IntoIterator<Item = (String, AssignmentError)>) -> Vec<String> {
        let mut all = GroupedErrors::default();
        refusals.into_iter().for_each(|(device, refusal)| all.add(&device, refusal));
        all.sentences()
    }

    #[test]
    fn nothing_is_said_where_nobody_is_refused() {
        assert_eq!(refused([]), [""; 0]);
    }

    #[test]
    fn what_is_the_same_for_many_devices_is_said_once() {
        let one = |number| {
            (format!("Cabinet {number}"), AssignmentError::InvalidValues(vec!["It needs a gateway.".to_owned()]))
        };
        assert_eq!(refused((1..=2).map(one)), ["Cabinet 1; Cabinet 2: It needs a gateway.", ADVICE]);
        let many = refused((1..=40).map(one));
        assert_eq!(many, ["Cabinet 1; Cabinet 2; Cabinet 3 and 37 more: It needs a gateway.", ADVICE]);
    }

    #[test]
    fn of_many_reasons_the_first_are_said_and_the_rest_is_counted() {
        let one = |number| {
            let whys = vec![format!("10.0.0.{number} needs a gateway."), "It needs a subnet mask.".to_owned()];
            (format!("Cabinet {number}"), AssignmentError::InvalidValues(whys))
        };
        let said = refused((1..=40).map(one));
        assert_eq!(said.len(), 7, "{said:?}");
        assert_eq!(said[0], "Cabinet 1: 10.0.0.1 needs a gateway.");
        assert_eq!(said[1], "Cabinet 1; Cabinet 2; Cabinet 3 and 37 more: It needs a subnet mask.");
        assert_eq!(said[5..], ["And 36 more reasons.", ADVICE]);
    }

    #[test]
    fn what_names_its_device_stands_for_itself() {
        let said =
            |number| (format!("Cabinet {number}"), AssignmentError::Message(format!("Cabinet {number} is of TS097.")));
        assert_eq!(refused((1..=2).map(said)), ["Cabinet 1 is of TS097.", "Cabinet 2 is of TS097."]);
        assert_eq!(refused((1..=7).map(said)).last().map(String::as_str), Some("And 2 more reasons."));
    }
}
