//! The program `jetstream-gateway`.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use jetstream_gateway::{
    cli::{Cli, Command, Headers, Simulate},
    config::Config,
    feed::Limits,
    headers::StaticHeaders,
    log,
    shutdown::signal,
    simulate::{Gateway, StartError},
};

fn main() -> ExitCode {
    let result = match Cli::parse().command() {
        Command::Simulate(options) => simulate(&options),
        Command::Headers(options) => headers(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

#[tokio::main]
async fn simulate(options: &Simulate) -> Result {
    log::begin(std::env::var("RUST_LOG").ok().as_deref());
    let gateway = Gateway::bind(options, Limits::default()).await?;
    say(&format!("Jetstream dashboard: {}", gateway.url()))?;
    let shutdown = gateway.shutdown();
    tokio::spawn(async move {
        signal().await;
        shutdown.begin();
    });
    gateway.run().await;
    Ok(())
}

fn headers(options: &Headers) -> Result {
    let file = || options.config.clone();
    let config = Config::read(&options.config).map_err(|source| StartError::Config { file: file(), source })?;
    say(&serde_json::to_string_pretty(&StaticHeaders::of(&config)?)?)
}

/// Whoever starts the gateway may wait for this line: it must not stay in a buffer.
fn say(line: &str) -> Result {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{line}")?;
    Ok(stdout.flush()?)
}
