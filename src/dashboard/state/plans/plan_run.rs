//! A plan on this page: what is planned, what has happened, and what is being done about it.

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

/// What is being done about a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunState {
    /// Nothing. Calls that are under way are still awaited.
    Idle,
    /// Jetstream is asked how things stand.
    CheckingServer,
    /// Steps are sent as others come to their end.
    Running,
    /// Nothing is begun; only devices without a policy are still given one.
    Paused,
    /// What was asked for these devices is sent, and nothing else.
    RunningOneStep(Vec<DeviceName>),
    /// Another tab is at it.
    InAnotherTab,
}

/// Where a plan is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanStorage {
    /// In the database of this browser.
    Database,
    /// In the memory of this page only, and why.
    Memory(String),
}

/// A plan on this page. Cheap to clone; lasts as long as anybody works with it.
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
    pub(super) fn new(kept: StoredPlan, keeping: PlanStorage) -> Self {
        let StoredPlan { plan, journal, next } = kept;
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

    /// What is planned.
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

    /// What is being done.
    pub fn activity(&self) -> RunState {
        self.activity.get()
    }

    /// How many calls are under way.
    pub fn under_way(&self) -> usize {
        self.under_way.with(BTreeMap::len)
    }

    /// Is nothing being done, here or elsewhere? What the journal calls started was then broken off.
    pub fn is_interrupted(&self) -> bool {
        self.activity() == RunState::Idle && self.under_way() == 0
    }

    /// Would the end of this page break something off, or make it forgotten?
    pub fn blocks_leaving(&self) -> bool {
        let at_work = match self.activity() {
            RunState::Idle => self.under_way() > 0,
            RunState::CheckingServer | RunState::Running | RunState::RunningOneStep(_) => true,
            RunState::Paused | RunState::InAnotherTab => false,
        };
        let begun = || self.with(|plan, journal| plan.stage(journal)) == Stage::Begun;
        at_work || (self.keeping() != PlanStorage::Database && begun())
    }

    /// Why it came to rest by itself, or what went wrong with the record; one sentence or two.
    pub fn notice(&self) -> Option<String> {
        self.notice.get()
    }

    /// Where it is written down.
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

    /// Notes something, and gives the number under which it is to be kept.
    pub(super) fn note(&self, note: JournalEntry) -> u32 {
        self.journal.update(|journal| journal.push(note));
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// Is more written than is known here?
    pub(super) fn is_stale(&self, kept: &StoredPlan) -> bool {
        kept.next > self.next.load(Ordering::Relaxed)
    }

    /// Takes what is written in place of what is known here, and says whether another tab has sent something meanwhile.
    pub(super) fn apply_stored(&self, kept: StoredPlan) -> bool {
        let ours =
            self.with_untracked(|_, journal| journal.entries().iter().filter_map(attempt).collect::<HashSet<_>>());
        let others = kept.journal.entries().iter().filter_map(attempt).any(|attempt| !ours.contains(&attempt));
        self.next.store(kept.next, Ordering::Relaxed);
        if self.journal.with_untracked(|journal| *journal != kept.journal) {
            self.journal.set(kept.journal);
        }
        others
    }

    pub(super) fn start_call(&self, step: Step, attempt: Guid) {
        self.under_way.update(|under_way| {
            under_way.insert(step, attempt);
        });
    }

    /// This attempt has come to its end, or is not waited for any longer.
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

    /// Is an outcome of this attempt still news? Not when the step has been sent again since. A success always is, as long as
    /// nobody knows of it: an answer can come after the step was given up.
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
