//! "Stay signed in for this tab": an opt-in to the tab's storage. A key that nobody has used for longer than the page may be left
//! alone opens nothing any more: browsers bring a tab back with its storage days later.

use jetstream_api::{key::AccessKey, time};
use jiff::Timestamp;

use super::Idle;
use crate::browser::{self, TabStorage};

const KEY: &str = "jetstream.key";
const ENVIRONMENT: &str = "jetstream.environment";
const TOUCHED: &str = "jetstream.touched";
/// What was typed and not sent yet, under whatever key it was.
pub const DRAFTS: &str = "jetstream.drafts";

/// Keeps key and environment until the tab is closed; `false` where storage is blocked.
pub fn keep(environment: &str, key: &AccessKey) -> bool {
    keep_touched(browser::now());
    TabStorage::set(ENVIRONMENT, environment) && TabStorage::set(KEY, &key.reveal())
}

/// Keeps when somebody touched the page last.
pub fn keep_touched(at: Timestamp) {
    TabStorage::set(TOUCHED, &time::format(at));
}

/// The kept environment's label and key, if there are any and nobody was away for longer than so many minutes.
pub fn kept(idle_minutes: Option<u16>) -> Option<(String, AccessKey)> {
    let touched = || time::parse(&TabStorage::get(TOUCHED)?);
    let is_fresh = |minutes| touched().is_some_and(|at| !Idle::new(minutes, at).is_over(browser::now()));
    if !idle_minutes.is_none_or(is_fresh) {
        withdraw();
    }
    Some((TabStorage::get(ENVIRONMENT)?, AccessKey::parse(&TabStorage::get(KEY)?).ok()?))
}

/// Is a key kept?
pub fn is_kept() -> bool {
    TabStorage::get(KEY).is_some()
}

/// Takes the key out and leaves what was typed with it; `true` if there was one.
pub fn withdraw() -> bool {
    let was_kept = is_kept();
    TabStorage::remove(KEY);
    was_kept
}

/// Forgets all of it, and what was typed with it.
pub fn forget() {
    for name in [KEY, ENVIRONMENT, TOUCHED, DRAFTS] {
        TabStorage::remove(name);
    }
}
