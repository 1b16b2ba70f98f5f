//! Short names between the JavaScript and the WebAssembly.
//!
//! wasm-bindgen names each function that it imports after what it does, with a hash: 230 names that stand in both files, and
//! that no compression makes much shorter. They mean nothing to anybody else, so a release calls them `i0`, `i1`, ...

use crate::bundle::wasm;

/// Both files with short names; nothing when the second is no module.
pub fn shortened(glue: &str, module: &[u8]) -> Option<(String, Vec<u8>)> {
    let names: Vec<(&str, String)> =
        names(glue).into_iter().enumerate().map(|(number, name)| (name, format!("i{number}"))).collect();
    let module = wasm::with_imports_renamed(module, &names)?;
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut text = String::with_capacity(glue.len());
    let mut rest = glue;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find(|character| !is_name(character)).unwrap_or(rest.len()));
        text.push_str(names.iter().find(|(name, _)| *name == word).map_or(word, |(_, short)| short));
        let (between, after) = after.split_at(after.find(is_name).unwrap_or(after.len()));
        text.push_str(between);
        rest = after;
    }
    Some((text, module))
}

/// The names of imports in the JavaScript, each once.
fn names(glue: &str) -> Vec<&str> {
    let words = glue.split(|character: char| !character.is_ascii_alphanumeric() && character != '_');
    let mut names: Vec<_> = words.filter(|word| is_import(word)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// `__wbg_fetch_0123456789abcdef`, or `__wbindgen_cast_` with such a hash.
fn is_import(word: &str) -> bool {
    let hashed = word
        .rsplit_once('_')
        .is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    hashed && (word.starts_with("__wbg_") || word.starts_with("__wbindgen_cast_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_renamed_in_both_files_and_nothing_else_is() {
        let (fetch, cast) = ("__wbg_fetch_0123456789abcdef", "__wbindgen_cast_00000000000000a1");
        let glue =
            format!("const imports = {{ {fetch}: () => wasm.__wbindgen_malloc(1), {cast}: 2, my{fetch}: 3 }};\n");
        let name = |name: &str| [&[u8::try_from(name.len()).unwrap()], name.as_bytes()].concat();
        let module = |fetch: &str, cast: &str| {
            let import = |of: &str| [name("./m.js"), name(of), vec![0, 0]].concat();
            let body = [vec![2], import(fetch), import(cast)].concat();
            [b"\0asm\x01\0\0\0".as_slice(), &[2, u8::try_from(body.len()).unwrap()], &body, &[1, 1, 0]].concat()
        };
        let (text, wasm) = shortened(&glue, &module(fetch, cast)).unwrap();
        assert_eq!(text, format!("const imports = {{ i0: () => wasm.__wbindgen_malloc(1), i1: 2, my{fetch}: 3 }};\n"));
        assert_eq!(wasm, module("i0", "i1"));
    }

    #[test]
    fn what_is_no_module_is_left_alone() {
        assert_eq!(shortened("", b"no module"), None);
    }
}
