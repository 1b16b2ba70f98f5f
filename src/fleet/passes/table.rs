//! A parser of the layout of a pasted text: a list of numbers, or a table with a column of them.

use crate::passes::parse_cell;

/// Words in the head of a column of passes.
const HEADS: [&str; 9] = ["pass", "credential", "badge", "card", "rfid", "token", "uid", "hex", "epc"];

/// The layout of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableLayout {
    /// Every cell is a number.
    List,
    /// One column holds the numbers; the others were left alone.
    Column {
        /// Its number, from 1.
        number: usize,
        /// The number of columns.
        of: usize,
        /// Its header, where there is one.
        name: Option<String>,
    },
}

/// A line that is not blank: its number from 1, and its cells.
pub(super) type Row = (usize, Vec<String>);

/// The lines of a text, without its header.
pub(super) struct Table {
    pub(super) layout: TableLayout,
    /// The line that was taken for a header.
    pub(super) header: Option<usize>,
    pub(super) rows: Vec<Row>,
}

impl Table {
    /// Reads a text. It never fails: a text that is no table is a list.
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let mut rows: Vec<Row> = (1..)
            .zip(text.split('\n'))
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(number, line)| (number, cells(line)))
            .collect();
        let header = is_header(&rows).then(|| rows.remove(0));
        let column = column(header.as_ref(), &rows);
        let layout = match column {
            None => TableLayout::List,
            Some(column) => {
                let widest = header.iter().chain(&rows).map(|(_, cells)| cells.len()).max().unwrap_or_default();
                let name = header.as_ref().and_then(|(_, cells)| cells.get(column).cloned());
                TableLayout::Column { number: column + 1, of: widest, name: name.filter(|name| !name.is_empty()) }
            }
        };
        Self { layout, header: header.map(|(line, _)| line), rows }
    }
}

/// Splits at commas, semicolons and tabs outside of quotes; a doubled quote is one. An end without the closing quote closes it.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' | ';' | '\t' if !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

fn is_pass(cell: &str) -> bool {
    parse_cell::parse_cell(cell).is_ok()
}

fn is_head(cell: &str) -> bool {
    let lower = cell.to_ascii_lowercase();
    !lower.contains(|character: char| character.is_ascii_digit()) && HEADS.iter().any(|word| lower.contains(word))
}

/// Whether the first line is a header. It must have no pass itself, and name passes or have nothing but words.
fn is_header(rows: &[Row]) -> bool {
    let Some(((_, first), rest)) = rows.split_first() else { return false };
    // Not a number with a slip in it: that has digits, or nothing but the letters of digits.
    let is_word = |cell: &String| {
        cell.chars().all(|character| !character.is_ascii_digit())
            && cell.chars().any(|character| character.is_alphabetic() && !character.is_ascii_hexdigit())
    };
    let words = || first.iter().filter(|cell| !cell.is_empty()).all(is_word);
    let has_pass = |(_, cells): &Row| cells.iter().any(|cell| is_pass(cell));
    !first.iter().any(|cell| is_pass(cell))
        && (first.iter().any(|cell| is_head(cell)) || (words() && rest.iter().any(has_pass)))
}

/// The column to read: below a header that with the most passes; without one, the only one that holds any, if all lines have
/// the same columns. `None` where every cell is to be read.
fn column(header: Option<&Row>, rows: &[Row]) -> Option<usize> {
    let first = header.or(rows.first())?;
    let width = first.1.len();
    let count = |column: usize| {
        let in_column = |(_, cells): &&Row| cells.get(column).is_some_and(|cell| is_pass(cell));
        rows.iter().filter(in_column).count()
    };
    match header {
        _ if width < 2 => None,
        Some((_, heads)) => (0..width).rev().max_by_key(|column| {
            // The first of equals is taken, since the last maximum wins.
            (count(*column), heads.get(*column).is_some_and(|head| is_head(head)))
        }),
        None => {
            let mut holding = (0..width).filter(|column| count(*column) > 0);
            let same = rows.len() > 1 && rows.iter().all(|(_, cells)| cells.len() == width);
            holding.next().filter(|_| same && holding.next().is_none())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str) -> (TableLayout, Option<usize>) {
        let table = Table::of(text);
        (table.layout, table.header)
    }

    fn column(number: usize, of: usize, name: Option<&str>) -> TableLayout {
        TableLayout::Column { number, of, name: name.map(str::to_owned) }
    }

    #[test]
    fn quotes_hold_separators_together() {
        assert_eq!(cells(r#""Smith, Jo";00A1B2C3D4"#), ["Smith, Jo", "00A1B2C3D4"]);
        assert_eq!(cells("\"say \"\"hi\"\"\"\t b ,"), ["say \"hi\"", "b", ""]);
        assert_eq!(cells("\"open; end"), ["open; end"]);
    }

    #[test]
    fn lines_keep_their_numbers_whatever_ends_them() {
        let lines = |text: &str| Table::of(text).rows.iter().map(|(line, _)| *line).collect::<Vec<_>>();
        assert_eq!(lines("00A1B2C3D4\n\n00A1B2C3D5\n"), [1, 3]);
        assert_eq!(lines("00A1B2C3D4\r\n\r\n00A1B2C3D5\r\n"), [1, 3]);
        assert_eq!(lines("\u{feff}00A1B2C3D4\r00A1B2C3D5"), [1, 2]);
        assert_eq!(lines("00A1B2C3D4\r\n\n00A1B2C3D5"), [1, 3]);
    }

    #[test]
    fn a_header_names_the_column() {
        let text = "Name;Card number;Pass\nMaria;100001;00A1B2C3D4\nJo;100002;00A1B2C3D5";
        assert_eq!(layout(text), (column(3, 3, Some("Pass")), Some(1)));
        assert_eq!(layout("Wer,Wo\nMaria,00A1B2C3D4"), (column(2, 2, Some("Wo")), Some(1)), "words in any language");
        assert_eq!(layout("Passes\n00A1B2C3D4"), (TableLayout::List, Some(1)));
    }

    #[test]
    fn a_header_above_no_readable_pass_is_taken_by_its_word() {
        assert_eq!(layout("Name,Badge\nMaria,123456"), (column(2, 2, Some("Badge")), Some(1)));
        assert_eq!(layout("Pass"), (TableLayout::List, Some(1)));
    }

    #[test]
    fn without_a_header_the_only_column_with_passes_is_read() {
        assert_eq!(layout("Maria,00A1B2C3D4\nJo,12"), (column(2, 2, None), None));
    }

    #[test]
    fn what_is_no_table_is_a_list() {
        assert_eq!(layout("00A1B2C3D4,00A1B2C3D5\n00A1B2C3D6,12"), (TableLayout::List, None));
        assert_eq!(layout("Maria,00A1B2C3D4"), (TableLayout::List, None), "one line alone says nothing about columns");
        assert_eq!(layout("Maria,00A1B2C3D4\n00A1B2C3D5"), (TableLayout::List, None));
        assert_eq!(layout(""), (TableLayout::List, None));
    }

    #[test]
    fn a_number_with_a_slip_is_no_header() {
        assert_eq!(layout("00A1B2C3DX\n00A1B2C3D5").1, None);
        assert_eq!(layout("ABCDEF\n00A1B2C3D5").1, None);
        assert_eq!(layout("pass 12\n00A1B2C3D5").1, None);
    }
}
