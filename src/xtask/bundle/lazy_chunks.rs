//! The parts that are loaded on demand: named by their contents, and with their integrity where the glue fetches them.

use crate::bundle::digest::Digest;
use crate::bundle::wasm::stripped;
use crate::report::{CommandError, Context, Result};
use std::fs;
use std::path::Path;

/// Names every WebAssembly file but the program itself, and writes name and integrity into the glue.
pub fn name(folder: &Path, program: &str, release: bool) -> Result<()> {
    let glue = folder.join(format!("{program}.js"));
    let mut text = fs::read_to_string(&glue).or_could_not("read the JavaScript")?;
    for part in found(folder, program).or_could_not("look for the parts of the build")? {
        let file = folder.join(&part);
        let bytes = fs::read(&file).or_could_not(format!("read {part}"))?;
        let bytes = if release { stripped(&bytes) } else { Some(bytes) };
        let bytes = bytes.ok_or_else(|| CommandError::fail(format!("{part} is not WebAssembly.")))?;
        let digest = Digest::of(&bytes);
        let named = digest.name(&part);
        text = linked(&text, &part, &named, &digest.integrity())
            .ok_or_else(|| CommandError::fail(format!("Nothing in the JavaScript loads {part}.")))?;
        fs::write(folder.join(&named), bytes).or_could_not(format!("write {named}"))?;
        fs::remove_file(&file).or_could_not(format!("remove the unnamed {part}"))?;
    }
    fs::write(&glue, text).or_could_not("write the JavaScript")
}

/// Is this one of the files that a first visit does not load?
pub fn is_part(file: &str) -> bool {
    file.ends_with(".wasm") && !file.contains("_bg")
}

/// The parts that one of the ways in loads, as the glue lists them: its own, and those that it shares with others. Names without
/// what names their contents.
pub fn preload_list(glue: &str, way: &str) -> Option<Vec<String>> {
    let (_, load) = glue.split_once(&format!("const __wasm_split_load_{way} = "))?;
    let (load, _) = load.split_once("]));")?;
    let (_, shared) = load.rsplit_once('[')?;
    let shared = shared.split(',').filter_map(|name| name.trim().strip_prefix("__"));
    Some([format!("split_{way}")].into_iter().chain(shared.map(str::to_owned)).collect())
}

fn found(folder: &Path, program: &str) -> std::io::Result<Vec<String>> {
    let first = format!("{program}_bg.wasm");
    let mut parts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if is_part(&name) && name != first {
            parts.push(name);
        }
    }
    parts.sort();
    Ok(parts)
}

/// The text with the one place that fetches a part changed.
fn linked(text: &str, part: &str, named: &str, integrity: &str) -> Option<String> {
    let fetched = format!("fetch(new URL(\"./{part}\", import.meta.url))");
    let (before, after) = text.split_once(&fetched)?;
    Some(format!("{before}fetch(new URL(\"./{named}\", import.meta.url), {{ integrity: \"{integrity}\" }}){after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_fetched_by_its_contents_name_and_checked() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("app.js", "const src = fetch(new URL(\"./split_far.wasm\", import.meta.url));\n");
        write("app_bg.wasm", "first");
        write("split_far.wasm", "abc");
        name(folder.path(), "app", false).unwrap();

        let digest = Digest::of(b"abc");
        let (named, integrity) = (digest.name("split_far.wasm"), digest.integrity());
        let text = fs::read_to_string(folder.path().join("app.js")).unwrap();
        assert_eq!(
            text,
            format!("const src = fetch(new URL(\"./{named}\", import.meta.url), {{ integrity: \"{integrity}\" }});\n")
        );
        assert!(is_part(&named) && folder.path().join(&named).is_file());
        assert!(!folder.path().join("split_far.wasm").exists());
        assert!(folder.path().join("app_bg.wasm").is_file(), "the first part has its own way");
    }

    #[test]
    fn the_glue_says_what_a_way_in_loads() {
        let glue = "const __chunk_2 = makeLoad(() => {}, []);\n\
            const __wasm_split_load_far = wrapAsyncCb(makeLoad(() => {}\n, [__chunk_2, __chunk_7]));\n\
            const __wasm_split_load_near = wrapAsyncCb(makeLoad(() => {}\n, []));\n";
        assert_eq!(preload_list(glue, "far").unwrap(), ["split_far", "chunk_2", "chunk_7"]);
        assert_eq!(preload_list(glue, "near").unwrap(), ["split_near"]);
        assert_eq!(preload_list(glue, "nowhere"), None);
    }

    #[test]
    fn a_part_that_nothing_loads_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("app.js"), "").unwrap();
        fs::write(folder.path().join("chunk_2.wasm"), "abc").unwrap();
        assert!(name(folder.path(), "app", false).unwrap_err().to_string().contains("chunk_2.wasm"));
    }
}
