//! Tests of the execution of one step of a plan.

use std::{cell::RefCell, collections::VecDeque};

use futures_util::FutureExt;
use jetstream_api::{call::Reply, ids::Guid};
use jetstream_fleet::plan::{Assignment, PlanSpec, PreviousAssignment};

use super::*;

/// A transport with scripted answers, which records the calls.
#[derive(Default)]
struct Canned {
    answers: RefCell<VecDeque<Result<Reply, TransportError>>>,
    calls: RefCell<Vec<String>>,
}

impl Transport for &Canned {
    async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
        self.calls.borrow_mut().push(format!("{} {}", call.method.as_str(), call.path()));
        self.answers.borrow_mut().pop_front().expect("a call that nobody expected")
    }
}

fn answer(status: u16, body: &str) -> Result<Reply, TransportError> {
    Ok(Reply::new(status, body))
}

fn broken() -> Result<Reply, TransportError> {
    Err(TransportError::NoAnswer("broken".into()))
}

const OLD: &str = r#"{"Name":"Ward","Parameters":{}}"#;
const NEW: &str = r#"{"Name":"Ward 2","Parameters":{}}"#;
const OTHER: &str = r#"{"Name":"Other","Parameters":{}}"#;

fn plan() -> Plan {
    let held = PreviousAssignment { policy: "Ward".parse().unwrap(), overrides: Default::default() };
    let assignment = Assignment { before: Some(held), ..Assignment::new(cabinet()) };
    let spec = PlanSpec {
        from: Some("Ward".parse().unwrap()),
        delete_old: true,
        parameters: [("ip", "0.0.0.0")].into_iter().collect(),
        devices: vec![assignment],
        ..PlanSpec::new("Ward 2".parse().unwrap(), "TS092".parse().unwrap())
    };
    Plan::new(Guid::from_random([1; 16]), "Jetstream", Timestamp::UNIX_EPOCH, spec).unwrap()
}

fn cabinet() -> DeviceName {
    "Cabinet 7".parse().unwrap()
}

/// Executes a step with these answers; returns its result and the calls.
fn carried(step: &Step, answers: impl IntoIterator<Item = Result<Reply, TransportError>>) -> (StepResult, Vec<String>) {
    let (plan, canned) = (plan(), Canned { answers: RefCell::new(answers.into_iter().collect()), ..Canned::default() });
    let change = PolicyCall::of(&plan, step).unwrap();
    let client = Client::new(&canned);
    let result = execute(&client, &client, &plan, step, &change, || Timestamp::UNIX_EPOCH).now_or_never().unwrap();
    assert!(canned.answers.borrow().is_empty(), "every answer was wanted");
    (result, canned.calls.into_inner())
}

fn remove() -> Step {
    Step::Remove(cabinet())
}

fn add() -> Step {
    Step::Add(cabinet())
}

#[test]
fn a_policy_is_taken_off_only_after_a_look_at_it() {
    let (result, calls) = carried(&remove(), [answer(200, OLD), answer(204, "")]);
    assert!(matches!(result.outcome, Outcome::Done { .. }));
    assert_eq!(calls, ["GET devices/Cabinet%207/policy", "DELETE devices/Cabinet%207/policy"]);
}

#[test]
fn another_policy_is_not_taken_off() {
    let (result, calls) = carried(&remove(), [answer(200, OTHER)]);
    assert!(matches!(result.outcome, Outcome::Conflict { .. }));
    assert_eq!(calls.len(), 1);
}

#[test]
fn nothing_is_taken_off_when_nobody_can_say_how_things_stand() {
    let (result, calls) = carried(&remove(), [broken()]);
    let Outcome::Failed { why, .. } = result.outcome else { panic!("{:?}", result.outcome) };
    assert_eq!(why, "Not sent, since Jetstream could not be asked how things stand: No answer came: broken");
    assert_eq!(calls, ["GET devices/Cabinet%207/policy"]);
}

#[test]
fn a_lost_call_is_sent_once_and_settled_by_reading() {
    for lost in [broken(), answer(500, ""), answer(200, "{\"Name\":\"Wa")] {
        let (result, calls) = carried(&add(), [lost.clone(), answer(200, NEW)]);
        assert!(matches!(result.outcome, Outcome::Done { .. }), "{lost:?}");
        assert_eq!(calls, ["POST devices/Cabinet%207/policy", "GET devices/Cabinet%207/policy"]);
        let (result, _) = carried(&add(), [lost.clone(), answer(200, "null")]);
        assert!(matches!(result.outcome, Outcome::Failed { .. }), "{lost:?}");
        let (result, _) = carried(&add(), [lost.clone(), answer(503, "")]);
        assert!(matches!(result.outcome, Outcome::Unknown { .. }), "{lost:?}");
    }
}

#[test]
fn a_refusal_that_finds_the_work_done_is_a_success() {
    let conflict = || answer(409, "\"The device has a policy already.\"");
    let (result, _) = carried(&add(), [conflict(), answer(200, NEW)]);
    assert!(matches!(result.outcome, Outcome::Done { .. }));
    let (result, _) = carried(&add(), [conflict(), answer(200, OTHER)]);
    assert!(matches!(result.outcome, Outcome::Conflict { .. }));
    let (result, _) = carried(&add(), [conflict(), broken()]);
    let Outcome::Failed { why, .. } = result.outcome else { panic!("a refusal is certain: {:?}", result.outcome) };
    assert_eq!(why, "The device has a policy already. (HTTP 409)");
}

#[test]
fn a_device_that_does_not_exist_is_not_taken_for_one_without_a_policy() {
    let missing = || answer(404, "");
    let device = r#"{"Name":"Cabinet 7","SerialNumber":"1","DeviceDefinition":"TS092","Region":"US"}"#;
    let (result, calls) = carried(&remove(), [missing(), answer(200, device)]);
    assert!(matches!(result.outcome, Outcome::Done { .. }), "it has none to lose");
    assert_eq!(calls, ["GET devices/Cabinet%207/policy", "GET devices/Cabinet%207"]);
    let (result, _) = carried(&remove(), [missing(), missing()]);
    assert!(matches!(result.outcome, Outcome::Failed { .. }), "{:?}", result.outcome);
}

#[test]
fn a_created_policy_is_recognised_by_its_values() {
    let created = r#"{"Name":"Ward 2","DeviceDefinition":"TS092","Parameters":{"ip":"0.0.0.0"}}"#;
    let (result, calls) = carried(&Step::CreatePolicy, [broken(), answer(200, created)]);
    assert!(matches!(result.outcome, Outcome::Done { .. }));
    assert_eq!(calls, ["POST policies", "GET policies/Ward%202"]);
    let (result, _) =
        carried(&Step::CreatePolicy, [answer(409, ""), answer(200, &created.replace("0.0.0.0", "1.2.3.4"))]);
    assert!(matches!(result.outcome, Outcome::Failed { .. }));
}

#[test]
fn a_policy_that_others_still_have_is_not_deleted() {
    let details = r#"[{"Name":"Ward","DeviceDefinition":"TS092","Parameters":{},"Devices":[{"Name":"Cabinet 9","Parameters":{}}]}]"#;
    let (result, calls) = carried(&Step::DeleteOld, [answer(200, details)]);
    assert!(matches!(result.outcome, Outcome::Skipped { .. }));
    assert_eq!(calls, ["GET policies/all/details"]);
    let (result, calls) = carried(&Step::DeleteOld, [answer(200, "[]"), answer(204, "")]);
    assert!(matches!(result.outcome, Outcome::Done { .. }));
    assert_eq!(calls, ["GET policies/all/details", "DELETE policies/Ward"]);
}

#[test]
fn where_every_call_would_fail_nothing_more_is_asked() {
    let limited = Ok(Reply { retry_after: Some(30), ..Reply::new(429, "") });
    let (result, calls) = carried(&add(), [limited]);
    assert_eq!(result.halt.as_deref(), Some("Jetstream refuses more calls for 30 s."));
    assert!(matches!(result.outcome, Outcome::Failed { .. }));
    assert_eq!(calls.len(), 1);
    let (result, _) = carried(&add(), [answer(401, "")]);
    assert!(result.halt.is_some());
    let (result, _) = carried(&add(), [Err(TransportError::NotSent("this browser is offline".into()))]);
    assert_eq!(result.halt.as_deref(), Some("Nothing can be sent: this browser is offline."));
    let (result, _) = carried(&add(), [answer(400, ""), answer(200, "null")]);
    assert_eq!(result.halt, None);
}

#[test]
fn the_old_policy_comes_back_with_the_devices_own_values() {
    let plan = plan();
    let change = PolicyCall::of(&plan, &Step::Restore(cabinet())).unwrap();
    assert_eq!(change.call().body.as_deref(), Some(r#"{"Name":"Ward","Parameters":{}}"#));
    assert_eq!(PolicyCall::of(&plan, &Step::Sync(cabinet())), None);
    assert_eq!(PolicyCall::of(&plan, &Step::Restore("Nobody".parse().unwrap())), None);
}
