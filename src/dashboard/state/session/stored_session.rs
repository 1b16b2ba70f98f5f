//! A stored session, for "Stay signed in for this tab": an opt-in to the tab's storage. A key that was not used for longer than the idle
//! limit opens nothing any more: browsers restore a tab with its storage days later.

use jetstream_api::{key::AccessKey, time};
use jiff::Timestamp;

use crate::state::session::idle::IdleTimer;
use jetstream_browser::{self as browser, SessionStore};

const KEY: &str = "jetstream.key";
const ENVIRONMENT: &str = "jetstream.environment";
const TOUCHED: &str = "jetstream.touched";
/// The storage name of the drafts: input that is not sent yet. They do not depend on the key.
pub const DRAFTS: &str = "jetstream.drafts";

/// Stores key and environment until the tab is closed; `false` where storage is blocked.
pub fn save(environment: &str, key: &AccessKey) -> bool {
    save_last_activity(browser::now());
    SessionStore::set(ENVIRONMENT, environment) && SessionStore::set(KEY, &key.reveal())
}

/// Stores the time of the last activity.
pub fn save_last_activity(at: Timestamp) {
    SessionStore::set(TOUCHED, &time::format(at));
}

/// The label of the stored environment and the key, if there are any and the last activity is not older than so many minutes.
pub fn load(idle_minutes: Option<u16>) -> Option<(String, AccessKey)> {
    let touched = || time::parse(&SessionStore::get(TOUCHED)?);
    let is_fresh = |minutes| touched().is_some_and(|at| !IdleTimer::new(minutes, at).has_expired(browser::now()));
    if !idle_minutes.is_none_or(is_fresh) {
        revoke();
    }
    Some((SessionStore::get(ENVIRONMENT)?, AccessKey::parse(&SessionStore::get(KEY)?).ok()?))
}

/// Is a key stored?
pub fn is_stored() -> bool {
    SessionStore::get(KEY).is_some()
}

/// Removes the key and leaves the drafts; `true` if there was one.
pub fn revoke() -> bool {
    let was_stored = is_stored();
    SessionStore::remove(KEY);
    was_stored
}

/// Removes everything, also the drafts.
pub fn clear() {
    for name in [KEY, ENVIRONMENT, TOUCHED, DRAFTS] {
        SessionStore::remove(name);
    }
}
