//! Between trunk and the seal: what is loaded on demand becomes files of its own (src/dashboard/on_demand.rs).
//!
//! Trunk's wasm-bindgen throws away what the linker knew of who needs whom, so the program is taken as cargo left it, cut, and
//! wasm-bindgen runs once more, on the first part. The JavaScript that loads the other parts becomes a piece of the glue: as a
//! module of its own it would import the glue and be imported by it, and neither could be named by its contents.

use crate::bundle::{self, BuildHook};
use crate::process::run;
use crate::report::{CommandError, Context, Result};
use crate::tools::WASM_TARGET;
use crate::workspace::Workspace;
use std::fs;
use std::path::Path;

/// What the splitter calls the JavaScript that loads the parts.
const LINK: &str = "__wasm_split.js";

/// Cuts the program that a hook was called for, and puts its parts where trunk has put the whole.
pub fn split(workspace: &Workspace, hook: &BuildHook) -> Result<()> {
    let program = bundle::program(&hook.staging)?;
    let profile = if hook.release { "wasm" } else { "debug" };
    let built = workspace.path(&format!("target/{WASM_TARGET}/{profile}/{program}.wasm"));
    let parts = workspace.scratch_dir().join("parts");
    if parts.is_dir() {
        fs::remove_dir_all(&parts).or_could_not("remove the parts of the last build")?;
    }
    let mut splitter = wasm_splitter(workspace, "run");
    run(splitter.arg("--").arg(&built).arg(&parts).arg(&program), "Cutting the WebAssembly into its parts")?;

    let first = parts.join(format!("{program}.wasm"));
    let mut bindgen = workspace.command("wasm-bindgen");
    // The parts import the table of functions, which is an export of the linker.
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", &program, "--out-dir"]);
    bindgen.arg(&hook.staging);
    run(bindgen.arg(&first), "Writing the JavaScript for the first part")?;
    fs::remove_file(&first).or_could_not("remove the first part as it was before wasm-bindgen")?;

    let glue = hook.staging.join(format!("{program}.js"));
    let text = fs::read_to_string(&glue).or_could_not("read the JavaScript")?;
    let link = fs::read_to_string(parts.join(LINK)).or_could_not("read the JavaScript that loads the parts")?;
    fs::write(&glue, joined(&text, &link)?).or_could_not("write the JavaScript")?;
    move_parts(&parts, &hook.staging).or_could_not("move the parts to the build")
}

/// Compiles the splitter, so that the hook need not: it takes a while, once.
pub fn provide(workspace: &Workspace) -> Result<()> {
    run(&mut wasm_splitter(workspace, "build"), "Building the program that cuts the WebAssembly")
}

fn wasm_splitter(workspace: &Workspace, verb: &str) -> std::process::Command {
    workspace.cargo(&[verb, "--quiet", "--locked", "--package", "xtask", "--features", "split", "--bin", "split"])
}

fn move_parts(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "wasm") {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// The glue with the code that loads the parts in it, in place of the import of that code.
fn joined(glue: &str, link: &str) -> Result<String> {
    let other = || {
        CommandError::fail("This wasm-bindgen or this splitter writes other JavaScript than src/xtask/split.rs knows.")
    };
    // One line for each part, all of the same module.
    let is_import = |line: &&str| line.starts_with("import * as ") && line.contains(LINK);
    let bindings: Option<Vec<_>> = glue.lines().filter(is_import).map(|line| line.split(' ').nth(3)).collect();
    let bindings = bindings.ok_or_else(other)?;
    if bindings.is_empty() {
        // Nothing is loaded on demand.
        return Ok(glue.to_owned());
    }
    let (first, body) = link.split_once('\n').ok_or_else(other)?;
    if !first.starts_with("import { initSync } from ") || body.contains("import ") {
        return Err(other());
    }
    const EXPORT: &str = "export const ";
    let names = body.lines().filter_map(|line| line.strip_prefix(EXPORT)?.split(' ').next());
    let names: Vec<_> = names.collect();
    // The browser asks for the type of a file that it compiles while it arrives, and hosts get the type of WebAssembly wrong.
    let body = body.replace(EXPORT, "const ").replace(
        "(WebAssembly.instantiateStreaming(src, imports))",
        "(WebAssembly.instantiate(await (await src).arrayBuffer(), imports))",
    );
    if body.contains("instantiateStreaming") || names.is_empty() {
        return Err(other());
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
    const LINK: &str = "import { initSync } from \"./app.js\";\n\nconst makeLoad = (fetcher) => fetcher;\n\
        export const __wasm_split_load_far = makeLoad(() => {\n    const src = fetch(new URL(\"./split_far.wasm\", import.meta.url));\n    \
        return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n});\n";

    #[test]
    fn the_code_that_loads_the_parts_becomes_a_piece_of_the_glue() {
        let joined = joined(GLUE, LINK).unwrap();
        assert!(!joined.contains("./__wasm_split.js") && !joined.contains("./app.js"), "no module imports another");
        assert!(joined.contains("\nconst __wasm_split_load_far = makeLoad("));
        assert!(
            joined
                .ends_with("const import1 = { __wasm_split_load_far };\nconst import2 = { __wasm_split_load_far };\n")
        );
        assert!(joined.contains("(WebAssembly.instantiate(await (await src).arrayBuffer(), imports))"));
    }

    #[test]
    fn a_program_without_parts_stays_as_it_is() {
        assert_eq!(joined("export default 1;\n", LINK).unwrap(), "export default 1;\n");
    }

    #[test]
    fn javascript_of_another_form_is_refused() {
        for link in
            ["", "import { other } from \"./app.js\";\n", "import { initSync } from \"./app.js\";\nlet a = 1;\n"]
        {
            assert!(joined(GLUE, link).is_err(), "{link}");
        }
    }
}
