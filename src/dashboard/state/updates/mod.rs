//! A check for a newer version of the dashboard. `index.html` names the files of a version and is never cached, so it is fetched and
//! compared. A check that fails has no result.

pub mod watch;

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::state::updates::watch::{CheckTrigger, UpdateCheck};
use jetstream_browser as browser;

/// The page, and the element in it that names the files.
const PAGE: &str = "index.html";
const ASSETS: &str = "assets";
/// How often it is checked whether a check is due.
const TICK: Duration = Duration::from_secs(60);

/// The state of the check. Copied freely; it lasts as long as the page.
#[derive(Debug, Clone, Copy)]
pub struct Updates(RwSignal<UpdateCheck>);

impl Updates {
    /// Starts to check regularly, and puts itself into the context. A page that does not name its files has nothing to compare.
    pub fn provide() {
        let Some(own) = browser::text_of(ASSETS) else { return };
        let updates = Self(RwSignal::new(UpdateCheck::new(own, browser::now())));
        provide_context(updates);
        browser::interval(TICK, move || {
            if browser::is_visible() {
                updates.look(CheckTrigger::TabVisible);
            }
        });
        browser::on_visible(move || updates.look(CheckTrigger::Navigation));
    }

    /// Checks, if that is due for this trigger.
    pub fn look(self, trigger: CheckTrigger) {
        // The page may be closing just now.
        if self.0.try_update_untracked(|check| check.is_due(trigger, browser::now())) != Some(true) {
            return;
        }
        spawn_local(async move {
            if let Some(page) = browser::fetch_page(PAGE).await {
                self.0.try_update(|check| check.read(&page));
            }
        });
    }

    /// Is there a newer version that was not dismissed? Reactive.
    pub fn is_there(self) -> bool {
        self.0.with(|check| check.offers(browser::now()))
    }

    /// Hides the offer for some hours.
    pub fn later(self) {
        self.0.update(|check| check.dismiss(browser::now()));
    }
}
