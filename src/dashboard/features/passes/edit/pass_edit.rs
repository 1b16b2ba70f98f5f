//! An edit of one of a device's lists: one call, and the content that the list is expected to have afterwards.

use jetstream_api::{
    call::{Call, Endpoint, Reply},
    credentials::{AddCredentials, CredentialType, Credentials, Pass, RemoveCredentials, ReplaceCredentials},
    error::ApiError,
    names::DeviceName,
};
use jetstream_fleet::{
    commands::ANSWER_WITHIN,
    passes::{ExpectedList, MatchResult},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{features::passes::store::CredentialStore, state::guid::new_guid};
use jetstream_browser as browser;

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
    pub deed: PassListChange,
}

impl PassEdit {
    /// The list that it changes.
    pub fn kind(&self) -> CredentialType {
        match &self.deed {
            PassListChange::Add(credentials) => credentials.credential_type(),
            PassListChange::Replace(_) => CredentialType::Basic,
            PassListChange::Remove(kind, _) => *kind,
        }
    }

    /// The entries that it affects: pass numbers, or names of users or PINs.
    pub fn names(&self) -> Vec<String> {
        let numbers = |passes: &[Pass]| passes.iter().map(|pass| pass.reveal().to_owned()).collect();
        match &self.deed {
            PassListChange::Add(Credentials::Basic(passes)) | PassListChange::Replace(passes) => numbers(passes),
            PassListChange::Add(Credentials::User(secrets) | Credentials::Pin(secrets)) => {
                secrets.iter().map(|(name, _)| name.clone()).collect()
            }
            PassListChange::Remove(_, names) => names.clone(),
        }
    }

    fn endpoint(&self) -> Box<dyn Endpoint<Response = Vec<String>>> {
        let device = self.device.clone();
        match self.deed.clone() {
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

    fn decode(&self, reply: &Reply) -> Result<(), ApiError> {
        // The content of the answer is documented in two contradictory ways. The list is read afterwards in any case.
        self.endpoint().decode(reply).map(drop)
    }

    /// The expected content of the list after the edit.
    pub fn expected(&self) -> ExpectedList {
        match self.deed {
            PassListChange::Add(_) => ExpectedList::Has(self.names()),
            PassListChange::Replace(_) => ExpectedList::Is(self.names()),
            PassListChange::Remove(..) => ExpectedList::Lacks(self.names()),
        }
    }
}

/// The progress of an edit.
#[derive(Debug, Clone, PartialEq)]
pub enum SubmissionState {
    /// The call was sent, and there is no answer yet.
    Sending,
    /// No answer within 90 seconds. The call is not aborted: that would only hide whether it takes effect.
    Overdue,
    /// The call was answered or failed, and the list was read afterwards.
    Settled {
        /// The error of the call; `None` after a success.
        error: Option<ApiError>,
        /// The comparison of the list with the expected content, or the error of the read.
        list: Result<MatchResult, ApiError>,
    },
}

/// Sends an edit once, and reads the list afterwards whatever the answer is. It continues when the user leaves the page.
pub fn send_edit(edit: PassEdit, book: CredentialStore) -> ArcRwSignal<SubmissionState> {
    // Not owned by the component: each click has its own signal, so that a late answer updates the state of its own click only.
    let progress = ArcRwSignal::new(SubmissionState::Sending);
    let (told, waited) = (progress.clone(), progress.clone());
    let (client, reader, late) = (book.client_for(new_guid()), book.reader(edit.kind()), book.reader(edit.kind()));
    spawn_local(async move {
        let answer = match client.exchange(edit.call()).await {
            Ok(reply) => edit.decode(&reply),
            Err(error) => Err(error),
        };
        if answer.is_ok() {
            book.changed(edit.kind());
        }
        let list = reader.read().await.map(|list| edit.expected().compare(&list));
        told.set(SubmissionState::Settled { error: answer.err(), list });
    });
    spawn_local(async move {
        browser::sleep(ANSWER_WITHIN.unsigned_abs()).await;
        if waited.get_untracked() == SubmissionState::Sending {
            waited.set(SubmissionState::Overdue);
            // The result is shown in the list itself.
            let _ = late.read().await;
        }
    });
    progress
}

#[cfg(test)]
mod tests {
    use jetstream_api::call::{Method, Safety};

    use super::*;

    fn edit(deed: PassListChange) -> PassEdit {
        PassEdit { device: DeviceName::parse("Cabinet 7").unwrap(), deed }
    }

    fn pass() -> Pass {
        Pass::parse("00A1B2C3D4").unwrap()
    }

    #[test]
    fn each_deed_makes_its_call_and_knows_what_to_expect() {
        let sent = |deed| {
            let edit = edit(deed);
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
