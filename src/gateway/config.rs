//! The reader of `config.json`, the file beside `index.html` that lists the Jetstreams a dashboard can sign in to.

use std::{fs, io, path::Path};

use jetstream_api::{call::PRODUCTION, key::AccessKey};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::origin::Origin;

/// The whole file. URLs in it may be relative; the dashboard resolves them against its base. Unknown properties are refused,
/// since a misspelt `parentOrigins` would otherwise go unnoticed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(title = "config.json of the Jetstream dashboard")]
pub struct Config {
    /// Where this schema is: for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// What a person may choose from when signing in.
    #[schemars(length(min = 1))]
    pub environments: Vec<Environment>,
    /// The label of the one that stands in the form at first; without it the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_environment: Option<String>,
    /// The origins of pages that may show the dashboard in a frame.
    #[serde(default)]
    #[schemars(inner(regex(pattern = r"^https?://[^/]+$")))]
    pub parent_origins: Vec<String>,
    /// Whether the dashboard offers nothing that changes anything.
    #[serde(default)]
    pub read_only: bool,
    /// What the dashboard is called, in 1 to 40 characters; without it Jetstream.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40))]
    pub product_name: Option<String>,
    /// Where people find help: a link of `https:`, `http:` or `mailto:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^(https?://|mailto:)"))]
    pub support_link: Option<String>,
    /// After how many minutes without a touch the key is asked for again: 1 to 1440, 0 for never, without it 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1440))]
    pub idle_minutes: Option<u16>,
}

/// One Jetstream.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Environment {
    /// What it is called on the page.
    #[schemars(length(min = 1))]
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
    /// What a missing file means: the production API (page *API Basics*), without a gateway.
    pub fn production() -> Self {
        let environment = Environment {
            label: "Jetstream".to_owned(),
            api: PRODUCTION.to_owned(),
            feed: None,
            demo_key: None,
            simulated: false,
        };
        Self { environments: vec![environment], ..Self::default() }
    }

    /// The configuration of a gateway that simulates.
    pub fn simulated(demo_key: &str) -> Self {
        let environment = Environment {
            label: "Simulated fleet".to_owned(),
            api: "3".to_owned(),
            feed: Some("feed".to_owned()),
            demo_key: Some(demo_key.to_owned()),
            simulated: true,
        };
        Self { environments: vec![environment], ..Self::default() }
    }

    /// The configuration of a gateway that relays the Jetstream of this host.
    pub fn relayed(host: &str) -> Self {
        let environment = Environment {
            label: host.to_owned(),
            api: "3".to_owned(),
            feed: Some("feed".to_owned()),
            demo_key: None,
            simulated: false,
        };
        Self { environments: vec![environment], ..Self::default() }
    }

    /// The same, for pages of these origins to show in a frame.
    pub fn with_frame_ancestors(self, parent_origins: Vec<String>) -> Self {
        Self { parent_origins, ..self }
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

    /// What such a file may hold, as JSON Schema.
    pub fn schema() -> String {
        format!("{:#}\n", schemars::schema_for!(Self).to_value())
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// The origins that the page may call, beyond its own, in the order of the file.
    pub fn api_origins(&self) -> Vec<Origin> {
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
        if let Some(label) = &self.default_environment
            && !self.environments.iter().any(|environment| environment.label == *label)
        {
            return Err(format!("\"defaultEnvironment\" is {label:?}, which is no label of an environment"));
        }
        if self.product_name.as_ref().is_some_and(|name| !(1..=LONGEST_NAME).contains(&name.trim().chars().count())) {
            return Err(format!("\"productName\" should have 1 to {LONGEST_NAME} characters"));
        }
        if self.support_link.as_ref().is_some_and(|link| !LINKS.iter().any(|start| link.starts_with(start))) {
            return Err("\"supportLink\" should begin with https://, http:// or mailto:".to_owned());
        }
        if self.idle_minutes.is_some_and(|minutes| minutes > MOST_IDLE_MINUTES) {
            return Err(format!("\"idleMinutes\" should be 1 to {MOST_IDLE_MINUTES}, or 0 for never"));
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

const LONGEST_NAME: usize = 40;
const LINKS: [&str; 3] = ["https://", "http://", "mailto:"];
const MOST_IDLE_MINUTES: u16 = 1_440;
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
#[path = "config_tests.rs"]
mod tests;
