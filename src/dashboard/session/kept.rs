//! "Stay signed in for this tab": an opt-in to the tab's storage.

use jetstream_api::key::AccessKey;

use crate::browser::TabStorage;

const KEY: &str = "jetstream.key";
const ENVIRONMENT: &str = "jetstream.environment";
/// What was typed and not sent yet, under whatever key it was.
pub const DRAFTS: &str = "jetstream.drafts";

/// Keeps key and environment until the tab is closed; `false` where storage is blocked.
pub fn keep(environment: &str, key: &AccessKey) -> bool {
    TabStorage::set(ENVIRONMENT, environment) && TabStorage::set(KEY, &key.reveal())
}

/// The kept environment's label and key, if there are any.
pub fn kept() -> Option<(String, AccessKey)> {
    Some((TabStorage::get(ENVIRONMENT)?, AccessKey::parse(&TabStorage::get(KEY)?).ok()?))
}

/// Forgets both, and what was typed with them.
pub fn forget() {
    TabStorage::remove(KEY);
    TabStorage::remove(ENVIRONMENT);
    TabStorage::remove(DRAFTS);
}
