//! Tests of the texts of a forecast.

use std::sync::Arc;

use jetstream_fleet::configuration::{Overrides, ProposedPolicy, Reported, Target, Values, what_if};
use jiff::Timestamp;

use super::*;
use crate::features::fleet_configuration::{model::tests::policy, policy_view::PolicyView};

const PROPOSED: [(&str, &str); 3] = [("dooropentimelimit", "120"), ("ping", "5"), ("userbypass", "0")];

fn night() -> Arc<PolicyView> {
    policy("Night", &PROPOSED, &[])
}

/// The forecast for a cabinet with these reported values and these own values.
fn forecast(values: Option<&[(&str, &str)]>, own: &[(&str, &str)], overrides: Overrides) -> Forecast {
    forecast_of(&night(), values, own, overrides, None)
}

fn forecast_of(
    known: &PolicyView,
    values: Option<&[(&str, &str)]>,
    own: &[(&str, &str)],
    overrides: Overrides,
    reported: Option<&Reported>,
) -> Forecast {
    let values = values.map(|values| values.iter().copied().collect::<Values>());
    let own = own.iter().copied().collect();
    let target = Target {
        device: "Cabinet 7",
        definition: known.definition(),
        policy: values.as_ref().map(|_| "Ward"),
        values: values.as_ref(),
        overrides: &own,
        reported,
        firmware: None,
    };
    let (definition, values) = (known.definition(), &known.values);
    let proposal = ProposedPolicy { policy: "Night", definition, values, overrides, holders: &[] };
    what_if(&known.schema, &proposal, &[target], &["UserBypass = 1 everywhere".parse().unwrap()]).remove(0)
}

fn said(forecast: &Forecast) -> (&'static str, String, String) {
    let known = night();
    (word(forecast).1, line(&known.schema, forecast), own_values_text(&known.schema, forecast))
}

#[test]
fn a_change_is_said_with_both_values() {
    let ward = [("dooropentimelimit", "300"), ("ping", "5.0"), ("userbypass", "False")];
    let forecast = forecast(Some(&ward), &[], Overrides::Keep);
    assert_eq!(said(&forecast), ("Changes", "DoorOpenTimeLimit 300 s → 120 s".to_owned(), String::new()));
}

#[test]
fn own_values_are_kept_or_lost_by_name() {
    let forecast = |overrides| forecast(Some(&PROPOSED), &[("dooropentimelimit", "600")], overrides);
    let keep = forecast(Overrides::Keep);
    assert_eq!(said(&keep).2, "Keeps its own DoorOpenTimeLimit");
    assert_eq!(said(&keep).1, "It would get the policy; no value would change.");
    let drop = forecast(Overrides::Drop);
    assert_eq!(said(&drop).2, "Loses its own DoorOpenTimeLimit");
    assert_eq!(said(&drop).1, "DoorOpenTimeLimit 600 s → 120 s");
}

#[test]
fn of_a_device_without_a_policy_it_is_not_said_what_it_has_now() {
    let forecast = forecast(None, &[], Overrides::Keep);
    assert_eq!(said(&forecast).1, "3 values; which it has now is not known here.");
}

#[test]
fn of_a_device_without_a_policy_that_has_reported_its_values_it_is_said() {
    let values = [("dooropentimelimit", "300"), ("userbypass", "0")].into_iter().collect();
    let reported = Reported { values, without_value: Vec::new(), at: Timestamp::UNIX_EPOCH };
    let forecast = forecast_of(&night(), None, &[], Overrides::Keep, Some(&reported));
    assert_eq!(said(&forecast).1, "DoorOpenTimeLimit 300 s → 120 s; Ping not known → 5 s");
}

#[test]
fn values_that_must_not_be_sent_are_said_before_anything_else() {
    let known = policy("Night", &[("dooropentimelimit", "120"), ("gateway", "0.0.0.0"), ("ip", "0.0.0.0")], &[]);
    let ward = [("dooropentimelimit", "300"), ("gateway", "10.0.0.1"), ("ip", "0.0.0.0")];
    let forecast = forecast_of(&known, Some(&ward), &[("ip", "10.0.0.7")], Overrides::Keep, None);
    assert_eq!(word(&forecast), (BadgeTone::Bad, "Wrong values"));
    assert_eq!(line(&known.schema, &forecast), "The static IP 10.0.0.7 needs a gateway.");
    let parts = summary([&forecast].into_iter()).summary_parts();
    assert_eq!(parts.first(), Some(&(BadgeTone::Bad, "1 would have wrong values".to_owned())));
}

#[test]
fn all_forecasts_are_counted_and_the_gravest_is_said_first() {
    let all = [
        forecast(Some(&[("dooropentimelimit", "300"), ("ping", "5"), ("userbypass", "0")]), &[], Overrides::Keep),
        forecast(Some(&PROPOSED), &[("ping", "9")], Overrides::Drop),
        forecast(Some(&PROPOSED), &[], Overrides::Keep),
    ];
    let summary = summary(all.iter());
    assert_eq!((summary.change, summary.same, summary.lose, summary.break_rules), (2, 1, 1, 3));
    let parts: Vec<_> = summary.summary_parts().into_iter().map(|(_, words)| words).collect();
    assert_eq!(parts, ["3 would break a rule", "1 loses own values", "2 change", "1 gets the same values"]);
}
