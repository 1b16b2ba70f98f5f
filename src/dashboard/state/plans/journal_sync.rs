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

fn lock_name(sheet: &PlanRun) -> String {
    format!("jetstream-plan-{}", sheet.plan().id())
}

impl Plans {
    /// Appends entries to the journal, in memory and in the database.
    pub(super) fn append(self, sheet: &PlanRun, notes: Vec<JournalEntry>) {
        for note in notes {
            self.tell(sheet, note, None);
        }
    }

    /// Appends the outcome of an attempt, unless the journal has a final or later one.
    pub(super) fn append_outcome(self, sheet: &PlanRun, note: JournalEntry, attempt: Guid) {
        if sheet.is_current_outcome(&note.step, attempt, &note.outcome) {
            self.tell(sheet, note, Some(attempt));
        }
    }

    fn tell(self, sheet: &PlanRun, note: JournalEntry, attempt: Option<Guid>) {
        let number = sheet.note(note.clone());
        let sheet = sheet.clone();
        spawn_local(async move {
            match self.persist(&sheet, number, &note).await {
                Ok(()) => {}
                Err(StorageError::Failed(why)) => self.mark_record_missing(&sheet, why),
                // Another tab was quicker. Its entries are merged; an outcome of ours is appended again, and other entries can be
                // derived again from events or requested again.
                Err(StorageError::AlreadyExists) => {
                    self.merge_stored(&sheet).await;
                    if let Some(attempt) = attempt {
                        self.append_outcome(&sheet, note, attempt);
                    }
                }
            }
        });
    }

    /// Handles a failure of the database. The journal stays in memory, and a running plan is paused: a person decides whether to continue
    /// without a stored journal.
    pub(super) fn mark_record_missing(self, sheet: &PlanRun, why: String) {
        if sheet.is_kept() {
            sheet.keep_in_memory(why);
            self.stop_with(sheet, FROM_MEMORY.to_owned());
        }
    }

    /// Stores an entry under its number.
    pub(super) async fn persist(self, sheet: &PlanRun, number: u32, note: &JournalEntry) -> Result<(), StorageError> {
        match self.store.try_get_value() {
            Some(store) if sheet.is_kept() => store.add_note(sheet.plan().id(), number, note).await,
            _ => Ok(()),
        }
    }

    /// Replaces the journal by the stored one, if that has entries that this tab does not know. Entries of this tab that are still being
    /// written do not count as missing.
    pub(super) async fn refresh(self, sheet: &PlanRun) {
        if let Some(kept) = self.kept(sheet).await.filter(|kept| sheet.is_stale(kept)) {
            sheet.apply_stored(kept);
        }
    }

    /// Replaces the journal by the stored one, after another tab was quicker. Returns whether that tab has sent a call.
    pub(super) async fn merge_stored(self, sheet: &PlanRun) -> bool {
        self.kept(sheet).await.is_some_and(|kept| sheet.apply_stored(kept))
    }

    async fn kept(self, sheet: &PlanRun) -> Option<StoredPlan> {
        let store = self.store.try_get_value().filter(|_| sheet.is_kept())?;
        // A failed read is ignored; the next write reports the problem.
        store.one(sheet.plan()).await.ok().flatten()
    }

    /// Appends the results of the commands of all plans, from events and answers. Runs once a second, also in a hidden tab.
    pub(super) fn listen(self) {
        let now = self.live.now();
        let sheets = self.shelf.with(|shelf| shelf.sheets.clone());
        // A command can also time out without new events, so it is checked each minute as well.
        let moment = (self.live.with_untracked(|fleet| fleet.revision()), now.as_second() / 60);
        if self.heard.get_value() == moment {
            return;
        }
        self.heard.set_value(moment);
        for sheet in sheets {
            untrack(|| match sheet.activity() {
                RunState::InAnotherTab => {}
                RunState::Idle => self.hear_at_rest(&sheet),
                _ => {
                    self.on_message(&sheet);
                    self.run_next(&sheet);
                }
            });
        }
    }

    /// Appends results to an idle plan. Any tab may do so, unless another tab runs the plan.
    fn hear_at_rest(self, sheet: &PlanRun) {
        if !self.heard(sheet).is_empty() {
            let sheet = sheet.clone();
            spawn_local(async move {
                let elsewhere = !self.has_lock(&sheet) && browser::is_locked(&lock_name(&sheet)).await == Some(true);
                match sheet.activity_untracked() {
                    RunState::Idle if elsewhere => self.follow(&sheet).await,
                    RunState::InAnotherTab => {}
                    _ => self.on_message(&sheet),
                }
            });
        }
    }

    fn heard(self, sheet: &PlanRun) -> Vec<JournalEntry> {
        if self.is_finished() {
            return Vec::new();
        }
        // Not tracked: it is called after each change of the fleet, and each minute.
        let now = self.live.now_untracked();
        self.live.with_untracked(|fleet| {
            sheet.with_untracked(|plan, journal| plan.results_from_events(journal, fleet.commands(), now))
        })
    }

    /// Appends the results of a plan's commands, from events and answers.
    pub(super) fn on_message(self, sheet: &PlanRun) {
        self.append(sheet, self.heard(sheet));
    }

    /// Checks whether another tab runs the plan, and if so follows its entries until it ends.
    pub fn poll(self, sheet: &PlanRun) {
        let here = move |sheet: &PlanRun| sheet.activity_untracked() != RunState::Idle || self.has_lock(sheet);
        if !here(sheet) {
            let sheet = sheet.clone();
            spawn_local(async move {
                if browser::is_locked(&lock_name(&sheet)).await == Some(true) && !here(&sheet) {
                    self.follow(&sheet).await;
                }
            });
        }
    }

    /// Follows the entries of another tab until that tab releases the lock.
    pub(super) async fn follow(self, sheet: &PlanRun) {
        sheet.set_activity(RunState::InAnotherTab);
        while browser::is_locked(&lock_name(sheet)).await == Some(true) && !self.is_finished() {
            self.refresh(sheet).await;
            browser::sleep(LOOK_AGAIN).await;
        }
        self.refresh(sheet).await;
        sheet.set_notice(None);
        sheet.set_activity(RunState::Idle);
    }

    /// Acquires the lock of a plan; `false` if another tab has it.
    pub(super) async fn take_lock(self, sheet: &PlanRun) -> bool {
        if self.has_lock(sheet) {
            return true;
        }
        match browser::try_acquire(&lock_name(sheet)).await {
            LockResult::Acquired(lock) => {
                self.locks.try_update_value(|locks| locks.insert(sheet.plan().id(), lock));
                true
            }
            LockResult::Busy => false,
            // Without locks, two tabs still cannot both add an entry under the same number.
            LockResult::Unsupported => true,
        }
    }

    fn has_lock(self, sheet: &PlanRun) -> bool {
        self.locks.try_with_value(|locks| locks.contains_key(&sheet.plan().id())).unwrap_or_default()
    }

    /// Releases the lock.
    pub(super) fn release_lock(self, sheet: &PlanRun) {
        self.locks.try_update_value(|locks| locks.remove(&sheet.plan().id()));
    }
}
