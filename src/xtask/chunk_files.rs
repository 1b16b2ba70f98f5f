//! The names of WebAssembly files that are loaded on demand, and the list of those that one page loads.

/// Whether a file of a build is WebAssembly that a first visit does not load.
pub fn is_lazy_chunk(file: &str) -> bool {
    file.ends_with(".wasm") && !file.contains("_bg")
}

/// The chunks that one entry point loads, as the JavaScript lists them: its own, and those that it shares with others. Names are
/// without the digits of their contents. `None` when there is no such entry point.
pub fn preload_list(glue: &str, entry_point: &str) -> Option<Vec<String>> {
    let (_, load) = glue.split_once(&format!("const __wasm_split_load_{entry_point} = "))?;
    let (load, _) = load.split_once("]));")?;
    let (_, shared) = load.rsplit_once('[')?;
    let shared = shared.split(',').filter_map(|name| name.trim().strip_prefix("__"));
    Some([format!("split_{entry_point}")].into_iter().chain(shared.map(str::to_owned)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_javascript_lists_what_an_entry_point_loads() {
        let glue = "const __chunk_2 = makeLoad(() => {}, []);\n\
            const __wasm_split_load_far = wrapAsyncCb(makeLoad(() => {}\n, [__chunk_2, __chunk_7]));\n\
            const __wasm_split_load_near = wrapAsyncCb(makeLoad(() => {}\n, []));\n";
        assert_eq!(preload_list(glue, "far").unwrap(), ["split_far", "chunk_2", "chunk_7"]);
        assert_eq!(preload_list(glue, "near").unwrap(), ["split_near"]);
        assert_eq!(preload_list(glue, "nowhere"), None);
    }
}
