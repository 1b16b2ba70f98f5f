//! Calls about aliases: labels (a room, an account) from which the user of a handheld chooses before a scan.

use serde_json::{Value, json};

use crate::{
    call::{Call, Method, Safety},
    endpoint::Endpoint,
    ids::Id,
    names::{AliasName, DeviceName},
    wire::{self, DecodeError, Object},
};

/// An alias. Known from the vendor's SDK and the page *Modify an Alias*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Jetstream's number of it; stays when the alias is renamed.
    pub id: Option<Id>,
    /// Its name, unique.
    pub name: String,
    /// The devices that may use it.
    pub devices: Vec<String>,
    /// Its region.
    pub region: String,
}

impl Alias {
    /// Reads an alias object.
    pub fn read(mut object: Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            id: object.optional_integer("Id")?.map(Id),
            name: object.text("Name")?,
            devices: object.texts("Devices")?,
            region: object.optional_text("Region")?.unwrap_or_default(),
        })
    }
}

/// The fields that *Create an Alias* and *Modify an Alias* write. All three fields are required, even when unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasDraft {
    /// Its name.
    pub name: AliasName,
    /// Its devices; may be empty.
    pub devices: Vec<DeviceName>,
    /// Its region.
    pub region: String,
}

impl AliasDraft {
    fn body(&self) -> Value {
        let devices: Vec<_> = self.devices.iter().map(DeviceName::as_str).collect();
        json!({ "Name": self.name.as_str(), "Devices": devices, "Region": self.region })
    }
}

/// `POST /3/aliases`: publishes an AliasAddedEvent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateAlias(pub AliasDraft);

impl Endpoint for CreateAlias {
    type Response = Alias;

    fn call(&self) -> Call {
        Call::new(Method::Post, Safety::Unsafe, ["aliases"]).with_body(&self.0.body())
    }

    fn parse(&self, body: &str) -> Result<Alias, DecodeError> {
        Alias::read(Object::parse(body)?)
    }
}

/// `PUT /3/aliases/{name}` (page *Modify an Alias*): publishes an AliasModifiedEvent with the new name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModifyAlias {
    /// Its name until now.
    pub name: AliasName,
    /// Its fields from now on.
    pub alias: AliasDraft,
}

impl Endpoint for ModifyAlias {
    type Response = Alias;

    fn call(&self) -> Call {
        Call::new(Method::Put, Safety::Idempotent, ["aliases", self.name.as_str()]).with_body(&self.alias.body())
    }

    fn parse(&self, body: &str) -> Result<Alias, DecodeError> {
        Alias::read(Object::parse(body)?)
    }
}

/// `GET /3/aliases`: all aliases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListAliases;

impl Endpoint for ListAliases {
    type Response = Vec<Alias>;

    fn call(&self) -> Call {
        Call::read(["aliases"])
    }

    fn parse(&self, body: &str) -> Result<Vec<Alias>, DecodeError> {
        wire::list_of(body, "aliases", Alias::read)
    }
}

/// `GET /3/aliases/property/names`: the names alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListAliasNames;

impl Endpoint for ListAliasNames {
    type Response = Vec<String>;

    fn call(&self) -> Call {
        Call::read(["aliases", "property", "names"])
    }

    fn parse(&self, body: &str) -> Result<Vec<String>, DecodeError> {
        wire::texts(wire::parse(body)?, "names")
    }
}

/// `GET /3/aliases/{name}`; 404 for an unknown name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetAlias(pub AliasName);

impl Endpoint for GetAlias {
    type Response = Alias;

    fn call(&self) -> Call {
        Call::read(["aliases", self.0.as_str()])
    }

    fn parse(&self, body: &str) -> Result<Alias, DecodeError> {
        Alias::read(Object::parse(body)?)
    }
}

/// `DELETE /3/aliases/{name}`: publishes an AliasRemovedEvent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeleteAlias(pub AliasName);

impl Endpoint for DeleteAlias {
    type Response = ();

    fn call(&self) -> Call {
        Call::new(Method::Delete, Safety::Unsafe, ["aliases", self.0.as_str()])
    }

    fn parse(&self, body: &str) -> Result<(), DecodeError> {
        wire::empty(body)
    }
}

#[cfg(test)]
#[path = "aliases_tests.rs"]
mod tests;
