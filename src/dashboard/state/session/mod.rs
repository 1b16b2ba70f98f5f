//! The session: an environment with an accepted key, or an open file. The key is in memory alone, unless the administrator chooses to
//! store it in the tab.

pub mod idle;
pub mod key_check;
pub mod stored_session;

use jetstream_api::{call::Call, client::Client, ids::Guid, key::AccessKey};
use leptos::{prelude::*, reactive::owner::WeakOwner};

use crate::{
    config::Environment,
    state::{demo, session::stored_session::save, transport::BrowserTransport},
};
use jetstream_browser::{ChosenFile, Database};

/// A warning before signing out.
#[derive(Debug, Clone, Copy)]
pub struct SignOutWarning {
    /// What signing out would interrupt or leave behind, in a sentence; `None` while there is nothing.
    pub reason: Signal<Option<String>>,
    /// Draws what can be done about it first.
    pub action: Option<Callback<(), AnyView>>,
}

/// A key that an environment has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The environment.
    pub environment: Environment,
    /// The key.
    pub key: AccessKey,
    /// The operator allows reading only.
    pub read_only: bool,
}

/// The source of the data of a session.
#[derive(Debug, Clone)]
pub enum DataSource {
    /// A Jetstream, under a key.
    Api(Account),
    /// A file of events. There is no key, and no call is made.
    File(ChosenFile),
}

/// Why no call can be made while a file is open.
pub const NO_CONNECTION: &str = "A file is open; there is no connection to Jetstream.";

/// Why nothing can be changed where the configuration is read-only.
pub const READ_ONLY: &str = "This dashboard only shows: its configuration says read-only.";

/// The session of everything below it. Copied freely; a stored value, since its source never changes.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    source: StoredValue<DataSource, LocalStorage>,
    end: Callback<()>,
    owner: StoredValue<Option<WeakOwner>>,
    warnings: StoredValue<Vec<SignOutWarning>>,
}

impl Session {
    /// Opens a session and puts it into the context. `end` is what signs out.
    pub fn provide(source: DataSource, end: Callback<()>) -> Self {
        let owner = Owner::current().map(|owner| owner.downgrade());
        let (source, owner) = (StoredValue::new_local(source), StoredValue::new(owner));
        let session = Self { source, end, owner, warnings: StoredValue::new(Vec::new()) };
        provide_context(session);
        session
    }

    /// The session of this view. Every view but the sign-in page has one.
    pub fn current() -> Self {
        expect_context()
    }

    /// The source of the data.
    pub fn source(&self) -> DataSource {
        self.source.get_value()
    }

    /// Is the source a file?
    pub fn is_file(&self) -> bool {
        self.source.with_value(|source| matches!(source, DataSource::File(_)))
    }

    /// Is this the key that the session was opened with?
    pub fn uses_key(&self, typed: &str) -> bool {
        self.source.with_value(|source| match source {
            DataSource::Api(account) => AccessKey::parse(typed).is_ok_and(|key| key == account.key),
            DataSource::File(_) => false,
        })
    }

    /// Stores the key in this tab's storage.
    pub fn keep_key(&self) {
        self.source.with_value(|source| {
            if let DataSource::Api(Account { environment, key, .. }) = source {
                save(&environment.label, key);
            }
        });
    }

    /// The environment of the session. For a file it is a placeholder without an API base.
    pub fn environment(&self) -> Environment {
        self.source.with_value(|source| match source {
            DataSource::Api(account) => account.environment.clone(),
            DataSource::File(_) => Environment {
                label: "File of events".to_owned(),
                api: String::new(),
                feed: None,
                demo_key: None,
                simulated: true,
            },
        })
    }

    /// Is changing forbidden?
    pub fn is_read_only(&self) -> bool {
        self.source.with_value(|source| match source {
            DataSource::Api(account) => account.read_only,
            DataSource::File(_) => true,
        })
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
        self.source.with_value(|source| match source {
            DataSource::Api(Account { environment, key, .. }) => BrowserTransport::new(&environment.api, key.clone()),
            DataSource::File(_) => BrowserTransport::disabled(),
        })
    }

    /// The browser's database of this name, or a disabled one where the session must not store anything.
    pub fn database(&self, name: &str) -> Database {
        demo::keeps_nothing(&self.environment().api).map_or_else(|| Database::open(name), Database::disabled)
    }

    /// A call as a line for a shell, without the key.
    pub fn curl(&self, call: &Call) -> String {
        call.curl(&self.environment().api)
    }

    /// Runs `make` under the owner of the session, so that the signals, effects and contexts that it creates last until sign-out, and not
    /// only as long as the page that calls this. `None` after sign-out.
    pub fn run_in_session<T>(&self, make: impl FnOnce() -> T) -> Option<T> {
        // The session may have ended during a wait of the caller.
        let owner = self.owner.try_with_value(|owner| owner.as_ref()?.upgrade()).flatten()?;
        Some(owner.with(make))
    }

    /// Registers a warning, for as long as its owner is there.
    pub fn register_sign_out_warning(&self, warning: SignOutWarning) {
        self.warnings.update_value(|warnings| {
            warnings.retain(|warning| warning.reason.try_with_untracked(|_| ()).is_some());
            warnings.push(warning);
        });
    }

    /// The warnings that apply now, each with its sentence; reactive.
    pub fn sign_out_warnings(&self) -> Vec<(SignOutWarning, String)> {
        self.warnings.with_value(|warnings| {
            warnings.iter().filter_map(|warning| Some((*warning, warning.reason.try_get().flatten()?))).collect()
        })
    }

    /// Signs out.
    pub fn end(&self) {
        self.end.run(());
    }
}
