//! The configuration that the gateway serves as `config.json`: made by itself, or read from a file.

use std::{fs, io, path::Path};

use jetstream_api::{
    call::PRODUCTION,
    site_config::{self, SiteConfig, SiteEnvironment, error::ConfigError as SiteConfigError},
};
use schemars::JsonSchema;
use serde::Serialize;
use url::Url;

use crate::origin::Origin;

/// The configuration of a dashboard. URLs may be relative to the dashboard. Unknown keys are refused, since a misspelt
/// `parentOrigins` would otherwise go unnoticed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(title = "config.json of the Jetstream dashboard")]
pub struct Config {
    /// The place of this schema, for editors; otherwise ignored.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The environments that people can sign in to.
    #[schemars(length(min = 1))]
    pub environments: Vec<Environment>,
    /// The label of the environment that is selected in the sign-in form; by default the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_environment: Option<String>,
    /// The origins of the pages that may embed the dashboard in a frame, as browsers write them.
    #[serde(default)]
    #[schemars(inner(regex(pattern = r"^https?://[a-z0-9._:\[\]-]+$")))]
    pub parent_origins: Vec<String>,
    /// Whether commands and changes are disabled.
    #[serde(default)]
    pub read_only: bool,
    /// The name of the dashboard, 1 to 40 characters; by default Jetstream.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40))]
    pub product_name: Option<String>,
    /// A link to help: `https:`, `http:` or `mailto:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^(https?://|mailto:)\S+$"))]
    pub support_link: Option<String>,
    /// After how many minutes without activity the page is locked: 1 to 1440, 0 for never; by default 30.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1440))]
    pub idle_minutes: Option<u16>,
}

/// A Jetstream API with its settings.
#[derive(Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Environment {
    /// The name that is shown to people; each environment has its own.
    #[schemars(regex(pattern = r"^\S(.*\S)?$"))]
    pub label: String,
    /// The API base with its version, such as `https://api.jetstreamrfid.com/3`.
    #[schemars(regex(pattern = r"^[^/\\?#\s][^\\?#\s]*$"))]
    pub api: String,
    /// The live feed of a gateway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[^/\\?#\s][^\\?#\s]*$"))]
    pub feed: Option<String>,
    /// A public key, for simulated environments only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demo_key: Option<String>,
    /// Whether the devices are simulated.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub simulated: bool,
}

/// The error of reading a configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("it cannot be read: {0}")]
    Read(#[from] io::Error),
    /// A key or a value is not allowed.
    #[error("{}: {}", .0.key, .0.problem)]
    Invalid(#[from] SiteConfigError),
}

impl Config {
    /// The configuration for a missing file: the production API (page *API Basics*), without a gateway.
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

    /// The configuration of a relay to the Jetstream API on this host.
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

    /// The same configuration, with these origins as the allowed parent pages.
    pub fn with_frame_ancestors(self, parent_origins: Vec<String>) -> Self {
        Self { parent_origins, ..self }
    }

    /// Reads a file and checks it.
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        Self::parse(&fs::read_to_string(file)?)
    }

    /// Reads a text and checks it by the rules that the dashboard uses too.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        Ok(site_config::parse(text, &resolve)?.into())
    }

    /// The JSON Schema of the file.
    pub fn schema() -> String {
        format!("{:#}\n", schemars::schema_for!(Self).to_value())
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// The origins that the page may call besides its own, in the order of the file.
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
}

impl From<SiteConfig> for Config {
    fn from(file: SiteConfig) -> Self {
        let default = file.default_environment.and_then(|index| file.environments.get(index));
        Self {
            // It belongs to the file that was read; the served one is for browsers.
            schema: None,
            default_environment: default.map(|environment| environment.label.clone()),
            environments: file.environments.into_iter().map(Environment::from).collect(),
            parent_origins: file.parent_origins,
            read_only: file.read_only,
            product_name: file.product_name,
            support_link: file.support_link,
            idle_minutes: file.idle_minutes,
        }
    }
}

impl From<SiteEnvironment> for Environment {
    fn from(file: SiteEnvironment) -> Self {
        Self {
            label: file.label,
            api: file.api.written,
            feed: file.feed.map(|feed| feed.written),
            demo_key: file.demo_key.map(|key| key.reveal()),
            simulated: file.simulated,
        }
    }
}

/// Makes a URL absolute as browsers do. The address of the dashboard is not known here, and does not matter for the rules.
fn resolve(url: &str) -> Option<String> {
    let base = Url::parse("https://dashboard.invalid/").ok()?;
    base.join(url).ok().map(String::from)
}

const API_SCHEMES: [&str; 2] = ["https", "http"];
const FEED_SCHEMES: [&str; 4] = ["wss", "ws", "https", "http"];

fn absolute(url: &str, schemes: &[&str]) -> Option<Origin> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    Origin::of(&format!("{scheme}://{authority}"), schemes)
}

/// The origin of a feed's socket: the dashboard opens a feed of `https:` by `wss:`.
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
