//! Runs programs until Ctrl-C, or until one of them ends by itself.

use std::process::{Child, Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use xtask::report::{CommandError, Context, Result};

/// The interval between two checks whether a program has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// The time that programs have to end by themselves, since Ctrl-C in a terminal reaches them as well, before they are killed.
const GRACE_PERIOD: Duration = Duration::from_secs(2);

/// Starts the programs and waits until Ctrl-C, which is success, or until one of them ends. The others are then ended, too.
pub fn run(commands: Vec<Command>) -> Result<()> {
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    ctrlc::set_handler(move || stop.store(true, Ordering::SeqCst)).or_could_not("listen for Ctrl-C")?;
    let mut running = ForegroundProcesses(Vec::new());
    for mut command in commands {
        let name = command.get_program().to_string_lossy().into_owned();
        running.0.push(command.spawn().or_could_not(format!("start {name}"))?);
    }
    loop {
        if stopped.load(Ordering::SeqCst) {
            return Ok(());
        }
        if let Some(status) = running.first_exit()? {
            // On Ctrl-C a program may end before our own handler has run.
            thread::sleep(POLL_INTERVAL * 2);
            return match status.success() || stopped.load(Ordering::SeqCst) {
                true => Ok(()),
                false => Err(CommandError::Reported),
            };
        }
        thread::sleep(POLL_INTERVAL);
    }
}

/// Running programs; they are ended when this value is dropped.
struct ForegroundProcesses(Vec<Child>);

impl ForegroundProcesses {
    fn first_exit(&mut self) -> Result<Option<ExitStatus>> {
        for child in &mut self.0 {
            if let Some(status) = child.try_wait().or_could_not("watch a program")? {
                return Ok(Some(status));
            }
        }
        Ok(None)
    }

    fn all_ended(&mut self) -> bool {
        self.0.iter_mut().all(|child| !matches!(child.try_wait(), Ok(None)))
    }
}

impl Drop for ForegroundProcesses {
    fn drop(&mut self) {
        let started = Instant::now();
        while !self.all_ended() && started.elapsed() < GRACE_PERIOD {
            thread::sleep(POLL_INTERVAL);
        }
        for child in &mut self.0 {
            // Neither can fail in a way that matters: the program has ended, or it ends now.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
