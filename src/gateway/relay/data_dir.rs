//! Files in the data directory of a relay: readable by their owner only, and never half-written.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    path::Path,
};

/// Creates a directory that only its owner may enter, unless it exists.
pub fn create(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Opens a file for reading and writing. A file that does not exist is created, readable by its owner only.
pub fn open_private(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.read(true).write(true).create(true).truncate(false).open(file)
}

/// Creates a file with what `write` writes, unless it exists: completely, or not at all after a failure in between.
///
/// `write` must sync the file. What an earlier failure has left is deleted.
pub fn create_whole<E: From<io::Error>>(
    folder: &Path,
    name: &str,
    write: impl FnOnce(File) -> Result<(), E>,
) -> Result<(), E> {
    let (file, draft) = (folder.join(name), folder.join(format!("{name}.new")));
    if file.try_exists()? {
        return Ok(());
    }
    match fs::remove_file(&draft) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    write(open_private(&draft)?)?;
    fs::rename(&draft, &file)?;
    // The new name is on the disk once the directory is synced. Systems other than Unix cannot open directories, and need no sync.
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_file_is_whole_or_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let there = || fs::read_to_string(folder.path().join("a")).ok();
        let broken = create_whole(folder.path(), "a", |mut file| {
            file.write_all(b"half")?;
            Err(io::Error::other("the power went"))
        });
        assert!(broken.is_err() && there().is_none());
        create_whole(folder.path(), "a", |mut file| file.write_all(b"all")).unwrap();
        assert_eq!(there().as_deref(), Some("all"));
        create_whole(folder.path(), "a", |_| Err(io::Error::other("it is there"))).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_what_is_made() {
        use std::os::unix::fs::PermissionsExt;
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("data");
        create(&folder).unwrap();
        create_whole(&folder, "a", |_| Ok::<_, io::Error>(())).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("a"))), (0o700, 0o600));
    }
}
