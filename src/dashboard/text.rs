//! Formatters of times, spans, counts and sizes, the same on every page.

use jiff::{SignedDuration, Timestamp};

/// A span in its two largest units: `3 h 59 min`, `12 s`, `2 d 4 h`. Never negative.
pub fn duration(span: SignedDuration) -> String {
    let seconds = span.as_secs().max(0);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let two = |large: i64, unit: &str, small: i64, smaller: &str| {
        if small == 0 { format!("{large} {unit}") } else { format!("{large} {unit} {small} {smaller}") }
    };
    if days > 0 {
        two(days, "d", hours, "h")
    } else if hours > 0 {
        two(hours, "h", minutes, "min")
    } else if minutes > 0 {
        two(minutes, "min", if minutes < 10 { seconds % 60 } else { 0 }, "s")
    } else {
        format!("{seconds} s")
    }
}

/// How long ago: `12 s ago`, or `just now`.
pub fn ago(time: Timestamp, now: Timestamp) -> String {
    let passed = now.duration_since(time);
    if passed.as_secs() < 2 { "just now".to_owned() } else { format!("{} ago", duration(passed)) }
}

/// A number with its noun, `1 device` or `48 devices`.
pub fn plural(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// An amount of memory: `512 KiB`, `48 MiB`. Rounded up, so that only 0 bytes are shown as 0.
pub fn bytes(bytes: usize) -> String {
    const KIB: usize = 1024;
    if bytes < KIB * KIB {
        format!("{} KiB", bytes.div_ceil(KIB))
    } else {
        format!("{} MiB", bytes.div_ceil(KIB * KIB))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_at_most_two_units() {
        let words = |seconds| duration(SignedDuration::from_secs(seconds));
        assert_eq!(words(-5), "0 s");
        assert_eq!(words(59), "59 s");
        assert_eq!(words(61), "1 min 1 s");
        assert_eq!(words(3_599), "59 min");
        assert_eq!(words(4 * 3_600), "4 h");
        assert_eq!(words(4 * 3_600 - 1), "3 h 59 min");
        assert_eq!(words(2 * 86_400 + 4 * 3_600 + 59), "2 d 4 h");
    }

    #[test]
    fn memory_is_told_in_whole_units() {
        assert_eq!([0, 1, 1 << 20, 48 << 20].map(bytes), ["0 KiB", "1 KiB", "1 MiB", "48 MiB"]);
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(plural(1, "device"), "1 device");
        assert_eq!(plural(0, "device"), "0 devices");
    }
}
