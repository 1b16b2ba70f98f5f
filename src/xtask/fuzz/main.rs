//! A fuzzer: feeds every decoder of the API crate with damaged versions of the documented examples, to find one that panics.
//!
//! `cargo xtask fuzz SECONDS [--seed NUMBER]` runs it. One seed gives one sequence of inputs, on any machine.

mod decoders;
mod mutate;

use decoders::Decoders;
use jetstream_simulator::Rng;
use mutate::Mutator;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

/// The number of inputs between two checks of the time.
const BATCH: u64 = 64;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>());
    let (Some(Ok(seconds)), seed) = (arguments.next(), arguments.next().and_then(Result::ok)) else {
        eprintln!("error: Expected a number of seconds, and perhaps a seed.");
        return ExitCode::FAILURE;
    };
    match fuzz(Duration::from_secs(seconds), seed.unwrap_or_else(seed_from_clock)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("error: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn fuzz(duration: Duration, seed: u64) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).ok_or("This crate lies in no workspace.")?;
    let mut examples = Vec::new();
    read_examples(&root.join("src/api/examples"), &mut examples)
        .map_err(|error| format!("The examples in src/api/examples cannot be read: {error}."))?;
    let decoders = Decoders::new().ok_or("The decoders cannot be made: the API crate refuses their names and ids.")?;
    for (path, bytes) in &examples {
        // Undamaged first, so that a decoder that panics on these is named by its file.
        survives(&decoders, bytes).map_err(|panic| format!("{} makes it panic: {panic}", path.display()))?;
    }
    println!("Fuzzing with {} examples for {} seconds, seed {seed}", examples.len(), duration.as_secs());
    let corpus = examples.into_iter().map(|(_, bytes)| bytes).collect();
    let mut mutator = Mutator::new(corpus, Rng::new(seed, 0)).ok_or("src/api/examples holds no JSON files.")?;
    // A panic is reported below, with its input; the usual message would only come first.
    set_hook(Box::new(|_| {}));
    let started = Instant::now();
    let mut count = 0;
    while started.elapsed() < duration {
        for _ in 0..BATCH {
            let input = mutator.next_input();
            count += 1;
            if let Err(panic) = survives(&decoders, &input) {
                let saved =
                    save(root, seed, count, &input).map_err(|error| format!("The input cannot be saved: {error}."))?;
                return Err(format!(
                    "Input {count} of seed {seed} makes it panic: {panic}; it is in {}.",
                    saved.display()
                ));
            }
        }
    }
    let rate = u128::from(count) * 1000 / started.elapsed().as_millis().max(1);
    println!("{count} inputs, {rate} a second, no panic");
    Ok(())
}

/// Runs all decoders on an input; the error is the message of a panic.
fn survives(decoders: &Decoders, input: &[u8]) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| decoders.run(input))).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a message".to_owned())
    })
}

/// Every JSON file below `folder`, in an order that does not depend on the file system.
fn read_examples(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) -> io::Result<()> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_examples(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let bytes = fs::read(&path)?;
            found.push((path, bytes));
        }
    }
    Ok(())
}

fn save(root: &Path, seed: u64, count: u64, input: &[u8]) -> io::Result<PathBuf> {
    let name = format!("target/fuzz/{seed}-{count}.json");
    fs::create_dir_all(root.join("target/fuzz"))?;
    fs::write(root.join(&name), input)?;
    Ok(name.into())
}

fn seed_from_clock() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    since.as_secs() ^ u64::from(since.subsec_nanos()) << 32
}
