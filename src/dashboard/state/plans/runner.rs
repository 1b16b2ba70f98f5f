//! The runner of plans: sends the steps that may be sent, a few at once. Each step is stored before its call is sent.
//!
//! It does not depend on animation frames, so a plan continues in a hidden tab.

use std::time::Duration;

use jetstream_api::{
    client::Client,
    device_policy::{GetPolicyParameters, SetPolicyParameters},
    ids::Guid,
    policies::ListPolicyDetails,
};
use jetstream_fleet::{
    ClickResult,
    commands::ANSWER_WITHIN,
    plan::{JournalEntry, Outcome, Step},
};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    call_queue::AT_ONCE,
    commands::{self, CommandIntent},
    guid::new_guid,
    plans::{
        Plans,
        execute_call::{PolicyCall, StepResult, execute, verify},
        plan_run::{PlanRun, RunState},
    },
    transport::BrowserTransport,
};
use jetstream_browser::{self as browser, StorageError};

/// The two ways of sending a step.
enum Send {
    /// As a change of Jetstream's records.
    Change(PolicyCall),
    /// As a command, whose answer is recorded with those of all commands.
    Command(CommandIntent),
}

impl Send {
    fn of(plan_run: &PlanRun, step: &Step) -> Option<Self> {
        Some(match step {
            Step::Sync(device) => {
                Self::Command(CommandIntent::SetPolicyParameters(SetPolicyParameters(device.clone())))
            }
            Step::Read(device) => {
                Self::Command(CommandIntent::GetPolicyParameters(GetPolicyParameters(device.clone())))
            }
            _ => Self::Change(PolicyCall::of(plan_run.plan(), step)?),
        })
    }
}

impl Plans {
    /// Sends the steps that may be sent now. Finishes the run when there are none and no call is under way.
    pub(super) fn run_next(self, plan_run: &PlanRun) {
        if self.is_finished() {
            return;
        }
        let steps = plan_run.with_untracked(|plan, journal| match plan_run.activity_untracked() {
            RunState::Running => plan.next(journal, AT_ONCE),
            RunState::Paused => plan.final_steps(journal, AT_ONCE),
            RunState::RunningOneStep(devices) => {
                let asked = |step: &Step| matches!(journal.outcome(step), Some(Outcome::Asked { .. }));
                let mut steps = plan.next(journal, usize::MAX);
                steps.retain(|step| asked(step) && step.device().is_some_and(|device| devices.contains(device)));
                steps
            }
            RunState::Idle | RunState::CheckingServer | RunState::InAnotherTab => Vec::new(),
        });
        let nothing = steps.is_empty();
        if !nothing && !browser::is_online() {
            return self.wait_for_network(plan_run);
        }
        for step in steps {
            self.start(plan_run, step);
        }
        if nothing && plan_run.is_idle() {
            match plan_run.activity_untracked() {
                RunState::Running | RunState::RunningOneStep(_) => self.finish(plan_run),
                RunState::Idle => self.release_lock(plan_run),
                RunState::CheckingServer | RunState::Paused | RunState::InAnotherTab => {}
            }
        }
    }

    /// Pauses or stops the plan while the browser is offline. Forty steps that fail to be sent would all have to be requested again.
    fn wait_for_network(self, plan_run: &PlanRun) {
        plan_run.set_notice(Some("This browser is offline. Go on when it has a network again.".to_owned()));
        match plan_run.activity_untracked() {
            RunState::Running => plan_run.set_activity(RunState::Paused),
            RunState::RunningOneStep(_) => self.go_idle(plan_run),
            _ => {}
        }
    }

    /// Stores that a step is started, and then sends it.
    fn start(self, plan_run: &PlanRun, step: Step) {
        let Some(send) = Send::of(plan_run, &step) else { return };
        // Everything of the session is read before the first `.await`: the session may have ended afterwards.
        let (now, reader) = (self.clock(), self.session.client());
        let attempt = new_guid();
        let (change, command) = match send {
            Send::Command(intent) => (None, Some(commands::start(attempt, intent, self.session, self.live))),
            Send::Change(change) => (Some((self.session.client_for(attempt), change)), None),
        };
        plan_run.start_call(step.clone(), attempt);
        let started =
            JournalEntry { step: step.clone(), outcome: Outcome::Started { at: now(), click: Some(attempt) } };
        let number = plan_run.note(started.clone());
        let plan_run = plan_run.clone();
        spawn_local(async move {
            if let Err(error) = self.persist(&plan_run, number, &started).await {
                if step.is_command() {
                    self.live.answer(
                        attempt,
                        ClickResult::Failed("It was not sent: the plan's step could not be written down.".to_owned()),
                    );
                }
                return self.not_sent(&plan_run, &step, attempt, error).await;
            }
            self.watch(&plan_run, &step, attempt, reader.clone(), now);
            if let Some((sender, change)) = change {
                let result = execute(&reader, &sender, plan_run.plan(), &step, &change, now).await;
                self.record_result(&plan_run, step, attempt, result);
            } else if let Some(answer) = command {
                answer.await;
                self.answered(&plan_run, &step, attempt);
            }
        });
    }

    /// Handles an entry that could not be stored, for which the call was not made.
    async fn not_sent(self, plan_run: &PlanRun, step: &Step, attempt: Guid, error: StorageError) {
        plan_run.finish_call(step, attempt);
        match error {
            StorageError::AlreadyExists if self.merge_stored(plan_run).await => {
                plan_run.set_notice(Some("Another tab carries this plan out. This one has stopped.".to_owned()));
                self.go_idle(plan_run);
            }
            // The other tab has only appended results of events.
            StorageError::AlreadyExists => self.run_next(plan_run),
            StorageError::Failed(lost) => {
                let why = "Not sent, since it could not be written down first.".to_owned();
                let outcome = Outcome::Failed { at: self.clock()(), why };
                plan_run.note(JournalEntry { step: step.clone(), outcome });
                self.mark_record_missing(plan_run, lost);
            }
        }
    }

    /// Records the result of a change, and continues or stops.
    fn record_result(self, plan_run: &PlanRun, step: Step, attempt: Guid, result: StepResult) {
        plan_run.finish_call(&step, attempt);
        self.append_outcome(plan_run, JournalEntry { step, outcome: result.outcome }, attempt);
        match result.halt {
            Some(why) => self.stop_with(plan_run, why),
            None => self.run_next(plan_run),
        }
    }

    /// Continues after the answer to a command; the result is read from the command's timeline.
    fn answered(self, plan_run: &PlanRun, step: &Step, attempt: Guid) {
        plan_run.finish_call(step, attempt);
        self.on_message(plan_run);
        self.run_next(plan_run);
    }

    /// Gives up a call that has no answer after 90 s. It may still be under way, so its outcome is unknown, unless Jetstream shows that it
    /// is done. An answer that arrives later still counts.
    fn watch(
        self,
        plan_run: &PlanRun,
        step: &Step,
        attempt: Guid,
        client: Client<BrowserTransport>,
        now: impl Fn() -> Timestamp + 'static,
    ) {
        let (plan_run, step) = (plan_run.clone(), step.clone());
        let patience = Duration::from_secs(ANSWER_WITHIN.unsigned_abs().as_secs() + 1);
        spawn_local(async move {
            browser::sleep(patience).await;
            if !plan_run.awaits(&step, attempt) || self.is_finished() {
                return;
            }
            if step.is_command() {
                return self.answered(&plan_run, &step, attempt);
            }
            let mut result = verify(&client, plan_run.plan(), &step, &now).await;
            if let Outcome::Failed { at, .. } = result.outcome {
                let why =
                    "No answer came within 90 s. It is not done so far, but the call may still arrive.".to_owned();
                result.outcome = Outcome::Unknown { at, why };
            }
            if plan_run.awaits(&step, attempt) {
                self.record_result(&plan_run, step, attempt, result);
            }
        });
    }

    /// Sets a notice, and pauses the plan if it is running; devices without a policy still get one.
    pub(super) fn stop_with(self, plan_run: &PlanRun, why: String) {
        if self.is_finished() {
            return;
        }
        plan_run.set_notice(Some(why));
        if plan_run.activity_untracked() == RunState::Running {
            plan_run.set_activity(RunState::Paused);
        }
        self.run_next(plan_run);
    }

    pub(super) fn go_idle(self, plan_run: &PlanRun) {
        plan_run.set_activity(RunState::Idle);
        self.run_next(plan_run);
    }

    /// Ends a run after all steps: compares the journal with Jetstream's lists, releases the lock, and reloads policies and devices.
    fn finish(self, plan_run: &PlanRun) {
        plan_run.set_activity(RunState::CheckingServer);
        let (plan_run, client, now) = (plan_run.clone(), self.session.client(), self.clock());
        spawn_local(async move {
            match client.send(&ListPolicyDetails).await {
                Ok(details) => {
                    let notes = plan_run.with_untracked(|plan, journal| plan.check(journal, &details, now()));
                    self.append(&plan_run, notes);
                }
                Err(error) => plan_run
                    .set_notice(Some(format!("What was done could not be held against what Jetstream lists: {error}"))),
            }
            if !self.is_finished() {
                self.go_idle(&plan_run);
                self.directory.reload_policies();
                self.directory.reload();
            }
        });
    }

    /// Has the session ended? Then nothing more is sent.
    pub(super) fn is_finished(self) -> bool {
        self.list.is_disposed()
    }

    /// The live state's clock, which can be read even after the session has ended.
    pub(super) fn clock(self) -> impl Fn() -> Timestamp + Copy {
        let (live, before) = (self.live, self.live.clock_untracked().unwrap_or_default());
        // The clock may be corrected while a step is under way, so it is read again as long as the session lasts.
        move || live.clock_untracked().unwrap_or(before).read()
    }
}
