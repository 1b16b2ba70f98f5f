//! Masks for secrets that must not be seen on a screen or in an export.

/// Masks a secret: badge numbers, unlock tokens, PINs. The last four characters stay when there are at least ten, so
/// that two of them can be told apart; a shorter secret is hidden whole. What was masked before, as in an export, stays as it is.
pub fn redact(secret: &str) -> String {
    if secret.strip_prefix("••••").is_some_and(|tail| tail.chars().count() <= 4) {
        return secret.to_owned();
    }
    let length = secret.chars().count();
    if length < 10 {
        return "••••".to_owned();
    }
    let tail: String = secret.chars().skip(length - 4).collect();
    format!("••••{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_four_characters_of_a_secret_are_shown() {
        assert_eq!(redact("0123456789ABCDEF"), "••••CDEF");
        assert_eq!(redact("123456789"), "••••");
        assert_eq!(redact(""), "••••");
    }

    #[test]
    fn what_was_masked_is_not_masked_again() {
        for secret in ["0123456789ABCDEF", "1234", ""] {
            assert_eq!(redact(&redact(secret)), redact(secret));
        }
        assert_eq!(redact("••••0123456789"), "••••6789");
    }
}
