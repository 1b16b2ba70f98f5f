//! A step that shortens the names of the functions that the WebAssembly imports from the JavaScript.
//!
//! wasm-bindgen gives each imported function a descriptive name with a hash: 230 names in both files, which compress badly. Nothing else
//! uses these names, so in a release they are `i0`, `i1`, ...

use crate::wasm;
use std::collections::HashMap;
use xtask::report::Result;

/// Both files with short names. An error when the second is not a module.
pub fn shortened(glue: &str, module: &[u8]) -> Result<(String, Vec<u8>)> {
    let short_names: HashMap<&str, String> =
        names(glue).into_iter().enumerate().map(|(number, name)| (name, format!("i{number}"))).collect();
    let module = wasm::with_imports_renamed(module, &short_names)?;
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut text = String::with_capacity(glue.len());
    let mut rest = glue;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find(|character| !is_name(character)).unwrap_or(rest.len()));
        text.push_str(short_names.get(word).map_or(word, String::as_str));
        let (between, after) = after.split_at(after.find(is_name).unwrap_or(after.len()));
        text.push_str(between);
        rest = after;
    }
    Ok((text, module))
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
    use wasm_encoder::{EntityType, ImportSection, MemoryType, Module, RefType, TableSection, TableType, TypeSection};

    #[test]
    fn imports_are_renamed_in_both_files_and_nothing_else_is() {
        let (fetch, cast) = ("__wbg_fetch_0123456789abcdef", "__wbindgen_cast_00000000000000a1");
        let glue =
            format!("const imports = {{ {fetch}: () => wasm.__wbindgen_malloc(1), {cast}: 2, my{fetch}: 3 }};\n");
        let module = |fetch: &str, cast: &str| {
            let mut imports = ImportSection::new();
            imports.import("./m.js", fetch, EntityType::Function(0)).import("./m.js", cast, EntityType::Function(0));
            let (memory64, shared, page_size_log2) = (false, false, None);
            let memory = MemoryType { minimum: 17, maximum: None, memory64, shared, page_size_log2 };
            imports.import("./m.js", "memory", memory);
            let (mut types, mut tables) = (TypeSection::new(), TableSection::new());
            types.ty().function([], []);
            tables.table(TableType {
                element_type: RefType::FUNCREF,
                table64: false,
                minimum: 1,
                maximum: None,
                shared: false,
            });
            let mut module = Module::new();
            module.section(&types).section(&imports).section(&tables);
            module.finish()
        };
        let (text, wasm) = shortened(&glue, &module(fetch, cast)).unwrap();
        assert_eq!(text, format!("const imports = {{ i0: () => wasm.__wbindgen_malloc(1), i1: 2, my{fetch}: 3 }};\n"));
        assert_eq!(wasm, module("i0", "i1"));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(shortened("", b"no module").is_err());
    }
}
