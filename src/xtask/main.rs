//! The program `cargo xtask`: the commands of the project. `cargo xtask help` lists them.

mod browser;
mod bundle;
mod cargo_messages;
mod chromium;
mod components;
mod dev;
mod dist;
mod fuzz;
mod gateway;
mod nginx;
mod npm;
mod panic_paths;
mod playwright;
mod precompress;
mod run_in_foreground;
mod serve;
mod sizes;
mod test;
mod test_counts;
mod tools;
mod walk;

#[cfg(test)]
mod boundaries;
#[cfg(test)]
use xtask::workspace;

use lexopt::Arg::{Long, Short, Value};
use lexopt::{Parser, ValueExt};
use std::ffi::OsString;
use std::process::ExitCode;
use xtask::report::{self, CommandError, Result};
use xtask::workspace::Workspace;

const USAGE: &str = "\
The commands of this project.

  cargo xtask serve [OPTIONS OF THE GATEWAY]   build what is missing, run the app with a simulated Jetstream
  cargo xtask test [--only SUITE]...           run every check, ending in `N passed, N failed`
  cargo xtask build [--demo]                   make the release build in dist/, and say how large it is; or the demo in dist-demo/
  cargo xtask bench                            measure the dashboard in a browser, and print the figures
  cargo xtask dev [OPTIONS OF THE GATEWAY]     run the app, building it again whenever a file changes
  cargo xtask headers [--config FILE] [--base PATH]
                                               write what static hosts read into dist/: headers, for that config.json and path
  cargo xtask fuzz SECONDS [--seed NUMBER]     feed the decoders with damaged examples

`cargo xtask serve --help` lists the options of the gateway.";

fn main() -> ExitCode {
    match command(Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(CommandError::Reported) => ExitCode::FAILURE,
        Err(CommandError::Message(sentence)) => {
            report::failure(sentence);
            ExitCode::FAILURE
        }
    }
}

fn command(mut arguments: Parser) -> Result<()> {
    let workspace = Workspace::current();
    let name = match arguments.next().map_err(usage)? {
        Some(Value(name)) => name.string().map_err(usage)?,
        Some(Long("help") | Short('h')) | None => "help".to_owned(),
        Some(other) => return Err(usage(other.unexpected())),
    };
    match name.as_str() {
        "serve" => serve::serve(&workspace, &gateway_options(&mut arguments)?),
        "dev" => dev::dev(&workspace, &gateway_options(&mut arguments)?),
        "headers" => gateway::headers(&workspace, &gateway_options(&mut arguments)?),
        "test" => test::test(&workspace, &suites(&mut arguments)?),
        "build" => match is_demo(&mut arguments)? {
            true => demo(&workspace),
            false => {
                dist::release(&workspace)?;
                gateway::headers(&workspace, &[])?;
                sizes::report(&workspace)
            }
        },
        "bench" => {
            no_more_arguments(&mut arguments)?;
            browser::bench(&workspace)
        }
        "fuzz" => {
            let (seconds, seed) = duration_and_seed(&mut arguments)?;
            fuzz::fuzz(&workspace, seconds, seed)
        }
        "bundle" => {
            no_more_arguments(&mut arguments)?;
            bundle::hook(&workspace)
        }
        "help" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(CommandError::fail(format!("There is no command `{other}`; `cargo xtask help` lists them."))),
    }
}

/// Makes the build that needs no server. It has no budget, because it contains the simulator.
fn demo(workspace: &Workspace) -> Result<()> {
    let folder = dist::demo(workspace)?;
    gateway::headers_of(workspace, &folder)?;
    sizes::print(&folder).map(drop)
}

fn is_demo(arguments: &mut Parser) -> Result<bool> {
    match arguments.next().map_err(usage)? {
        None => Ok(false),
        Some(Long("demo")) => no_more_arguments(arguments).map(|()| true),
        Some(other) => Err(usage(other.unexpected())),
    }
}

/// The remaining arguments as they are.
fn gateway_options(arguments: &mut Parser) -> Result<Vec<OsString>> {
    Ok(arguments.raw_args().map_err(usage)?.collect())
}

fn suites(arguments: &mut Parser) -> Result<Vec<String>> {
    let mut only = Vec::new();
    while let Some(argument) = arguments.next().map_err(usage)? {
        match argument {
            Long("only") => only.push(arguments.value().and_then(ValueExt::string).map_err(usage)?),
            other => return Err(usage(other.unexpected())),
        }
    }
    Ok(only)
}

fn duration_and_seed(arguments: &mut Parser) -> Result<(u64, Option<u64>)> {
    let (mut seconds, mut seed) = (None, None);
    while let Some(argument) = arguments.next().map_err(usage)? {
        match argument {
            Value(value) if seconds.is_none() => seconds = Some(value.parse().map_err(usage)?),
            Long("seed") => seed = Some(arguments.value().and_then(|value| value.parse()).map_err(usage)?),
            other => return Err(usage(other.unexpected())),
        }
    }
    let seconds = seconds.ok_or_else(|| CommandError::fail("`cargo xtask fuzz` needs a number of seconds."))?;
    Ok((seconds, seed))
}

fn no_more_arguments(arguments: &mut Parser) -> Result<()> {
    match arguments.next().map_err(usage)? {
        None => Ok(()),
        Some(other) => Err(usage(other.unexpected())),
    }
}

fn usage(error: lexopt::Error) -> CommandError {
    CommandError::fail(format!("{error}; `cargo xtask help` lists what there is."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parser(arguments: &[&str]) -> Parser {
        Parser::from_args(arguments)
    }

    #[test]
    fn the_options_of_the_gateway_are_passed_on_as_they_are() {
        let mut arguments = parser(&["--listen", "127.0.0.1:0", "--rate=5", "--", "-x"]);
        assert_eq!(gateway_options(&mut arguments).unwrap(), ["--listen", "127.0.0.1:0", "--rate=5", "--", "-x"]);
    }

    #[test]
    fn the_demo_is_built_when_it_is_asked_for() {
        assert!(!is_demo(&mut parser(&[])).unwrap() && is_demo(&mut parser(&["--demo"])).unwrap());
        for wrong in [&["demo"][..], &["--demo", "--release"], &["--demo=no"]] {
            assert!(is_demo(&mut parser(wrong)).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn suites_are_chosen_one_by_one() {
        assert_eq!(suites(&mut parser(&["--only", "fmt", "--only=rust"])).unwrap(), ["fmt", "rust"]);
        assert!(suites(&mut parser(&["fmt"])).is_err());
    }

    #[test]
    fn fuzzing_takes_seconds_and_a_seed() {
        assert_eq!(duration_and_seed(&mut parser(&["30", "--seed", "7"])).unwrap(), (30, Some(7)));
        assert_eq!(duration_and_seed(&mut parser(&["--seed=7", "30"])).unwrap(), (30, Some(7)));
        for wrong in [&[][..], &["soon"], &["-5"], &["1", "2"]] {
            assert!(duration_and_seed(&mut parser(wrong)).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_unknown_command_is_named() {
        let failure = command(parser(&["sevre"])).unwrap_err().to_string();
        assert_eq!(failure, "There is no command `sevre`; `cargo xtask help` lists them.");
    }
}
