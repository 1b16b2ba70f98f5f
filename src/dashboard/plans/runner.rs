//! Carrying plans out: what may be sent is sent, a few at once, and each step is on the disk before its call leaves.
//!
//! Nothing here is driven by painting, so a plan goes on in a hidden tab.

use std::time::Duration;

use jetstream_api::{
    client::Client,
    device_policy::{GetPolicyParameters, SetPolicyParameters},
    ids::Guid,
    names::DeviceName,
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
const FROM_MEMORY: &str = "The browser does not keep the record any longer. Going on works from memory: do not close this page \
    before the plan is done.";

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
    /// Runs a plan, or goes on with it: what is open is read from Jetstream first, and what was certainly not done is asked for
    /// again. Does nothing while it is being carried out already.
    pub fn run(self, sheet: &Sheet) {
        match sheet.activity_untracked() {
            Activity::Paused => {
                self.ask_for_retries(sheet);
                sheet.set_activity(Activity::Running);
                self.pump(sheet);
            }
            Activity::AtRest => self.begin(sheet, |plans, sheet| {
                plans.ask_for_retries(sheet);
                Activity::Running
            }),
            Activity::Asking | Activity::Running | Activity::Repairing(_) | Activity::Elsewhere => {}
        }
    }

    /// Sends nothing more but what gives a device without a policy one.
    pub fn pause(self, sheet: &Sheet) {
        if sheet.activity_untracked() == Activity::Running {
            sheet.set_activity(Activity::Paused);
            self.pump(sheet);
        }
    }

    /// Sends nothing more at all. Calls that are under way are awaited.
    pub fn stop(self, sheet: &Sheet) {
        if matches!(sheet.activity_untracked(), Activity::Running | Activity::Paused | Activity::Repairing(_)) {
            self.rest(sheet);
        }
    }

    /// Gives a device without a policy the new one, or the one from before. Jetstream is asked first whether it is so.
    pub fn repair(self, sheet: &Sheet, device: DeviceName, with_old: bool) {
        let step = if with_old { Step::Restore(device.clone()) } else { Step::Add(device.clone()) };
        match sheet.activity_untracked() {
            Activity::AtRest => self.begin(sheet, move |plans, sheet| {
                plans.ask_if_lacking(sheet, step);
                Activity::Repairing(vec![device])
            }),
            Activity::Running | Activity::Paused => {
                let sheet = sheet.clone();
                let (client, now) = (self.session.client(), self.clock());
                spawn_local(async move {
                    self.look_up_unknown(&sheet, &client, &now, Some(&device)).await;
                    self.ask_if_lacking(&sheet, step);
                    self.pump(&sheet);
                });
            }
            Activity::Asking | Activity::Repairing(_) | Activity::Elsewhere => {}
        }
    }

    /// Sends a command again of which nobody knows what came.
    pub fn send_again(self, sheet: &Sheet, step: Step) {
        let unknown =
            sheet.with_untracked(|_, journal| matches!(journal.outcome(&step), Some(Outcome::Unknown { .. })));
        if unknown && step.is_command() && sheet.activity_untracked() != Activity::Elsewhere {
            self.note(sheet, vec![Entry { step, outcome: Outcome::Asked { at: self.live.now_untracked() } }]);
            match sheet.activity_untracked() {
                Activity::AtRest => self.run(sheet),
                _ => self.pump(sheet),
            }
        }
    }

    /// Leaves a device out: what is left to be done on it will not be.
    pub fn leave_out(self, sheet: &Sheet, device: &DeviceName) {
        if sheet.activity_untracked() != Activity::Elsewhere {
            let at = self.live.now_untracked();
            self.note(sheet, sheet.with_untracked(|plan, journal| plan.leave_out(journal, device, at)));
            self.pump(sheet);
        }
    }

    /// Takes the lock, reads what is open, and goes over to what `next` says.
    fn begin(self, sheet: &Sheet, next: impl FnOnce(Self, &Sheet) -> Activity + 'static) {
        sheet.set_activity(Activity::Asking);
        sheet.set_notice(None);
        let sheet = sheet.clone();
        let (client, now) = (self.session.client(), self.clock());
        spawn_local(async move {
            if !self.take_lock(&sheet).await {
                sheet.set_notice(Some("Another tab carries this plan out. Nothing was sent from here.".to_owned()));
                return self.follow(&sheet).await;
            }
            // Another tab may have gone on since this one has read it.
            self.refresh(&sheet).await;
            self.hear(&sheet);
            self.look_up_unknown(&sheet, &client, &now, None).await;
            if self.is_over() || sheet.activity_untracked() != Activity::Asking {
                return;
            }
            let activity = next(self, &sheet);
            sheet.set_activity(activity);
            self.pump(&sheet);
        });
    }

    /// Reads from Jetstream what came of steps that were started and not answered.
    async fn look_up_unknown(
        self,
        sheet: &Sheet,
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
                let told = look_up(client, sheet.plan(), &step, now).await;
                self.note(sheet, vec![Entry { step, outcome: told.outcome }]);
            }
        }
    }

    fn ask_for_retries(self, sheet: &Sheet) {
        sheet.set_notice(None);
        let at = self.live.now_untracked();
        let retries = sheet.with_untracked(|plan, journal| plan.retries(journal));
        self.note(sheet, retries.into_iter().map(|step| Entry { step, outcome: Outcome::Asked { at } }).collect());
    }

    fn ask_if_lacking(self, sheet: &Sheet, step: Step) {
        if self.is_over() {
            return;
        }
        let lacks = |device: &DeviceName| {
            sheet.with_untracked(|plan, journal| plan.without_policy(journal).contains(&device.as_str()))
        };
        if step.device().is_some_and(lacks) {
            self.note(sheet, vec![Entry { step, outcome: Outcome::Asked { at: self.live.now_untracked() } }]);
        }
    }

    /// Sends what may be sent now.
    pub(super) fn pump(self, sheet: &Sheet) {
        if self.is_over() {
            return;
        }
        let steps = sheet.with_untracked(|plan, journal| match sheet.activity_untracked() {
            Activity::Running => plan.next(journal, AT_ONCE),
            Activity::Paused => plan.closing(journal, AT_ONCE),
            Activity::Repairing(devices) => {
                let mut steps = plan.closing(journal, AT_ONCE);
                steps.retain(|step| step.device().is_some_and(|device| devices.contains(device)));
                steps
            }
            Activity::AtRest | Activity::Asking | Activity::Elsewhere => Vec::new(),
        });
        let nothing = steps.is_empty();
        for step in steps {
            self.start(sheet, step);
        }
        if nothing && sheet.is_idle() {
            match sheet.activity_untracked() {
                Activity::Running | Activity::Repairing(_) => self.finish(sheet),
                Activity::AtRest => self.let_go(sheet),
                Activity::Asking | Activity::Paused | Activity::Elsewhere => {}
            }
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
            self.watch(&sheet, &step, attempt, reader, now);
            if let Some((client, change)) = change {
                let told = carry_out(&client, sheet.plan(), &step, &change, now).await;
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
            KeepError::Exists if self.refresh(sheet).await => {
                sheet.set_notice(Some("Another tab carries this plan out. This one has stopped.".to_owned()));
                self.rest(sheet);
            }
            // Another tab has only noted what it heard.
            KeepError::Exists => self.pump(sheet),
            KeepError::Refused(why) => {
                sheet.keep_in_memory(why);
                let why = "Not sent, since it could not be written down first.".to_owned();
                self.note(
                    sheet,
                    vec![Entry { step: step.clone(), outcome: Outcome::Failed { at: browser::now(), why } }],
                );
                self.halt(sheet, FROM_MEMORY.to_owned());
            }
        }
    }

    /// A change came to its end.
    fn came(self, sheet: &Sheet, step: Step, attempt: Guid, told: Told) {
        sheet.land(&step, attempt);
        if sheet.is_news(&step, attempt, &told.outcome) {
            self.note(sheet, vec![Entry { step, outcome: told.outcome }]);
        }
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
            if !sheet.is_under_way(&step) || self.is_over() {
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
            if sheet.is_under_way(&step) {
                self.came(&sheet, step, attempt, told);
            }
        });
    }

    /// Comes to rest by itself, and says why; devices without a policy still get one.
    fn halt(self, sheet: &Sheet, why: String) {
        if self.is_over() {
            return;
        }
        sheet.set_notice(Some(why));
        if sheet.activity_untracked() == Activity::Running {
            sheet.set_activity(Activity::Paused);
        }
        self.pump(sheet);
    }

    fn rest(self, sheet: &Sheet) {
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
    fn clock(self) -> impl Fn() -> Timestamp + Copy {
        let ahead = self.live.now_untracked().duration_since(browser::now());
        move || {
            let now = browser::now();
            now.checked_add(ahead).unwrap_or(now)
        }
    }
}
