//! The command line.

use std::{path::PathBuf, str::FromStr, time::Duration};

use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;

use crate::{base::BasePath, cors::Cors, origin::Origin};

/// Serves the Jetstream dashboard, a simulated Jetstream and its live feed from one origin.
#[derive(Debug, Parser)]
#[command(name = "jetstream-gateway", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    simulate: Simulate,
}

impl Cli {
    /// What to do. Without a command, `simulate`.
    pub fn command(self) -> Command {
        self.command.unwrap_or(Command::Simulate(self.simulate))
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the dashboard and a Jetstream with a fleet of its own
    Simulate(Simulate),
    /// Print the response headers that a static host should send with the dashboard, as JSON
    Headers(Headers),
}

/// The options of `simulate`.
#[derive(Debug, Clone, Args)]
pub struct Simulate {
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The folder of the built dashboard; without it there are only the API and the feed
    #[arg(long, value_name = "DIR")]
    pub assets: Option<PathBuf>,
    /// How many devices the fleet has, up to 10000
    #[arg(long, value_name = "N", default_value_t = 48, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub devices: u32,
    /// Events per second of simulated time beyond those of the devices' own life, up to 1000
    #[arg(long, value_name = "X", value_parser = rate)]
    pub rate: Option<f64>,
    /// What the fleet is drawn from: the same seed and start give the same fleet and the same events
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Simulated seconds per second; 0 stands still and moves only by `POST simulator/advance`
    #[arg(long, value_name = "X", default_value_t = 1.0, value_parser = speed)]
    pub speed: f64,
    /// The time at which the simulation starts, such as 2026-05-19T13:00:00Z; otherwise now
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub start: Option<Timestamp>,
    /// How long every answer of the API is held back
    #[arg(long, value_name = "MS", default_value = "0", value_parser = milliseconds)]
    pub latency: Duration,
    /// Pages of which origin may call the API from another host: one ORIGIN, * for all, or off
    #[arg(long, value_name = "ORIGIN|*|off", default_value = "off")]
    pub cors: Cors,
    /// The path under which everything stands
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub base: BasePath,
    /// An origin that may open the feed, besides this one and that of --cors; `null` for sandboxed frames
    #[arg(long, value_name = "ORIGIN", value_parser = Origin::parse)]
    pub allow_origin: Vec<Origin>,
    /// A config.json to serve in place of the generated one
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// The options of `headers`.
#[derive(Debug, Clone, Args)]
pub struct Headers {
    /// The config.json that will stand beside index.html: the headers name the hosts and parent pages in it
    #[arg(long, value_name = "FILE")]
    pub config: PathBuf,
}

fn rate(text: &str) -> Result<f64, String> {
    number(text, 1_000.0)
}

fn speed(text: &str) -> Result<f64, String> {
    number(text, 100_000.0)
}

fn number(text: &str, most: f64) -> Result<f64, String> {
    let number = f64::from_str(text).ok().filter(|number| (0.0..=most).contains(number));
    number.ok_or_else(|| format!("a number from 0 to {most} is needed"))
}

fn time(text: &str) -> Result<Timestamp, String> {
    jetstream_api::time::parse(text).ok_or_else(|| "a time such as 2026-05-19T13:00:00Z is needed".to_owned())
}

fn milliseconds(text: &str) -> Result<Duration, String> {
    let milliseconds = u64::from_str(text).ok().filter(|milliseconds| *milliseconds <= 600_000);
    milliseconds.map(Duration::from_millis).ok_or_else(|| "milliseconds from 0 to 600000 are needed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn read(words: &[&str]) -> Result<Simulate, String> {
        let words = ["jetstream-gateway"].iter().chain(words);
        match Cli::try_parse_from(words).map_err(|error| error.to_string())?.command() {
            Command::Simulate(options) => Ok(options),
            Command::Headers(_) => Err("other command".to_owned()),
        }
    }

    fn simulate(options: &[&str]) -> Result<Simulate, String> {
        let words: Vec<_> = ["simulate"].iter().chain(options).copied().collect();
        read(&words)
    }

    #[test]
    fn the_command_line_is_consistent() {
        <Cli as CommandFactory>::command().debug_assert();
    }

    #[test]
    fn without_a_command_it_simulates() {
        assert_eq!(read(&[]).unwrap().devices, 48);
        assert_eq!(read(&["--devices", "7"]).unwrap().devices, 7);
        assert!(read(&["headers", "--config", "x"]).is_err());
    }

    #[test]
    fn everything_has_a_default() {
        let options = simulate(&[]).unwrap();
        assert_eq!((options.listen.as_str(), options.devices, options.speed), ("127.0.0.1:8080", 48, 1.0));
        assert_eq!((options.latency, options.start, options.rate), (Duration::ZERO, None, None));
        assert_eq!(options.base.as_str(), "");
        assert!(matches!(options.cors, Cors::Off));
    }

    #[test]
    fn values_outside_their_range_are_refused_with_the_range() {
        for (option, value, said) in [
            ("--devices", "10001", "0..=10000"),
            ("--rate", "1001", "0 to 1000"),
            ("--rate", "NaN", "0 to 1000"),
            ("--speed", "-1", "0 to 100000"),
            ("--start", "tomorrow", "2026-05-19T13:00:00Z"),
            ("--latency", "600001", "600000"),
            ("--cors", "example.org", "origin"),
            ("--base", "/a b", "path"),
            ("--allow-origin", "*", "origin"),
        ] {
            let error = simulate(&[&format!("{option}={value}")]).unwrap_err();
            assert!(error.contains(said), "{option}={value}: {error}");
        }
    }

    #[test]
    fn origins_may_be_given_more_than_once() {
        let options = simulate(&["--allow-origin", "null", "--allow-origin", "https://portal.example"]).unwrap();
        assert_eq!(options.allow_origin.len(), 2);
    }
}
