//! The execution of one step of a plan: a check before the call, the call itself, and, if its answer is no proof, a read that verifies
//! the outcome. No change is ever sent twice.

use jetstream_api::{
    call::{Call, Endpoint},
    client::{Client, Transport},
    device_policy::{AddDevicePolicy, GetDevicePolicy, RemoveDevicePolicy},
    devices::GetDevice,
    error::{self, ApiError, Cause, TransportError},
    names::DeviceName,
    policies::{CreatePolicy, DeletePolicy, GetPolicy, ListPolicyDetails},
};
use jetstream_fleet::plan::{Outcome, Plan, Step, VerificationQuery, VerificationResult};
use jiff::Timestamp;

/// The result of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepResult {
    /// The outcome for the journal.
    pub outcome: Outcome,
    /// Why every further step would fail too, if that is so.
    pub halt: Option<String>,
}

/// A step that changes Jetstream's records. The other steps are commands, and are sent like all commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyCall {
    /// Create the policy.
    Create(CreatePolicy),
    /// Remove a device's policy.
    Remove(RemoveDevicePolicy),
    /// Give a device a policy.
    Add(AddDevicePolicy),
    /// Delete the old policy.
    Delete(DeletePolicy),
}

impl PolicyCall {
    /// The change of a step; `None` for a command, and for a step that the plan does not have.
    pub fn of(plan: &Plan, step: &Step) -> Option<Self> {
        let spec = plan.spec();
        let assignment = |device: &DeviceName| plan.assignment(device.as_str());
        Some(match step {
            Step::CreatePolicy => Self::Create(CreatePolicy {
                name: spec.policy.clone(),
                definition: spec.definition.clone(),
                parameters: spec.parameters.pairs(),
            }),
            Step::Remove(device) => Self::Remove(RemoveDevicePolicy(device.clone())),
            Step::Add(device) => Self::Add(AddDevicePolicy {
                device: device.clone(),
                policy: spec.policy.clone(),
                overrides: assignment(device)?.overrides.pairs(),
            }),
            Step::Restore(device) => {
                let before = assignment(device)?.before.as_ref()?;
                let (policy, overrides) = (before.policy.clone(), before.overrides.pairs());
                Self::Add(AddDevicePolicy { device: device.clone(), policy, overrides })
            }
            Step::DeleteOld => Self::Delete(DeletePolicy(spec.from.clone()?)),
            Step::Sync(_) | Step::Read(_) => return None,
        })
    }

    /// The call that it makes.
    pub fn call(&self) -> Call {
        match self {
            Self::Create(endpoint) => endpoint.call(),
            Self::Remove(endpoint) => endpoint.call(),
            Self::Add(endpoint) => endpoint.call(),
            Self::Delete(endpoint) => endpoint.call(),
        }
    }

    async fn send<T: Transport>(&self, client: &Client<T>) -> Result<(), ApiError> {
        match self {
            Self::Create(endpoint) => client.send(endpoint).await.map(drop),
            Self::Remove(endpoint) => client.send(endpoint).await,
            Self::Add(endpoint) => client.send(endpoint).await.map(drop),
            Self::Delete(endpoint) => client.send(endpoint).await,
        }
    }
}

/// Executes a change, once. `sender` sends the change alone; `reader` sends the reads before and after it.
pub async fn execute<T: Transport>(
    reader: &Client<T>,
    sender: &Client<T>,
    plan: &Plan,
    step: &Step,
    change: &PolicyCall,
    now: impl Fn() -> Timestamp,
) -> StepResult {
    let (found, halt) = asked(reader, &plan.first_question(step)).await;
    if let Some(outcome) = plan.blocking_reason(step, &found, now()) {
        return StepResult { outcome, halt };
    }
    let Err(error) = change.send(sender).await else {
        return StepResult { outcome: Outcome::Done { at: now() }, halt: None };
    };
    let (halt, why) = (hopeless(&error), error.to_string());
    // A refused change may still be in effect: by an earlier attempt, or by somebody else.
    let (found, _) = if halt.is_some() && error.outcome == error::CallOutcome::Failed {
        (VerificationResult::Unread(String::new()), None)
    } else {
        asked(reader, &plan.question(step)).await
    };
    let outcome = match plan.resolve_unknown(step, &found, &why, now()) {
        Outcome::Unknown { at, .. } if error.outcome == error::CallOutcome::Failed => Outcome::Failed { at, why },
        outcome => outcome,
    };
    StepResult { outcome, halt }
}

/// Verifies with Jetstream a step that was started and not answered.
pub async fn verify<T: Transport>(
    client: &Client<T>,
    plan: &Plan,
    step: &Step,
    now: impl Fn() -> Timestamp,
) -> StepResult {
    let (found, halt) = asked(client, &plan.question(step)).await;
    StepResult { outcome: plan.resolve_unknown(step, &found, "", now()), halt }
}

/// The result of a query, and why every further call would fail too, if that is so.
async fn asked<T: Transport>(client: &Client<T>, question: &VerificationQuery) -> (VerificationResult, Option<String>) {
    match ask(client, question).await {
        Ok(found) => (found, None),
        Err(error) => (VerificationResult::Unread(error.to_string()), hopeless(&error)),
    }
}

async fn ask<T: Transport>(client: &Client<T>, question: &VerificationQuery) -> Result<VerificationResult, ApiError> {
    match question {
        VerificationQuery::Policy(name) => match client.send(&GetPolicy(name.clone())).await {
            Ok(policy) => Ok(VerificationResult::Policy(Some(policy))),
            Err(error) if error.http_status() == Some(404) => Ok(VerificationResult::Policy(None)),
            Err(error) => Err(error),
        },
        VerificationQuery::DevicePolicy(device) => match client.send(&GetDevicePolicy(device.clone())).await {
            Ok(policy) => Ok(VerificationResult::DevicePolicy(policy)),
            // The answer may be the same for a device without a policy and for one that does not exist.
            Err(error) if GetDevicePolicy::is_none(&error) => {
                client.send(&GetDevice(device.clone())).await.map(|_| VerificationResult::DevicePolicy(None))
            }
            Err(error) => Err(error),
        },
        VerificationQuery::Holders(policy) => {
            client.send(&ListPolicyDetails).await.map(|details| VerificationResult::holders(policy, &details))
        }
        VerificationQuery::Nothing => Ok(VerificationResult::Unread("only its events tell.".to_owned())),
    }
}

/// Why every further call would fail in the same way, if so. Then none is made: forty refusals for one reason help nobody.
fn hopeless(error: &ApiError) -> Option<String> {
    match (&error.cause, error.http_status()) {
        (Cause::Lost(TransportError::NotSent(why)), _) => Some(format!("Nothing can be sent: {why}.")),
        (_, Some(401)) => Some("Jetstream does not accept the access key any more.".to_owned()),
        (_, Some(429)) => Some(match error.retry_after {
            Some(seconds) => format!("Jetstream refuses more calls for {seconds} s."),
            None => "Jetstream refuses more calls for now.".to_owned(),
        }),
        _ => None,
    }
}

#[cfg(test)]
#[path = "execute_call_tests.rs"]
mod tests;
