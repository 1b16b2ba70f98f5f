//! `config.json`: which Jetstreams this copy of the dashboard may talk to.
//!
//! Wire and resolved forms are kept apart: [`parse`] turns the text into [`Config`], whose URLs are absolute, or says which
//! key is wrong and what is allowed.

use jetstream_api::key::AccessKey;
use serde::Deserialize;

/// The file beside `index.html`.
pub const FILE: &str = "config.json";

/// What stands in the file. Unknown keys are refused: a misspelt one would silently do nothing.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wire {
    environments: Vec<WireEnvironment>,
    #[serde(default)]
    parent_origins: Vec<String>,
    #[serde(default)]
    read_only: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WireEnvironment {
    label: String,
    api: String,
    feed: Option<String>,
    demo_key: Option<String>,
    #[serde(default)]
    simulated: bool,
}

/// A valid configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// At least one; the first is the default.
    pub environments: Vec<Environment>,
    /// Parent pages that may embed this one, compared exactly.
    pub parent_origins: Vec<String>,
    /// No command and no change is offered.
    pub read_only: bool,
}

/// A Jetstream to talk to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// What a person calls it.
    pub label: String,
    /// The API base with its version, absolute, as in `https://api.jetstreamrfid.com/3`.
    pub api: String,
    /// The WebSocket of the live feed, absolute; without one the dashboard knows answers only.
    pub feed: Option<String>,
    /// A key that anybody may use: simulated environments only.
    pub demo_key: Option<AccessKey>,
    /// Is it a simulation? A coloured band names every environment that is not.
    pub simulated: bool,
}

/// What a missing file means: the production API without a gateway (page *API Basics*).
pub fn production() -> Config {
    let environment = Environment {
        label: "Jetstream".to_owned(),
        api: "https://api.jetstreamrfid.com/3".to_owned(),
        feed: None,
        demo_key: None,
        simulated: false,
    };
    Config { environments: vec![environment], parent_origins: Vec::new(), read_only: false }
}

/// Why a configuration was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{FILE}: {key}: {problem}")]
pub struct ConfigError {
    /// The key, as a path.
    pub key: String,
    /// What is wrong with it and what is allowed.
    pub problem: String,
}

fn wrong(key: impl Into<String>, problem: impl std::fmt::Display) -> ConfigError {
    ConfigError { key: key.into(), problem: problem.to_string() }
}

/// Reads the file. `resolve` makes a URL absolute against the page's base, or says that it is none.
pub fn parse(text: &str, resolve: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
    let wire: Wire = serde_json::from_str(text).map_err(|error| wrong("file", error))?;
    if wire.environments.is_empty() {
        return Err(wrong("environments", "is empty; name at least one"));
    }
    let environments = wire.environments.into_iter().enumerate();
    let environments = environments.map(|(index, wire)| environment(&format!("environments.{index}"), wire, &resolve));
    Ok(Config {
        environments: environments.collect::<Result<_, _>>()?,
        parent_origins: wire.parent_origins,
        read_only: wire.read_only,
    })
}

fn environment(
    at: &str,
    wire: WireEnvironment,
    resolve: &impl Fn(&str) -> Option<String>,
) -> Result<Environment, ConfigError> {
    if wire.label.trim().is_empty() {
        return Err(wrong(format!("{at}.label"), "is empty; give the name that people see"));
    }
    let url = |key: &str, text: &str, schemes: [&str; 2]| {
        let url = resolve(text).filter(|url| schemes.iter().any(|scheme| url.starts_with(scheme)));
        let needed = format!("{text:?} is no URL; allowed are {} and {} and relative ones", schemes[0], schemes[1]);
        url.ok_or_else(|| wrong(format!("{at}.{key}"), needed))
    };
    let api = url("api", &wire.api, ["https://", "http://"])?;
    let feed = wire.feed.as_deref().map(|feed| {
        let socket = resolve(feed).map(|url| if url.starts_with("http") { url.replacen("http", "ws", 1) } else { url });
        url("feed", socket.as_deref().unwrap_or(feed), ["wss://", "ws://"])
    });
    let demo_key = wire
        .demo_key
        .as_deref()
        .map(|key| AccessKey::parse(key).map_err(|error| wrong(format!("{at}.demoKey"), error)));
    let demo_key = demo_key.transpose()?;
    if demo_key.is_some() && !wire.simulated {
        return Err(wrong(
            format!("{at}.demoKey"),
            "is for simulated environments only: a real key never stands in a file that anybody can read",
        ));
    }
    Ok(Environment {
        label: wire.label,
        api: api.trim_end_matches('/').to_owned(),
        feed: feed.transpose()?,
        demo_key,
        simulated: wire.simulated,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(url: &str) -> Option<String> {
        Some(if url.contains("://") { url.to_owned() } else { format!("https://host/app/{url}") })
    }

    #[test]
    fn relative_urls_become_absolute_and_the_feed_a_socket() {
        let text = r#"{"environments":[{"label":"Simulated fleet","api":"3/","feed":"feed","demoKey":"6bd4b8fb-d964-4d00-ae0a-e3943d58e004","simulated":true}]}"#;
        let config = parse(text, resolve).unwrap();
        let environment = &config.environments[0];
        assert_eq!(environment.api, "https://host/app/3");
        assert_eq!(environment.feed.as_deref(), Some("wss://host/app/feed"));
        assert!(environment.demo_key.is_some() && environment.simulated && !config.read_only);
    }

    #[test]
    fn an_error_names_the_key_and_what_is_allowed() {
        let error = |text: &str| parse(text, resolve).unwrap_err().to_string();
        assert_eq!(error(r#"{"environments":[]}"#), "config.json: environments: is empty; name at least one");
        assert!(
            error(r#"{"environments":[{"label":"x","api":"ftp://h/3"}]}"#)
                .starts_with("config.json: environments.0.api: \"ftp://h/3\" is no URL")
        );
        assert!(
            error(r#"{"environments":[{"label":"x","api":"3","demoKey":"6bd4b8fb-d964-4d00-ae0a-e3943d58e004"}]}"#)
                .contains("demoKey: is for simulated")
        );
        assert!(error(r#"{"environment":[]}"#).contains("unknown field `environment`"));
    }
}
