//! The style sheet of a build: all linked ones in one file, without comments.

use crate::digest::Digest;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use xtask::report::{CommandError, Context, Result};

/// Joins the style sheets in the order in which the page links them, and removes the single ones. Returns the entry of the list of
/// assets.
pub fn bundle(folder: &Path, links: &[String]) -> Result<Value> {
    let mut style = String::new();
    for link in links {
        let file = folder.join(link.trim_start_matches("./"));
        style.push_str(&fs::read_to_string(&file).or_could_not(format!("read the style sheet {link}"))?);
        style.push('\n');
        fs::remove_file(&file).or_could_not(format!("remove the style sheet {link}"))?;
    }
    // It would have to come first, and would load a file that no hash covers.
    if style.contains("@import") {
        return Err(CommandError::fail("Style sheets must be linked in index.html: no hash covers an @import."));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_style_loses_its_comments_and_nothing_else() {
        let style = "/* About.\n   Two lines. */\n.a {\n  content: \"\";\n\n  color: red; /* why */\n}\n.b > .c {}\n";
        assert_eq!(without_comments(style), ".a {\ncontent: \"\";\ncolor: red;\n}\n.b > .c {}\n");
    }
}
