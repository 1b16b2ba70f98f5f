//! The configuration of this copy of the dashboard: above all the environments that it may call.
//!
//! [`parse`] reads `config.json` by the rules that the gateway uses too, and fills in the defaults.

use jetstream_api::{
    call::PRODUCTION,
    key::AccessKey,
    site_config::{self, SiteEnvironment, error::ConfigError, urls::Resolve},
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

/// Reads the file. `resolve` makes a URL absolute against the page's base; `None` for an invalid one.
///
/// # Errors
///
/// The first key that is missing, unknown or has a value that is not allowed.
pub fn parse(text: &str, resolve: Resolve<'_>) -> Result<Config, ConfigError> {
    let file = site_config::parse(text, resolve)?;
    Ok(Config {
        environments: file.environments.into_iter().map(environment).collect(),
        default_environment: file.default_environment.unwrap_or_default(),
        parent_origins: file.parent_origins,
        read_only: file.read_only,
        product_name: file.product_name.unwrap_or_else(|| PRODUCT.to_owned()),
        support_link: file.support_link,
        idle_minutes: Some(file.idle_minutes.unwrap_or(IDLE_MINUTES)).filter(|minutes| *minutes > 0),
    })
}

fn environment(file: SiteEnvironment) -> Environment {
    // `https:` becomes `wss:`, and `http:` becomes `ws:`.
    let socket = |url: String| if url.starts_with("http") { url.replacen("http", "ws", 1) } else { url };
    Environment {
        label: file.label,
        api: file.api.absolute.trim_end_matches('/').to_owned(),
        feed: file.feed.map(|feed| socket(feed.absolute)),
        demo_key: file.demo_key,
        simulated: file.simulated,
    }
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
        let config = parse(text, &resolve).unwrap();
        let environment = &config.environments[0];
        assert_eq!(environment.api, "https://host/app/3");
        assert_eq!(environment.feed.as_deref(), Some("wss://host/app/feed"));
        assert!(environment.demo_key.is_some() && environment.simulated && !config.read_only);
    }

    #[test]
    fn what_is_left_out_has_a_default() {
        let one = parse(r#"{"environments":[{"label":"A","api":"3"}]}"#, &resolve).unwrap();
        assert_eq!((one.default_environment, one.product_name.as_str(), one.idle_minutes), (0, "Jetstream", Some(30)));
        let all = r#"{"$schema":"config.schema.json","environments":[{"label":"A","api":"3"},{"label":"B","api":"3"}],
            "defaultEnvironment":"B","parentOrigins":["https://portal.example"],"productName":" Cold chain ","supportLink":"mailto:it@hospital.example","idleMinutes":0}"#;
        let all = parse(all, &resolve).unwrap();
        assert_eq!((all.default_environment, all.product_name.as_str(), all.idle_minutes), (1, "Cold chain", None));
        assert_eq!(all.support_link.as_deref(), Some("mailto:it@hospital.example"));
    }

    #[test]
    fn an_error_names_the_key_and_what_is_allowed() {
        let error = |text: &str| parse(text, &resolve).unwrap_err().to_string();
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
