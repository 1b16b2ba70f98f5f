//! The chunks that are loaded on demand: named by their contents, and with their integrity where the glue fetches them.

use crate::digest::Digest;
use crate::wasm::stripped;
use std::fs;
use std::path::Path;
use xtask::chunk_files::is_lazy_chunk;
use xtask::report::{CommandError, Context, Result};

/// The JavaScript that fetches a chunk by its stem and its SHA-256. The digits in the name of a file are the beginning of that hash, so
/// the glue holds only the hash: both would be bytes that do not compress, in every first visit and for every chunk.
const FETCH_CHUNK: &str = r#"const fetchChunk = (stem, sha256) => {
const bytes = Array.from(atob(sha256).slice(0, 8), (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0"));
return fetch(new URL(`./${stem}-${bytes.join("")}.wasm`, import.meta.url), { integrity: `sha256-${sha256}` });
};
"#;

/// Names every WebAssembly file but the program itself, and lets the glue fetch it by that name and check its integrity. A release loses
/// its custom sections.
pub fn publish(folder: &Path, program: &str, release: bool) -> Result<()> {
    let glue = folder.join(format!("{program}.js"));
    let mut text = fs::read_to_string(&glue).or_could_not("read the JavaScript")?;
    let chunks = chunks(folder, program).or_could_not("look for the chunks of the build")?;
    if !chunks.is_empty() {
        text.push_str(FETCH_CHUNK);
    }
    for chunk in chunks {
        let file = folder.join(&chunk);
        let bytes = fs::read(&file).or_could_not(format!("read {chunk}"))?;
        let bytes = if release { stripped(&bytes).or_could_not(format!("strip {chunk}"))? } else { bytes };
        let digest = Digest::of(&bytes);
        text = linked(&text, &chunk, &digest)
            .ok_or_else(|| CommandError::fail(format!("Nothing in the JavaScript loads {chunk}.")))?;
        let named = digest.name(&chunk);
        fs::write(folder.join(&named), bytes).or_could_not(format!("write {named}"))?;
        fs::remove_file(&file).or_could_not(format!("remove the unnamed {chunk}"))?;
    }
    fs::write(&glue, text).or_could_not("write the JavaScript")
}

fn chunks(folder: &Path, program: &str) -> std::io::Result<Vec<String>> {
    let first = format!("{program}_bg.wasm");
    let mut chunks = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if is_lazy_chunk(&name) && name != first {
            chunks.push(name);
        }
    }
    chunks.sort();
    Ok(chunks)
}

/// The text with the one place that fetches a chunk changed.
fn linked(text: &str, chunk: &str, digest: &Digest) -> Option<String> {
    let fetched = format!("fetch(new URL(\"./{chunk}\", import.meta.url))");
    let (before, after) = text.split_once(&fetched)?;
    let stem = chunk.strip_suffix(".wasm")?;
    Some(format!("{before}fetchChunk(\"{stem}\", \"{}\"){after}", digest.base64()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_is_fetched_by_the_name_of_its_contents_and_checked() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("app.js", "const src = fetch(new URL(\"./split_far.wasm\", import.meta.url));\n");
        write("app_bg.wasm", "first");
        write("split_far.wasm", "abc");
        publish(folder.path(), "app", false).unwrap();

        let digest = Digest::of(b"abc");
        let (named, base64) = (digest.name("split_far.wasm"), digest.base64());
        let text = fs::read_to_string(folder.path().join("app.js")).unwrap();
        assert_eq!(text, format!("const src = fetchChunk(\"split_far\", \"{base64}\");\n{FETCH_CHUNK}"));
        assert!(is_lazy_chunk(&named) && folder.path().join(&named).is_file());
        assert!(!folder.path().join("split_far.wasm").exists());
        assert!(folder.path().join("app_bg.wasm").is_file(), "the program is named elsewhere");
    }

    #[test]
    fn a_program_without_chunks_fetches_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("app.js"), "export default 1;\n").unwrap();
        publish(folder.path(), "app", false).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("app.js")).unwrap(), "export default 1;\n");
    }

    #[test]
    fn a_chunk_that_nothing_loads_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("app.js"), "").unwrap();
        fs::write(folder.path().join("chunk_2.wasm"), "abc").unwrap();
        assert!(publish(folder.path(), "app", false).unwrap_err().to_string().contains("chunk_2.wasm"));
    }
}
