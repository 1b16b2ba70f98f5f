//! Writes `.gz` and `.br` copies of every published file, and `404.html` (a copy of `index.html`) for hosts that cannot rewrite deep
//! links.

use crate::walk;
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode::{self, BROTLI_FORCE_MSB_PRIOR, BROTLI_MODE_GENERIC};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use xtask::report::{Context, Result};

/// The extension of a copy that is compressed with brotli.
const BROTLI: &str = "br";
/// The extension of a copy that is compressed with gzip.
const GZIP: &str = "gz";
/// The page that a host sends for paths that it does not have, where it cannot rewrite them.
pub const NOT_FOUND: &str = "404.html";

/// Writes the copies into the folder of a build.
pub fn write_compressed(folder: &Path) -> Result<()> {
    fs::copy(folder.join("index.html"), folder.join(NOT_FOUND)).or_could_not(format!("write {NOT_FOUND}"))?;
    for file in walk::files_of_build(folder)?.iter().filter(|file| !is_compressed(file)) {
        let bytes = fs::read(file).or_could_not(format!("read {}", file.display()))?;
        let written = |ending, packed: io::Result<Vec<u8>>| fs::write(compressed_path(file, ending), packed?);
        written(BROTLI, brotli(&bytes))
            .and_then(|()| written(GZIP, gzip(&bytes)))
            .or_could_not("compress the build")?;
    }
    Ok(())
}

/// The bytes of the compressed copies of a file: with gzip, with brotli.
pub fn compressed_sizes(file: &Path) -> io::Result<(usize, usize)> {
    let size = |ending| Ok(usize::try_from(fs::metadata(compressed_path(file, ending))?.len()).unwrap_or(usize::MAX));
    size(GZIP).and_then(|gzip: usize| Ok((gzip, size(BROTLI)?)))
}

/// Whether this file is a compressed copy of another one.
pub fn is_compressed(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == BROTLI || ending == GZIP)
}

fn compressed_path(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}

/// The smaller of two encodings. The mode that the encoder chooses by itself suits text. Most WebAssembly gets one or two percent smaller
/// where the upper bits of the preceding bytes are the context.
fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let (chosen, upper) = (brotli_by(bytes, BROTLI_MODE_GENERIC)?, brotli_by(bytes, BROTLI_FORCE_MSB_PRIOR)?);
    Ok(if upper.len() < chosen.len() { upper } else { chosen })
}

fn brotli_by(bytes: &[u8], mode: BrotliEncoderMode) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), mode, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    #[test]
    fn every_file_has_its_compressed_copies_and_the_page_is_sent_for_unknown_paths() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("index.html"), "lockdown ".repeat(1_000)).unwrap();
        fs::create_dir(at("more")).unwrap();
        fs::write(at("more/app.js"), "x".repeat(500)).unwrap();
        write_compressed(folder.path()).unwrap();
        assert_eq!(fs::read(at(NOT_FOUND)).unwrap(), fs::read(at("index.html")).unwrap());
        let (gzip, brotli) = compressed_sizes(&at("index.html")).unwrap();
        assert!((20..200).contains(&gzip) && (10..gzip).contains(&brotli), "{gzip}, {brotli}");
        assert!(compressed_sizes(&at("more/app.js")).is_ok() && compressed_sizes(&at(NOT_FOUND)).is_ok());

        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*fs::read(at("index.html.br")).unwrap(), &mut unpacked).unwrap();
        assert_eq!(unpacked, fs::read(at("index.html")).unwrap());

        let before = walk::files_of_build(folder.path()).unwrap();
        write_compressed(folder.path()).unwrap();
        assert_eq!(walk::files_of_build(folder.path()).unwrap(), before, "copies are not compressed again");
    }

    #[test]
    fn the_smaller_of_two_encodings_is_written_whichever_that_is() {
        let noise = |number: u32| (number.wrapping_mul(2_654_435_761) >> 24) as u8;
        let one_of = |letters: &[u8], number| letters[usize::from(noise(number)) % letters.len()];
        // Syllables, in which the lower bits of a letter predict the next one, and numbers in which the upper bits of a byte do.
        let words: Vec<u8> =
            (0..20_000).flat_map(|number| [one_of(b"bcdfghjklmnp", number), one_of(b"aeiou", number + 7)]).collect();
        let numbers: Vec<u8> = (0..20_000)
            .flat_map(|number| [0x20 | (noise(number) & 0x1f), 0x40 | (noise(number) >> 3), 0xc0 | (number % 7) as u8])
            .collect();
        let mut winners = Vec::new();
        for bytes in [words, numbers] {
            let [chosen, upper] =
                [BROTLI_MODE_GENERIC, BROTLI_FORCE_MSB_PRIOR].map(|mode| brotli_by(&bytes, mode).unwrap().len());
            assert_eq!(brotli(&bytes).unwrap().len(), chosen.min(upper));
            winners.push(chosen.cmp(&upper));
        }
        assert_eq!(winners, [Ordering::Less, Ordering::Greater], "each is better somewhere");
    }
}
