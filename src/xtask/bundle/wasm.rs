//! Edits of WebAssembly modules: custom sections are removed and imports renamed; and a reader of their exported tables.

use std::collections::HashMap;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{BinaryReaderError, Encoding, ExternalKind, Import, Parser, Payload, RefType, TypeRef};
use xtask::report::{CommandError, Context, Result};

/// The module without its custom sections: names of functions, producers, target features. No browser needs them, and generic names
/// are long. An error when this is not a module.
pub fn stripped(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    let payloads = payloads(wasm)?;
    for payload in payloads.iter().filter(|payload| !matches!(payload, Payload::CustomSection(_))) {
        copy_section(&mut module, wasm, payload);
    }
    Ok(module.finish())
}

/// The module with other names for those of its imports that are a key of `names`. An error when this is not a module.
pub fn with_imports_renamed(wasm: &[u8], names: &HashMap<&str, String>) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in payloads(wasm)? {
        if let Payload::ImportSection(section) = payload {
            let mut imports = ImportSection::new();
            for import in section.into_imports() {
                let import = import.map_err(unreadable)?;
                let name = names.get(import.name).map_or(import.name, String::as_str);
                let renamed = RoundtripReencoder.parse_import(&mut imports, Import { name, ..import });
                renamed.or_could_not("rename the imports")?;
            }
            module.section(&imports);
        } else {
            copy_section(&mut module, wasm, &payload);
        }
    }
    Ok(module.finish())
}

/// The name and the type of the elements of each exported table. An error when this is not a module, or exports a table that it does
/// not have.
pub fn exported_tables(wasm: &[u8]) -> Result<Vec<(String, RefType)>> {
    let (mut types, mut exports) = (Vec::new(), Vec::new());
    for payload in payloads(wasm)? {
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    if let TypeRef::Table(table) = import.map_err(unreadable)?.ty {
                        types.push(table.element_type);
                    }
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    types.push(table.map_err(unreadable)?.ty.element_type);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export.map_err(unreadable)?;
                    if export.kind == ExternalKind::Table {
                        exports.push((export.name.to_owned(), export.index));
                    }
                }
            }
            _ => {}
        }
    }
    let with_type = |(name, index): (String, u32)| {
        let element = usize::try_from(index).ok().and_then(|index| types.get(index).copied());
        let element = element.ok_or_else(|| CommandError::fail(format!("The module exports no table as {name}.")))?;
        Ok((name, element))
    };
    exports.into_iter().map(with_type).collect()
}

/// The parts of a module, in their order.
fn payloads(wasm: &[u8]) -> Result<Vec<Payload<'_>>> {
    let payloads: std::result::Result<Vec<_>, _> = Parser::new(0).parse_all(wasm).collect();
    let payloads = payloads.map_err(unreadable)?;
    match payloads.first() {
        Some(Payload::Version { encoding: Encoding::Module, .. }) => Ok(payloads),
        _ => Err(CommandError::fail("This is a WebAssembly component, not a module.")),
    }
}

fn copy_section(module: &mut Module, wasm: &[u8], payload: &Payload<'_>) {
    let Some((id, range)) = payload.as_section() else { return };
    let range = usize::try_from(range.start).unwrap_or(usize::MAX)..usize::try_from(range.end).unwrap_or(usize::MAX);
    if let Some(data) = wasm.get(range) {
        module.section(&RawSection { id, data });
    }
}

fn unreadable(error: BinaryReaderError) -> CommandError {
    CommandError::fail(format!("This is no WebAssembly module: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, ExportKind, ExportSection, TableSection, TableType};

    fn table(element_type: wasm_encoder::RefType) -> TableType {
        TableType { element_type, table64: false, minimum: 51, maximum: Some(1024), shared: false }
    }

    /// A module with a table of functions and one of externrefs, which exports the table with this index.
    fn exporting(index: u32) -> Vec<u8> {
        let (mut tables, mut exports) = (TableSection::new(), ExportSection::new());
        tables.table(table(wasm_encoder::RefType::FUNCREF)).table(table(wasm_encoder::RefType::EXTERNREF));
        exports.export("m", ExportKind::Memory, 0).export("ex", ExportKind::Table, index);
        let mut module = Module::new();
        module.section(&tables).section(&exports);
        module.finish()
    }

    #[test]
    fn exported_tables_are_told_apart_by_their_type() {
        assert_eq!(exported_tables(&exporting(1)).unwrap(), [("ex".to_owned(), RefType::EXTERNREF)]);
        assert_eq!(exported_tables(&exporting(0)).unwrap(), [("ex".to_owned(), RefType::FUNCREF)]);
        let failure = exported_tables(&exporting(2)).unwrap_err().to_string();
        assert_eq!(failure, "The module exports no table as ex.");
    }

    #[test]
    fn imported_tables_come_first_among_the_tables() {
        let (mut imports, mut tables, mut exports) = (ImportSection::new(), TableSection::new(), ExportSection::new());
        imports.import("./m.js", "table", EntityType::Table(table(wasm_encoder::RefType::EXTERNREF)));
        tables.table(table(wasm_encoder::RefType::FUNCREF));
        exports.export("ex", ExportKind::Table, 0);
        let mut module = Module::new();
        module.section(&imports).section(&tables).section(&exports);
        assert_eq!(exported_tables(&module.finish()).unwrap(), [("ex".to_owned(), RefType::EXTERNREF)]);
    }

    #[test]
    fn custom_sections_go_wherever_they_stand_and_all_else_stays() {
        let custom = [0, 6, 4, b'n', b'a', b'm', b'e', 0];
        let module = exporting(1);
        let (preamble, sections) = module.split_at(8);
        let wasm = [preamble, &custom, sections, &custom].concat();
        assert_eq!(stripped(&wasm).unwrap(), module);
    }

    #[test]
    fn what_is_no_whole_module_is_refused() {
        assert!(stripped(b"").is_err() && stripped(b"<!doctype html>").is_err());
        assert!(stripped(b"\0asm\x0d\0\x01\0").is_err(), "a component is no module");
        let whole = exporting(1);
        let ends_of_sections = [8, 21, whole.len()];
        for length in 0..=whole.len() {
            assert_eq!(stripped(&whole[..length]).is_ok(), ends_of_sections.contains(&length), "{length}");
        }
    }
}
