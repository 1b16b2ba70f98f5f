//! A writer of CSV files for spreadsheets.

/// A line of a table (RFC 4180). No spreadsheet takes a cell for a formula: a cell that would begin like one gets an apostrophe in front.
pub fn line<T: AsRef<str>>(cells: &[T]) -> String {
    let mut line = String::new();
    for (number, cell) in cells.iter().enumerate() {
        let cell = cell.as_ref();
        let apostrophe = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        if number > 0 {
            line.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            line.push_str(&format!("\"{apostrophe}{}\"", cell.replace('"', "\"\"")));
        } else {
            line.push_str(apostrophe);
            line.push_str(cell);
        }
    }
    line.push_str("\r\n");
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula() {
        for (cell, expected) in [
            ("Cabinet 7", "Cabinet 7"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\r=1", "\"'\r=1\""),
            ("=\"a\",b", "\"'=\"\"a\"\",b\""),
            ("two, \"three\"", "\"two, \"\"three\"\"\""),
            ("", ""),
        ] {
            assert_eq!(line(&[cell, "x"]), format!("{expected},x\r\n"));
        }
    }
}
