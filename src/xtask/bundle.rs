//! The last step of every build of the dashboard: one page that knows the hash of all it will run.
//!
//! Trunk compiles and copies; its own ways of loading the result change an inline script with every build and do not
//! check the WebAssembly. So `Trunk.toml` makes it write neither, and calls `cargo xtask seal` on what it has staged:
//!
//! 1. the style sheets become one file,
//! 2. it, the WebAssembly (what is loaded on demand first, for the glue names it) and each JavaScript file that is imported are
//!    named by their contents,
//! 3. `<script type="application/json" id="assets">` gets the list of them with their SHA-384,
//! 4. the page is checked: one inline script, exactly as in the source, and no URL that starts with `/`.
//!
//! The inline script, which is constant, sets `<base>`, then loads what the list names and nothing else.

mod check;
mod digest;
mod html;
mod imports;
mod lazy_chunks;
mod modules;
mod optimise;
mod wasm;

use crate::bundle::digest::Digest;
use crate::bundle::html::elements;
pub use crate::bundle::lazy_chunks::{is_part, preload_list};
use crate::report::{CommandError, Context, Result};
use serde_json::{Value, json};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What Trunk tells its hooks.
pub struct BuildHook {
    /// The folder with the files of the build, which is not in its place yet.
    pub staging: PathBuf,
    /// The page as it stands in the checkout.
    pub source: PathBuf,
    /// Whether size matters more than time.
    pub release: bool,
}

impl BuildHook {
    /// Reads the environment of a hook.
    pub fn from_environment() -> Result<Self> {
        let path = |name| {
            let value = std::env::var_os(name).map(PathBuf::from);
            value.ok_or_else(|| {
                CommandError::fail("`cargo xtask seal` is called by trunk (see Trunk.toml), not by hand.")
            })
        };
        Ok(Self {
            staging: path("TRUNK_STAGING_DIR")?,
            source: path("TRUNK_HTML_FILE")?,
            release: std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release"),
        })
    }
}

/// Refuses, before the minutes of a build, a page that could not be sealed after it.
pub fn check_source(page: &Path) -> Result<()> {
    check::source(&fs::read_to_string(page).or_could_not("read index.html")?)
}

/// Seals the build that a hook was called for.
pub fn bundle(hook: &BuildHook) -> Result<()> {
    let page = hook.staging.join("index.html");
    let html = fs::read_to_string(&page).or_could_not("read the page that trunk wrote")?;
    let source = fs::read_to_string(&hook.source).or_could_not("read index.html")?;
    let program = program(&hook.staging)?;
    if hook.release {
        optimise::optimise(&hook.staging.join(format!("{program}_bg.wasm")))?;
        shorten_imports(&hook.staging, &program)?;
    }
    lazy_chunks::name(&hook.staging, &program, hook.release)?;
    if hook.release {
        let glue = hook.staging.join(format!("{program}.js"));
        let text = fs::read_to_string(&glue).or_could_not("read the JavaScript")?;
        fs::write(&glue, compact(&text)).or_could_not("write the JavaScript")?;
    }
    let style = bundle_styles(&hook.staging, &style_links(&html))?;
    let (modules, wasm) = name_program(&hook.staging, &program)?;
    let sealed = fill(&html, &json!({ "style": style, "modules": modules, "wasm": wasm }))?;
    check::published(&sealed, &source)?;
    fs::write(&page, sealed).or_could_not("write the sealed page")
}

/// Gives the functions that JavaScript and WebAssembly call each other by short names.
fn shorten_imports(folder: &Path, program: &str) -> Result<()> {
    let (glue, module) = (folder.join(format!("{program}.js")), folder.join(format!("{program}_bg.wasm")));
    let text = fs::read_to_string(&glue).or_could_not("read the JavaScript")?;
    let bytes = fs::read(&module).or_could_not("read the WebAssembly")?;
    if let Some((text, bytes)) = imports::shortened(&text, &bytes) {
        fs::write(&glue, text).or_could_not("write the JavaScript")?;
        fs::write(&module, bytes).or_could_not("write the WebAssembly")?;
    }
    Ok(())
}

/// The name of the program: there is one `NAME_bg.wasm`.
pub fn program(folder: &Path) -> Result<String> {
    let entries = fs::read_dir(folder).or_could_not("read what trunk staged")?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut programs = names.filter_map(|name| name.strip_suffix("_bg.wasm").map(str::to_owned));
    programs.next().ok_or_else(|| CommandError::fail("The build holds no WebAssembly."))
}

fn style_links(html: &str) -> Vec<String> {
    let links = elements(html).into_iter().filter(|element| element.is_link("stylesheet"));
    links.filter_map(|link| link.attribute("href").map(str::to_owned)).collect()
}

/// Joins the style sheets in the order in which the page names them.
fn bundle_styles(folder: &Path, links: &[String]) -> Result<Value> {
    let mut style = String::new();
    for link in links {
        let file = folder.join(link.trim_start_matches("./"));
        style.push_str(&fs::read_to_string(&file).or_could_not(format!("read the style sheet {link}"))?);
        style.push('\n');
        fs::remove_file(&file).or_could_not(format!("remove the style sheet {link}"))?;
    }
    // It would have to come first, and would load a file that no hash covers.
    if style.contains("@import") {
        return Err(CommandError::fail("Style sheets must be linked in index.html; an @import is not sealed."));
    }
    let style = without_comments(&style);
    let digest = Digest::of(style.as_bytes());
    let name = digest.name("style.css");
    fs::write(folder.join(&name), style).or_could_not("write the style sheet")?;
    Ok(json!({ "url": name, "integrity": digest.integrity() }))
}

/// A style sheet without comments, indentation and empty lines. Texts in quotes that span lines do not occur in ours.
fn without_comments(style: &str) -> String {
    let parts = style.split("/*").enumerate();
    let parts =
        parts.map(|(index, part)| if index == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) });
    let style: String = parts.collect();
    let lines = style.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// JavaScript without indentation, empty lines, and lines that are comments: those of the glue are for people who program with it. Its texts
/// in quotes do not span lines.
fn compact(script: &str) -> String {
    let mut is_comment = false;
    let mut compacted = String::with_capacity(script.len());
    for line in script.lines().map(str::trim) {
        let begins = !is_comment && line.starts_with("/*");
        let is_part = is_comment || begins || line.starts_with("//") || line.is_empty();
        is_comment = (is_comment || begins) && !line.ends_with("*/");
        if !is_part {
            compacted.push_str(line);
            compacted.push('\n');
        }
    }
    compacted
}

/// Names the WebAssembly and its JavaScript by their contents, and removes what nothing imports.
fn name_program(folder: &Path, program: &str) -> Result<(Vec<Value>, Value)> {
    let glue = format!("{program}.js");
    let collected = modules::collect(folder, &glue)?;
    fs::remove_file(folder.join(&glue)).or_could_not("remove the unnamed JavaScript")?;
    let snippets = folder.join("snippets");
    if snippets.is_dir() {
        fs::remove_dir_all(snippets).or_could_not("remove the unnamed snippets")?;
    }
    let mut listed = Vec::new();
    for module in collected {
        fs::write(folder.join(&module.name), &module.text).or_could_not("write the JavaScript")?;
        listed.push(json!({ "url": module.name, "integrity": module.digest.integrity() }));
    }

    let unnamed = folder.join(format!("{program}_bg.wasm"));
    let bytes = fs::read(&unnamed).or_could_not("read the WebAssembly")?;
    let digest = Digest::of(&bytes);
    let name = digest.name(&format!("{program}_bg.wasm"));
    fs::rename(&unnamed, folder.join(&name)).or_could_not("name the WebAssembly")?;
    let wasm = json!({ "url": name, "integrity": digest.integrity(), "bytes": bytes.len() });
    Ok((listed, wasm))
}

/// The page without its style sheets, and with the list in its place.
fn fill(html: &str, assets: &Value) -> Result<String> {
    let found = elements(html);
    let list = check::asset_list(&found).ok_or_else(|| CommandError::fail("The built page has no list of assets."))?;
    // A script element ends at the first `</script`, wherever it stands.
    let assets = assets.to_string().replace('<', "\\u003c");

    let styles = found.iter().filter(|element| element.is_link("stylesheet"));
    // With the line that each of them stood on.
    let indented = |tag: &Range<usize>| html.get(..tag.start).map_or(tag.start, |before| before.trim_end().len());
    let mut changes: Vec<_> = styles.map(|link| (indented(&link.tag)..link.tag.end, "")).collect();
    changes.push((list.text.clone(), &assets));
    changes.sort_by_key(|(range, _)| range.start);
    let mut page = html.to_owned();
    // From behind, so that the ranges still to come stay true.
    for (range, text) in changes.into_iter().rev() {
        page.replace_range(range, text);
    }
    Ok(page)
}

#[cfg(test)]
#[path = "bundle_tests.rs"]
mod tests;
