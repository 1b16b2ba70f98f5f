//! What a person can order: run a plan, pause and stop it, repair a device, send something again, leave a device out.

use jetstream_api::{client::Client, names::DeviceName};
use jetstream_fleet::plan::{Entry, Outcome, Step};
use jiff::Timestamp;
use leptos::task::spawn_local;

use super::{Activity, Plans, Sheet, look_up};
use crate::browser::BrowserTransport;

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
            Activity::Asking | Activity::Running | Activity::Serving(_) | Activity::Elsewhere => {}
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
        if matches!(sheet.activity_untracked(), Activity::Running | Activity::Paused | Activity::Serving(_)) {
            self.rest(sheet);
        }
    }

    /// Gives a device without a policy the new one, or the one from before. Jetstream is asked first whether it is so.
    pub fn repair(self, sheet: &Sheet, device: DeviceName, with_old: bool) {
        let step = if with_old { Step::Restore(device.clone()) } else { Step::Add(device.clone()) };
        match sheet.activity_untracked() {
            Activity::AtRest => self.begin(sheet, move |plans, sheet| {
                plans.ask_if_lacking(sheet, step);
                Activity::Serving(vec![device])
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
            Activity::Asking | Activity::Serving(_) | Activity::Elsewhere => {}
        }
    }

    /// Sends a command again of which nobody knows what came.
    pub fn send_again(self, sheet: &Sheet, step: Step) {
        let Some(device) = step.device().filter(|_| step.is_command()).cloned() else { return };
        match sheet.activity_untracked() {
            Activity::AtRest => self.begin(sheet, move |plans, sheet| {
                plans.ask_if_unknown(sheet, step);
                Activity::Serving(vec![device])
            }),
            Activity::Running | Activity::Paused => {
                self.ask_if_unknown(sheet, step);
                self.pump(sheet);
            }
            Activity::Asking | Activity::Serving(_) | Activity::Elsewhere => {}
        }
    }

    /// Leaves a device out: what is left to be done on it will not be.
    pub fn leave_out(self, sheet: &Sheet, device: &DeviceName) {
        if sheet.activity_untracked() != Activity::Elsewhere {
            // The moment of the order is noted, here and below.
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

    fn ask_if_unknown(self, sheet: &Sheet, step: Step) {
        let unknown =
            sheet.with_untracked(|_, journal| matches!(journal.outcome(&step), Some(Outcome::Unknown { .. })));
        if unknown {
            self.note(sheet, vec![Entry { step, outcome: Outcome::Asked { at: self.live.now_untracked() } }]);
        }
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
}
