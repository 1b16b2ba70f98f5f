//! The reader of `config.json`, the configuration of this copy of the dashboard: above all the environments that it may call.
//!
//! [`parse`] turns the text into a [`Config`] with absolute URLs, or returns an error with the wrong key and the allowed values.

use jetstream_api::{
    call::PRODUCTION,
    key::AccessKey,
    wire::{DecodeError, Object},
};

/// The file beside `index.html`.
pub const FILE: &str = "config.json";

/// A valid configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The environments; at least one.
    pub environments: Vec<Environment>,
    /// The index of the environment that is selected in the sign-in form at first.
    pub default_environment: usize,
    /// The origins of the parent pages that may embed this one, compared exactly.
    pub parent_origins: Vec<String>,
    /// Whether commands and changes are disabled.
    pub read_only: bool,
    /// The name of the dashboard.
    pub product_name: String,
    /// A link to help: `https:`, `http:` or `mailto:`.
    pub support_link: Option<String>,
    /// After how many minutes without activity the page is locked; `None` for never.
    pub idle_minutes: Option<u16>,
}

/// The default name of the dashboard.
pub const PRODUCT: &str = "Jetstream";
const IDLE_MINUTES: u16 = 30;
const MOST_IDLE_MINUTES: u16 = 1_440;
const LONGEST_NAME: usize = 40;

/// A Jetstream API with its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// The name that is shown to people.
    pub label: String,
    /// The API base with its version, absolute, as in `https://api.jetstreamrfid.com/3`.
    pub api: String,
    /// The WebSocket URL of the live feed, absolute. Without one the dashboard can read the queue of the key.
    pub feed: Option<String>,
    /// A public key for simulated environments.
    pub demo_key: Option<AccessKey>,
    /// Is it a simulation? Every other environment is named in a coloured band.
    pub simulated: bool,
}

/// The configuration for a missing file: the production API without a gateway (page *API Basics*).
pub fn production() -> Config {
    let environment = Environment {
        label: "Jetstream".to_owned(),
        api: PRODUCTION.to_owned(),
        feed: None,
        demo_key: None,
        simulated: false,
    };
    Config {
        environments: vec![environment],
        default_environment: 0,
        parent_origins: Vec::new(),
        read_only: false,
        product_name: PRODUCT.to_owned(),
        support_link: None,
        idle_minutes: Some(IDLE_MINUTES),
    }
}

/// The error of an invalid configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{FILE}: {key}: {problem}")]
pub struct ConfigError {
    /// The path of the wrong key.
    pub key: String,
    /// The problem, and the allowed values.
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

/// Reads the file. `resolve` makes a URL absolute against the page's base; `None` for an invalid one. Unknown keys are refused: a
/// misspelt one would silently do nothing.
///
/// # Errors
///
/// The first key that is missing, unknown or has a value that is not allowed.
pub fn parse(text: &str, resolve: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
    let mut file = Object::parse(text)?;
    let environments = file.objects("environments")?.into_iter().enumerate();
    let environments =
        environments.map(|(index, object)| environment(&format!("environments.{index}"), object, &resolve));
    let environments: Vec<_> = environments.collect::<Result<_, _>>()?;
    let (label, origins) = (file.optional_text("defaultEnvironment")?, file.texts("parentOrigins")?);
    let (read_only, minutes) = (file.optional_bool("readOnly")?, file.optional_integer("idleMinutes")?);
    let (name, link) = (file.optional_text("productName")?, file.optional_text("supportLink")?);
    // Used by editors only.
    file.optional_text("$schema")?;
    let known = "environments, defaultEnvironment, parentOrigins, readOnly, productName, supportLink and idleMinutes";
    nothing_else("", file, known)?;
    if environments.is_empty() {
        return Err(wrong("environments", "is empty; name at least one"));
    }
    Ok(Config {
        default_environment: default_environment(&environments, label)?,
        environments,
        parent_origins: parent_origins(origins, &resolve)?,
        read_only: read_only.unwrap_or_default(),
        product_name: product_name(name)?,
        support_link: support_link(link)?,
        idle_minutes: idle_minutes(minutes)?,
    })
}

/// Checks the origins. They are compared exactly later, so each must be written as browsers write it.
fn parent_origins(origins: Vec<String>, resolve: &impl Fn(&str) -> Option<String>) -> Result<Vec<String>, ConfigError> {
    let is_origin = |origin: &String| origin.starts_with("http") && resolve(origin) == Some(format!("{origin}/"));
    match origins.iter().find(|origin| !is_origin(origin)) {
        None => Ok(origins),
        Some(other) => {
            let allowed =
                "allowed is such as https://portal.example, in lower case, without a path or the scheme's own port";
            Err(wrong("parentOrigins", format_args!("{other:?} is no origin; {allowed}")))
        }
    }
}

fn default_environment(environments: &[Environment], label: Option<String>) -> Result<usize, ConfigError> {
    let Some(label) = label else { return Ok(0) };
    environments.iter().position(|environment| environment.label == label).ok_or_else(|| {
        let labels: Vec<_> = environments.iter().map(|environment| format!("{:?}", environment.label)).collect();
        wrong(
            "defaultEnvironment",
            format_args!("{label:?} is no label of an environment; they are {}", labels.join(", ")),
        )
    })
}

fn product_name(name: Option<String>) -> Result<String, ConfigError> {
    let name = name.unwrap_or_else(|| PRODUCT.to_owned());
    let name = name.trim();
    match name.chars().count() {
        1..=LONGEST_NAME => Ok(name.to_owned()),
        count => Err(wrong("productName", format_args!("has {count} characters; 1 to {LONGEST_NAME} are allowed"))),
    }
}

fn support_link(link: Option<String>) -> Result<Option<String>, ConfigError> {
    let is_allowed = |link: &String| ["https://", "http://", "mailto:"].iter().any(|start| link.starts_with(start));
    match link {
        Some(link) if !is_allowed(&link) => {
            Err(wrong("supportLink", format_args!("{link:?} is no link; allowed are https, http and mailto")))
        }
        link => Ok(link),
    }
}

fn idle_minutes(minutes: Option<u16>) -> Result<Option<u16>, ConfigError> {
    match minutes.unwrap_or(IDLE_MINUTES) {
        0 => Ok(None),
        minutes @ 1..=MOST_IDLE_MINUTES => Ok(Some(minutes)),
        _ => Err(wrong(
            "idleMinutes",
            format_args!("is too long; allowed are 1 to {MOST_IDLE_MINUTES}, and 0 for never"),
        )),
    }
}

fn nothing_else(at: &str, object: Object<'_>, known: &str) -> Result<(), ConfigError> {
    match object.entries().next() {
        Some((key, _)) => Err(wrong(format!("{at}{key}"), format_args!("is no key; known are {known}"))),
        None => Ok(()),
    }
}

fn environment(
    at: &str,
    mut object: Object<'_>,
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
        Some(match url.split_once("://") {
            Some((_, host)) if !host.contains('/') => format!("{url}/"),
            Some(_) => url.to_owned(),
            None => format!("https://host/app/{url}"),
        })
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
    fn what_is_left_out_has_a_default() {
        let one = parse(r#"{"environments":[{"label":"A","api":"3"}]}"#, resolve).unwrap();
        assert_eq!((one.default_environment, one.product_name.as_str(), one.idle_minutes), (0, "Jetstream", Some(30)));
        let all = r#"{"$schema":"config.schema.json","environments":[{"label":"A","api":"3"},{"label":"B","api":"3"}],
            "defaultEnvironment":"B","parentOrigins":["https://portal.example"],"productName":" Cold chain ","supportLink":"mailto:it@hospital.example","idleMinutes":0}"#;
        let all = parse(all, resolve).unwrap();
        assert_eq!((all.default_environment, all.product_name.as_str(), all.idle_minutes), (1, "Cold chain", None));
        assert_eq!(all.support_link.as_deref(), Some("mailto:it@hospital.example"));
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
        let with = |more: &str| error(&format!(r#"{{"environments":[{{"label":"A","api":"3"}}],{more}}}"#));
        assert_eq!(
            with(r#""defaultEnvironment":"B""#),
            r#"config.json: defaultEnvironment: "B" is no label of an environment; they are "A""#
        );
        for origin in ["https://portal.example/", "portal.example", "*", "null", "https://portal.example/page"] {
            let error = with(&format!(r#""parentOrigins":[{origin:?}]"#));
            assert!(error.contains("is no origin; allowed is such as"), "{error}");
        }
        assert!(with(r#""productName":" ""#).ends_with("has 0 characters; 1 to 40 are allowed"));
        assert!(with(r#""supportLink":"javascript:alert(1)""#).ends_with("allowed are https, http and mailto"));
        assert!(with(r#""idleMinutes":2000"#).ends_with("allowed are 1 to 1440, and 0 for never"));
        assert!(error(r#"{"environment":[]}"#).contains("environment: is no key; known are environments"));
    }
}

#[cfg(test)]
#[path = "config_samples_tests.rs"]
mod samples_tests;
