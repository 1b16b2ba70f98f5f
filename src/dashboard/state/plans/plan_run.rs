//! The reactive state of one change plan in this tab: the plan, its journal, the calls in flight, and whether it runs here.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use jetstream_api::{ids::Guid, names::DeviceName};
use jetstream_fleet::plan::{Journal, JournalEntry, Outcome, Plan, Stage, Step};
use leptos::prelude::*;

use crate::state::plans::store::StoredPlan;

/// The state of the execution of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunState {
    /// It does not run. Calls that are under way are still awaited.
    Idle,
    /// The state of its steps is read from Jetstream.
    CheckingServer,
    /// Steps are sent as others end.
    Running,
    /// No step is started, except those that give a policy to a device without one.
    Paused,
    /// The requested steps of these devices are sent, and no others.
    RunningOneStep(Vec<DeviceName>),
    /// It runs in another tab.
    InAnotherTab,
}

/// Where a plan is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanStorage {
    /// In the database of this browser.
    Database,
    /// In the memory of this page only, and why.
    Memory(String),
}

/// The state of a plan in this tab. Cheap to clone; its signals last as long as any clone.
#[derive(Debug, Clone)]
pub struct PlanRun {
    plan: Arc<Plan>,
    journal: ArcRwSignal<Journal>,
    activity: ArcRwSignal<RunState>,
    notice: ArcRwSignal<Option<String>>,
    keeping: ArcRwSignal<PlanStorage>,
    under_way: ArcRwSignal<BTreeMap<Step, Guid>>,
    next: Arc<AtomicU32>,
}

impl PartialEq for PlanRun {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.plan, &other.plan)
    }
}

impl PlanRun {
    pub(super) fn new(stored: StoredPlan, keeping: PlanStorage) -> Self {
        let StoredPlan { plan, journal, next } = stored;
        Self {
            plan: Arc::new(plan),
            journal: ArcRwSignal::new(journal),
            activity: ArcRwSignal::new(RunState::Idle),
            notice: ArcRwSignal::new(None),
            keeping: ArcRwSignal::new(keeping),
            under_way: ArcRwSignal::new(BTreeMap::new()),
            next: Arc::new(AtomicU32::new(next)),
        }
    }

    /// The plan.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Reads plan and journal, and again after each change.
    pub fn with<T>(&self, read: impl FnOnce(&Plan, &Journal) -> T) -> T {
        self.journal.with(|journal| read(&self.plan, journal))
    }

    /// Reads both once.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&Plan, &Journal) -> T) -> T {
        self.journal.with_untracked(|journal| read(&self.plan, journal))
    }

    /// The state of its execution; reactive.
    pub fn activity(&self) -> RunState {
        self.activity.get()
    }

    /// How many calls are under way; reactive.
    pub fn under_way(&self) -> usize {
        self.under_way.with(BTreeMap::len)
    }

    /// Does the plan neither run, here or in another tab, nor wait for calls? Steps that the journal has as started were then interrupted.
    pub fn is_interrupted(&self) -> bool {
        self.activity() == RunState::Idle && self.under_way() == 0
    }

    /// Would closing the page interrupt the plan, or lose a journal that is only in memory?
    pub fn blocks_leaving(&self) -> bool {
        let at_work = match self.activity() {
            RunState::Idle => self.under_way() > 0,
            RunState::CheckingServer | RunState::Running | RunState::RunningOneStep(_) => true,
            RunState::Paused | RunState::InAnotherTab => false,
        };
        let begun = || self.with(|plan, journal| plan.stage(journal)) == Stage::Begun;
        at_work || (self.keeping() != PlanStorage::Database && begun())
    }

    /// Why it stopped by itself, or the problem with its storage, in one sentence or two; reactive.
    pub fn notice(&self) -> Option<String> {
        self.notice.get()
    }

    /// Where it is stored; reactive.
    pub fn keeping(&self) -> PlanStorage {
        self.keeping.get()
    }

    pub(super) fn activity_untracked(&self) -> RunState {
        self.activity.get_untracked()
    }

    pub(super) fn set_activity(&self, activity: RunState) {
        self.activity.set(activity);
    }

    pub(super) fn set_notice(&self, notice: Option<String>) {
        self.notice.set(notice);
    }

    pub(super) fn is_kept(&self) -> bool {
        self.keeping.with_untracked(|keeping| *keeping == PlanStorage::Database)
    }

    pub(super) fn keep_in_memory(&self, why: String) {
        self.keeping.set(PlanStorage::Memory(why));
    }

    /// Appends an entry to the journal in memory, and returns the number to store it under.
    pub(super) fn note(&self, note: JournalEntry) -> u32 {
        self.journal.update(|journal| journal.push(note));
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// Does the database have more entries than this tab knows?
    pub(super) fn is_stale(&self, stored: &StoredPlan) -> bool {
        stored.next > self.next.load(Ordering::Relaxed)
    }

    /// Replaces the journal by the stored one. Returns whether that one has an attempt of another tab.
    pub(super) fn apply_stored(&self, stored: StoredPlan) -> bool {
        let ours =
            self.with_untracked(|_, journal| journal.entries().iter().filter_map(attempt).collect::<HashSet<_>>());
        let others = stored.journal.entries().iter().filter_map(attempt).any(|attempt| !ours.contains(&attempt));
        self.next.store(stored.next, Ordering::Relaxed);
        if self.journal.with_untracked(|journal| *journal != stored.journal) {
            self.journal.set(stored.journal);
        }
        others
    }

    pub(super) fn start_call(&self, step: Step, attempt: Guid) {
        self.under_way.update(|under_way| {
            under_way.insert(step, attempt);
        });
    }

    /// Records that this attempt has ended, or that it is not waited for any longer.
    pub(super) fn finish_call(&self, step: &Step, attempt: Guid) {
        self.under_way.update(|under_way| {
            if under_way.get(step) == Some(&attempt) {
                under_way.remove(step);
            }
        });
    }

    pub(super) fn is_under_way(&self, step: &Step) -> bool {
        self.under_way.with_untracked(|under_way| under_way.contains_key(step))
    }

    pub(super) fn awaits(&self, step: &Step, attempt: Guid) -> bool {
        self.under_way.with_untracked(|under_way| under_way.get(step) == Some(&attempt))
    }

    pub(super) fn is_idle(&self) -> bool {
        self.under_way.with_untracked(BTreeMap::is_empty)
    }

    /// Does an outcome of this attempt add something to the journal? Not if the step has been sent again since. A success does, unless the
    /// step is done or skipped: its answer can arrive after the step was given up.
    pub(super) fn is_current_outcome(&self, step: &Step, attempt: Guid, outcome: &Outcome) -> bool {
        self.with_untracked(|_, journal| {
            let latest = journal.started(step).is_some_and(|(_, click)| click == Some(attempt));
            latest
                && match journal.outcome(step) {
                    Some(Outcome::Started { .. } | Outcome::Unknown { .. }) => true,
                    Some(Outcome::Done { .. } | Outcome::Skipped { .. }) => false,
                    _ => matches!(outcome, Outcome::Done { .. }),
                }
        })
    }
}

fn attempt(note: &JournalEntry) -> Option<Guid> {
    match note.outcome {
        Outcome::Started { click, .. } => click,
        _ => None,
    }
}
