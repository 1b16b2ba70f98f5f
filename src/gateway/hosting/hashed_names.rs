//! The names of files that contain a hash of the file's contents, such as `app-0123456789abcdef.js`. They can be cached for ever.

use std::collections::BTreeSet;

/// A regular expression that matches such names, for nginx and Caddy.
pub(super) const HASHED_NAME: &str = r"-[0-9a-f]{16}\.(css|js|wasm)$";

/// The beginnings of the hashed names among `names`, for hosts that match paths by prefix: such a host takes a hundred paths, and there may be
/// more files. No stem is the beginning of another one.
pub(super) fn stems(names: &[String]) -> Vec<&str> {
    let stem = |name: &'_ String| {
        let (stem, _) = name.rsplit_once('-').filter(|(_, rest)| {
            rest.split_once('.')
                .is_some_and(|(hash, _)| hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
        })?;
        Some(stem.trim_end_matches(|character: char| character.is_ascii_digit()).len())
    };
    let all: BTreeSet<&str> = names.iter().filter_map(|name| name.get(..stem(name)?)).collect();
    let mut stems: Vec<&str> = Vec::new();
    for stem in all {
        // The set is sorted, so a name that begins with a stem follows right after it.
        if stems.last().is_none_or(|last| !stem.starts_with(last)) {
            stems.push(stem);
        }
    }
    stems
}
