//! Carrying plans out: what may be sent is sent, a few at once, and each step is on the disk before its call leaves.
//!
//! Nothing here is driven by painting, so a plan goes on in a hidden tab.

use std::time::Duration;

use jetstream_api::{
    client::Client,
    device_policy::{GetPolicyParameters, SetPolicyParameters},
    ids::Guid,
    policies::ListPolicyDetails,
};
use jetstream_fleet::{
    Answer,
    commands::ANSWER_WITHIN,
    plan::{Entry, Outcome, Step},
};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use super::{Activity, Change, Plans, Sheet, Told, carry_out, look_up};
use crate::{
    browser::{self, BrowserTransport, KeepError},
    forms::{self, Intent},
};

/// How many steps of a plan are under way at once.
pub const AT_ONCE: usize = 4;

/// How a step is sent.
enum Send {
    /// As a change of Jetstream's records.
    Change(Change),
    /// As a command, which notes its answer where all commands are.
    Command(Intent),
}

impl Send {
    fn of(sheet: &Sheet, step: &Step) -> Option<Self> {
        Some(match step {
            Step::Sync(device) => Self::Command(Intent::SetPolicyParameters(SetPolicyParameters(device.clone()))),
            Step::Read(device) => Self::Command(Intent::GetPolicyParameters(GetPolicyParameters(device.clone()))),
            _ => Self::Change(Change::of(sheet.plan(), step)?),
        })
    }
}

impl Plans {
    /// Sends what may be sent now.
    pub(super) fn pump(self, sheet: &Sheet) {
        if self.is_over() {
            return;
        }
        let steps = sheet.with_untracked(|plan, journal| match sheet.activity_untracked() {
            Activity::Running => plan.next(journal, AT_ONCE),
            Activity::Paused => plan.closing(journal, AT_ONCE),
            Activity::Serving(devices) => {
                let asked = |step: &Step| matches!(journal.outcome(step), Some(Outcome::Asked { .. }));
                let mut steps = plan.next(journal, usize::MAX);
                steps.retain(|step| asked(step) && step.device().is_some_and(|device| devices.contains(device)));
                steps
            }
            Activity::AtRest | Activity::Asking | Activity::Elsewhere => Vec::new(),
        });
        let nothing = steps.is_empty();
        if !nothing && !browser::is_online() {
            return self.wait_for_network(sheet);
        }
        for step in steps {
            self.start(sheet, step);
        }
        if nothing && sheet.is_idle() {
            match sheet.activity_untracked() {
                Activity::Running | Activity::Serving(_) => self.finish(sheet),
                Activity::AtRest => self.let_go(sheet),
                Activity::Asking | Activity::Paused | Activity::Elsewhere => {}
            }
        }
    }

    /// Sends nothing into the void: forty steps that were not sent would all have to be asked for again.
    fn wait_for_network(self, sheet: &Sheet) {
        sheet.set_notice(Some("This browser is offline. Go on when it has a network again.".to_owned()));
        match sheet.activity_untracked() {
            Activity::Running => sheet.set_activity(Activity::Paused),
            Activity::Serving(_) => self.rest(sheet),
            _ => {}
        }
    }

    /// Writes down that a step is started, and then sends it.
    fn start(self, sheet: &Sheet, step: Step) {
        let Some(send) = Send::of(sheet, &step) else { return };
        // Everything of the session is taken before the first `.await`: it may have ended afterwards.
        let (now, reader) = (self.clock(), self.session.client());
        let (attempt, change, command) = match send {
            Send::Command(intent) => {
                let (click, answer) = forms::begin(intent, self.session, self.live);
                (click, None, Some(answer))
            }
            Send::Change(change) => {
                let click = browser::guid();
                (click, Some((self.session.client_for(click), change)), None)
            }
        };
        sheet.take_off(step.clone(), attempt);
        let started = Entry { step: step.clone(), outcome: Outcome::Started { at: now(), click: Some(attempt) } };
        let number = sheet.note(started.clone());
        let sheet = sheet.clone();
        spawn_local(async move {
            if let Err(error) = self.keep(&sheet, number, &started).await {
                if step.is_command() {
                    self.live.answer(
                        attempt,
                        Answer::Failed("It was not sent: the plan's step could not be written down.".to_owned()),
                    );
                }
                return self.not_sent(&sheet, &step, attempt, error).await;
            }
            self.watch(&sheet, &step, attempt, reader.clone(), now);
            if let Some((sender, change)) = change {
                let told = carry_out(&reader, &sender, sheet.plan(), &step, &change, now).await;
                self.came(&sheet, step, attempt, told);
            } else if let Some(answer) = command {
                answer.await;
                self.answered(&sheet, &step, attempt);
            }
        });
    }

    /// The record did not take the note, so the call was not made.
    async fn not_sent(self, sheet: &Sheet, step: &Step, attempt: Guid, error: KeepError) {
        sheet.land(step, attempt);
        match error {
            KeepError::Exists if self.take_over(sheet).await => {
                sheet.set_notice(Some("Another tab carries this plan out. This one has stopped.".to_owned()));
                self.rest(sheet);
            }
            // Another tab has only noted what it heard.
            KeepError::Exists => self.pump(sheet),
            KeepError::Refused(lost) => {
                let why = "Not sent, since it could not be written down first.".to_owned();
                let outcome = Outcome::Failed { at: self.clock()(), why };
                sheet.note(Entry { step: step.clone(), outcome });
                self.record_lost(sheet, lost);
            }
        }
    }

    /// A change came to its end.
    fn came(self, sheet: &Sheet, step: Step, attempt: Guid, told: Told) {
        sheet.land(&step, attempt);
        self.note_outcome(sheet, Entry { step, outcome: told.outcome }, attempt);
        match told.halt {
            Some(why) => self.halt(sheet, why),
            None => self.pump(sheet),
        }
    }

    /// A command was answered; what that means its timeline says.
    fn answered(self, sheet: &Sheet, step: &Step, attempt: Guid) {
        sheet.land(step, attempt);
        self.hear(sheet);
        self.pump(sheet);
    }

    /// Gives a call up that has no answer after 90 s: it may still be under way, so its outcome is unknown, unless Jetstream says that
    /// it is done. An answer that comes later still counts.
    fn watch(
        self,
        sheet: &Sheet,
        step: &Step,
        attempt: Guid,
        client: Client<BrowserTransport>,
        now: impl Fn() -> Timestamp + 'static,
    ) {
        let (sheet, step) = (sheet.clone(), step.clone());
        let patience = Duration::from_secs(ANSWER_WITHIN.unsigned_abs().as_secs() + 1);
        spawn_local(async move {
            browser::sleep(patience).await;
            if !sheet.awaits(&step, attempt) || self.is_over() {
                return;
            }
            if step.is_command() {
                return self.answered(&sheet, &step, attempt);
            }
            let mut told = look_up(&client, sheet.plan(), &step, &now).await;
            if let Outcome::Failed { at, .. } = told.outcome {
                let why =
                    "No answer came within 90 s. It is not done so far, but the call may still arrive.".to_owned();
                told.outcome = Outcome::Unknown { at, why };
            }
            if sheet.awaits(&step, attempt) {
                self.came(&sheet, step, attempt, told);
            }
        });
    }

    /// Comes to rest by itself, and says why; devices without a policy still get one.
    pub(super) fn halt(self, sheet: &Sheet, why: String) {
        if self.is_over() {
            return;
        }
        sheet.set_notice(Some(why));
        if sheet.activity_untracked() == Activity::Running {
            sheet.set_activity(Activity::Paused);
        }
        self.pump(sheet);
    }

    pub(super) fn rest(self, sheet: &Sheet) {
        sheet.set_activity(Activity::AtRest);
        self.pump(sheet);
    }

    /// All is sent: holds the story against what Jetstream lists, lets go of the lock, and has the pages load what has changed.
    fn finish(self, sheet: &Sheet) {
        sheet.set_activity(Activity::Asking);
        let (sheet, client, now) = (sheet.clone(), self.session.client(), self.clock());
        spawn_local(async move {
            match client.send(&ListPolicyDetails).await {
                Ok(details) => {
                    let notes = sheet.with_untracked(|plan, journal| plan.check(journal, &details, now()));
                    self.note(&sheet, notes);
                }
                Err(error) => sheet
                    .set_notice(Some(format!("What was done could not be held against what Jetstream lists: {error}"))),
            }
            if !self.is_over() {
                self.rest(&sheet);
                self.directory.reload_policies();
                self.directory.reload();
            }
        });
    }

    /// Has the session ended? Then nothing more is sent.
    pub(super) fn is_over(self) -> bool {
        self.shelf.is_disposed()
    }

    /// The clock of every "as of", which goes on after the session.
    pub(super) fn clock(self) -> impl Fn() -> Timestamp + Copy {
        let (live, before) = (self.live, self.live.clock_untracked().unwrap_or_default());
        // It may be corrected while a step is under way; after the session nobody does.
        move || live.clock_untracked().unwrap_or(before).read()
    }
}
