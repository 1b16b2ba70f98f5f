//! A test helper: checks the samples of `config.json` in this folder against one of its two readers, the dashboard or the gateway.
//!
//! Beside each sample in `refused` and `differing` lies a text file of the same name. It holds one line for each reader: the words that its
//! error message must contain, or `accepted`.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Written in place of an error message for a reader that accepts the sample.
const ACCEPTED: &str = "accepted";

/// Reads every sample and compares the outcome with what is written about `reader`: `dashboard` or `gateway`. `read` returns the error message of
/// a refused file. Panics with all samples that were read otherwise than expected.
pub fn check(reader: &str, read: impl Fn(&str) -> Result<(), String>) {
    let mut wrong = Vec::new();
    for (folder, fewest) in [("accepted", 10), ("refused", 25), ("differing", 1)] {
        let samples = samples(folder);
        assert!(samples.len() >= fewest, "{folder} holds {} samples, {fewest} are expected at least", samples.len());
        for sample in samples {
            let outcome = read(&fs::read_to_string(&sample).unwrap()).err();
            let expected = expectation(folder, &sample, reader);
            if !fits(outcome.as_deref(), &expected) {
                let outcome = outcome.unwrap_or_else(|| ACCEPTED.to_owned());
                wrong.push(format!("{}: expected {expected:?}, found {outcome:?}", sample.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn fits(outcome: Option<&str>, expected: &str) -> bool {
    match outcome {
        None => expected == ACCEPTED,
        Some(message) => expected != ACCEPTED && message.contains(expected),
    }
}

/// The `.json` files of a folder, in the order of their names.
fn samples(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/config-samples").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut samples: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    samples.sort();
    samples
}

/// What one reader should make of a sample. The folder decides which outcomes are possible there.
fn expectation(folder: &str, sample: &Path, reader: &str) -> String {
    if folder == "accepted" {
        return ACCEPTED.to_owned();
    }
    let text = fs::read_to_string(sample.with_extension("txt")).unwrap();
    let of = |reader: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(reader)?.strip_prefix(": ")).map(str::trim);
        line.filter(|line| !line.is_empty()).unwrap_or_else(|| panic!("{}: no line for {reader}", sample.display()))
    };
    let accepting = ["dashboard", "gateway"].into_iter().filter(|reader| of(reader) == ACCEPTED).count();
    let allowed = usize::from(folder == "differing");
    assert_eq!(accepting, allowed, "{}: so many readers accept a sample in {folder}", sample.display());
    of(reader).to_owned()
}
