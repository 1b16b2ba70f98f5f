//! Programs that run until Ctrl-C, or until one of them ends by itself.

use crate::report::{CommandError, Context, Result};
use std::process::{Child, Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often the programs are looked at.
const GLANCE: Duration = Duration::from_millis(50);

/// How long they may take to end by themselves; Ctrl-C in a terminal reaches them as well.
const PATIENCE: Duration = Duration::from_secs(2);

/// Starts the programs and stays until Ctrl-C, which is success, or until one of them ends, which takes the others along.
pub fn run(commands: Vec<Command>) -> Result<()> {
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    ctrlc::set_handler(move || stop.store(true, Ordering::SeqCst)).or_could_not("listen for Ctrl-C")?;
    let mut running = ForegroundProcess(Vec::new());
    for mut command in commands {
        let name = command.get_program().to_string_lossy().into_owned();
        running.0.push(command.spawn().or_could_not(format!("start {name}"))?);
    }
    loop {
        if stopped.load(Ordering::SeqCst) {
            return Ok(());
        }
        if let Some(status) = running.ended()? {
            // On Ctrl-C a program may be gone before we have heard of it ourselves.
            thread::sleep(GLANCE * 2);
            return match status.success() || stopped.load(Ordering::SeqCst) {
                true => Ok(()),
                false => Err(CommandError::Reported),
            };
        }
        thread::sleep(GLANCE);
    }
}

/// Programs that do not outlive this value.
struct ForegroundProcess(Vec<Child>);

impl ForegroundProcess {
    fn ended(&mut self) -> Result<Option<ExitStatus>> {
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

impl Drop for ForegroundProcess {
    fn drop(&mut self) {
        let asked = Instant::now();
        while !self.all_ended() && asked.elapsed() < PATIENCE {
            thread::sleep(GLANCE);
        }
        for child in &mut self.0 {
            // Neither can fail in a way that matters: the program has ended, or it ends now.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
