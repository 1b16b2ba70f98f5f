//! Checks of the page: of its source before a build, and of the published page after it.

use crate::html::{Element, elements};
use xtask::report::{CommandError, Result};

/// Refuses a page that cannot be bundled. Done before the build, which takes minutes.
pub fn source(html: &str) -> Result<()> {
    let found = elements(html)?;
    if inline_scripts(&found, html).len() != 1 {
        return refuse("index.html must hold exactly one inline script.");
    }
    if asset_list(&found).is_none() {
        return refuse(r#"index.html has no <script type="application/json" id="assets">."#);
    }
    let app = found.iter().find(|element| element.is_link("rust"));
    if app.and_then(|app| app.attribute("data-wasm-opt")) != Some("0") {
        // Trunk would require it, and trust it; see `optimise`.
        return refuse(
            r#"The link to the app in index.html must say data-wasm-opt="0": wasm-opt runs when the build is bundled."#,
        );
    }
    Ok(())
}

/// Refuses a page with another inline script than the one in `source`, with any script that is not in its list of
/// assets, or with a URL that is bound to one place.
pub fn published(page: &str, source: &str) -> Result<()> {
    let (found, of_source) = (elements(page)?, elements(source)?);
    if inline_scripts(&found, page) != inline_scripts(&of_source, source) {
        return refuse("The inline script of the built page is not the one of index.html.");
    }
    for element in &found {
        let is_module = element.attribute("type") == Some("module");
        if element.name == "script" && (is_module || element.attribute("src").is_some()) {
            return refuse("The built page loads a script that is not in its list of assets.");
        }
        for url in ["src", "href"].into_iter().filter_map(|name| element.attribute(name)) {
            if url.starts_with('/') || (names_a_host(url) && element.name != "a") {
                return Err(CommandError::fail(format!("The built page names {url}, which is not a relative URL.")));
            }
        }
    }
    Ok(())
}

/// The element that the list of assets is written into.
pub fn asset_list(found: &[Element]) -> Option<&Element> {
    found.iter().find(|element| element.name == "script" && element.attribute("id") == Some("assets"))
}

fn inline_scripts<'html>(found: &[Element], html: &'html str) -> Vec<&'html str> {
    found.iter().filter_map(|element| element.inline_script(html)).collect()
}

/// `https://...`, but not a `data:` URL that quotes one.
fn names_a_host(url: &str) -> bool {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    !scheme.is_empty() && scheme.chars().all(|letter| letter.is_ascii_alphanumeric())
}

fn refuse(sentence: &str) -> Result<()> {
    Err(CommandError::fail(sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E">
<link data-trunk rel="rust" href="src/app/Cargo.toml" data-wasm-opt="0">
<script type="application/json" id="assets">{}</script>
<script>boot()</script>
<body></body>"#;

    #[test]
    fn a_page_that_cannot_be_bundled_is_refused_before_the_build() {
        assert!(source(PAGE).is_ok());
        for (from, to, complaint) in [
            ("<script>boot()</script>", "", "exactly one inline script"),
            ("<body>", "<script>more()</script><body>", "exactly one inline script"),
            (r#"id="assets""#, r#"id="other""#, "id=\"assets\""),
            (r#" data-wasm-opt="0""#, "", "data-wasm-opt"),
            (r#"data-wasm-opt="0""#, r#"data-wasm-opt="z""#, "data-wasm-opt"),
        ] {
            let failure = source(&PAGE.replace(from, to)).unwrap_err().to_string();
            assert!(failure.contains(complaint), "{from} -> {to}: {failure}");
        }
    }

    #[test]
    fn a_page_that_would_load_anything_unlisted_is_refused() {
        assert!(published(PAGE, PAGE).is_ok());
        for (addition, complaint) in [
            (r#"<script src="extra.js"></script>"#, "not in its list"),
            (r#"<script type="module">import "./extra.js"</script>"#, "not in its list"),
            ("<script>second()</script>", "not the one of index.html"),
            (r#"<link rel="icon" href="/icon.svg">"#, "not a relative URL"),
            (r#"<a href="/devices">Devices</a>"#, "not a relative URL"),
            (r#"<img src="https://elsewhere.example/a.png">"#, "not a relative URL"),
            (r#"<img src="//elsewhere.example/a.png">"#, "not a relative URL"),
        ] {
            let page = PAGE.replace("</body>", &format!("{addition}</body>"));
            let failure = published(&page, PAGE).unwrap_err().to_string();
            assert!(failure.contains(complaint), "{addition}: {failure}");
        }
        let with_link = PAGE.replace("</body>", r#"<a href="https://elsewhere.example/">Manual</a></body>"#);
        assert!(published(&with_link, PAGE).is_ok(), "a link loads nothing");
    }
}
