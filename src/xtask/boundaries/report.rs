//! Printed facts about the source tree: sizes of folders, and the file of exceptions.

use super::rules::{Facts, RULES, length};
use super::tree::File;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Counts of some files. Test files are counted apart.
#[derive(Debug, Default, Clone, Copy)]
struct Size {
    files: usize,
    lines: usize,
    test_files: usize,
    test_lines: usize,
}

impl Size {
    fn add(&mut self, file: &File) {
        let (files, lines) = match file.is_test {
            true => (&mut self.test_files, &mut self.test_lines),
            false => (&mut self.files, &mut self.lines),
        };
        *files += 1;
        *lines += file.lines;
    }

    fn row(&self, name: &str) -> String {
        let Self { files, lines, test_files, test_lines } = self;
        format!("{name:<58} {files:>6} {lines:>7} {test_files:>6} {test_lines:>7}\n")
    }
}

/// Files and lines of each folder, of each package with its folders, and of all; and how many files are short or too long.
pub fn folders(facts: &Facts) -> String {
    let mut folders: BTreeMap<&str, Size> = BTreeMap::new();
    let mut packages: BTreeMap<&str, Size> = BTreeMap::new();
    let mut all = Size::default();
    for file in &facts.tree.files {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().add(file);
        packages.entry(&file.package).or_default().add(file);
        all.add(file);
    }
    let mut text = format!("{:<58} {:>6} {:>7} {:>6} {:>7}\n", "folder", "files", "lines", "tests", "lines");
    folders.iter().for_each(|(name, size)| text.push_str(&size.row(name)));
    text.push('\n');
    packages.iter().for_each(|(name, size)| text.push_str(&size.row(name)));
    text.push_str(&all.row("all"));
    let lengths: Vec<usize> = facts.tree.files.iter().filter(|file| !file.is_test).map(|file| file.lines).collect();
    let short = lengths.iter().filter(|lines| **lines < 120).count();
    let long = lengths.iter().filter(|lines| **lines > length::MOST_LINES).count();
    _ = writeln!(
        text,
        "\nOf {} files without those of tests, {short} have under 120 lines and {long} over {}.",
        lengths.len(),
        length::MOST_LINES
    );
    text
}

/// All violations of each rule, the known ones too.
pub fn violations(facts: &Facts) -> String {
    let mut text = String::new();
    for rule in &RULES {
        let found = (rule.check)(facts);
        _ = writeln!(text, "Rule {}: {} violations", rule.name, found.len());
        for violation in found {
            _ = writeln!(text, "{}", violation.sentence);
        }
        text.push('\n');
    }
    text
}

/// The text of `exceptions.rs` with every violation of today in it.
pub fn exceptions(facts: &Facts) -> String {
    let mut text = "//! The lists of known exceptions, one for each rule. They may only become shorter.\n".to_owned();
    for rule in &RULES {
        let mut keys: Vec<String> = (rule.check)(facts).into_iter().map(|violation| literal(&violation.key)).collect();
        keys.sort();
        let list = match keys.as_slice() {
            [] => "[]".to_owned(),
            keys => format!("[\n{}]", keys.concat()),
        };
        _ = write!(
            text,
            "\n/// Exceptions from the rule \"{}\".\npub const {}: &[&str] = &{list};\n",
            rule.name, rule.list
        );
    }
    text
}

/// A key as a line of a list; the files of a cycle each on a line of their own.
fn literal(key: &str) -> String {
    format!("    \"{}\",\n", key.replace(" <-> ", " <-> \\\n     "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundaries::testing::facts;

    const FILES: [(&str, &str); 4] = [
        ("src/api/lib.rs", "//! A library.\nmod a; mod b; #[cfg(test)] mod tests;\n"),
        ("src/api/a.rs", "//! What.\nuse crate::b::B; pub struct A;\n"),
        ("src/api/b.rs", "//! A thing.\nuse crate::a::A; pub struct B;\n"),
        ("src/api/tests.rs", "//! Tests.\n"),
    ];

    #[test]
    fn folders_are_counted_with_their_tests_apart() {
        let text = folders(&facts(&FILES));
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(words.windows(5).any(|row| row == ["src/api", "3", "6", "1", "1"]), "{text}");
        assert!(
            text.ends_with("Of 3 files without those of tests, 3 have under 120 lines and 0 over 350.\n"),
            "{text}"
        );
    }

    #[test]
    fn exceptions_are_written_as_rust_with_the_files_of_a_cycle_below_each_other() {
        let text = exceptions(&facts(&FILES));
        let cycle = "pub const CYCLES: &[&str] = &[\n    \"src/api/a.rs <-> \\\n     src/api/b.rs\",\n];\n";
        assert!(text.contains(cycle), "{text}");
        assert!(text.contains("pub const MODULE_DOCS: &[&str] = &[\n    \"src/api/a.rs\",\n];\n"), "{text}");
        assert!(text.contains("pub const LAYERS: &[&str] = &[];\n"), "{text}");
    }
}
