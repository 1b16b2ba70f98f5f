//! The command line.

use std::{path::PathBuf, str::FromStr, time::Duration};

use clap::{Args, Parser, Subcommand};
use jetstream_simulator::MAX_RATE;
use jiff::Timestamp;

use crate::{base_path::BasePath, cors::Cors, origin::Origin, relay::upstream::Upstream};

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
    /// Serve the dashboard, pass its calls on to Jetstream, and keep and spread the events of every key in use
    Relay(Relay),
    /// Print the response headers that a static host should send with the dashboard, as JSON, or write the files that hosts read
    Headers(Headers),
}

/// Where the gateway stands and who may come: what both kinds of gateway have.
#[derive(Debug, Clone, Args)]
pub struct Site {
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The folder of the built dashboard; without it there are only the API and the feed
    #[arg(long, value_name = "DIR")]
    pub assets: Option<PathBuf>,
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

/// The options of `simulate`.
#[derive(Debug, Clone, Args)]
pub struct Simulate {
    /// Where it stands and who may come.
    #[command(flatten)]
    pub site: Site,
    /// How many devices the fleet has, up to 100000
    #[arg(long, value_name = "N", default_value_t = 48, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub devices: u32,
    /// Events per second of simulated time beyond those of the devices' own life, up to 20000
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
    /// Of a hundred calls of the API, how many fail: with 500, with 429, or by a connection that breaks after the call took effect
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub chaos: u8,
}

/// The options of `relay`.
#[derive(Debug, Clone, Args)]
pub struct Relay {
    /// Where it stands and who may come.
    #[command(flatten)]
    pub site: Site,
    /// The Jetstream to pass calls on to, such as `https://api.jetstreamrfid.com`
    #[arg(long, value_name = "URL")]
    pub upstream: Upstream,
    /// The folder where events are kept; it is made if need be, and belongs to one relay at a time
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// How many days events are kept, 1 to 366
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=366))]
    pub retain_days: u16,
    /// How many megabytes of events are kept for each key; the oldest leave first
    #[arg(long, value_name = "MB", default_value_t = 1_024, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub retain_megabytes: u32,
    /// How long to wait after a queue was read to its end, 0.1 to 3600
    #[arg(long, value_name = "SECONDS", default_value = "15", value_parser = pause)]
    pub pause: Duration,
    /// Take the last address in X-Forwarded-For for the client's: only where a reverse proxy of yours writes it
    #[arg(long)]
    pub behind_proxy: bool,
    /// The most feed connections
    #[arg(long, value_name = "N", default_value_t = 1_024, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub sockets: u32,
    /// The most feed connections from one address
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub sockets_per_address: u32,
    /// The most feed connections with one key
    #[arg(long, value_name = "N", default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub sockets_per_key: u32,
}

/// The options of `headers`.
#[derive(Debug, Clone, Args)]
pub struct Headers {
    /// The config.json that will stand beside index.html: the headers name the hosts and parent pages in it; without one they are
    /// those of the built-in default, the production API
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder of the build: writes there `_headers` and what nginx, Caddy and CloudFront read
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// The path under which the build will stand
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub base: BasePath,
}

fn rate(text: &str) -> Result<f64, String> {
    number(text, MAX_RATE)
}

fn speed(text: &str) -> Result<f64, String> {
    number(text, 100_000.0)
}

fn pause(text: &str) -> Result<Duration, String> {
    let seconds = f64::from_str(text).ok().filter(|seconds| (0.1..=3_600.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "seconds from 0.1 to 3600 are needed".to_owned())
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
            Command::Relay(_) | Command::Headers(_) => Err("other command".to_owned()),
        }
    }

    fn relay(options: &[&str]) -> Result<Relay, String> {
        let words = ["jetstream-gateway", "relay"].iter().chain(options);
        match Cli::try_parse_from(words).map_err(|error| error.to_string())?.command() {
            Command::Relay(options) => Ok(options),
            Command::Simulate(_) | Command::Headers(_) => Err("other command".to_owned()),
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
        assert_eq!((options.site.listen.as_str(), options.devices, options.speed), ("127.0.0.1:8080", 48, 1.0));
        assert_eq!((options.latency, options.start, options.rate), (Duration::ZERO, None, None));
        assert_eq!(options.site.base.as_str(), "");
        assert!(matches!(options.site.cors, Cors::Off));
    }

    #[test]
    fn values_outside_their_range_are_refused_with_the_range() {
        for (option, value, said) in [
            ("--devices", "100001", "0..=100000"),
            ("--rate", "20001", "0 to 20000"),
            ("--rate", "NaN", "0 to 20000"),
            ("--chaos", "101", "0..=100"),
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
    fn a_relay_needs_to_know_whom_it_relays_and_where_to_keep_events() {
        let whole = ["--upstream", "https://api.example/3", "--data", "d"];
        let options = relay(&whole).unwrap();
        assert_eq!((options.pause, options.retain_days, options.behind_proxy), (Duration::from_secs(15), 7, false));
        assert!(relay(&whole[..2]).unwrap_err().contains("--data"));
        assert!(relay(&whole[2..]).unwrap_err().contains("--upstream"));
        for (option, said) in [
            ("--pause=0", "0.1 to 3600"),
            ("--pause=NaN", "0.1 to 3600"),
            ("--retain-days=0", "1..=366"),
            ("--retain-megabytes=0", "1..=1000000"),
            ("--upstream=ftp://a", "https://host"),
        ] {
            let options: Vec<_> =
                whole.iter().copied().skip(usize::from(option.starts_with("--up")) * 2).chain([option]).collect();
            let error = relay(&options).unwrap_err();
            assert!(error.contains(said), "{option}: {error}");
        }
    }

    #[test]
    fn origins_may_be_given_more_than_once() {
        let options = simulate(&["--allow-origin", "null", "--allow-origin", "https://portal.example"]).unwrap();
        assert_eq!(options.site.allow_origin.len(), 2);
    }
}
