//! A hash of the contents of a file, in two forms: for the browser's integrity check, and for the name of the file.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::Sha256;

/// The SHA-256 of a file. Digests do not compress and there is one for each of some seventy files in what a first visit loads, so the
/// shortest that browsers accept is used.
#[derive(Debug)]
pub struct Digest(Vec<u8>);

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        Self(<Sha256 as sha2::Digest>::digest(bytes).to_vec())
    }

    /// The value of an `integrity` attribute.
    pub fn integrity(&self) -> String {
        format!("sha256-{}", self.base64())
    }

    /// The hash alone.
    pub fn base64(&self) -> String {
        STANDARD.encode(&self.0)
    }

    /// `app.js` with the first 16 digits of the hash: `app-0123456789abcdef.js`. Such a file may be cached for ever.
    pub fn name(&self, file: &str) -> String {
        let digits: String = self.0.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        match file.rsplit_once('.') {
            Some((stem, extension)) => format!("{stem}-{digits}.{extension}"),
            None => format!("{file}-{digits}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrity_is_what_openssl_computes() {
        // printf abc | openssl dgst -sha256 -binary | openssl base64 -A
        let expected = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        assert_eq!(Digest::of(b"abc").integrity(), expected);
    }

    #[test]
    fn the_digits_of_a_name_are_the_first_eight_bytes_of_the_hash() {
        let digest = Digest::of(b"abc");
        let bytes = STANDARD.decode(digest.base64()).unwrap();
        let digits: String = bytes[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest.name("split_far.wasm"), format!("split_far-{digits}.wasm"));
    }

    #[test]
    fn names_keep_their_stem_and_extension() {
        assert_eq!(Digest::of(b"abc").name("jetstream_bg.wasm"), "jetstream_bg-ba7816bf8f01cfea.wasm");
    }
}
