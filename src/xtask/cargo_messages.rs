//! A reader of the messages that cargo writes as JSON: where it has put the programs it built.

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use xtask::report::{CommandError, Context, Result};

/// Runs a build and returns the programs that it made, in its order. Target folders can be configured in too many ways to guess.
/// `subject` begins the sentence that is printed when the build fails.
pub fn built_programs(cargo: &mut Command, subject: &str) -> Result<Vec<PathBuf>> {
    let output = cargo.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit()).output();
    let output = output.or_could_not("start cargo")?;
    if !output.status.success() {
        return Err(CommandError::fail(format!("{subject} failed ({}).", output.status)));
    }
    Ok(executables(&String::from_utf8_lossy(&output.stdout)))
}

fn executables(messages: &str) -> Vec<PathBuf> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages.filter_map(|message| message.get("executable")?.as_str().map(PathBuf::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_read_from_the_messages_of_cargo() {
        let messages = concat!(
            "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"serde\"},\"executable\":null}\n",
            "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"gateway\"},\"executable\":\"t/release/gateway\"}\n",
            "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"other\"},\"executable\":\"t/release/other\"}\n",
            "{\"reason\":\"build-finished\",\"success\":true}\n",
        );
        assert_eq!(executables(messages), [PathBuf::from("t/release/gateway"), PathBuf::from("t/release/other")]);
        assert!(executables("{\"reason\":\"build-finished\"}").is_empty());
    }
}
