//! Calls about policies: complete, immutable sets of parameters for one device definition.

use serde_json::{Map, Value, json};

use crate::{
    call::{Call, Method, Safety},
    endpoint::Endpoint,
    ids::Id,
    names::{DefinitionName, PolicyName},
    wire::{self, DecodeError, Object, Pair},
};

/// A policy. Parameter names are lower case and values are texts in every documented answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Jetstream's number of it.
    pub id: Option<Id>,
    /// Its name, unique; the only part that can change.
    pub name: String,
    /// The device definition it is for.
    pub definition: String,
    /// Every parameter of the definition with its value.
    pub parameters: Vec<Pair>,
}

impl Policy {
    /// Reads a policy object.
    pub fn read(mut object: Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            id: object.optional_integer("Id")?.map(Id),
            name: object.text("Name")?,
            definition: object.optional_text("DeviceDefinition")?.unwrap_or_default(),
            parameters: object.pairs("Parameters")?,
        })
    }
}

/// A device that has a policy, with its own values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDevice {
    /// The device's name.
    pub name: String,
    /// The parameters that differ from the policy on this device.
    pub overrides: Vec<Pair>,
}

/// A policy and the devices that have it, from *Get detailed policies*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDetails {
    /// The policy.
    pub policy: Policy,
    /// Its devices.
    pub devices: Vec<PolicyDevice>,
}

pub(crate) fn as_object(parameters: &[Pair]) -> Value {
    Value::Object(parameters.iter().map(|pair| (pair.key.clone(), json!(pair.value))).collect::<Map<_, _>>())
}

/// `POST /3/policies` (page *Create a Policy*): answers 201.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreatePolicy {
    /// Its name, unique.
    pub name: PolicyName,
    /// The definition it is for.
    pub definition: DefinitionName,
    /// Every parameter of the definition; one that is missing is an error. Sent as texts.
    pub parameters: Vec<Pair>,
}

impl Endpoint for CreatePolicy {
    type Response = Policy;

    fn call(&self) -> Call {
        Call::new(Method::Post, Safety::Unsafe, ["policies"]).with_body(&json!({
            "Name": self.name.as_str(),
            "DeviceDefinition": self.definition.as_str(),
            "Parameters": as_object(&self.parameters),
        }))
    }

    fn parse(&self, body: &str) -> Result<Policy, DecodeError> {
        Policy::read(Object::parse(body)?)
    }
}

/// `GET /3/policies`: all policies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPolicies;

impl Endpoint for ListPolicies {
    type Response = Vec<Policy>;

    fn call(&self) -> Call {
        Call::read(["policies"])
    }

    fn parse(&self, body: &str) -> Result<Vec<Policy>, DecodeError> {
        wire::list_of(body, "policies", Policy::read)
    }
}

/// `GET /3/policies/{name}` (page *Get a Policy*); 404 for an unknown name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetPolicy(pub PolicyName);

impl Endpoint for GetPolicy {
    type Response = Policy;

    fn call(&self) -> Call {
        Call::read(["policies", self.0.as_str()])
    }

    fn parse(&self, body: &str) -> Result<Policy, DecodeError> {
        Policy::read(Object::parse(body)?)
    }
}

/// `GET /3/policies/all/details`: all policies, each with its devices and their overrides (vendor's SDK, since 4.1.0).
///
/// The path means that a policy named `all` cannot have a sub-resource `details`; nothing else is affected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPolicyDetails;

impl Endpoint for ListPolicyDetails {
    type Response = Vec<PolicyDetails>;

    fn call(&self) -> Call {
        Call::read(["policies", "all", "details"])
    }

    fn parse(&self, body: &str) -> Result<Vec<PolicyDetails>, DecodeError> {
        wire::list_of(body, "policies", details)
    }
}

fn details(mut object: Object<'_>) -> Result<PolicyDetails, DecodeError> {
    let devices = object
        .objects("Devices")?
        .into_iter()
        .map(|mut device| Ok(PolicyDevice { name: device.text("Name")?, overrides: device.pairs("Parameters")? }));
    Ok(PolicyDetails { devices: devices.collect::<Result<_, _>>()?, policy: Policy::read(object)? })
}

/// `PUT /3/policies/{name}` (page *Modify a Policy Name*): only the name can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenamePolicy {
    /// Its name until now.
    pub name: PolicyName,
    /// Its new name.
    pub new_name: PolicyName,
}

impl Endpoint for RenamePolicy {
    type Response = Policy;

    fn call(&self) -> Call {
        Call::new(Method::Put, Safety::Idempotent, ["policies", self.name.as_str()])
            .with_body(&json!({ "Name": self.new_name.as_str() }))
    }

    fn parse(&self, body: &str) -> Result<Policy, DecodeError> {
        Policy::read(Object::parse(body)?)
    }
}

/// `DELETE /3/policies/{name}` (page *Delete a Policy*): answers 204; refused while a device has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletePolicy(pub PolicyName);

impl Endpoint for DeletePolicy {
    type Response = ();

    fn call(&self) -> Call {
        Call::new(Method::Delete, Safety::Unsafe, ["policies", self.0.as_str()])
    }

    fn parse(&self, body: &str) -> Result<(), DecodeError> {
        wire::empty(body)
    }
}

#[cfg(test)]
#[path = "policies_tests.rs"]
mod tests;
