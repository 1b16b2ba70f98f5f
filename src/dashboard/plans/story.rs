//! The story of a plan, here and in the database: what is noted is written down under its number, and what another tab has written
//! is taken over.

use std::time::Duration;

use jetstream_api::ids::Guid;
use jetstream_fleet::plan::Entry;
use leptos::{prelude::*, task::spawn_local};

use super::{Activity, Kept, Plans, Sheet};
use crate::browser::{self, Hold, KeepError};

/// How often a tab looks for what another one has written.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
const FROM_MEMORY: &str = "The browser does not keep the record of this plan any longer. It can go on from memory: then do not \
    close this page before it is done.";

fn lock_name(sheet: &Sheet) -> String {
    format!("jetstream-plan-{}", sheet.plan().id())
}

impl Plans {
    /// Notes something, here and in the record.
    pub(super) fn note(self, sheet: &Sheet, notes: Vec<Entry>) {
        for note in notes {
            self.tell(sheet, note, None);
        }
    }

    /// Notes what came of an attempt, unless that is no news.
    pub(super) fn note_outcome(self, sheet: &Sheet, note: Entry, attempt: Guid) {
        if sheet.is_news(&note.step, attempt, &note.outcome) {
            self.tell(sheet, note, Some(attempt));
        }
    }

    fn tell(self, sheet: &Sheet, note: Entry, attempt: Option<Guid>) {
        let number = sheet.note(note.clone());
        let sheet = sheet.clone();
        spawn_local(async move {
            match self.keep(&sheet, number, &note).await {
                Ok(()) => {}
                Err(KeepError::Refused(why)) => self.record_lost(&sheet, why),
                // Another tab was quicker. What it knows is taken over; the rest is told again, heard again or asked again.
                Err(KeepError::Exists) => {
                    self.take_over(&sheet).await;
                    if let Some(attempt) = attempt {
                        self.note_outcome(&sheet, note, attempt);
                    }
                }
            }
        });
    }

    /// The browser does not keep the record any longer. What was noted is still known here; whether to go on from memory is for a
    /// person to say.
    pub(super) fn record_lost(self, sheet: &Sheet, why: String) {
        if sheet.is_kept() {
            sheet.keep_in_memory(why);
            self.halt(sheet, FROM_MEMORY.to_owned());
        }
    }

    /// Writes a note down under its number.
    pub(super) async fn keep(self, sheet: &Sheet, number: u32, note: &Entry) -> Result<(), KeepError> {
        match self.store.try_get_value() {
            Some(store) if sheet.is_kept() => store.add_note(sheet.plan().id(), number, note).await,
            _ => Ok(()),
        }
    }

    /// Takes over what another tab has written, if it has written anything. What is noted here is on its way to the disk.
    pub(super) async fn refresh(self, sheet: &Sheet) {
        if let Some(kept) = self.kept(sheet).await.filter(|kept| sheet.is_behind(kept)) {
            sheet.replace(kept);
        }
    }

    /// Takes over what is written in place of what is known here: another tab was quicker. Says whether that one has sent something.
    pub(super) async fn take_over(self, sheet: &Sheet) -> bool {
        self.kept(sheet).await.is_some_and(|kept| sheet.replace(kept))
    }

    async fn kept(self, sheet: &Sheet) -> Option<Kept> {
        let store = self.store.try_get_value().filter(|_| sheet.is_kept())?;
        // What cannot be read says nothing; whatever is written next says why.
        store.one(sheet.plan()).await.ok().flatten()
    }

    /// Takes what events and answers say about the commands of all plans. Once a second, also in a hidden tab.
    pub(super) fn listen(self) {
        let now = self.live.now();
        let sheets = self.shelf.with(|shelf| shelf.sheets.clone());
        // A minute without news can still be the one in which a command is given up.
        let moment = (self.live.with_untracked(|fleet| fleet.revision()), now.as_second() / 60);
        if self.heard.get_value() == moment {
            return;
        }
        self.heard.set_value(moment);
        for sheet in sheets {
            untrack(|| match sheet.activity() {
                Activity::Elsewhere => {}
                Activity::AtRest => self.hear_at_rest(&sheet),
                _ => {
                    self.hear(&sheet);
                    self.pump(&sheet);
                }
            });
        }
    }

    /// Of a plan at rest any tab may note what it hears, but none while another carries it out.
    fn hear_at_rest(self, sheet: &Sheet) {
        if !self.heard(sheet).is_empty() {
            let sheet = sheet.clone();
            spawn_local(async move {
                let elsewhere = !self.has_lock(&sheet) && browser::is_held(&lock_name(&sheet)).await == Some(true);
                match sheet.activity_untracked() {
                    Activity::AtRest if elsewhere => self.follow(&sheet).await,
                    Activity::Elsewhere => {}
                    _ => self.hear(&sheet),
                }
            });
        }
    }

    fn heard(self, sheet: &Sheet) -> Vec<Entry> {
        if self.is_over() {
            return Vec::new();
        }
        // Not tracked: it is called for each piece of news, and each minute.
        let now = self.live.now_untracked();
        self.live
            .with_untracked(|fleet| sheet.with_untracked(|plan, journal| plan.heard(journal, fleet.commands(), now)))
    }

    /// Notes what events and answers say about the commands of a plan.
    pub(super) fn hear(self, sheet: &Sheet) {
        self.note(sheet, self.heard(sheet));
    }

    /// Looks whether another tab carries the plan out, and follows what that one writes for as long as it does.
    pub fn look(self, sheet: &Sheet) {
        let here = move |sheet: &Sheet| sheet.activity_untracked() != Activity::AtRest || self.has_lock(sheet);
        if !here(sheet) {
            let sheet = sheet.clone();
            spawn_local(async move {
                if browser::is_held(&lock_name(&sheet)).await == Some(true) && !here(&sheet) {
                    self.follow(&sheet).await;
                }
            });
        }
    }

    /// Reads what another tab writes until that one is done.
    pub(super) async fn follow(self, sheet: &Sheet) {
        sheet.set_activity(Activity::Elsewhere);
        while browser::is_held(&lock_name(sheet)).await == Some(true) && !self.is_over() {
            self.refresh(sheet).await;
            browser::sleep(LOOK_AGAIN).await;
        }
        self.refresh(sheet).await;
        sheet.set_notice(None);
        sheet.set_activity(Activity::AtRest);
    }

    /// Takes the lock of a plan; `false` if another tab has it.
    pub(super) async fn take_lock(self, sheet: &Sheet) -> bool {
        if self.has_lock(sheet) {
            return true;
        }
        match browser::hold(&lock_name(sheet)).await {
            Hold::Held(lock) => {
                self.locks.try_update_value(|locks| locks.insert(sheet.plan().id(), lock));
                true
            }
            Hold::Taken => false,
            // Then two tabs cannot both write the same note, which keeps them apart as well.
            Hold::Unsupported => true,
        }
    }

    fn has_lock(self, sheet: &Sheet) -> bool {
        self.locks.try_with_value(|locks| locks.contains_key(&sheet.plan().id())).unwrap_or_default()
    }

    /// Lets go of the lock.
    pub(super) fn let_go(self, sheet: &Sheet) {
        self.locks.try_update_value(|locks| locks.remove(&sheet.plan().id()));
    }
}
