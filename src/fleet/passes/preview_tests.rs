//! Tests of the preview: no entry is lost, none is added twice, and no text makes it panic.

use proptest::prelude::*;

use super::*;

fn listed() -> Vec<String> {
    vec!["00A1B2C3D4".to_owned(), "ffffffffff".to_owned()]
}

fn added(preview: &Preview) -> Vec<String> {
    preview.to_add().iter().map(|pass| pass.reveal().to_owned()).collect()
}

#[test]
fn each_number_is_new_or_listed_or_repeated_or_refused() {
    let preview = Preview::of("00a1b2c3d4\n00a1b2c3d5, 00A1B2C3D5\nFFFFFFFFFF\n123456\n00A1B2C3D5", &listed());
    let verdicts: Vec<_> = preview.entries.iter().map(|entry| (entry.line, entry.check.clone())).collect();
    let pass = |number: &str| Pass::parse(number).unwrap();
    assert_eq!(
        verdicts,
        [
            (1, PassCheck::Listed(pass("00A1B2C3D4"))),
            (2, PassCheck::Add(pass("00A1B2C3D5"))),
            (2, PassCheck::Repeated { pass: pass("00A1B2C3D5"), first: 2 }),
            (3, PassCheck::Listed(pass("FFFFFFFFFF"))),
            (4, PassCheck::Refused(PassParseError::Printed)),
            (5, PassCheck::Repeated { pass: pass("00A1B2C3D5"), first: 2 }),
        ]
    );
    assert_eq!(preview.counts(), [1, 2, 2, 1]);
    assert_eq!(added(&preview), ["00A1B2C3D5"]);
    assert_eq!(preview.all().len(), 3);
}

#[test]
fn a_table_is_read_by_its_column_and_says_which_line_has_none() {
    let preview = Preview::of("Name;Pass;Card\nMaria;00A1B2C3D5;100001\nJo;;100002\nAnn\n", &[]);
    assert_eq!(added(&preview), ["00A1B2C3D5"]);
    let refused: Vec<_> = preview.refused().map(|(entry, why)| (entry.line, why.clone())).collect();
    assert_eq!(refused, [(3, PassParseError::Blank), (4, PassParseError::Blank)]);
    assert_eq!(preview.header, Some(1));
}

#[test]
fn no_debug_form_shows_a_number() {
    let preview = Preview::of("00A1B2C3D5,00A1B2C3D\n00A1B2C3DX", &[]);
    assert!(!format!("{preview:?}").contains("00A1"), "{preview:?}");
}

/// Lines of passes in the forms that people paste, and the passes in them.
fn lines() -> impl Strategy<Value = Vec<(String, String)>> {
    let line = ("[0-9A-F]{10,40}", 0_u8..5).prop_map(|(pass, form)| {
        let pairs = || pass.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).into_owned());
        let written = match form {
            0 => pass.clone(),
            1 => pass.to_ascii_lowercase(),
            2 => pairs().collect::<Vec<_>>().join(" "),
            3 => pairs().collect::<Vec<_>>().join(":"),
            _ => format!("  \"{pass}\" "),
        };
        (written, pass)
    });
    proptest::collection::vec(line, 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_pass_is_found_once_whatever_separates_them(lines in lines(), separator in proptest::sample::select(&["\n", "\r\n", ",", ";", "\t", " , "][..])) {
        let text = lines.iter().map(|(written, _)| written.as_str()).collect::<Vec<_>>().join(separator);
        let preview = Preview::of(&text, &[]);
        let mut wanted: Vec<&str> = Vec::new();
        for (_, pass) in &lines {
            if !wanted.contains(&pass.as_str()) {
                wanted.push(pass);
            }
        }
        prop_assert_eq!(added(&preview), wanted);
        prop_assert_eq!(preview.entries.len(), lines.len());
    }

    #[test]
    fn no_text_makes_it_panic_and_nothing_refused_is_added(text in "[0-9A-Fa-f ,;\t\n\r\"=:xé-]{0,200}|\\PC{0,80}") {
        let preview = Preview::of(&text, &listed());
        let [add, listed, repeated, refused] = preview.counts();
        prop_assert_eq!(add + listed + repeated + refused, preview.entries.len());
        prop_assert_eq!(preview.to_add().len(), add);
        for pass in added(&preview) {
            prop_assert!(pass.len() >= 10 && pass.len() <= 40);
        }
        let lines = text.split(['\n', '\r']).count();
        prop_assert!(preview.entries.iter().all(|entry| (1..=lines).contains(&entry.line)));
    }
}
