//! `_headers`, which Cloudflare Pages, Netlify and others read: a path, and below it the headers of what it names.
//!
//! Where two paths name a file such hosts join the values of one header, so no two of these tell `Cache-Control`: for everything that
//! is not named by its contents their own default is to ask each time.

use std::collections::BTreeSet;

use crate::{base::BasePath, headers::StaticHeaders};

pub(super) fn headers(headers: &StaticHeaders, base: &BasePath, names: &[String]) -> String {
    let mut text = format!("{base}*\n");
    for (name, value) in &headers.headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for stem in stems(names) {
        text.push_str(&format!("{base}{stem}*\n  Cache-Control: {}\n", headers.immutable));
    }
    text
}

/// How the names of files begin that are named by their contents. Such hosts take a hundred paths, and there may be more files.
fn stems(names: &[String]) -> BTreeSet<&str> {
    let stem = |name: &'_ String| {
        let (stem, _) = name.rsplit_once('-').filter(|(_, rest)| {
            rest.split_once('.')
                .is_some_and(|(hash, _)| hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
        })?;
        Some(stem.trim_end_matches(|character: char| character.is_ascii_digit()).len())
    };
    names.iter().filter_map(|name| name.get(..stem(name)?)).collect()
}
