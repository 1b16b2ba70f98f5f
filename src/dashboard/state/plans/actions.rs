//! The actions on a plan: run, pause and stop it, repair a device, retry a step, skip a device.

use jetstream_api::{client::Client, names::DeviceName};
use jetstream_fleet::plan::{JournalEntry, Outcome, Step};
use jiff::Timestamp;
use leptos::task::spawn_local;

use crate::state::{
    plans::{
        Plans,
        execute_call::verify,
        plan_run::{PlanRun, RunState},
    },
    transport::BrowserTransport,
};

impl Plans {
    /// Runs or resumes a plan. Steps with an open outcome are verified with Jetstream first, and steps that certainly had no effect are
    /// requested again. Does nothing while the plan runs already.
    pub fn run(self, sheet: &PlanRun) {
        match sheet.activity_untracked() {
            RunState::Paused => {
                self.ask_for_retries(sheet);
                sheet.set_activity(RunState::Running);
                self.run_next(sheet);
            }
            RunState::Idle => self.begin(sheet, |plans, sheet| {
                plans.ask_for_retries(sheet);
                RunState::Running
            }),
            RunState::CheckingServer | RunState::Running | RunState::RunningOneStep(_) | RunState::InAnotherTab => {}
        }
    }

    /// Pauses a plan: starts no further steps, except those that give a policy to a device without one.
    pub fn pause(self, sheet: &PlanRun) {
        if sheet.activity_untracked() == RunState::Running {
            sheet.set_activity(RunState::Paused);
            self.run_next(sheet);
        }
    }

    /// Stops a plan: starts no further steps at all. Calls that are under way are awaited.
    pub fn stop(self, sheet: &PlanRun) {
        if matches!(sheet.activity_untracked(), RunState::Running | RunState::Paused | RunState::RunningOneStep(_)) {
            self.go_idle(sheet);
        }
    }

    /// Gives a device without a policy the new one, or its old one. Open outcomes of its steps are verified with Jetstream first.
    pub fn repair(self, sheet: &PlanRun, device: DeviceName, with_old: bool) {
        let step = if with_old { Step::Restore(device.clone()) } else { Step::Add(device.clone()) };
        match sheet.activity_untracked() {
            RunState::Idle => self.begin(sheet, move |plans, sheet| {
                plans.ask_if_lacking(sheet, step);
                RunState::RunningOneStep(vec![device])
            }),
            RunState::Running | RunState::Paused => {
                let sheet = sheet.clone();
                let (client, now) = (self.session.client(), self.clock());
                spawn_local(async move {
                    self.look_up_unknown(&sheet, &client, &now, Some(&device)).await;
                    self.ask_if_lacking(&sheet, step);
                    self.run_next(&sheet);
                });
            }
            RunState::CheckingServer | RunState::RunningOneStep(_) | RunState::InAnotherTab => {}
        }
    }

    /// Sends a command again whose outcome is unknown.
    pub fn retry(self, sheet: &PlanRun, step: Step) {
        let Some(device) = step.device().filter(|_| step.is_command()).cloned() else { return };
        match sheet.activity_untracked() {
            RunState::Idle => self.begin(sheet, move |plans, sheet| {
                plans.ask_if_unknown(sheet, step);
                RunState::RunningOneStep(vec![device])
            }),
            RunState::Running | RunState::Paused => {
                self.ask_if_unknown(sheet, step);
                self.run_next(sheet);
            }
            RunState::CheckingServer | RunState::RunningOneStep(_) | RunState::InAnotherTab => {}
        }
    }

    /// Skips a device: its remaining steps are not executed.
    pub fn skip(self, sheet: &PlanRun, device: &DeviceName) {
        if sheet.activity_untracked() != RunState::InAnotherTab {
            // The time of the action itself, so it is not tracked, here and below.
            let at = self.live.now_untracked();
            self.append(sheet, sheet.with_untracked(|plan, journal| plan.skip(journal, device, at)));
            self.run_next(sheet);
        }
    }

    /// Acquires the lock, verifies open outcomes, and changes to the state that `next` returns.
    fn begin(self, sheet: &PlanRun, next: impl FnOnce(Self, &PlanRun) -> RunState + 'static) {
        sheet.set_activity(RunState::CheckingServer);
        sheet.set_notice(None);
        let sheet = sheet.clone();
        let (client, now) = (self.session.client(), self.clock());
        spawn_local(async move {
            if !self.take_lock(&sheet).await {
                sheet.set_notice(Some("Another tab carries this plan out. Nothing was sent from here.".to_owned()));
                return self.follow(&sheet).await;
            }
            // Another tab may have added entries since this one read the plan.
            self.refresh(&sheet).await;
            self.on_message(&sheet);
            self.look_up_unknown(&sheet, &client, &now, None).await;
            if self.is_finished() || sheet.activity_untracked() != RunState::CheckingServer {
                return;
            }
            let activity = next(self, &sheet);
            sheet.set_activity(activity);
            self.run_next(&sheet);
        });
    }

    /// Verifies with Jetstream the steps that were started and not answered, of one device or of all.
    async fn look_up_unknown(
        self,
        sheet: &PlanRun,
        client: &Client<BrowserTransport>,
        now: &impl Fn() -> Timestamp,
        device: Option<&DeviceName>,
    ) {
        let steps = sheet.with_untracked(|plan, journal| {
            let unknown = plan.unknown(journal).into_iter().filter(|step| !step.is_command());
            plan.open(journal).into_iter().chain(unknown).collect::<Vec<_>>()
        });
        let wanted = |step: &Step| device.is_none_or(|device| step.device() == Some(device));
        for step in steps.into_iter().filter(wanted) {
            if !sheet.is_under_way(&step) {
                let told = verify(client, sheet.plan(), &step, now).await;
                self.append(sheet, vec![JournalEntry { step, outcome: told.outcome }]);
            }
        }
    }

    fn ask_for_retries(self, sheet: &PlanRun) {
        sheet.set_notice(None);
        let at = self.live.now_untracked();
        let retries = sheet.with_untracked(|plan, journal| plan.retries(journal));
        self.append(
            sheet,
            retries.into_iter().map(|step| JournalEntry { step, outcome: Outcome::Asked { at } }).collect(),
        );
    }

    fn ask_if_unknown(self, sheet: &PlanRun, step: Step) {
        let unknown =
            sheet.with_untracked(|_, journal| matches!(journal.outcome(&step), Some(Outcome::Unknown { .. })));
        if unknown {
            self.append(sheet, vec![JournalEntry { step, outcome: Outcome::Asked { at: self.live.now_untracked() } }]);
        }
    }

    fn ask_if_lacking(self, sheet: &PlanRun, step: Step) {
        if self.is_finished() {
            return;
        }
        let lacks = |device: &DeviceName| {
            sheet.with_untracked(|plan, journal| plan.without_policy(journal).contains(&device.as_str()))
        };
        if step.device().is_some_and(lacks) {
            self.append(sheet, vec![JournalEntry { step, outcome: Outcome::Asked { at: self.live.now_untracked() } }]);
        }
    }
}
