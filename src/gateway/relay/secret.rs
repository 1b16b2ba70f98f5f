//! Keyed hashes of access keys, which are stored in place of the keys. Without the secret of the relay nobody can tell whose its events
//! are, or try keys out.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use hmac::{Hmac, Mac};
use jetstream_api::key::AccessKey;
use sha2::Sha256;

use crate::relay::data_dir;

/// The name of the file in the data directory.
const FILE: &str = "secret";

/// The HMAC-SHA-256 of an access key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyHash(pub [u8; 32]);

/// The random secret of one relay, made together with its data directory.
#[derive(Clone)]
pub struct Secret(Hmac<Sha256>);

impl Secret {
    /// Reads the secret of a data directory, or creates one there that only the owner can read.
    ///
    /// Errors: the file cannot be read or written, or does not have 32 bytes.
    pub fn open(folder: &Path) -> io::Result<Self> {
        data_dir::create_whole(folder, FILE, |mut file| {
            let mut bytes = [0; 32];
            getrandom::fill(&mut bytes)?;
            file.write_all(&bytes)?;
            file.sync_all()
        })?;
        let bytes: Result<[u8; 32], _> = fs::read(folder.join(FILE))?.try_into();
        Self::new(&bytes.map_err(|_| io::Error::other(format!("{FILE} has not the 32 bytes of a secret")))?)
    }

    fn new(bytes: &[u8; 32]) -> io::Result<Self> {
        Hmac::new_from_slice(bytes).map(Self).map_err(io::Error::other)
    }

    /// The hash of a key.
    pub fn hash(&self, key: &AccessKey) -> KeyHash {
        KeyHash(self.0.clone().chain_update(key.reveal()).finalize().into_bytes().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(last: char) -> AccessKey {
        AccessKey::parse(&format!("6bd4b8fb-d964-4d00-ae0a-e3943d58e00{last}")).unwrap()
    }

    #[test]
    fn the_secret_of_a_folder_stays_and_no_two_folders_have_the_same() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let hash = |folder: &Path, last| Secret::open(folder).unwrap().hash(&key(last));
        assert_eq!(hash(one.path(), '4'), hash(one.path(), '4'));
        assert_ne!(hash(one.path(), '4'), hash(one.path(), '5'));
        assert_ne!(hash(one.path(), '4'), hash(other.path(), '4'));
    }

    #[test]
    fn a_damaged_secret_is_said_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), b"short").unwrap();
        let error = Secret::open(folder.path()).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("32 bytes"), "{error}");
        assert_eq!(fs::read(folder.path().join(FILE)).unwrap(), b"short");
    }
}
