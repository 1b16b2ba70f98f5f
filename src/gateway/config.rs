//! `config.json`, the file beside `index.html` that tells the dashboard which Jetstreams there are.

use std::{fs, io, path::Path};

use jetstream_api::key::AccessKey;
use serde::{Deserialize, Serialize};

use crate::origin::Origin;

/// The whole file. URLs in it may be relative; the dashboard resolves them against its base. Unknown properties are refused,
/// since a misspelt `parentOrigins` would otherwise go unnoticed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Config {
    /// What a person may choose from when signing in; the first is the default.
    pub environments: Vec<Environment>,
    /// The origins of pages that may show the dashboard in a frame.
    #[serde(default)]
    pub parent_origins: Vec<String>,
    /// Whether the dashboard offers nothing that changes anything.
    #[serde(default)]
    pub read_only: bool,
}

/// One Jetstream.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Environment {
    /// What it is called on the page.
    pub label: String,
    /// The base of its API with the version, such as `https://api.jetstreamrfid.com/3`.
    pub api: String,
    /// The live feed of a gateway, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed: Option<String>,
    /// The key that everybody may use; in simulated environments only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demo_key: Option<String>,
    /// Whether its devices are not real.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub simulated: bool,
}

/// Why a configuration was refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("it cannot be read: {0}")]
    Read(#[from] io::Error),
    /// It is not the JSON that it should be.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// A value means nothing.
    #[error("{0}")]
    Value(String),
}

impl Config {
    /// The configuration of a gateway that simulates.
    pub fn simulated(demo_key: &str) -> Self {
        let environment = Environment {
            label: "Simulated fleet".to_owned(),
            api: "3".to_owned(),
            feed: Some("feed".to_owned()),
            demo_key: Some(demo_key.to_owned()),
            simulated: true,
        };
        Self { environments: vec![environment], parent_origins: Vec::new(), read_only: false }
    }

    /// Reads a file and checks it.
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        Self::parse(&fs::read_to_string(file)?)
    }

    /// Reads a text and checks it.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self = serde_json::from_str(text)?;
        config.check().map_err(ConfigError::Value)?;
        Ok(config)
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// The origins that the page may call, beyond its own, in the order of the file.
    pub fn called_origins(&self) -> Vec<Origin> {
        let mut origins: Vec<Origin> = Vec::new();
        for environment in &self.environments {
            let feed = environment.feed.as_deref().and_then(feed_origin);
            for origin in absolute(&environment.api, &API_SCHEMES).into_iter().chain(feed) {
                if !origins.contains(&origin) {
                    origins.push(origin);
                }
            }
        }
        origins
    }

    fn check(&self) -> Result<(), String> {
        if self.environments.is_empty() {
            return Err("\"environments\" is empty; name at least one".to_owned());
        }
        for (index, environment) in self.environments.iter().enumerate() {
            environment.check().map_err(|problem| format!("environment {}: {problem}", index + 1))?;
        }
        for parent in &self.parent_origins {
            let origin = Origin::parse(parent).map_err(|error| format!("\"parentOrigins\": {error}"))?;
            if origin.is_null() {
                return Err("\"parentOrigins\": null names no page; list real origins".to_owned());
            }
        }
        Ok(())
    }
}

const API_SCHEMES: [&str; 2] = ["https", "http"];
const FEED_SCHEMES: [&str; 4] = ["wss", "ws", "https", "http"];

impl Environment {
    fn check(&self) -> Result<(), String> {
        if self.label.trim().is_empty() {
            return Err("\"label\" is empty".to_owned());
        }
        check_url("api", &self.api, &API_SCHEMES)?;
        self.feed.as_deref().map_or(Ok(()), |feed| check_url("feed", feed, &FEED_SCHEMES))?;
        match &self.demo_key {
            Some(_) if !self.simulated => {
                Err("\"demoKey\" is for simulated environments; a real key never stands in a file".to_owned())
            }
            Some(key) => AccessKey::parse(key).map(|_| ()).map_err(|error| format!("\"demoKey\" is {error}")),
            None => Ok(()),
        }
    }
}

/// A URL is absolute, or relative without a leading `/`, which would tie the dashboard to the root of its host.
fn check_url(name: &str, url: &str, schemes: &[&str]) -> Result<(), String> {
    let is_relative = !url.is_empty() && !url.starts_with('/') && !url.contains(':');
    match is_relative || absolute(url, schemes).is_some() {
        true => Ok(()),
        false => Err(format!("{name:?} is {url:?}; it should be a URL, or relative without a leading slash")),
    }
}

fn absolute(url: &str, schemes: &[&str]) -> Option<Origin> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    Origin::of(&format!("{scheme}://{authority}"), schemes)
}

/// The origin as the socket will have it: a page may be told `https:` and opens `wss:`.
fn feed_origin(url: &str) -> Option<Origin> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "http" | "ws" => "ws",
        "https" | "wss" => "wss",
        _ => return None,
    };
    absolute(&format!("{scheme}://{rest}"), &FEED_SCHEMES)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "6bd4b8fb-d964-4d00-ae0a-e3943d58e004";

    fn refused(text: &str) -> String {
        Config::parse(text).map(|_| ()).unwrap_err().to_string()
    }

    fn with(environment: &str) -> String {
        format!(r#"{{"environments":[{{"label":"A",{environment}}}]}}"#)
    }

    #[test]
    fn the_simulated_configuration_reads_back() {
        let config = Config::simulated(KEY);
        assert!(Config::parse(&config.to_json()).unwrap() == config);
        assert!(config.called_origins().is_empty(), "it calls nobody but its own gateway");
    }

    #[test]
    fn a_real_environment_needs_a_label_and_an_api() {
        let config = Config::parse(&with(r#""api":"https://api.jetstreamrfid.com/3""#)).unwrap();
        assert!(!config.environments[0].simulated && config.environments[0].feed.is_none() && !config.read_only);
        assert!(refused(r#"{"environments":[{"label":" ","api":"3"}]}"#).contains("\"label\" is empty"));
        assert!(refused(r#"{"environments":[{"label":"A"}]}"#).contains("missing field `api`"));
        assert!(refused(r#"{"environments":[]}"#).contains("name at least one"));
    }

    #[test]
    fn misspelt_properties_are_refused() {
        assert!(refused(r#"{"environments":[{"label":"A","api":"3"}],"parentOrigin":[]}"#).contains("parentOrigin"));
    }

    #[test]
    fn urls_do_not_start_at_the_root_of_the_host() {
        for url in ["/3", "//host/3", "", "ftp://host/3", "https://", "https://a;b/3", "javascript:alert(1)"] {
            let problem = refused(&with(&format!(r#""api":"{url}""#)));
            assert!(problem.starts_with("environment 1: \"api\" is"), "{url}: {problem}");
        }
        assert!(refused(&with(r#""api":"3","feed":"/feed""#)).contains("\"feed\" is \"/feed\""));
    }

    #[test]
    fn a_real_key_never_stands_in_the_file() {
        assert!(refused(&with(&format!(r#""api":"3","demoKey":"{KEY}""#))).contains("simulated environments"));
        assert!(refused(&with(r#""api":"3","simulated":true,"demoKey":"x""#)).contains("not a GUID"));
    }

    #[test]
    fn a_frame_is_shown_to_real_origins_only() {
        let with =
            |parent: &str| format!(r#"{{"environments":[{{"label":"A","api":"3"}}],"parentOrigins":["{parent}"]}}"#);
        assert!(Config::parse(&with("https://portal.example")).is_ok());
        for parent in ["null", "*", "https://portal.example/app"] {
            assert!(refused(&with(parent)).contains("parentOrigins"), "{parent}");
        }
    }

    #[test]
    fn called_origins_are_named_once_and_feeds_as_sockets() {
        let text = r#"{"environments":[
            {"label":"A","api":"https://a.example/3","feed":"https://gateway.example/feed"},
            {"label":"B","api":"https://A.example:443/3","feed":"ws://localhost:8080/feed"},
            {"label":"C","api":"3","feed":"feed"}]}"#;
        let origins = Config::parse(text).unwrap().called_origins();
        let origins: Vec<_> = origins.iter().map(Origin::as_str).collect();
        assert_eq!(origins, ["https://a.example", "wss://gateway.example", "ws://localhost:8080"]);
    }
}
