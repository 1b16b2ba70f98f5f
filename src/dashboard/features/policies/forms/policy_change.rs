//! A change of a policy: one call, and the read that verifies afterwards whether it took effect.

use std::sync::Arc;

use jetstream_api::{
    call::{Call, Endpoint, Reply},
    error::ApiError,
    ids::Id,
    policies::{CreatePolicy, DeletePolicy, GetPolicy, Policy, RenamePolicy},
};
use jetstream_fleet::configuration::{Schema, Values, difference};

/// The kind of a change, with its data.
#[derive(Debug, Clone)]
pub enum PolicyChange {
    /// Create a policy.
    Create {
        /// The new policy.
        policy: CreatePolicy,
        /// The schema of its definition, used to compare values.
        schema: Arc<Schema>,
    },
    /// Rename a policy.
    Rename {
        /// The old and the new name.
        rename: RenamePolicy,
        /// The policy's id in Jetstream, if it is known.
        id: Option<Id>,
    },
    /// Delete a policy.
    Delete(DeletePolicy),
}

/// The result of a read after a call without a usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// The change took effect.
    Done,
    /// The change did not take effect, or not yet: the call may still arrive.
    NotDone,
    /// There is a policy of that name, but not the expected one: another user has created or renamed it.
    Another,
}

impl PolicyChange {
    /// The call of the change.
    pub fn call(&self) -> Call {
        match self {
            Self::Create { policy, .. } => policy.call(),
            Self::Rename { rename, .. } => rename.call(),
            Self::Delete(delete) => delete.call(),
        }
    }

    /// Decodes the answer to the call.
    pub fn decode(&self, reply: &Reply) -> Result<(), ApiError> {
        match self {
            Self::Create { policy, .. } => policy.decode(reply).map(drop),
            Self::Rename { rename, .. } => rename.decode(reply).map(drop),
            Self::Delete(delete) => delete.decode(reply),
        }
    }

    /// The read that verifies the change when its call got no usable answer.
    pub fn verification_call(&self) -> GetPolicy {
        GetPolicy(match self {
            Self::Create { policy, .. } => policy.name.clone(),
            Self::Rename { rename, .. } => rename.new_name.clone(),
            Self::Delete(DeletePolicy(name)) => name.clone(),
        })
    }

    /// Evaluates the answer to that read.
    pub fn verify(&self, answer: Result<Policy, ApiError>) -> Result<Verification, ApiError> {
        let policy = match answer {
            Ok(policy) => Some(policy),
            Err(error) if error.http_status() == Some(404) => None,
            Err(error) => return Err(error),
        };
        Ok(match (self, policy) {
            (Self::Delete(_), None) => Verification::Done,
            (Self::Delete(_), Some(_)) | (_, None) => Verification::NotDone,
            (Self::Create { policy, schema }, Some(found)) if is_this(policy, schema, &found) => Verification::Done,
            (Self::Rename { id, .. }, Some(found)) if id.is_none() || found.id == *id => Verification::Done,
            (_, Some(_)) => Verification::Another,
        })
    }
}

fn is_this(wanted: &CreatePolicy, schema: &Schema, found: &Policy) -> bool {
    let values = |pairs: &[_]| Values::from(pairs);
    wanted.definition.as_str() == found.definition
        && difference(schema, &values(&wanted.parameters), &values(&found.parameters)).is_empty()
}

#[cfg(test)]
mod tests {
    use jetstream_api::{
        call::{Method, Safety},
        wire::Pair,
    };

    use jetstream_api::policies::PolicyDetails;

    use super::*;
    use crate::features::fleet_configuration::policy_view::PolicyView;

    fn pairs(limit: &str) -> Vec<Pair> {
        vec![Pair { key: "dooropentimelimit".into(), value: limit.into() }]
    }

    fn policy(name: &str, id: u64, limit: &str) -> Policy {
        let definition = "TS092, Security Cabinet".into();
        Policy { id: Some(Id(id)), name: name.into(), definition, parameters: pairs(limit) }
    }

    fn create() -> PolicyChange {
        let wanted = policy("Ward", 1, "300");
        let known = PolicyView::new(PolicyDetails { policy: wanted.clone(), devices: Vec::new() }, &[]);
        let policy = CreatePolicy {
            name: wanted.name.parse().unwrap(),
            definition: wanted.definition.parse().unwrap(),
            parameters: wanted.parameters,
        };
        PolicyChange::Create { policy, schema: Arc::new(known.schema) }
    }

    fn error(status: u16) -> ApiError {
        ApiError::status(&Call::read(["policies"]), &Reply::new(status, ""))
    }

    #[test]
    fn a_policy_was_created_if_there_is_one_of_this_name_with_these_values() {
        assert_eq!(create().verify(Ok(policy("Ward", 1, "300"))), Ok(Verification::Done));
        assert_eq!(create().verify(Ok(policy("Ward", 1, "60"))), Ok(Verification::Another));
        assert_eq!(create().verify(Err(error(404))), Ok(Verification::NotDone));
        assert_eq!(create().verify(Err(error(500))), Err(error(500)));
    }

    #[test]
    fn a_policy_was_renamed_if_the_new_name_is_that_of_the_same_policy() {
        let rename = RenamePolicy { name: "Ward".parse().unwrap(), new_name: "Ward 2".parse().unwrap() };
        let change = PolicyChange::Rename { rename, id: Some(Id(7)) };
        assert_eq!(change.verification_call().0.as_str(), "Ward 2");
        assert_eq!(change.verify(Ok(policy("Ward 2", 7, "300"))), Ok(Verification::Done));
        assert_eq!(change.verify(Ok(policy("Ward 2", 8, "300"))), Ok(Verification::Another));
        assert_eq!(change.verify(Err(error(404))), Ok(Verification::NotDone));
    }

    #[test]
    fn a_policy_was_deleted_if_there_is_none_of_its_name() {
        let change = PolicyChange::Delete(DeletePolicy("Ward".parse().unwrap()));
        assert_eq!(change.verify(Err(error(404))), Ok(Verification::Done));
        assert_eq!(change.verify(Ok(policy("Ward", 7, "300"))), Ok(Verification::NotDone));
    }

    #[test]
    fn what_creates_and_deletes_is_never_to_be_repeated_by_a_program() {
        assert_eq!((create().call().method, create().call().safety), (Method::Post, Safety::Unsafe));
        assert_eq!(PolicyChange::Delete(DeletePolicy("Ward".parse().unwrap())).call().safety, Safety::Unsafe);
    }
}
