//! The list of change plans: stored, executed, and resumed after an interruption. [`jetstream_fleet::plan`] decides which steps may be
//! sent; here they are sent and recorded.
//!
//! Plans belong to the session, not to a page: a plan continues while other pages are open.

pub mod actions;
pub mod execute_call;
pub mod journal_sync;
pub mod plan_run;
pub mod runner;
pub mod store;

use std::collections::HashMap;

use jetstream_api::ids::Guid;
use jetstream_fleet::plan::{Journal, Plan, PlanSpec, SpecError, Stage};
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    directory::Directory,
    guid::new_guid,
    live::LiveState,
    plans::{
        plan_run::{PlanRun, PlanStorage, RunState},
        store::{Record, Store, StoredPlan},
    },
    session::{Session, SignOutWarning},
};
use jetstream_browser::{self as browser, Lock};

/// A plan in the database that this version cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadablePlan {
    /// The id under which it is stored.
    pub id: String,
    /// The reason, in a sentence.
    pub why: String,
}

/// The warning before signing out while a plan runs.
const BROKEN_OFF: &str = "A change plan is being carried out. Signing out breaks it off: devices may be without a policy until it \
                          is carried on with.";

/// All plans, and the state of their storage.
#[derive(Debug, Clone)]
struct PlanList {
    open: bool,
    keeping: PlanStorage,
    runs: Vec<PlanRun>,
    unreadable: Vec<UnreadablePlan>,
}

/// All change plans of this environment that this browser knows. Copied freely.
#[derive(Clone, Copy)]
pub struct Plans {
    list: RwSignal<PlanList>,
    store: StoredValue<Store, LocalStorage>,
    locks: StoredValue<HashMap<Guid, Lock>, LocalStorage>,
    last_check: StoredValue<(u64, i64)>,
    session: Session,
    live: LiveState,
    directory: Directory,
}

impl Plans {
    /// The plans of the session. The first call opens them; they last until sign-out.
    pub fn current() -> Self {
        use_context().unwrap_or_else(|| {
            let (session, live, directory) = (Session::current(), LiveState::current(), Directory::current());
            let provide = || {
                let plans = Self::open(session, live, directory);
                provide_context(plans);
                plans
            };
            session.run_in_session(provide).unwrap_or_else(provide)
        })
    }

    fn open(session: Session, live: LiveState, directory: Directory) -> Self {
        let list = PlanList { open: false, keeping: PlanStorage::Database, runs: Vec::new(), unreadable: Vec::new() };
        let plans = Self {
            list: RwSignal::new(list),
            store: StoredValue::new_local(Store::open(session)),
            locks: StoredValue::new_local(HashMap::new()),
            last_check: StoredValue::new((0, 0)),
            session,
            live,
            directory,
        };
        plans.load();
        Effect::new(move || plans.listen());
        let minds_leaving = Memo::new(move |_| plans.all().iter().any(PlanRun::blocks_leaving));
        browser::guard_unload(minds_leaving.into());
        let why = Signal::derive(move || minds_leaving.get().then(|| BROKEN_OFF.to_owned()));
        session.register_sign_out_warning(SignOutWarning { reason: why, action: None });
        plans
    }

    fn load(self) {
        let (store, environment) = (self.store.get_value(), self.session.environment().label);
        spawn_local(async move {
            let records = store.all(&environment).await;
            self.list.try_update(|list| {
                list.open = true;
                match records {
                    Ok(records) => records.into_iter().for_each(|record| list.put(record)),
                    Err(error) => list.keeping = PlanStorage::Memory(error.to_string()),
                }
            });
        });
    }

    /// Has the database answered, well or not? Before that no earlier plans are listed.
    pub fn is_open(&self) -> bool {
        self.list.with(|list| list.open)
    }

    /// Where new plans are stored.
    pub fn storage(&self) -> PlanStorage {
        self.list.with(|list| list.keeping.clone())
    }

    /// All plans, the newest first.
    pub fn all(&self) -> Vec<PlanRun> {
        self.list.with(|list| list.runs.clone())
    }

    /// The stored plans that cannot be read.
    pub fn unreadable(&self) -> Vec<UnreadablePlan> {
        self.list.with(|list| list.unreadable.clone())
    }

    /// The plan with this id, as text from a URL.
    pub fn one(&self, id: &str) -> Option<PlanRun> {
        let id = Guid::parse(id).ok()?;
        self.list.with(|list| list.runs.iter().find(|plan_run| plan_run.plan().id() == id).cloned())
    }

    /// Creates and stores a plan, and returns its id. Nothing is sent before it is [run](Self::run).
    ///
    /// # Errors
    ///
    /// The goal cannot be planned.
    pub fn add(&self, spec: PlanSpec) -> Result<Guid, SpecError> {
        let environment = self.session.environment().label;
        // The time of its creation, so it is not tracked.
        let plan = Plan::new(new_guid(), environment, self.live.now_untracked(), spec)?;
        let id = plan.id();
        let keeping = self.list.with_untracked(|list| list.keeping.clone());
        let plan_run = PlanRun::new(StoredPlan { plan, journal: Journal::default(), next: 0 }, keeping);
        self.list.update(|list| list.runs.insert(0, plan_run.clone()));
        let store = self.store.get_value();
        spawn_local(async move {
            if let Err(error) = store.add_plan(plan_run.plan()).await {
                plan_run.keep_in_memory(error.to_string());
            }
        });
        Ok(id)
    }

    /// Why a plan must not be deleted now; `None` where it may.
    pub fn storage_problem(&self, plan_run: &PlanRun) -> Option<&'static str> {
        let (stage, lacking) =
            plan_run.with(|plan, journal| (plan.stage(journal), !plan.without_policy(journal).is_empty()));
        match plan_run.activity() {
            RunState::InAnotherTab => Some("It runs in another tab."),
            RunState::Idle if plan_run.under_way() == 0 => match (lacking, stage) {
                (true, _) => Some("It has left a device without a policy: repair that first."),
                (false, Stage::Sent) => Some("Some devices have not confirmed yet."),
                (false, _) => None,
            },
            _ => Some("It is being carried out."),
        }
    }

    /// Deletes a plan with its journal, unless there is a [problem](Self::storage_problem). Its effects in Jetstream remain.
    pub fn forget(&self, plan_run: &PlanRun) {
        if untrack(|| self.storage_problem(plan_run)).is_none() {
            let id = plan_run.plan().id();
            self.list.update(|list| list.runs.retain(|one| one != plan_run));
            self.forget_record(id.to_string());
        }
    }

    /// Deletes a stored plan that cannot be read.
    pub fn forget_unreadable(&self, id: &str) {
        self.list.update(|list| list.unreadable.retain(|one| one.id != id));
        self.forget_record(id.to_owned());
    }

    fn forget_record(&self, id: String) {
        let store = self.store.get_value();
        spawn_local(async move {
            // If this fails, the plan is listed again after a reload, and can be deleted then.
            let _ = store.forget(&id).await;
        });
    }
}

impl PlanList {
    fn put(&mut self, record: Record) {
        match record {
            Record::Plan(stored) => {
                // A plan that was created while the database was being opened is in the list already.
                if self.runs.iter().any(|plan_run| plan_run.plan().id() == stored.plan.id()) {
                    return;
                }
                let plan_run = PlanRun::new(*stored, PlanStorage::Database);
                let made_at = plan_run.plan().made_at();
                let place = self.runs.iter().position(|other| other.plan().made_at() <= made_at);
                self.runs.insert(place.unwrap_or(self.runs.len()), plan_run);
            }
            Record::Unreadable { id, why } => self.unreadable.push(UnreadablePlan { id, why: why.to_string() }),
        }
    }
}

#[cfg(test)]
#[path = "simulated_tests.rs"]
mod simulated;
