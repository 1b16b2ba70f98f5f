//! "Stay signed in for this tab": an opt-in to the tab's storage. A key that nobody has used for longer than the page may be left
//! alone opens nothing any more: browsers bring a tab back with its storage days later.

use jetstream_api::{key::AccessKey, time};
use jiff::Timestamp;

use crate::state::session::idle::IdleTimer;
use jetstream_browser::{self as browser, SessionStore};

const KEY: &str = "jetstream.key";
const ENVIRONMENT: &str = "jetstream.environment";
const TOUCHED: &str = "jetstream.touched";
/// What was typed and not sent yet, under whatever key it was.
pub const DRAFTS: &str = "jetstream.drafts";

/// Keeps key and environment until the tab is closed; `false` where storage is blocked.
pub fn save(environment: &str, key: &AccessKey) -> bool {
    save_last_activity(browser::now());
    SessionStore::set(ENVIRONMENT, environment) && SessionStore::set(KEY, &key.reveal())
}

/// Keeps when somebody touched the page last.
pub fn save_last_activity(at: Timestamp) {
    SessionStore::set(TOUCHED, &time::format(at));
}

/// The kept environment's label and key, if there are any and nobody was away for longer than so many minutes.
pub fn load(idle_minutes: Option<u16>) -> Option<(String, AccessKey)> {
    let touched = || time::parse(&SessionStore::get(TOUCHED)?);
    let is_fresh = |minutes| touched().is_some_and(|at| !IdleTimer::new(minutes, at).has_expired(browser::now()));
    if !idle_minutes.is_none_or(is_fresh) {
        revoke();
    }
    Some((SessionStore::get(ENVIRONMENT)?, AccessKey::parse(&SessionStore::get(KEY)?).ok()?))
}

/// Is a key kept?
pub fn is_kept() -> bool {
    SessionStore::get(KEY).is_some()
}

/// Takes the key out and leaves what was typed with it; `true` if there was one.
pub fn revoke() -> bool {
    let was_kept = is_kept();
    SessionStore::remove(KEY);
    was_kept
}

/// Forgets all of it, and what was typed with it.
pub fn clear() {
    for name in [KEY, ENVIRONMENT, TOUCHED, DRAFTS] {
        SessionStore::remove(name);
    }
}
