//! The reader of `config.json`, the file beside the dashboard's `index.html` that lists the environments people can sign in to.
//!
//! The dashboard and the gateway both read the file through [`parse`], so no file is accepted by one and refused by the other. The samples in
//! `tests/config-samples` are checked in both programs.

pub mod error;
mod shape;
pub mod urls;

use serde_json::value::RawValue;

use crate::{key::AccessKey, wire::decoded};

use error::ConfigError;
use shape::Type;
use urls::{Resolve, SiteUrl, is_link, is_origin, site_url};

/// A valid configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteConfig {
    /// The environments; at least one, each with a label of its own.
    pub environments: Vec<SiteEnvironment>,
    /// The index of the environment that is selected in the sign-in form at first, if the file names one.
    pub default_environment: Option<usize>,
    /// The origins of the parent pages that may embed the dashboard, as browsers write them.
    pub parent_origins: Vec<String>,
    /// Whether commands and changes are disabled.
    pub read_only: bool,
    /// The name of the dashboard: 1 to 40 characters, without white space at its ends.
    pub product_name: Option<String>,
    /// A link to help: `https:`, `http:` or `mailto:`.
    pub support_link: Option<String>,
    /// After how many minutes without activity the page is locked, at most 1440; 0 for never.
    pub idle_minutes: Option<u16>,
}

/// A Jetstream API with its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteEnvironment {
    /// The name that is shown to people.
    pub label: String,
    /// The API base with its version.
    pub api: SiteUrl,
    /// The live feed of a gateway: `wss:`, `ws:`, `https:` or `http:`.
    pub feed: Option<SiteUrl>,
    /// A public key, for simulated environments only.
    pub demo_key: Option<AccessKey>,
    /// Whether the devices are simulated.
    pub simulated: bool,
}

const LONGEST_NAME: usize = 40;
const MOST_IDLE_MINUTES: u16 = 1_440;

const FILE_KEYS: [(&str, Type); 8] = [
    ("environments", Type::List),
    ("defaultEnvironment", Type::OptionalText),
    ("parentOrigins", Type::List),
    ("readOnly", Type::Bool),
    ("productName", Type::OptionalText),
    ("supportLink", Type::OptionalText),
    ("idleMinutes", Type::OptionalNumber),
    ("$schema", Type::OptionalText),
];

const ENVIRONMENT_KEYS: [(&str, Type); 5] = [
    ("label", Type::Text),
    ("api", Type::Text),
    ("feed", Type::OptionalText),
    ("demoKey", Type::OptionalText),
    ("simulated", Type::Bool),
];

/// Reads the file; a byte order mark in front is skipped. Unknown keys are refused: a misspelt one would silently do nothing.
///
/// # Errors
///
/// The first key that is missing, unknown, there twice or has a value that is not allowed.
pub fn parse(text: &str, resolve: Resolve<'_>) -> Result<SiteConfig, ConfigError> {
    let mut values = [const { None }; FILE_KEYS.len()];
    shape::read("", text, &FILE_KEYS, &mut values)?;
    // In the order of the keys; `$schema` is used by editors only.
    let [list, label, origins, read_only, name, link, minutes, _] = values;
    let mut environments: Vec<SiteEnvironment> = Vec::new();
    for (index, json) in items(list.as_deref()).into_iter().enumerate() {
        let at = format!("environments.{index}");
        let environment = environment(&at, json.get(), resolve)?;
        if environments.iter().any(|other| other.label == environment.label) {
            let problem = format!("{:?} is the label of two environments; give each its own", environment.label);
            return Err(ConfigError::of(&at, "label", &problem));
        }
        environments.push(environment);
    }
    if environments.is_empty() {
        return Err(ConfigError::new("environments", "is empty; name at least one"));
    }
    let mut config = SiteConfig {
        default_environment: None,
        environments,
        parent_origins: Vec::new(),
        read_only: read_only.as_deref() == Some("true"),
        product_name: None,
        support_link: link,
        idle_minutes: None,
    };
    if let Some(label) = label {
        config.default_environment = Some(index_of(&label, &config.environments)?);
    }
    for json in items(origins.as_deref()) {
        let Some(origin) = decoded(json.get()).filter(|origin| is_origin(origin, resolve)) else {
            let allowed =
                "allowed is such as https://portal.example, in lower case, without a path or the scheme's own port";
            return Err(ConfigError::new("parentOrigins", format!("{json} is no origin; {allowed}")));
        };
        config.parent_origins.push(origin);
    }
    if let Some(name) = name {
        let name = name.trim();
        let count = name.chars().count();
        if !(1..=LONGEST_NAME).contains(&count) {
            let problem = format!("has {count} characters; 1 to {LONGEST_NAME} are allowed");
            return Err(ConfigError::new("productName", problem));
        }
        config.product_name = Some(name.to_owned());
    }
    if let Some(link) = config.support_link.as_ref().filter(|link| !is_link(link)) {
        let problem = format!("{link:?} is no link; without white space, allowed are https, http and mailto");
        return Err(ConfigError::new("supportLink", problem));
    }
    if let Some(minutes) = minutes {
        config.idle_minutes = minutes.parse().ok().filter(|minutes| *minutes <= MOST_IDLE_MINUTES);
        if config.idle_minutes.is_none() {
            let problem =
                format!("{minutes} is no number of minutes; allowed are 1 to {MOST_IDLE_MINUTES}, and 0 for never");
            return Err(ConfigError::new("idleMinutes", problem));
        }
    }
    Ok(config)
}

/// The elements of a list that is known to be one.
fn items(json: Option<&str>) -> Vec<&RawValue> {
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

fn environment(at: &str, json: &str, resolve: Resolve<'_>) -> Result<SiteEnvironment, ConfigError> {
    let mut values = [const { None }; ENVIRONMENT_KEYS.len()];
    shape::read(at, json, &ENVIRONMENT_KEYS, &mut values)?;
    let [label, api, feed, demo_key, simulated] = values;
    let Some(label) = label else { return Err(ConfigError::of(at, "label", "is missing")) };
    if label.trim().len() != label.len() || label.is_empty() {
        let problem = "is empty or has white space at its ends; give the name that people see";
        return Err(ConfigError::of(at, "label", problem));
    }
    let Some(api) = api else { return Err(ConfigError::of(at, "api", "is missing")) };
    let api = url(at, "api", &api, &["https", "http"], resolve)?;
    let feed = match feed {
        Some(feed) => Some(url(at, "feed", &feed, &["wss", "ws", "https", "http"], resolve)?),
        None => None,
    };
    let simulated = simulated.as_deref() == Some("true");
    let demo_key = match demo_key {
        Some(_) if !simulated => {
            let problem = "is for simulated environments only: a real key never stands in a file that anybody can read";
            return Err(ConfigError::of(at, "demoKey", problem));
        }
        Some(key) => Some(AccessKey::parse(&key).map_err(|error| ConfigError::of(at, "demoKey", &error.to_string()))?),
        None => None,
    };
    Ok(SiteEnvironment { label, api, feed, demo_key, simulated })
}

fn url(at: &str, key: &str, text: &str, schemes: &[&str], resolve: Resolve<'_>) -> Result<SiteUrl, ConfigError> {
    site_url(text, schemes, resolve).ok_or_else(|| {
        let problem = format!(
            "{text:?} is no URL that can be used; allowed are {}:// with the host as browsers write it, and relative ones without a \
             leading slash; no user name, query or white space",
            schemes.join("://, ")
        );
        ConfigError::of(at, key, &problem)
    })
}

fn index_of(label: &str, environments: &[SiteEnvironment]) -> Result<usize, ConfigError> {
    environments.iter().position(|environment| environment.label == label).ok_or_else(|| {
        let labels: Vec<_> = environments.iter().map(|environment| format!("{:?}", environment.label)).collect();
        let problem = format!("{label:?} is no label of an environment; they are {}", labels.join(", "));
        ConfigError::new("defaultEnvironment", problem)
    })
}

#[cfg(test)]
#[path = "site_config_tests.rs"]
mod tests;
