//! The hashes by which the Content-Security-Policy allows the inline script of `index.html`, and those of other pages.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The page as it is in the checkout. Its inline script is constant: no build changes it (see `cargo xtask bundle`).
const PAGE: &str = include_str!("../../index.html");

/// An error: `index.html` does not have exactly one inline script.
#[derive(Debug, thiserror::Error)]
#[error("index.html should hold exactly one inline script and holds {0}")]
pub struct BootError(usize);

/// The source expression for the script: `'sha256-…'`.
pub fn source() -> Result<String, BootError> {
    only_script(PAGE).map(hashed)
}

/// The source expressions for all scripts, or all styles, that stand in a page.
pub fn hash_inline_script(page: &str, element: &str) -> String {
    let sources: Vec<_> = inline_texts(page, element).into_iter().map(hashed).collect();
    sources.join(" ")
}

fn hashed(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The text of the only inline script, between its tags.
fn only_script(page: &str) -> Result<&str, BootError> {
    match inline_texts(page, "script").as_slice() {
        [script] => Ok(script),
        scripts => Err(BootError(scripts.len())),
    }
}

/// Every script (or style) that is neither loaded nor data.
fn inline_texts<'page>(page: &'page str, element: &str) -> Vec<&'page str> {
    let end = format!("</{element}");
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if let Some(tag) = after.strip_prefix(element) {
            let Some((attributes, body)) = tag.split_once('>') else { break };
            let Some((text, after)) = body.split_once(&end) else { break };
            let is_code = !attributes.contains("src=") && !attributes.contains("application/json");
            found.extend(is_code.then_some(text));
            rest = after;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inline_script_is_found_among_comments_data_and_loaded_scripts() {
        let page = r#"<head><!-- <script>no()</script> -->
            <script type="application/json" id="assets">{"style":"<b>"}</script>
            <script src="loaded.js"></script>
            <script>if (1 < 2) boot("<p>");</script></head>"#;
        assert_eq!(only_script(page).unwrap(), r#"if (1 < 2) boot("<p>");"#);
    }

    #[test]
    fn none_two_and_a_broken_one_are_errors() {
        let count = |page| only_script(page).unwrap_err().to_string();
        assert!(count("<p>").ends_with("holds 0"));
        assert!(count("<script>a</script><script>b</script>").ends_with("holds 2"));
        assert!(count("<script>a").ends_with("holds 0"));
    }

    #[test]
    fn the_page_of_this_checkout_has_one() {
        let source = source().unwrap();
        assert!(source.starts_with("'sha256-") && source.len() == "'sha256-'".len() + 44, "{source}");
    }
}
