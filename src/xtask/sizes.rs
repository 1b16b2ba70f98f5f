//! What a first visit transfers, and what is loaded on demand: the bytes of every file of `dist/`, as they are and compressed.

use crate::dist;
use crate::say::{Context, Failure, Result};
use crate::seal::is_part;
use crate::workspace::Workspace;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::{self, Write};
use std::ops::Add;

/// Everything that a first visit transfers, compressed with brotli, may take so many bytes.
const BUDGET: usize = 350_000;

/// The bytes of one file, or of several.
#[derive(Clone, Copy, Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the sizes of every file of `dist/` and their sums; fails when a first visit is over the budget.
pub fn report(workspace: &Workspace) -> Result<()> {
    let folder = workspace.dist();
    let mut rows = Vec::new();
    for file in dist::files(&folder)? {
        let name = file.strip_prefix(&folder).unwrap_or(&file).display().to_string();
        let bytes = fs::read(&file).or_could_not(format!("read {name}"))?;
        let sizes = Sizes::of(&bytes).or_could_not(format!("compress {name}"))?;
        rows.push((name, sizes));
    }
    let sum = |parts: bool| {
        let counted = rows.iter().filter(|(name, _)| is_part(name) == parts);
        counted.fold(Sizes::default(), |sum, (_, sizes)| sum + *sizes)
    };
    let (first, later) = (sum(false), sum(true));
    print_table(&rows, &[("first visit", first), ("on demand", later), ("sum", first + later)]);
    within_budget(first.brotli)
}

fn within_budget(bytes: usize) -> Result<()> {
    if bytes > BUDGET {
        return Err(Failure::because(format!(
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
    fn of(bytes: &[u8]) -> io::Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
        brotli::BrotliCompress(&mut &*bytes, &mut brotli, &parameters)?;
        Ok(Self { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }
}

impl Add for Sizes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// 1234567 as 1,234,567.
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
    fn text_that_repeats_gets_smaller_and_sums_add_up() {
        let text = "lockdown ".repeat(1_000);
        let sizes = Sizes::of(text.as_bytes()).unwrap();
        assert_eq!(sizes.raw, 9_000);
        assert!((20..200).contains(&sizes.gzip), "{}", sizes.gzip);
        assert!((10..sizes.gzip).contains(&sizes.brotli), "{}", sizes.brotli);
        let twice = sizes + sizes;
        assert_eq!((twice.raw, twice.gzip, twice.brotli), (18_000, 2 * sizes.gzip, 2 * sizes.brotli));
    }

    #[test]
    fn one_byte_over_the_budget_is_too_much() {
        assert!(within_budget(BUDGET).is_ok());
        let failure = within_budget(BUDGET + 1).unwrap_err();
        assert_eq!(failure.to_string(), "A first visit takes 350,001 bytes with brotli, 1 over its budget of 350,000.");
    }
}
