//! The reader of `config.json`, the file beside the dashboard's `index.html` that lists the environments people can sign in to.
//!
//! The dashboard and the gateway both read the file through [`parse`], so no file is accepted by one and refused by the other. The samples in
//! `tests/config-samples` are checked in both programs.

pub mod error;
mod shape;
pub mod urls;

use crate::{key::AccessKey, wire::Object};

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
    let mut file = Object::parse(text)?;
    shape::check("", &file, &FILE_KEYS)?;
    let mut environments: Vec<SiteEnvironment> = Vec::new();
    for (index, object) in file.objects("environments")?.into_iter().enumerate() {
        let environment = environment(&format!("environments.{index}."), object, resolve)?;
        if environments.iter().any(|other| other.label == environment.label) {
            let problem = format!("{:?} is the label of two environments; give each its own", environment.label);
            return Err(ConfigError::new(format!("environments.{index}.label"), problem));
        }
        environments.push(environment);
    }
    if environments.is_empty() {
        return Err(ConfigError::new("environments", "is empty; name at least one"));
    }
    let label = file.optional_text("defaultEnvironment")?;
    Ok(SiteConfig {
        default_environment: label.map(|label| index_of(&label, &environments)).transpose()?,
        environments,
        parent_origins: parent_origins(file.texts("parentOrigins")?, resolve)?,
        read_only: file.optional_bool("readOnly")?.unwrap_or_default(),
        product_name: file.optional_text("productName")?.map(|name| product_name(&name)).transpose()?,
        support_link: file.optional_text("supportLink")?.map(support_link).transpose()?,
        idle_minutes: file.optional_integer("idleMinutes")?.map(idle_minutes).transpose()?,
    })
}

fn environment(at: &str, mut object: Object<'_>, resolve: Resolve<'_>) -> Result<SiteEnvironment, ConfigError> {
    shape::check(at, &object, &ENVIRONMENT_KEYS)?;
    let wrong = |key: &str, problem: &str| ConfigError::new(format!("{at}{key}"), problem);
    let label = object.text("label")?;
    if label.trim().len() != label.len() || label.is_empty() {
        return Err(wrong("label", "is empty or has white space at its ends; give the name that people see"));
    }
    let url = |key: &str, text: &str, schemes: &[&str]| {
        site_url(text, schemes, resolve).ok_or_else(|| {
            let allowed = schemes.join("://, ");
            let problem = format!(
                "{text:?} is no URL that can be used; allowed are {allowed}:// with the host as browsers write it, and relative ones \
                 without a leading slash; no user name, query or white space"
            );
            wrong(key, &problem)
        })
    };
    let api = url("api", &object.text("api")?, &["https", "http"])?;
    let feed = object.optional_text("feed")?.map(|feed| url("feed", &feed, &["wss", "ws", "https", "http"]));
    let demo_key = object.optional_text("demoKey")?;
    let demo_key = demo_key.map(|key| AccessKey::parse(&key).map_err(|error| wrong("demoKey", &error.to_string())));
    let simulated = object.optional_bool("simulated")?.unwrap_or_default();
    if demo_key.is_some() && !simulated {
        let problem = "is for simulated environments only: a real key never stands in a file that anybody can read";
        return Err(wrong("demoKey", problem));
    }
    Ok(SiteEnvironment { label, api, feed: feed.transpose()?, demo_key: demo_key.transpose()?, simulated })
}

fn index_of(label: &str, environments: &[SiteEnvironment]) -> Result<usize, ConfigError> {
    environments.iter().position(|environment| environment.label == label).ok_or_else(|| {
        let labels: Vec<_> = environments.iter().map(|environment| format!("{:?}", environment.label)).collect();
        let problem = format!("{label:?} is no label of an environment; they are {}", labels.join(", "));
        ConfigError::new("defaultEnvironment", problem)
    })
}

/// Checks the origins. They are compared exactly later, so each must be written as browsers write it.
fn parent_origins(origins: Vec<String>, resolve: Resolve<'_>) -> Result<Vec<String>, ConfigError> {
    match origins.iter().find(|origin| !is_origin(origin, resolve)) {
        None => Ok(origins),
        Some(other) => {
            let allowed =
                "allowed is such as https://portal.example, in lower case, without a path or the scheme's own port";
            Err(ConfigError::new("parentOrigins", format!("{other:?} is no origin; {allowed}")))
        }
    }
}

fn product_name(name: &str) -> Result<String, ConfigError> {
    let name = name.trim();
    match name.chars().count() {
        1..=LONGEST_NAME => Ok(name.to_owned()),
        count => {
            let problem = format!("has {count} characters; 1 to {LONGEST_NAME} are allowed");
            Err(ConfigError::new("productName", problem))
        }
    }
}

fn support_link(link: String) -> Result<String, ConfigError> {
    if is_link(&link) {
        return Ok(link);
    }
    let problem = format!("{link:?} is no link; without white space, allowed are https, http and mailto");
    Err(ConfigError::new("supportLink", problem))
}

fn idle_minutes(minutes: u64) -> Result<u16, ConfigError> {
    u16::try_from(minutes).ok().filter(|minutes| *minutes <= MOST_IDLE_MINUTES).ok_or_else(|| {
        let problem = format!("is too long; allowed are 1 to {MOST_IDLE_MINUTES}, and 0 for never");
        ConfigError::new("idleMinutes", problem)
    })
}

#[cfg(test)]
#[path = "site_config_tests.rs"]
mod tests;
