//! The program `jetstream-gateway`.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use jetstream_gateway::{
    cli::{self, Cli, Command, Headers, Simulate},
    config::Config,
    feed::Limits,
    headers::SecurityHeaders,
    hosting,
    http_server::StartError,
    log,
    relay::Relay,
    shutdown::{Shutdown, signal},
    simulate::Gateway,
};

fn main() -> ExitCode {
    let result = match Cli::parse().command() {
        Command::Simulate(options) => simulate(&options),
        Command::Relay(options) => relay(&options),
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
    log::init(std::env::var("RUST_LOG").ok().as_deref());
    let gateway = Gateway::bind(options, Limits::default()).await?;
    say(&format!("Jetstream dashboard: {}", gateway.url()))?;
    end_on_signal(gateway.shutdown());
    gateway.run().await;
    Ok(())
}

#[tokio::main]
async fn relay(options: &cli::Relay) -> Result {
    log::init(std::env::var("RUST_LOG").ok().as_deref());
    let relay = Relay::bind(options).await?;
    say(&format!("Jetstream dashboard: {}", relay.url()))?;
    end_on_signal(relay.shutdown());
    relay.run().await;
    Ok(())
}

fn end_on_signal(shutdown: Shutdown) {
    tokio::spawn(async move {
        signal().await;
        shutdown.begin();
    });
}

fn headers(options: &Headers) -> Result {
    let config = match &options.config {
        Some(file) => Config::read(file).map_err(|source| StartError::Config { file: file.clone(), source })?,
        None => Config::production(),
    };
    let headers = SecurityHeaders::of(&config)?;
    match &options.into {
        None => say(&serde_json::to_string_pretty(&headers)?),
        Some(folder) => hosting::write(folder, &headers, &options.base)?.iter().try_for_each(|name| say(name)),
    }
}

/// Whoever starts the gateway may wait for this line: it must not stay in a buffer.
fn say(line: &str) -> Result {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{line}")?;
    Ok(stdout.flush()?)
}
