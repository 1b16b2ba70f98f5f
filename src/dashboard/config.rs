//! `config.json`: which Jetstreams this copy of the dashboard may talk to.
//!
//! [`parse`] turns the text into [`Config`], whose URLs are absolute, or says which key is wrong and what is allowed.

use jetstream_api::{
    key::AccessKey,
    wire::{DecodeError, Object},
};

/// The file beside `index.html`.
pub const FILE: &str = "config.json";

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

impl From<DecodeError> for ConfigError {
    fn from(error: DecodeError) -> Self {
        wrong(
            error.at.trim_start_matches("answer."),
            format_args!("expected {}, found {}", error.expected, error.found),
        )
    }
}

/// Reads the file. `resolve` makes a URL absolute against the page's base, or says that it is none. Unknown keys are refused: a
/// misspelt one would silently do nothing.
pub fn parse(text: &str, resolve: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
    let mut file = Object::parse(text)?;
    let environments = file.objects("environments")?.into_iter().enumerate();
    let environments =
        environments.map(|(index, object)| environment(&format!("environments.{index}"), object, &resolve));
    let environments: Vec<_> = environments.collect::<Result<_, _>>()?;
    let config = Config {
        environments,
        parent_origins: file.texts("parentOrigins")?,
        read_only: file.optional_bool("readOnly")?.unwrap_or_default(),
    };
    nothing_else("", file, "environments, parentOrigins and readOnly")?;
    if config.environments.is_empty() {
        return Err(wrong("environments", "is empty; name at least one"));
    }
    Ok(config)
}

fn nothing_else(at: &str, object: Object, known: &str) -> Result<(), ConfigError> {
    match object.rest().keys().next() {
        Some(key) => Err(wrong(format!("{at}{key}"), format_args!("is no key; known are {known}"))),
        None => Ok(()),
    }
}

fn environment(
    at: &str,
    mut object: Object,
    resolve: &impl Fn(&str) -> Option<String>,
) -> Result<Environment, ConfigError> {
    let label = object.text("label")?;
    if label.trim().is_empty() {
        return Err(wrong(format!("{at}.label"), "is empty; give the name that people see"));
    }
    let url = |key: &str, text: &str, schemes: [&str; 2]| {
        let url = resolve(text).filter(|url| schemes.iter().any(|scheme| url.starts_with(scheme)));
        let needed = format!("{text:?} is no URL; allowed are {} and {} and relative ones", schemes[0], schemes[1]);
        url.ok_or_else(|| wrong(format!("{at}.{key}"), needed))
    };
    let api = url("api", &object.text("api")?, ["https://", "http://"])?;
    let feed = object.optional_text("feed")?.map(|feed| {
        let socket =
            resolve(&feed).map(|url| if url.starts_with("http") { url.replacen("http", "ws", 1) } else { url });
        url("feed", socket.as_deref().unwrap_or(&feed), ["wss://", "ws://"])
    });
    let feed = feed.transpose()?;
    let demo_key = object.optional_text("demoKey")?;
    let demo_key = demo_key.map(|key| AccessKey::parse(&key).map_err(|error| wrong(format!("{at}.demoKey"), error)));
    let demo_key = demo_key.transpose()?;
    let simulated = object.optional_bool("simulated")?.unwrap_or_default();
    nothing_else(&format!("{at}."), object, "label, api, feed, demoKey and simulated")?;
    if demo_key.is_some() && !simulated {
        let problem = "is for simulated environments only: a real key never stands in a file that anybody can read";
        return Err(wrong(format!("{at}.demoKey"), problem));
    }
    Ok(Environment { label, api: api.trim_end_matches('/').to_owned(), feed, demo_key, simulated })
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
        assert!(error(r#"{"environment":[]}"#).contains("environment: is no key; known are environments"));
    }
}
