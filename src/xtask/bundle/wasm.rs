//! Just enough of WebAssembly to take out what only debuggers read, and to see which tables a module exports.

/// How a module begins: magic number and version (WebAssembly 2.0, 5.5.16).
const PREAMBLE: &[u8] = b"\0asm\x01\0\0\0";

/// The ids of sections (5.5.2) and the kind of an export (5.5.10).
const CUSTOM_SECTION: u8 = 0;
const IMPORT_SECTION: u8 = 2;
const TABLE_SECTION: u8 = 4;
const EXPORT_SECTION: u8 = 7;
const TABLE_EXPORT: u8 = 1;

/// The module without its custom sections: names of functions, producers, target features. No browser needs them, and
/// generic names are long. Nothing when this is not a module.
pub fn stripped(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut module = PREAMBLE.to_vec();
    for section in sections(wasm)? {
        if section.id != CUSTOM_SECTION {
            module.extend_from_slice(section.whole);
        }
    }
    Some(module)
}

/// The module with other names for some of its imports, each given as its name and its new one. Nothing when this is not a
/// module.
pub fn with_imports_renamed(wasm: &[u8], names: &[(&str, String)]) -> Option<Vec<u8>> {
    let mut module = PREAMBLE.to_vec();
    for section in sections(wasm)? {
        if section.id != IMPORT_SECTION {
            module.extend_from_slice(section.whole);
            continue;
        }
        let body =
            names.iter().fold(section.body.to_vec(), |body, (name, new)| replaced(&body, &text(name), &text(new)));
        module.push(IMPORT_SECTION);
        module.extend(number(body.len()));
        module.extend(body);
    }
    Some(module)
}

fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    match bytes.windows(old.len()).position(|window| window == old) {
        Some(start) => {
            [bytes.get(..start), Some(new), bytes.get(start + old.len()..)].map(Option::unwrap_or_default).concat()
        }
        None => bytes.to_vec(),
    }
}

/// A text with its length in front (5.2.4).
fn text(text: &str) -> Vec<u8> {
    [number(text.len()), text.as_bytes().to_vec()].concat()
}

/// An unsigned LEB128 (5.2.2).
fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

/// The name and the type byte of each exported table. Nothing when this is not a module as rustc writes it.
pub fn exported_tables(wasm: &[u8]) -> Option<Vec<(String, u8)>> {
    let (mut types, mut exports) = (Vec::new(), Vec::new());
    for Section { id, body, .. } in sections(wasm)? {
        match id {
            TABLE_SECTION => types = Reader(body).table_types()?,
            EXPORT_SECTION => exports = Reader(body).table_exports()?,
            _ => {}
        }
    }
    let with_type = |(name, index): (String, usize)| Some((name, *types.get(index)?));
    exports.into_iter().map(with_type).collect()
}

struct Section<'wasm> {
    id: u8,
    /// With its id and length.
    whole: &'wasm [u8],
    body: &'wasm [u8],
}

fn sections(wasm: &[u8]) -> Option<Vec<Section<'_>>> {
    let mut rest = Reader(wasm.strip_prefix(PREAMBLE)?);
    let mut found = Vec::new();
    while let Reader(start @ [id, ..]) = rest {
        rest.byte()?;
        let length = rest.number()?;
        let body = rest.bytes(length)?;
        let whole = start.get(..start.len() - rest.0.len())?;
        found.push(Section { id: *id, whole, body });
    }
    Some(found)
}

struct Reader<'wasm>(&'wasm [u8]);

impl<'wasm> Reader<'wasm> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn bytes(&mut self, count: usize) -> Option<&'wasm [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned LEB128 of 32 bits (5.2.2).
    fn number(&mut self) -> Option<usize> {
        let mut value = 0_u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return usize::try_from(value).ok();
            }
        }
        None
    }

    /// Type and limits of each; rustc and wasm-bindgen import no tables, so the first here has the index 0.
    fn table_types(&mut self) -> Option<Vec<u8>> {
        let mut types = Vec::new();
        for _ in 0..self.number()? {
            types.push(self.byte()?);
            let has_maximum = self.byte()? & 1 == 1;
            self.number()?;
            if has_maximum {
                self.number()?;
            }
        }
        Some(types)
    }

    fn table_exports(&mut self) -> Option<Vec<(String, usize)>> {
        let mut exports = Vec::new();
        for _ in 0..self.number()? {
            let length = self.number()?;
            let name = String::from_utf8_lossy(self.bytes(length)?).into_owned();
            let kind = self.byte()?;
            let index = self.number()?;
            if kind == TABLE_EXPORT {
                exports.push((name, index));
            }
        }
        Some(exports)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FUNCREF: u8 = 0x70;
    const EXTERNREF: u8 = 0x6f;

    /// A module with a table of functions (51 to 51) and one of externrefs (1024 or more), which exports a memory, and
    /// the table with this index.
    fn module(index: u8) -> Vec<u8> {
        let mut wasm = PREAMBLE.to_vec();
        wasm.extend([TABLE_SECTION, 9, 2, FUNCREF, 1, 51, 51, EXTERNREF, 0, 0x80, 0x08]);
        wasm.extend([EXPORT_SECTION, 10, 2, 1, b'm', 2, 0, 2, b'e', b'x', TABLE_EXPORT, index]);
        wasm
    }

    #[test]
    fn exported_tables_are_told_apart_by_their_type() {
        assert_eq!(exported_tables(&module(1)), Some(vec![("ex".to_owned(), EXTERNREF)]));
        assert_eq!(exported_tables(&module(0)), Some(vec![("ex".to_owned(), FUNCREF)]));
        assert_eq!(exported_tables(&module(2)), None, "there is no such table");
    }

    #[test]
    fn custom_sections_go_wherever_they_stand_and_all_else_stays() {
        let custom = [CUSTOM_SECTION, 6, 4, b'n', b'a', b'm', b'e', 0];
        let mut wasm = PREAMBLE.to_vec();
        wasm.extend(custom);
        wasm.extend(&module(1)[PREAMBLE.len()..]);
        wasm.extend(custom);
        assert_eq!(stripped(&wasm), Some(module(1)));
    }

    #[test]
    fn what_is_no_whole_module_is_nothing() {
        assert_eq!(stripped(b""), None);
        assert_eq!(stripped(b"<!doctype html>"), None);
        let whole = module(1);
        let ends_of_sections = [8, 19, 31];
        for length in 0..=whole.len() {
            let is_whole = stripped(&whole[..length]).is_some();
            assert_eq!(is_whole, ends_of_sections.contains(&length), "{length}");
        }
    }
}
