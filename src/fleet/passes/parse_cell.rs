//! A parser of the pass numbers in one cell of a pasted text.

use std::fmt;

use jetstream_api::credentials::{Pass, PassError};

/// The error of a text that is no pass. Its display is a sentence for the user; it repeats nothing of the text but a character that is
/// in no pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassParseError {
    /// Six decimal digits: the number that people read off the card.
    Printed,
    /// A spreadsheet has written it as `1.23457E+15`.
    Rounded,
    /// Seven to nine decimal digits: a spreadsheet may have dropped zeros in front.
    ZerosLost(usize),
    /// Parts of ten digits and more beside shorter ones: one number or several.
    Parts,
    /// The column of passes is empty, or missing in this line.
    Blank,
    /// Another length, or another character.
    NoPass(PassError),
}

impl fmt::Display for PassParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Printed => formatter.write_str(
                "This looks like the number printed on the card, which is not the pass. The pass has 10 to 40 hexadecimal digits: \
                 take it from your badge system, or from the event of a door that the card has opened.",
            ),
            Self::Rounded => formatter.write_str(
                "A spreadsheet has rounded this number, and its last digits are lost. Format the column as text and export it again.",
            ),
            Self::ZerosLost(digits) => write!(
                formatter,
                "A pass has 10 to 40 hexadecimal digits, not {digits}. A spreadsheet may have dropped zeros in front: format the \
                 column as text and export it again."
            ),
            Self::Parts => formatter
                .write_str("One number or several? Put each pass on a line of its own, or between commas, semicolons or tabs."),
            Self::Blank => formatter.write_str("There is nothing in the column of the passes."),
            Self::NoPass(error) => error.fmt(formatter),
        }
    }
}

/// The passes in a cell that is not empty: one, or several that only blanks separate.
///
/// Readers and spreadsheets write `00 A1 B2 C3 D4` or `00:A1:B2:C3:D4` for one number. So blanks, colons and hyphens are taken
/// out, unless the parts between blanks are as long as passes: then each is one.
pub(super) fn parse_cell(cell: &str) -> Result<Vec<Pass>, PassParseError> {
    // In a spreadsheet `="00A1"` and `'00A1` mark a text.
    let cell = cell.trim_start_matches(['=', '\'']).trim();
    if is_rounded(cell) {
        return Err(PassParseError::Rounded);
    }
    let part = |part: &str| part.replace([':', '-'], "");
    let parts: Vec<String> = cell.split_whitespace().map(part).filter(|part| !part.is_empty()).collect();
    let long = parts.iter().filter(|part| part.len() >= 10).count();
    if parts.len() > 1 && long == parts.len() {
        return parts.iter().map(|part| parse(part)).collect();
    }
    if parts.len() > 1 && long > 0 {
        return Err(PassParseError::Parts);
    }
    parse(&parts.concat()).map(|pass| vec![pass])
}

fn parse(number: &str) -> Result<Pass, PassParseError> {
    let is_decimal = number.bytes().all(|byte| byte.is_ascii_digit());
    match number.len() {
        6 if is_decimal => Err(PassParseError::Printed),
        7..=9 if is_decimal => Err(PassParseError::ZerosLost(number.len())),
        _ => Pass::parse(number).map_err(PassParseError::NoPass),
    }
}

/// `1.23457E+15`, also with the comma of other countries.
fn is_rounded(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    cell.to_ascii_uppercase()
        .split_once("E+")
        .is_some_and(|(mantissa, exponent)| digits(&mantissa.replace(['.', ','], "")) && digits(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(cell: &str) -> Vec<String> {
        parse_cell(cell).unwrap().iter().map(|pass| pass.reveal().to_owned()).collect()
    }

    #[test]
    fn one_number_is_read_however_readers_write_it() {
        for cell in
            ["00A1B2C3D4", "00a1b2c3d4", " 00 A1 B2\u{a0}C3 D4 ", "00:a1:b2:c3:d4", "00-A1-B2-C3-D4", "='00A1B2C3D4"]
        {
            assert_eq!(passes(cell), ["00A1B2C3D4"], "{cell}");
        }
    }

    #[test]
    fn blanks_between_whole_passes_separate_them() {
        assert_eq!(passes("00A1B2C3D4 00a1b2c3d5"), ["00A1B2C3D4", "00A1B2C3D5"]);
        assert_eq!(parse_cell("00A1B2C3D4 00A1"), Err(PassParseError::Parts));
        assert_eq!(parse_cell("00A1B2C3D4 00A1B2C3DX"), Err(PassParseError::NoPass(PassError::Digit('X'))));
    }

    #[test]
    fn the_number_printed_on_a_card_is_recognised() {
        assert_eq!(parse_cell("123456"), Err(PassParseError::Printed));
        assert_eq!(parse_cell("12 34 56"), Err(PassParseError::Printed));
        assert_eq!(parse_cell("12345A"), Err(PassParseError::NoPass(PassError::Length(6))));
    }

    #[test]
    fn what_a_spreadsheet_did_to_a_number_is_recognised() {
        assert_eq!(parse_cell("1.23457E+15"), Err(PassParseError::Rounded));
        assert_eq!(parse_cell("1,23e+09"), Err(PassParseError::Rounded));
        assert_eq!(parse_cell("12345678"), Err(PassParseError::ZerosLost(8)));
        assert_eq!(parse_cell("00E12345678").map(|passes| passes.len()), Ok(1), "hexadecimal all the same");
    }

    #[test]
    fn anything_else_is_no_pass() {
        assert_eq!(parse_cell("00A1B2C3G4"), Err(PassParseError::NoPass(PassError::Digit('G'))));
        assert_eq!(parse_cell(&"A".repeat(41)), Err(PassParseError::NoPass(PassError::Length(41))));
        assert_eq!(parse_cell("- :"), Err(PassParseError::NoPass(PassError::Length(0))));
    }

    #[test]
    fn no_refusal_repeats_a_number() {
        for cell in ["123456", "1.23457E+15", "12345678", "00A1B2C3D4 00A1", "00A1B2C3G4"] {
            let text = format!("{0} {0:?}", parse_cell(cell).unwrap_err());
            assert!(!text.contains(cell) && !text.contains("00A1"), "{text}");
        }
    }
}
