//! Who is signed in, and where. The key lives in memory and nowhere else, unless the administrator asks for the tab's storage.

mod check;
mod kept;

use jetstream_api::{call::Call, client::Client, ids::Guid, key::AccessKey};
use leptos::{prelude::*, reactive::owner::WeakOwner};

pub use check::{Refusal, check};
pub use kept::{DRAFTS, forget, keep, kept};

use crate::{browser::BrowserTransport, config::Environment};

/// A key that an environment has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Where.
    pub environment: Environment,
    /// With which key.
    pub key: AccessKey,
    /// The operator allows looking only.
    pub read_only: bool,
}

/// The account of everything below it. Copied freely; a stored value, since an account never changes while it lasts.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    account: StoredValue<Account>,
    end: Callback<()>,
    owner: StoredValue<Option<WeakOwner>>,
}

impl Session {
    /// Opens a session and puts it into the context. `end` is what signs out.
    pub fn provide(account: Account, end: Callback<()>) -> Self {
        let owner = Owner::current().map(|owner| owner.downgrade());
        let session = Self { account: StoredValue::new(account), end, owner: StoredValue::new(owner) };
        provide_context(session);
        session
    }

    /// The session that this view stands in. Every view but the sign-in page stands in one.
    pub fn current() -> Self {
        expect_context()
    }

    /// Where the session is.
    pub fn environment(&self) -> Environment {
        self.account.with_value(|account| account.environment.clone())
    }

    /// May nothing be changed?
    pub fn is_read_only(&self) -> bool {
        self.account.with_value(|account| account.read_only)
    }

    /// The secret, for the feed's hello.
    pub fn key(&self) -> AccessKey {
        self.account.with_value(|account| account.key.clone())
    }

    /// A client for reads. Take it before the first `.await`: the session may be gone afterwards.
    pub fn client(&self) -> Client<BrowserTransport> {
        Client::new(self.transport())
    }

    /// A client for the one unsafe call of a click.
    pub fn client_for(&self, click: Guid) -> Client<BrowserTransport> {
        Client::new(self.transport().for_click(click))
    }

    /// Does a gateway on this page's own origin recognise a call that the browser sent twice?
    pub fn has_click_ids(&self) -> bool {
        self.transport().is_same_origin()
    }

    fn transport(&self) -> BrowserTransport {
        self.account.with_value(|account| BrowserTransport::new(&account.environment.api, account.key.clone()))
    }

    /// A call as a line for a shell, without the key.
    pub fn curl(&self, call: &Call) -> String {
        self.account.with_value(|account| call.curl(&account.environment.api))
    }

    /// Makes something that lasts until sign-out, whichever page asks for it first: signals, effects, a context for all later pages.
    pub fn keep<T>(&self, make: impl FnOnce() -> T) -> Option<T> {
        let owner = self.owner.with_value(|owner| owner.as_ref()?.upgrade())?;
        Some(owner.with(make))
    }

    /// Signs out.
    pub fn end(&self) {
        self.end.run(());
    }
}
