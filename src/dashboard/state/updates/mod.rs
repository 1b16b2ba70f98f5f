//! Whether a newer version of the dashboard has been published since this page was loaded. `index.html` names the files of a version and
//! is never cached, so a look at it tells; a look that fails says nothing.

pub mod watch;

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::state::updates::watch::{CheckTrigger, UpdateCheck};
use jetstream_browser as browser;

/// The page, and the element in it that names the files.
const PAGE: &str = "index.html";
const ASSETS: &str = "assets";
/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(60);

/// What is known of newer versions. Copied freely; it lasts as long as the page.
#[derive(Debug, Clone, Copy)]
pub struct Updates(RwSignal<UpdateCheck>);

impl Updates {
    /// Begins to look now and then, and puts itself into the context. A page that does not say which files it is made of has none to compare.
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

    /// Looks, if it is time to on this occasion.
    pub fn look(self, occasion: CheckTrigger) {
        // The page may just be going.
        if self.0.try_update_untracked(|watch| watch.is_due(occasion, browser::now())) != Some(true) {
            return;
        }
        spawn_local(async move {
            if let Some(page) = browser::fetch_page(PAGE).await {
                self.0.try_update(|watch| watch.read(&page));
            }
        });
    }

    /// Is there a newer version that nobody wants to hear of later? Reactive.
    pub fn is_there(self) -> bool {
        self.0.with(|watch| watch.offers(browser::now()))
    }

    /// Says nothing of it for some hours.
    pub fn later(self) {
        self.0.update(|watch| watch.dismiss(browser::now()));
    }
}
