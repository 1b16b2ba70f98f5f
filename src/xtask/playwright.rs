//! A reader of Playwright's JSON report: how many tests passed, and the errors of those that did not.

use crate::test_counts::Counts;
use serde_json::Value;

/// The results in a report.
#[derive(Debug, PartialEq, Eq)]
pub struct Report {
    pub counts: Counts,
    /// The tests that did not pass at once, each with its first error, to print below everything else.
    pub problems: Vec<String>,
}

/// Reads a report: its `stats`, the errors outside of any test, and those of each test. A flaky test has failed: tests must not depend on
/// luck. `None` when this is not a report.
pub fn read(report: &str) -> Option<Report> {
    let report: Value = serde_json::from_str(report).ok()?;
    let stats = report.get("stats")?;
    let count = |name| stats.get(name).and_then(Value::as_u64);
    let errors_outside_tests = u64::try_from(list(&report, "errors").len()).ok()?;
    let counts = Counts {
        passed: count("expected")?,
        failed: count("unexpected")? + count("flaky")? + count("skipped")? + errors_outside_tests,
    };
    let mut problems = Vec::new();
    list(&report, "suites").iter().for_each(|suite| add_problems(suite, &mut problems));
    Some(Report { counts, problems })
}

fn add_problems(suite: &Value, problems: &mut Vec<String>) {
    for spec in list(suite, "specs") {
        let text = |name| spec.get(name).and_then(Value::as_str).unwrap_or_default();
        let line = spec.get("line").and_then(Value::as_u64).unwrap_or_default();
        for test in list(spec, "tests") {
            let status = test.get("status").and_then(Value::as_str).unwrap_or_default();
            if status != "expected" {
                let why = first_error(test).map(|error| format!("\n{error}")).unwrap_or_default();
                problems.push(format!("{status}: {}:{line} {}{why}", text("file"), text("title")));
            }
        }
    }
    list(suite, "suites").iter().for_each(|suite| add_problems(suite, problems));
}

fn first_error(test: &Value) -> Option<String> {
    let messages = list(test, "results").iter().filter_map(|result| result.pointer("/error/message")?.as_str());
    messages.map(without_colours).next()
}

/// Playwright colours its messages, wherever they go.
fn without_colours(message: &str) -> String {
    let mut parts = message.split('\u{1b}');
    let plain = parts.next().unwrap_or_default().to_owned();
    parts.fold(plain, |plain, part| plain + part.split_once('m').map_or(part, |(_, rest)| rest))
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_playwright_report_only_expected_results_pass() {
        let report =
            r#"{"stats":{"expected":7,"unexpected":1,"flaky":2,"skipped":3,"duration":5.5},"errors":[{}],"suites":[]}"#;
        assert_eq!(read(report).map(|report| report.counts), Some(Counts { passed: 7, failed: 7 }));
        assert_eq!(read("{}"), None);
        assert_eq!(read("no report"), None);
    }

    #[test]
    fn a_test_that_did_not_pass_at_once_is_named_with_its_first_error() {
        let test = |status: &str, error: &str| format!(r#"{{"status":"{status}","results":[{error}{{"retry":1}}]}}"#);
        let spec = |title: &str, test: String| {
            format!(r#"{{"title":"{title}","file":"a.spec.ts","line":7,"tests":[{test}]}}"#)
        };
        let red = r#"{"error":{"message":"\u001b[31mToo late\u001b[39m: 5"}},"#;
        let report = format!(
            r#"{{"stats":{{"expected":1,"unexpected":0,"flaky":1,"skipped":1}},"suites":[
                {{"specs":[{}],"suites":[{{"specs":[{},{}]}}]}}]}}"#,
            spec("passes", test("expected", "")),
            spec("is slow", test("flaky", red)),
            spec("is left out", test("skipped", "")),
        );
        let problems = read(&report).unwrap().problems;
        assert_eq!(problems, ["flaky: a.spec.ts:7 is slow\nToo late: 5", "skipped: a.spec.ts:7 is left out"]);
    }
}
