//! The files `_headers` and `_redirects`, which Cloudflare Pages, Netlify and other static hosts read.
//!
//! `_headers` lists paths with their response headers. Where two paths match a file, such hosts join the values of one header; so no two
//! paths with `Cache-Control` match the same file. It is set for files with hashed names and for the few fixed names. All other paths are
//! pages, for which the default of these hosts is to revalidate each time.

use super::hashed_names::stems;
use crate::{base_path::BasePath, headers::SecurityHeaders};

pub(super) fn headers(headers: &SecurityHeaders, base: &BasePath, names: &[String]) -> String {
    let mut text = format!("{base}*\n");
    for (name, value) in &headers.headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for name in REVALIDATED {
        text.push_str(&format!("{base}{name}\n  Cache-Control: {}\n", headers.revalidate));
    }
    for stem in stems(names) {
        text.push_str(&format!("{base}{stem}*\n  Cache-Control: {}\n", headers.immutable));
    }
    text
}

/// The files that are revalidated each time; the first is the base path itself.
const REVALIDATED: [&str; 4] = ["", "index.html", "404.html", "config.json"];

/// The rule for deep links, for hosts that look for a file first.
///
/// It does not lie beside `index.html`: Netlify and its like serve a file where there is one and follow such a rule where there is none, while
/// Cloudflare follows rules before it looks for files, and so refuses this one, Pages with a warning and Workers with an error that ends the
/// upload. Without the rule either answers a deep link with `404.html`, which works.
pub(super) fn redirects(base: &BasePath) -> String {
    format!(
        "# For Netlify and hosts like it: lay this file into the root of the site. Not for Cloudflare, which refuses such a rule.\n\
         {base}* {base}index.html 200\n"
    )
}
