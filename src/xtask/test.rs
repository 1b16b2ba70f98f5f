//! `cargo xtask test`: every check of the project, in one command.

use crate::test_counts::{self, Counts};
use crate::{browser, components, dist, fuzz, sizes, tools};
use std::ops::Add;
use std::process::Command;
use std::time::{Duration, Instant};
use xtask::process::{CapturedOutput, capture};
use xtask::report::{self, CommandError, Context, Result, step};
use xtask::workspace::{WASM_TARGET, Workspace};

/// A group of checks that `--only` can choose.
struct Suite {
    name: &'static str,
    /// The smallest number of tests that must pass, so that vanished tests are noticed. Raise it when tests are added.
    min_passed: u64,
    run: fn(&Workspace) -> Result<Counts>,
}

/// All suites, the quick ones first.
const SUITES: [Suite; 9] = [
    Suite { name: "fmt", min_passed: 1, run: fmt },
    Suite { name: "clippy", min_passed: 1, run: clippy },
    Suite { name: "clippy-wasm", min_passed: 3, run: clippy_wasm },
    Suite { name: "rust", min_passed: 1_425, run: rust },
    Suite { name: "doc", min_passed: 1, run: doc },
    Suite { name: "fuzz", min_passed: 1, run: short_fuzz },
    Suite { name: "components", min_passed: 34, run: components::run },
    Suite { name: "build", min_passed: 1, run: build },
    Suite { name: "browser", min_passed: 550, run: browser::specs },
];

/// The results of a suite, a row of the table at the end.
struct Row {
    name: &'static str,
    counts: Counts,
    took: Duration,
}

/// The names that `--only` knows.
pub fn names() -> impl Iterator<Item = &'static str> {
    SUITES.iter().map(|suite| suite.name)
}

/// Runs the suites named in `only`, or all. They run to the end also when one fails.
pub fn test(workspace: &Workspace, only: &[String]) -> Result<()> {
    if let Some(unknown) = only.iter().find(|name| !names().any(|known| known == name.as_str())) {
        let known: Vec<_> = names().collect();
        return Err(CommandError::fail(format!("There is no suite {unknown}; the suites are {}.", known.join(", "))));
    }
    let chosen = SUITES.iter().filter(|suite| only.is_empty() || only.iter().any(|name| name == suite.name));
    let rows: Vec<Row> = chosen.map(|suite| suite.execute(workspace)).collect();
    let sum = rows.iter().map(|row| row.counts).fold(Counts::default(), Add::add);
    println!("\n{:12} {:>7} {:>7} {:>8}", "suite", "passed", "failed", "seconds");
    for Row { name, counts, took } in &rows {
        println!("{name:12} {:>7} {:>7} {:>8}", counts.passed, counts.failed, took.as_secs());
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    match sum.failed {
        0 => Ok(()),
        _ => Err(CommandError::Reported),
    }
}

impl Suite {
    fn execute(&self, workspace: &Workspace) -> Row {
        step(format!("Suite {}", self.name));
        let started = Instant::now();
        let result = (self.run)(workspace);
        Row { name: self.name, counts: self.judge(result), took: started.elapsed() }
    }

    /// The counts of a suite; one more failure when it could not run, or when fewer tests passed than should.
    fn judge(&self, result: Result<Counts>) -> Counts {
        let Self { name, min_passed, .. } = self;
        match result {
            Err(reason) => {
                report::failure(format!("Suite {name}: {reason}"));
                Counts::single(false)
            }
            Ok(counts) if counts.passed < *min_passed && counts.failed == 0 => {
                report::failure(format!("Suite {name}: {} passed, but at least {min_passed} should.", counts.passed));
                counts + Counts::single(false)
            }
            Ok(counts) => counts,
        }
    }
}

fn fmt(workspace: &Workspace) -> Result<Counts> {
    check(&mut workspace.cargo(&["fmt", "--all", "--check"]))
}

fn clippy(workspace: &Workspace) -> Result<Counts> {
    let scope =
        ["--workspace", "--exclude", "jetstream-dashboard", "--all-targets", "--features", "xtask/fuzz,xtask/bundle"];
    check(workspace.cargo(&["clippy", "--locked"]).args(scope).args(["--", "-D", "warnings"]))
}

fn clippy_wasm(workspace: &Workspace) -> Result<Counts> {
    tools::provide_wasm_target(workspace)?;
    let clippy = |scope: &[&str]| {
        let mut cargo = workspace.cargo(&["clippy", "--locked", "--target", WASM_TARGET]);
        check(cargo.args(scope).args(["--", "-D", "warnings"]))
    };
    let app = ["--package", "jetstream-dashboard", "--package", "jetstream-browser"];
    let components = ["--package", "jetstream-ui", "--all-targets"];
    let demo = ["--package", "jetstream-dashboard", "--features", "demo"];
    Ok(clippy(&app)? + clippy(&components)? + clippy(&demo)?)
}

fn doc(workspace: &Workspace) -> Result<Counts> {
    let libraries = ["jetstream-api", "jetstream-fleet", "jetstream-simulator", "jetstream-browser", "jetstream-ui"];
    let mut cargo = workspace.cargo(&["doc", "--locked", "--no-deps"]);
    check(cargo.args(libraries.iter().flat_map(|library| ["--package", library])).env("RUSTDOCFLAGS", "-D warnings"))
}

fn rust(workspace: &Workspace) -> Result<Counts> {
    let mut cargo = workspace.cargo(&["test", "--locked", "--workspace", "--no-fail-fast"]);
    cargo.args(["--features", "xtask/fuzz,xtask/bundle,jetstream-dashboard/demo"]);
    let CapturedOutput { status, stdout, .. } = capture(cargo.args(["--", "--quiet"]))?;
    let counts = test_counts::parse_libtest(&stdout);
    match !status.success() && counts.failed == 0 {
        true => Ok(counts + Counts::single(false)),
        false => Ok(counts),
    }
}

fn short_fuzz(workspace: &Workspace) -> Result<Counts> {
    fuzz::fuzz(workspace, 10, None).map(|()| Counts::single(true))
}

fn build(workspace: &Workspace) -> Result<Counts> {
    dist::release(workspace)?;
    sizes::report(workspace).map(|()| Counts::single(true))
}

/// Runs a check whose exit code shows whether it passed.
fn check(command: &mut Command) -> Result<Counts> {
    Ok(Counts::single(command.status().or_could_not("start cargo")?.success()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(result: Result<Counts>) -> Counts {
        Suite { name: "some", min_passed: 5, run: |_| Ok(Counts::default()) }.judge(result)
    }

    #[test]
    fn a_suite_with_too_few_passed_tests_has_failed() {
        assert_eq!(judged(Ok(Counts { passed: 5, failed: 0 })), Counts { passed: 5, failed: 0 });
        assert_eq!(judged(Ok(Counts { passed: 4, failed: 0 })), Counts { passed: 4, failed: 1 });
        assert_eq!(judged(Ok(Counts { passed: 0, failed: 2 })), Counts { passed: 0, failed: 2 });
    }

    #[test]
    fn a_suite_that_could_not_run_has_failed() {
        assert_eq!(judged(Err(CommandError::fail("No browser."))), Counts { passed: 0, failed: 1 });
    }

    #[test]
    fn an_unknown_suite_is_refused_with_the_names_of_all() {
        let failure = test(&Workspace::current(), &["ruts".to_owned()]).unwrap_err().to_string();
        assert!(failure.contains("no suite ruts") && failure.contains("rust, doc"), "{failure}");
    }
}
