//! Synchronisation of a plan's journal with the database: entries are added under increasing numbers, and entries of other tabs are
//! merged.

use std::time::Duration;

use jetstream_api::ids::Guid;
use jetstream_fleet::plan::JournalEntry;
use leptos::{prelude::*, task::spawn_local};

use crate::state::plans::{
    Plans,
    plan_run::{PlanRun, RunState},
    store::StoredPlan,
};
use jetstream_browser::{self as browser, LockResult, StorageError};

/// The interval at which a tab reads the entries of another one.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
const FROM_MEMORY: &str = "The browser does not keep the record of this plan any longer. It can go on from memory: then do not \
    close this page before it is done.";

fn lock_name(plan_run: &PlanRun) -> String {
    format!("jetstream-plan-{}", plan_run.plan().id())
}

impl Plans {
    /// Appends entries to the journal, in memory and in the database.
    pub(super) fn append(self, plan_run: &PlanRun, notes: Vec<JournalEntry>) {
        for note in notes {
            self.tell(plan_run, note, None);
        }
    }

    /// Appends the outcome of an attempt, unless the journal has a final or later one.
    pub(super) fn append_outcome(self, plan_run: &PlanRun, note: JournalEntry, attempt: Guid) {
        if plan_run.is_current_outcome(&note.step, attempt, &note.outcome) {
            self.tell(plan_run, note, Some(attempt));
        }
    }

    fn tell(self, plan_run: &PlanRun, note: JournalEntry, attempt: Option<Guid>) {
        let number = plan_run.note(note.clone());
        let plan_run = plan_run.clone();
        spawn_local(async move {
            match self.persist(&plan_run, number, &note).await {
                Ok(()) => {}
                Err(StorageError::Failed(why)) => self.mark_record_missing(&plan_run, why),
                // Another tab was quicker. Its entries are merged; an outcome of ours is appended again, and other entries can be
                // derived again from events or requested again.
                Err(StorageError::AlreadyExists) => {
                    self.merge_stored(&plan_run).await;
                    if let Some(attempt) = attempt {
                        self.append_outcome(&plan_run, note, attempt);
                    }
                }
            }
        });
    }

    /// Handles a failure of the database. The journal stays in memory, and a running plan is paused: a person decides whether to continue
    /// without a stored journal.
    pub(super) fn mark_record_missing(self, plan_run: &PlanRun, why: String) {
        if plan_run.is_kept() {
            plan_run.keep_in_memory(why);
            self.stop_with(plan_run, FROM_MEMORY.to_owned());
        }
    }

    /// Stores an entry under its number.
    pub(super) async fn persist(
        self,
        plan_run: &PlanRun,
        number: u32,
        note: &JournalEntry,
    ) -> Result<(), StorageError> {
        match self.store.try_get_value() {
            Some(store) if plan_run.is_kept() => store.add_note(plan_run.plan().id(), number, note).await,
            _ => Ok(()),
        }
    }

    /// Replaces the journal by the stored one, if that has entries that this tab does not know. Entries of this tab that are still being
    /// written do not count as missing.
    pub(super) async fn refresh(self, plan_run: &PlanRun) {
        if let Some(stored) = self.stored(plan_run).await.filter(|stored| plan_run.is_stale(stored)) {
            plan_run.apply_stored(stored);
        }
    }

    /// Replaces the journal by the stored one, after another tab was quicker. Returns whether that tab has sent a call.
    pub(super) async fn merge_stored(self, plan_run: &PlanRun) -> bool {
        self.stored(plan_run).await.is_some_and(|stored| plan_run.apply_stored(stored))
    }

    async fn stored(self, plan_run: &PlanRun) -> Option<StoredPlan> {
        let store = self.store.try_get_value().filter(|_| plan_run.is_kept())?;
        // A failed read is ignored; the next write reports the problem.
        store.one(plan_run.plan()).await.ok().flatten()
    }

    /// Appends the results of the commands of all plans, from events and answers. Runs once a second, also in a hidden tab.
    pub(super) fn listen(self) {
        let now = self.live.now();
        let runs = self.list.with(|list| list.runs.clone());
        // A command can also time out without new events, so it is checked each minute as well.
        let moment = (self.live.with_untracked(|fleet| fleet.revision()), now.as_second() / 60);
        if self.last_check.get_value() == moment {
            return;
        }
        self.last_check.set_value(moment);
        for plan_run in runs {
            untrack(|| match plan_run.activity() {
                RunState::InAnotherTab => {}
                RunState::Idle => self.hear_at_rest(&plan_run),
                _ => {
                    self.on_message(&plan_run);
                    self.run_next(&plan_run);
                }
            });
        }
    }

    /// Appends results to an idle plan. Any tab may do so, unless another tab runs the plan.
    fn hear_at_rest(self, plan_run: &PlanRun) {
        if !self.command_results(plan_run).is_empty() {
            let plan_run = plan_run.clone();
            spawn_local(async move {
                let elsewhere =
                    !self.has_lock(&plan_run) && browser::is_locked(&lock_name(&plan_run)).await == Some(true);
                match plan_run.activity_untracked() {
                    RunState::Idle if elsewhere => self.follow(&plan_run).await,
                    RunState::InAnotherTab => {}
                    _ => self.on_message(&plan_run),
                }
            });
        }
    }

    fn command_results(self, plan_run: &PlanRun) -> Vec<JournalEntry> {
        if self.is_finished() {
            return Vec::new();
        }
        // Not tracked: it is called after each change of the fleet, and each minute.
        let now = self.live.now_untracked();
        self.live.with_untracked(|fleet| {
            plan_run.with_untracked(|plan, journal| plan.results_from_events(journal, fleet.commands(), now))
        })
    }

    /// Appends the results of a plan's commands, from events and answers.
    pub(super) fn on_message(self, plan_run: &PlanRun) {
        self.append(plan_run, self.command_results(plan_run));
    }

    /// Checks whether another tab runs the plan, and if so follows its entries until it ends.
    pub fn poll(self, plan_run: &PlanRun) {
        let here = move |plan_run: &PlanRun| plan_run.activity_untracked() != RunState::Idle || self.has_lock(plan_run);
        if !here(plan_run) {
            let plan_run = plan_run.clone();
            spawn_local(async move {
                if browser::is_locked(&lock_name(&plan_run)).await == Some(true) && !here(&plan_run) {
                    self.follow(&plan_run).await;
                }
            });
        }
    }

    /// Follows the entries of another tab until that tab releases the lock.
    pub(super) async fn follow(self, plan_run: &PlanRun) {
        plan_run.set_activity(RunState::InAnotherTab);
        while browser::is_locked(&lock_name(plan_run)).await == Some(true) && !self.is_finished() {
            self.refresh(plan_run).await;
            browser::sleep(LOOK_AGAIN).await;
        }
        self.refresh(plan_run).await;
        plan_run.set_notice(None);
        plan_run.set_activity(RunState::Idle);
    }

    /// Acquires the lock of a plan; `false` if another tab has it.
    pub(super) async fn take_lock(self, plan_run: &PlanRun) -> bool {
        if self.has_lock(plan_run) {
            return true;
        }
        match browser::try_acquire(&lock_name(plan_run)).await {
            LockResult::Acquired(lock) => {
                self.locks.try_update_value(|locks| locks.insert(plan_run.plan().id(), lock));
                true
            }
            LockResult::Busy => false,
            // Without locks, two tabs still cannot both add an entry under the same number.
            LockResult::Unsupported => true,
        }
    }

    fn has_lock(self, plan_run: &PlanRun) -> bool {
        self.locks.try_with_value(|locks| locks.contains_key(&plan_run.plan().id())).unwrap_or_default()
    }

    /// Releases the lock.
    pub(super) fn release_lock(self, plan_run: &PlanRun) {
        self.locks.try_update_value(|locks| locks.remove(&plan_run.plan().id()));
    }
}
