//! A test helper: checks the samples of `config.json` in this folder against one of its two readers, the dashboard or the gateway.
//!
//! Both call `jetstream_api::site_config::parse`, and the samples must hold for what each of them makes of it. Beside each sample in `refused` lies
//! a text file of the same name with the words that the error messages of both must contain.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Reads every sample. `read` returns the error message of a refused file. Panics with all samples that were read otherwise than expected.
pub fn check(read: impl Fn(&str) -> Result<(), String>) {
    let mut wrong = Vec::new();
    for (folder, fewest) in [("accepted", 35), ("refused", 95)] {
        let samples = files(folder, "json");
        assert!(samples.len() >= fewest, "{folder} holds {} samples, {fewest} are expected at least", samples.len());
        for sample in samples {
            let outcome = read(&fs::read_to_string(&sample).unwrap());
            let is_expected = match (&outcome, folder) {
                (outcome, "accepted") => outcome.is_ok(),
                (Ok(()), _) => false,
                (Err(message), _) => message.contains(&expected_words(&sample)),
            };
            if !is_expected {
                wrong.push(format!("{folder}: {}: found {outcome:?}", sample.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let names = |ending| files("refused", ending).iter().map(|path| path.with_extension("")).collect::<BTreeSet<_>>();
    assert_eq!(names("json"), names("txt"), "each refused sample has its words, and nothing else has");
}

/// The files of a folder with this ending, in the order of their names.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/config-samples").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    files.sort();
    files
}

/// The words that the error message must contain.
fn expected_words(sample: &Path) -> String {
    let words = fs::read_to_string(sample.with_extension("txt")).unwrap().trim().to_owned();
    assert!(!words.is_empty(), "{}: no words are expected", sample.display());
    words
}
