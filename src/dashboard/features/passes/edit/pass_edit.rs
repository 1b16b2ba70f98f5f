//! An edit of one of a device's lists: one call, and the content that the list is expected to have afterwards.

use jetstream_api::{
    call::{Call, Endpoint, Reply},
    credentials::{AddCredentials, CredentialType, Credentials, Pass, RemoveCredentials, ReplaceCredentials},
    error::ApiError,
    names::DeviceName,
};
use jetstream_fleet::passes::ExpectedList;

/// The kind of an edit, with its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassListChange {
    /// Append these entries.
    Add(Credentials),
    /// Replace the list with exactly these pass numbers. An empty vector clears the list.
    Replace(Vec<Pass>),
    /// Remove these entries: pass numbers, or names of users or PINs.
    Remove(CredentialType, Vec<String>),
}

/// An edit of one list of one device.
#[derive(Clone, PartialEq, Eq)]
pub struct PassEdit {
    /// The device.
    pub device: DeviceName,
    /// The change.
    pub change: PassListChange,
}

impl PassEdit {
    /// The list that it changes.
    pub fn kind(&self) -> CredentialType {
        match &self.change {
            PassListChange::Add(credentials) => credentials.credential_type(),
            PassListChange::Replace(_) => CredentialType::Basic,
            PassListChange::Remove(kind, _) => *kind,
        }
    }

    /// The entries that it affects: pass numbers, or names of users or PINs.
    pub fn names(&self) -> Vec<String> {
        let numbers = |passes: &[Pass]| passes.iter().map(|pass| pass.reveal().to_owned()).collect();
        match &self.change {
            PassListChange::Add(Credentials::Basic(passes)) | PassListChange::Replace(passes) => numbers(passes),
            PassListChange::Add(Credentials::User(secrets) | Credentials::Pin(secrets)) => {
                secrets.iter().map(|(name, _)| name.clone()).collect()
            }
            PassListChange::Remove(_, names) => names.clone(),
        }
    }

    fn endpoint(&self) -> Box<dyn Endpoint<Response = Vec<String>>> {
        let device = self.device.clone();
        match self.change.clone() {
            PassListChange::Add(credentials) => Box::new(AddCredentials { device, credentials }),
            PassListChange::Replace(passes) => {
                Box::new(ReplaceCredentials { device, credentials: Credentials::Basic(passes) })
            }
            PassListChange::Remove(kind, names) => Box::new(RemoveCredentials { device, kind, names, by_patch: false }),
        }
    }

    /// The call of the edit.
    pub fn call(&self) -> Call {
        self.endpoint().call()
    }

    /// Decodes the answer to the call.
    pub fn decode(&self, reply: &Reply) -> Result<(), ApiError> {
        // The content of the answer is documented in two contradictory ways. The list is read afterwards in any case.
        self.endpoint().decode(reply).map(drop)
    }

    /// The expected content of the list after the edit.
    pub fn expected(&self) -> ExpectedList {
        match self.change {
            PassListChange::Add(_) => ExpectedList::Has(self.names()),
            PassListChange::Replace(_) => ExpectedList::Is(self.names()),
            PassListChange::Remove(..) => ExpectedList::Lacks(self.names()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::call::{Method, Safety};

    use super::*;

    fn edit(change: PassListChange) -> PassEdit {
        PassEdit { device: DeviceName::parse("Cabinet 7").unwrap(), change }
    }

    fn pass() -> Pass {
        Pass::parse("00A1B2C3D4").unwrap()
    }

    #[test]
    fn each_change_makes_its_call_and_knows_what_to_expect() {
        let sent = |change| {
            let edit = edit(change);
            let call = edit.call();
            (call.method, call.path(), call.body.unwrap_or_default(), edit.expected())
        };
        let one = vec!["00A1B2C3D4".to_owned()];
        let basic = "devices/Cabinet%207/credentials/basic".to_owned();
        let body = r#"["00A1B2C3D4"]"#.to_owned();
        assert_eq!(
            sent(PassListChange::Add(Credentials::Basic(vec![pass()]))),
            (Method::Post, basic.clone(), body.clone(), ExpectedList::Has(one.clone()))
        );
        assert_eq!(
            sent(PassListChange::Replace(Vec::new())),
            (Method::Put, basic.clone(), "[]".to_owned(), ExpectedList::Is(Vec::new()))
        );
        let removed = sent(PassListChange::Remove(CredentialType::Basic, one.clone()));
        assert_eq!(removed, (Method::Delete, basic, body, ExpectedList::Lacks(one)));
        let users = Credentials::User(vec![("Maria".to_owned(), "1234".to_owned())]);
        assert_eq!(sent(PassListChange::Add(users)).3, ExpectedList::Has(vec!["Maria".to_owned()]));
    }

    #[test]
    fn what_adds_and_removes_is_never_to_be_repeated_by_a_program() {
        assert_eq!(edit(PassListChange::Add(Credentials::Basic(vec![pass()]))).call().safety, Safety::Unsafe);
        assert_eq!(edit(PassListChange::Remove(CredentialType::Basic, Vec::new())).call().safety, Safety::Unsafe);
    }
}
