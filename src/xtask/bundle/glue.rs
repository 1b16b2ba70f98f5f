//! A minifier for the JavaScript that wasm-bindgen and the splitter write.

/// The script without indentation, empty lines, and lines that are comments: those of the glue are for people who program with it.
/// Its texts in quotes do not span lines.
pub fn compact(script: &str) -> String {
    let mut is_in_comment = false;
    let mut compacted = String::with_capacity(script.len());
    for line in script.lines().map(str::trim) {
        let begins_comment = !is_in_comment && line.starts_with("/*");
        let is_left_out = is_in_comment || begins_comment || line.starts_with("//") || line.is_empty();
        is_in_comment = (is_in_comment || begins_comment) && !line.ends_with("*/");
        if !is_left_out {
            compacted.push_str(line);
            compacted.push('\n');
        }
    }
    compacted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_glue_only_what_runs_is_left() {
        let glue = "/* all\n   of it */\nlet a = 1; // why\n\n/** @param {b} c */\n    if (a) {\n        // never\n        b(`/* ${a} */`);\n    }\n";
        assert_eq!(compact(glue), "let a = 1; // why\nif (a) {\nb(`/* ${a} */`);\n}\n");
    }
}
