//! The split of the WebAssembly along the functions that the dashboard marks with `wasm_split`: each chunk that is loaded on demand
//! becomes a file.
//!
//! Trunk's wasm-bindgen discards the relocations of the linker, which list the dependencies between functions. So the program is split as
//! cargo built it, and wasm-bindgen runs once more, on the first part. The JavaScript that loads the chunks becomes a part of the glue:
//! as a module of its own it would import the glue and be imported by it, and neither could be named by its contents.

use crate::hook::BuildHook;
use crate::program;
use std::fs;
use std::path::Path;
use wasm_split_cli_support::{Options, transform};
use xtask::process::run;
use xtask::report::{CommandError, Context, Result};
use xtask::workspace::{WASM_TARGET, Workspace};

/// The name that the splitter gives the JavaScript that loads the chunks.
const LOADER: &str = "__wasm_split.js";

/// Splits the program that a hook was called for, and puts its files where trunk has put the whole.
pub fn split(workspace: &Workspace, hook: &BuildHook) -> Result<()> {
    let program = program::name(&hook.staging)?;
    let profile = if hook.release { "wasm" } else { "debug" };
    let built = workspace.path(&format!("target/{WASM_TARGET}/{profile}/{program}.wasm"));
    let parts = workspace.scratch_dir().join("parts");
    if parts.is_dir() {
        fs::remove_dir_all(&parts).or_could_not("remove the parts of the last build")?;
    }
    cut(&built, &parts, &program)?;

    let first = parts.join(format!("{program}.wasm"));
    let mut bindgen = workspace.command("wasm-bindgen");
    // The chunks import the table of functions, which is an export of the linker.
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", &program, "--out-dir"]);
    bindgen.arg(&hook.staging);
    run(bindgen.arg(&first), "Writing the JavaScript for the first part")?;
    fs::remove_file(&first).or_could_not("remove the first part as it was before wasm-bindgen")?;

    let glue = hook.staging.join(format!("{program}.js"));
    let text = fs::read_to_string(&glue).or_could_not("read the JavaScript")?;
    let loader = fs::read_to_string(parts.join(LOADER)).or_could_not("read the JavaScript that loads the chunks")?;
    fs::write(&glue, joined(&text, &loader)?).or_could_not("write the JavaScript")?;
    copy_chunks(&parts, &hook.staging).or_could_not("copy the chunks to the build")
}

/// Writes into `folder` the first part, each chunk, and the JavaScript that loads the chunks.
fn cut(built: &Path, folder: &Path, program: &str) -> Result<()> {
    let wasm = fs::read(built).or_could_not(format!("read {}", built.display()))?;
    let (first, glue) = (folder.join(format!("{program}.wasm")), format!("./{program}.js"));
    let mut options = Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.main_module = &glue;
    transform(options).map(drop).map_err(|error| {
        CommandError::fail(format!("{} could not be split into its parts: {error:#}.", built.display()))
    })
}

fn copy_chunks(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "wasm") {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// The glue with the code that loads the chunks in it, in place of the import of that code.
fn joined(glue: &str, loader: &str) -> Result<String> {
    let unknown = || {
        CommandError::fail("wasm-bindgen or the splitter writes other JavaScript than src/xtask/bundle/split.rs reads.")
    };
    // One line for each chunk, all of the same module.
    let is_import = |line: &&str| line.starts_with("import * as ") && line.contains(LOADER);
    let bindings: Option<Vec<_>> = glue.lines().filter(is_import).map(|line| line.split(' ').nth(3)).collect();
    let bindings = bindings.ok_or_else(unknown)?;
    if bindings.is_empty() {
        // Nothing is loaded on demand.
        return Ok(glue.to_owned());
    }
    let (first, body) = loader.split_once('\n').ok_or_else(unknown)?;
    if !first.starts_with("import { initSync } from ") || body.contains("import ") {
        return Err(unknown());
    }
    const EXPORT: &str = "export const ";
    let names = body.lines().filter_map(|line| line.strip_prefix(EXPORT)?.split(' ').next());
    let names: Vec<_> = names.collect();
    // Streaming compilation requires the right media type, and some hosts send a wrong one for WebAssembly.
    let body = body.replace(EXPORT, "const ").replace(
        "(WebAssembly.instantiateStreaming(src, imports))",
        "(WebAssembly.instantiate(await (await src).arrayBuffer(), imports))",
    );
    if body.contains("instantiateStreaming") || names.is_empty() {
        return Err(unknown());
    }
    let glue = glue.split_inclusive('\n').filter(|line| !is_import(line)).collect::<String>();
    let names = names.join(", ");
    let bound: String = bindings.iter().map(|binding| format!("const {binding} = {{ {names} }};\n")).collect();
    Ok(format!("{glue}\n{body}{bound}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n\n\
        export function initSync() { return wasm; }\n";
    const LOADER: &str = "import { initSync } from \"./app.js\";\n\nconst makeLoad = (fetcher) => fetcher;\n\
        export const __wasm_split_load_far = makeLoad(() => {\n    const src = fetch(new URL(\"./split_far.wasm\", import.meta.url));\n    \
        return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n});\n";

    #[test]
    fn the_code_that_loads_the_chunks_becomes_a_part_of_the_glue() {
        let joined = joined(GLUE, LOADER).unwrap();
        assert!(!joined.contains("./__wasm_split.js") && !joined.contains("./app.js"), "no module imports another");
        assert!(joined.contains("\nconst __wasm_split_load_far = makeLoad("));
        assert!(
            joined
                .ends_with("const import1 = { __wasm_split_load_far };\nconst import2 = { __wasm_split_load_far };\n")
        );
        assert!(joined.contains("(WebAssembly.instantiate(await (await src).arrayBuffer(), imports))"));
    }

    #[test]
    fn a_program_without_chunks_stays_as_it_is() {
        assert_eq!(joined("export default 1;\n", LOADER).unwrap(), "export default 1;\n");
    }

    #[test]
    fn javascript_of_another_form_is_refused() {
        for loader in
            ["", "import { other } from \"./app.js\";\n", "import { initSync } from \"./app.js\";\nlet a = 1;\n"]
        {
            assert!(joined(GLUE, loader).is_err(), "{loader}");
        }
    }
}
