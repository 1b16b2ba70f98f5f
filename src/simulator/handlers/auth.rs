//! Authentication: the user of an access key.

use jetstream_api::call::Reply;

use crate::handlers::reply;

/// The key of the user `demo`, with which the simulated environment signs in.
pub const DEMO_KEY: &str = "de300000-0000-4000-8000-00000000de30";

/// The key of the user `colleague`: another user of the same application, with an event queue of its own.
pub const COLLEAGUE_KEY: &str = "c011ea90-0000-4000-8000-0000c011ea90";

/// A user with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Caller {
    pub(crate) user: &'static str,
}

/// The user who locks a cabinet in the initial fleet.
pub(crate) const COLLEAGUE: Caller = Caller { user: "colleague" };

/// Finds the user of a key, without regard to case: a GUID has none. Any other key, and none, is refused with 401.
pub(crate) fn caller(key: Option<&str>) -> Result<Caller, Reply> {
    match key.map(str::trim) {
        Some(key) if key.eq_ignore_ascii_case(DEMO_KEY) => Ok(Caller { user: "demo" }),
        Some(key) if key.eq_ignore_ascii_case(COLLEAGUE_KEY) => Ok(COLLEAGUE),
        _ => Err(reply::object(401, "The access key is missing or not known.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jetstream_api::key::AccessKey;

    #[test]
    fn both_keys_have_the_documented_form_and_no_other_is_taken() {
        for (key, user) in [(DEMO_KEY, "demo"), (COLLEAGUE_KEY, "colleague")] {
            assert_eq!(AccessKey::parse(key).unwrap().reveal(), key);
            assert_eq!(caller(Some(key)).unwrap().user, user);
            assert_eq!(caller(Some(&key.to_uppercase())).unwrap().user, user);
        }
        for key in [None, Some(""), Some("de300000-0000-4000-8000-00000000de31")] {
            assert_eq!(caller(key).err().map(|refused| refused.status), Some(401));
        }
    }
}
