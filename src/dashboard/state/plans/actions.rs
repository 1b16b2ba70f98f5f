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
    pub fn run(self, plan_run: &PlanRun) {
        match plan_run.activity_untracked() {
            RunState::Paused => {
                self.ask_for_retries(plan_run);
                plan_run.set_activity(RunState::Running);
                self.run_next(plan_run);
            }
            RunState::Idle => self.begin(plan_run, |plans, plan_run| {
                plans.ask_for_retries(plan_run);
                RunState::Running
            }),
            RunState::CheckingServer | RunState::Running | RunState::RunningOneStep(_) | RunState::InAnotherTab => {}
        }
    }

    /// Pauses a plan: starts no further steps, except those that give a policy to a device without one.
    pub fn pause(self, plan_run: &PlanRun) {
        if plan_run.activity_untracked() == RunState::Running {
            plan_run.set_activity(RunState::Paused);
            self.run_next(plan_run);
        }
    }

    /// Stops a plan: starts no further steps at all. Calls that are under way are awaited.
    pub fn stop(self, plan_run: &PlanRun) {
        if matches!(plan_run.activity_untracked(), RunState::Running | RunState::Paused | RunState::RunningOneStep(_)) {
            self.go_idle(plan_run);
        }
    }

    /// Gives a device without a policy the new one, or its old one. Open outcomes of its steps are verified with Jetstream first.
    pub fn repair(self, plan_run: &PlanRun, device: DeviceName, with_old: bool) {
        let step = if with_old { Step::Restore(device.clone()) } else { Step::Add(device.clone()) };
        match plan_run.activity_untracked() {
            RunState::Idle => self.begin(plan_run, move |plans, plan_run| {
                plans.ask_if_lacking(plan_run, step);
                RunState::RunningOneStep(vec![device])
            }),
            RunState::Running | RunState::Paused => {
                let plan_run = plan_run.clone();
                let (client, now) = (self.session.client(), self.clock());
                spawn_local(async move {
                    self.look_up_unknown(&plan_run, &client, &now, Some(&device)).await;
                    self.ask_if_lacking(&plan_run, step);
                    self.run_next(&plan_run);
                });
            }
            RunState::CheckingServer | RunState::RunningOneStep(_) | RunState::InAnotherTab => {}
        }
    }

    /// Sends a command again whose outcome is unknown.
    pub fn retry(self, plan_run: &PlanRun, step: Step) {
        let Some(device) = step.device().filter(|_| step.is_command()).cloned() else { return };
        match plan_run.activity_untracked() {
            RunState::Idle => self.begin(plan_run, move |plans, plan_run| {
                plans.ask_if_unknown(plan_run, step);
                RunState::RunningOneStep(vec![device])
            }),
            RunState::Running | RunState::Paused => {
                self.ask_if_unknown(plan_run, step);
                self.run_next(plan_run);
            }
            RunState::CheckingServer | RunState::RunningOneStep(_) | RunState::InAnotherTab => {}
        }
    }

    /// Skips a device: its remaining steps are not executed.
    pub fn skip(self, plan_run: &PlanRun, device: &DeviceName) {
        if plan_run.activity_untracked() != RunState::InAnotherTab {
            // The time of the action itself, so it is not tracked, here and below.
            let at = self.live.now_untracked();
            self.append(plan_run, plan_run.with_untracked(|plan, journal| plan.skip(journal, device, at)));
            self.run_next(plan_run);
        }
    }

    /// Acquires the lock, verifies open outcomes, and changes to the state that `next` returns.
    fn begin(self, plan_run: &PlanRun, next: impl FnOnce(Self, &PlanRun) -> RunState + 'static) {
        plan_run.set_activity(RunState::CheckingServer);
        plan_run.set_notice(None);
        let plan_run = plan_run.clone();
        let (client, now) = (self.session.client(), self.clock());
        spawn_local(async move {
            if !self.take_lock(&plan_run).await {
                plan_run.set_notice(Some("Another tab carries this plan out. Nothing was sent from here.".to_owned()));
                return self.follow(&plan_run).await;
            }
            // Another tab may have added entries since this one read the plan.
            self.refresh(&plan_run).await;
            self.on_message(&plan_run);
            self.look_up_unknown(&plan_run, &client, &now, None).await;
            if self.is_finished() || plan_run.activity_untracked() != RunState::CheckingServer {
                return;
            }
            let activity = next(self, &plan_run);
            plan_run.set_activity(activity);
            self.run_next(&plan_run);
        });
    }

    /// Verifies with Jetstream the steps that were started and not answered, of one device or of all.
    async fn look_up_unknown(
        self,
        plan_run: &PlanRun,
        client: &Client<BrowserTransport>,
        now: &impl Fn() -> Timestamp,
        device: Option<&DeviceName>,
    ) {
        let steps = plan_run.with_untracked(|plan, journal| {
            let unknown = plan.unknown(journal).into_iter().filter(|step| !step.is_command());
            plan.open(journal).into_iter().chain(unknown).collect::<Vec<_>>()
        });
        let wanted = |step: &Step| device.is_none_or(|device| step.device() == Some(device));
        for step in steps.into_iter().filter(wanted) {
            if !plan_run.is_under_way(&step) {
                let result = verify(client, plan_run.plan(), &step, now).await;
                self.append(plan_run, vec![JournalEntry { step, outcome: result.outcome }]);
            }
        }
    }

    fn ask_for_retries(self, plan_run: &PlanRun) {
        plan_run.set_notice(None);
        let at = self.live.now_untracked();
        let retries = plan_run.with_untracked(|plan, journal| plan.retries(journal));
        self.append(
            plan_run,
            retries.into_iter().map(|step| JournalEntry { step, outcome: Outcome::Asked { at } }).collect(),
        );
    }

    fn ask_if_unknown(self, plan_run: &PlanRun, step: Step) {
        let unknown =
            plan_run.with_untracked(|_, journal| matches!(journal.outcome(&step), Some(Outcome::Unknown { .. })));
        if unknown {
            self.append(
                plan_run,
                vec![JournalEntry { step, outcome: Outcome::Asked { at: self.live.now_untracked() } }],
            );
        }
    }

    fn ask_if_lacking(self, plan_run: &PlanRun, step: Step) {
        if self.is_finished() {
            return;
        }
        let lacks = |device: &DeviceName| {
            plan_run.with_untracked(|plan, journal| plan.without_policy(journal).contains(&device.as_str()))
        };
        if step.device().is_some_and(lacks) {
            self.append(
                plan_run,
                vec![JournalEntry { step, outcome: Outcome::Asked { at: self.live.now_untracked() } }],
            );
        }
    }
}
