//! Functions to find other programs, run them, and capture their output.

use crate::report::{CommandError, Context, Result};
use std::env;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

/// The output of a program that has ended.
pub struct CapturedOutput {
    /// Its exit code, or the signal that ended it.
    pub status: ExitStatus,
    /// Its standard output, without bytes that are no UTF-8.
    pub stdout: String,
    /// Its error output, likewise.
    pub stderr: String,
}

/// The file that `name` means on PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    find_in(&env::var_os("PATH")?, name)
}

fn find_in(path: &std::ffi::OsStr, name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(path).map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
}

/// PATH with the folders of `programs` before everything else.
pub fn path_with(programs: &[&Path]) -> Result<OsString> {
    let own = programs.iter().filter_map(|program| program.parent()).map(Path::to_path_buf);
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.chain(env::split_paths(&rest))).or_could_not("put the tools on PATH")
}

/// Runs a program that writes to the terminal. `subject` begins the sentence that is printed when it fails.
pub fn run(command: &mut Command, subject: &str) -> Result<()> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    match status.success() {
        true => Ok(()),
        false => Err(CommandError::Message(format!("{subject} failed ({status})."))),
    }
}

/// The first line that a program prints; `None` when it cannot be run or fails.
pub fn first_line(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| text.lines().next().unwrap_or_default().trim().to_owned())
}

/// Runs a program, passes its output on to the terminal, and returns it.
pub fn capture(command: &mut Command) -> Result<CapturedOutput> {
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    let errors = child.stderr.take().map(|pipe| thread::spawn(|| copy(pipe, io::stderr())));
    let stdout = child.stdout.take().map(|pipe| copy(pipe, io::stdout())).unwrap_or_default();
    let stderr = errors.and_then(|thread| thread.join().ok()).unwrap_or_default();
    let status = child.wait().or_could_not("wait for a program")?;
    Ok(CapturedOutput { status, stdout, stderr })
}

/// Runs a program that needs the network. `subject` begins the sentence that is printed when it fails.
pub fn download(command: &mut Command, subject: &str) -> Result<()> {
    let output = capture(command)?;
    if output.status.success() {
        return Ok(());
    }
    Err(CommandError::Message(match is_network_error(&output.stderr) {
        true => {
            format!(
                "{subject} could not be downloaded: there seems to be no network, or its registry is not reachable."
            )
        }
        false => format!("{subject} could not be downloaded ({}); its own messages are above.", output.status),
    }))
}

fn not_started(command: &Command, error: &io::Error) -> CommandError {
    let name = command.get_program().to_string_lossy();
    CommandError::Message(match error.kind() {
        io::ErrorKind::NotFound => format!("`{name}` is needed and was not found on PATH."),
        _ => format!("Could not start `{name}`: {error}."),
    })
}

/// Passes bytes on as they arrive (progress bars too), and returns all when the pipe closes.
fn copy(mut from: impl Read, mut to: impl Write) -> String {
    let mut captured = Vec::new();
    let mut buffer = [0; 8192];
    while let Ok(count) = from.read(&mut buffer) {
        let Some(bytes) = buffer.get(..count).filter(|bytes| !bytes.is_empty()) else { break };
        captured.extend_from_slice(bytes);
        // A terminal that has gone away is no reason to stop the program.
        let _ = to.write_all(bytes).and_then(|()| to.flush());
    }
    String::from_utf8_lossy(&captured).into_owned()
}

/// Whether an error message of cargo, rustup or npm reports a missing network.
fn is_network_error(text: &str) -> bool {
    const MESSAGES: [&str; 12] = [
        "could not resolve",
        "couldn't resolve",
        "could not connect",
        "couldn't connect",
        "failed to connect",
        "spurious network error",
        "network is unreachable",
        "connection refused",
        "could not download file",
        "enotfound",
        "econnrefused",
        "eai_again",
    ];
    let text = text.to_lowercase();
    MESSAGES.iter().any(|message| text.contains(message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_in_the_first_folder_that_has_it() {
        let first = tempfile::tempdir().unwrap();
        let second = tempfile::tempdir().unwrap();
        let name = format!("jet{}", env::consts::EXE_SUFFIX);
        std::fs::create_dir(first.path().join(&name)).unwrap();
        std::fs::write(second.path().join(&name), "").unwrap();
        let path = env::join_paths([first.path(), second.path()]).unwrap();
        assert_eq!(find_in(&path, "jet"), Some(second.path().join(&name)), "a folder of that name is no program");
        assert_eq!(find_in(&path, "stream"), None);
    }

    #[test]
    fn a_missing_program_is_named_in_the_sentence() {
        let failure = run(&mut Command::new("no-such-program-here"), "It").unwrap_err();
        assert_eq!(failure.to_string(), "`no-such-program-here` is needed and was not found on PATH.");
    }

    #[test]
    fn output_is_passed_on_and_captured() {
        let mut passed_on = Vec::new();
        let captured = copy(&b"one\ntwo"[..], &mut passed_on);
        assert_eq!((captured.as_str(), passed_on.as_slice()), ("one\ntwo", &b"one\ntwo"[..]));
    }

    #[test]
    fn network_errors_are_recognised_and_other_errors_are_not() {
        assert!(is_network_error("[6] Couldn't resolve host name (Could not resolve host: index.crates.io)"));
        assert!(is_network_error("npm error code EAI_AGAIN"));
        assert!(!is_network_error("error: package `trunk` cannot be built because it requires rustc 1.96"));
    }
}
