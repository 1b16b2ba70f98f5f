//! A parser of the model number in the name of a device definition.

/// The model number in the name of a device definition: `TS`, three digits and at most one letter, standing as a word
/// anywhere in the name, in any letter case. The first one counts.
pub fn model_number(definition_name: &str) -> Option<&str> {
    definition_name.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).find(|word| is_model_number(word))
}

fn is_model_number(word: &str) -> bool {
    match word.as_bytes() {
        [t, s, digits @ .., letter] if digits.len() == 3 && letter.is_ascii_alphabetic() => {
            is_series(*t, *s) && digits.iter().all(u8::is_ascii_digit)
        }
        [t, s, digits @ ..] => is_series(*t, *s) && digits.len() == 3 && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

fn is_series(t: u8, s: u8) -> bool {
    t.eq_ignore_ascii_case(&b'T') && s.eq_ignore_ascii_case(&b'S')
}
