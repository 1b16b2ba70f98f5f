//! Edits of the page: its list of assets is filled in, and its links to single style sheets are removed.

use crate::check;
use crate::html::elements;
use serde_json::Value;
use std::ops::Range;
use xtask::report::{CommandError, Result};

/// The style sheets that the page links, in its order.
pub fn style_links(html: &str) -> Result<Vec<String>> {
    let found = elements(html)?;
    let links = found.iter().filter(|element| element.is_link("stylesheet"));
    Ok(links.filter_map(|link| link.attribute("href").map(str::to_owned)).collect())
}

/// The page without its links to style sheets, and with `assets` in its list of assets. All else stays byte by byte.
pub fn with_assets(html: &str, assets: &Value) -> Result<String> {
    let found = elements(html)?;
    let list = check::asset_list(&found).ok_or_else(|| CommandError::fail("The built page has no list of assets."))?;
    // A script element ends at the first `</script`, even inside a string.
    let assets = assets.to_string().replace('<', "\\u003c");

    let styles = found.iter().filter(|element| element.is_link("stylesheet"));
    // Together with the line break before each of them.
    let indented = |tag: &Range<usize>| html.get(..tag.start).map_or(tag.start, |before| before.trim_end().len());
    let mut changes: Vec<_> = styles.map(|link| (indented(&link.tag)..link.tag.end, "")).collect();
    changes.push((list.text.clone(), &assets));
    changes.sort_by_key(|(range, _)| range.start);
    let mut page = html.to_owned();
    // From the end, so that the ranges still to come stay valid.
    for (range, text) in changes.into_iter().rev() {
        page.replace_range(range, text);
    }
    Ok(page)
}
