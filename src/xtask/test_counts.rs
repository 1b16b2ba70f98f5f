//! Counts of passed and failed tests, read from the output of test programs.

use std::ops::Add;

/// The number of passed and of failed tests. A skipped test has proved nothing, so it counts as failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    /// The counts of a single check.
    pub fn single(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed) }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// The sum of the lines `test result: ok. 3 passed; 0 failed; 1 ignored; ...` that `cargo test` prints, one a program.
pub fn parse_libtest(output: &str) -> Counts {
    let results = output.lines().filter_map(|line| line.trim_start().strip_prefix("test result: "));
    results.map(libtest_result).fold(Counts::default(), Add::add)
}

fn libtest_result(result: &str) -> Counts {
    let count = |what: &str| {
        let mut parts = result.split([';', '.']).filter_map(|part| part.trim().strip_suffix(what));
        parts.find_map(|number| number.trim().parse::<u64>().ok()).unwrap_or(0)
    };
    Counts { passed: count("passed"), failed: count("failed") + count("ignored") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_programs_are_summed_and_ignored_tests_fail() {
        let output = "\
running 3 tests
...
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s

running 4 tests
test result: FAILED. 1 passed; 2 failed; 1 ignored; 0 measured; 9 filtered out; finished in 1.20s
   Doc-tests jetstream_api
test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";
        assert_eq!(parse_libtest(output), Counts { passed: 16, failed: 3 });
        assert_eq!(parse_libtest("error: could not compile"), Counts::default());
    }
}
