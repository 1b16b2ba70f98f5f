//! The sizes of a build: bytes of each file, plain and compressed, and their sums for a first visit and for what is loaded on demand.

use crate::precompress;
use crate::walk;
use std::fs;
use std::io;
use std::ops::Add;
use std::path::Path;
use xtask::chunk_files::{is_lazy_chunk, preload_list};
use xtask::report::{CommandError, Context, Result};
use xtask::workspace::Workspace;

/// The largest number of bytes that a first visit may transfer, compressed with brotli.
const BUDGET: usize = 346_870;
/// The name of the function marked `wasm_split` that loads the first page after signing in.
const FIRST_PAGE: &str = "overview";
/// The configuration: some hundred bytes for the operator to change, and so without compressed copies.
const CONFIG: &str = "config.json";

/// The bytes of one file, or of several.
#[derive(Clone, Copy, Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the sizes of every file of `dist/` and their sums; fails when a first visit is over the budget.
pub fn report(workspace: &Workspace) -> Result<()> {
    within_budget(print(&workspace.dist())?)
}

/// Prints the sizes of every file of a build and their sums; returns the bytes of a first visit, compressed with brotli.
pub fn print(folder: &Path) -> Result<usize> {
    let mut rows = Vec::new();
    for file in walk::files_of_build(folder)? {
        let name = file.strip_prefix(folder).unwrap_or(&file).display().to_string();
        if !precompress::is_compressed(&file) && name != precompress::NOT_FOUND && name != CONFIG {
            let sizes = Sizes::of(&file).or_could_not(format!("measure {name}"))?;
            rows.push((name, sizes));
        }
    }
    let first_page = chunks_of_first_page(folder)?;
    let is_first = |name: &str| !is_lazy_chunk(name) || first_page.iter().any(|stem| is_of(name, stem));
    let sum = |of_first: bool| {
        let counted = rows.iter().filter(|(name, _)| is_first(name) == of_first);
        counted.fold(Sizes::default(), |sum, (_, sizes)| sum + *sizes)
    };
    let (first, later) = (sum(true), sum(false));
    print_table(&rows, &[("first visit", first), ("on demand", later), ("sum", first + later)]);
    Ok(first.brotli)
}

/// The chunks that the first page after signing in loads.
fn chunks_of_first_page(folder: &Path) -> Result<Vec<String>> {
    for file in
        walk::files_of_build(folder)?.iter().filter(|file| file.extension().is_some_and(|extension| extension == "js"))
    {
        let text = fs::read_to_string(file).or_could_not("read the JavaScript")?;
        if let Some(chunks) = preload_list(&text, FIRST_PAGE) {
            return Ok(chunks);
        }
    }
    Err(CommandError::fail(format!("The JavaScript has no entry point named {FIRST_PAGE}.")))
}

fn is_of(file: &str, stem: &str) -> bool {
    file.strip_prefix(stem).is_some_and(|rest| rest.starts_with('-'))
}

fn within_budget(bytes: usize) -> Result<()> {
    if bytes > BUDGET {
        return Err(CommandError::fail(format!(
            "A first visit takes {} bytes with brotli, {} over its budget of {}.",
            grouped(bytes),
            grouped(bytes - BUDGET),
            grouped(BUDGET)
        )));
    }
    println!(
        "The budget of a first visit is {} bytes with brotli: {} are left.",
        grouped(BUDGET),
        grouped(BUDGET - bytes)
    );
    Ok(())
}

fn print_table(rows: &[(String, Sizes)], sums: &[(&str, Sizes)]) {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0).max(11);
    println!("{:width$}  {:>11}  {:>11}  {:>11}", "file", "raw", "gzip 9", "brotli 11");
    for (name, sizes) in rows.iter().map(|(name, sizes)| (name.as_str(), *sizes)).chain(sums.iter().copied()) {
        let Sizes { raw, gzip, brotli } = sizes;
        println!("{name:width$}  {:>11}  {:>11}  {:>11}", grouped(raw), grouped(gzip), grouped(brotli));
    }
}

impl Sizes {
    fn of(file: &Path) -> io::Result<Self> {
        let raw = usize::try_from(fs::metadata(file)?.len()).unwrap_or(usize::MAX);
        let (gzip, brotli) = precompress::compressed_sizes(file)?;
        Ok(Self { raw, gzip, brotli })
    }
}

impl Add for Sizes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// A number with separators: 1234567 as 1,234,567.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn one_byte_over_the_budget_is_too_much() {
        assert!(within_budget(BUDGET).is_ok());
        let failure = within_budget(BUDGET + 1).unwrap_err();
        assert_eq!(failure.to_string(), "A first visit takes 346,871 bytes with brotli, 1 over its budget of 346,870.");
    }
}
