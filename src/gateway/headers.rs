//! The response headers of the static files: the same here, in development and on any static host.

use serde::Serialize;

use crate::{config::Config, csp_hash, origin::Origin};

/// `Cache-Control` of files with a hash of their contents in the name.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// `Cache-Control` of all other files: cached, and revalidated each time.
pub const REVALIDATE: &str = "no-cache";

/// The headers that a static host should send, as `jetstream-gateway headers` prints them.
#[derive(Debug, Serialize)]
pub struct SecurityHeaders {
    /// Name and value, for every file.
    pub headers: Vec<(&'static str, String)>,
    /// `Cache-Control` of files with 16 hexadecimal digits of their contents in the name.
    pub immutable: &'static str,
    /// `Cache-Control` of all others.
    pub revalidate: &'static str,
}

impl SecurityHeaders {
    /// The headers for a configuration.
    pub fn of(config: &Config) -> Result<Self, csp_hash::BootError> {
        Ok(Self { headers: all(config)?, immutable: IMMUTABLE, revalidate: REVALIDATE })
    }
}

/// The headers of every static file.
pub fn all(config: &Config) -> Result<Vec<(&'static str, String)>, csp_hash::BootError> {
    let fixed = [
        // The page may stand in a sandboxed frame whose origin is `null`; what is served here is the same for everybody.
        ("Access-Control-Allow-Origin", "*"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Referrer-Policy", "no-referrer"),
        // Two years. Browsers take it over TLS only, so a gateway without it does no harm by saying so.
        ("Strict-Transport-Security", "max-age=63072000"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    let fixed = fixed.into_iter().map(|(name, value)| (name, value.to_owned()));
    Ok([("Content-Security-Policy", policy(config)?)].into_iter().chain(fixed).collect())
}

fn policy(config: &Config) -> Result<String, csp_hash::BootError> {
    let list = |mut sources: String, origins: &[Origin]| {
        origins.iter().for_each(|origin| sources.extend([" ", origin.as_str()]));
        sources
    };
    let parents: Vec<Origin> = config.parent_origins.iter().filter_map(|parent| Origin::parse(parent).ok()).collect();
    let ancestors = if parents.is_empty() { "'none'".to_owned() } else { list("'self'".to_owned(), &parents) };
    let directives = [
        ("default-src", "'none'".to_owned()),
        ("script-src", format!("'self' 'wasm-unsafe-eval' {}", csp_hash::source()?)),
        ("style-src", "'self'".to_owned()),
        ("img-src", "'self' data:".to_owned()),
        ("font-src", "'self'".to_owned()),
        ("connect-src", list("'self'".to_owned(), &config.api_origins())),
        ("manifest-src", "'self'".to_owned()),
        ("base-uri", "'self'".to_owned()),
        // Forms are read by the app. Should one be sent by mistake, what was typed would land in a URL.
        ("form-action", "'none'".to_owned()),
        ("frame-ancestors", ancestors),
    ];
    let directives: Vec<_> = directives.into_iter().map(|(name, sources)| format!("{name} {sources}")).collect();
    Ok(directives.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "6bd4b8fb-d964-4d00-ae0a-e3943d58e004";

    fn policy_of(config: &str) -> String {
        policy(&Config::parse(config).unwrap()).unwrap()
    }

    #[test]
    fn nothing_inline_runs_but_the_boot_script() {
        let policy = policy(&Config::simulated(KEY)).unwrap();
        let script = policy.split("; ").find(|directive| directive.starts_with("script-src")).unwrap();
        assert_eq!(script, format!("script-src 'self' 'wasm-unsafe-eval' {}", csp_hash::source().unwrap()));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(policy.starts_with("default-src 'none'"));
    }

    #[test]
    fn the_page_calls_its_own_host_and_those_of_the_configuration() {
        assert!(policy(&Config::simulated(KEY)).unwrap().contains("; connect-src 'self';"));
        let config =
            r#"{"environments":[{"label":"A","api":"https://api.jetstreamrfid.com/3","feed":"wss://g.example/feed"}]}"#;
        assert!(policy_of(config).contains("; connect-src 'self' https://api.jetstreamrfid.com wss://g.example;"));
    }

    #[test]
    fn only_listed_parents_may_frame_the_page() {
        assert!(policy(&Config::simulated(KEY)).unwrap().ends_with("; frame-ancestors 'none'"));
        let config = r#"{"environments":[{"label":"A","api":"3"}],"parentOrigins":["https://portal.example"]}"#;
        assert!(policy_of(config).ends_with("; frame-ancestors 'self' https://portal.example"));
    }

    #[test]
    fn the_printed_form_is_what_the_file_servers_of_the_tests_read() {
        let printed = serde_json::to_value(SecurityHeaders::of(&Config::simulated(KEY)).unwrap()).unwrap();
        assert_eq!(printed["headers"][0][0], "Content-Security-Policy");
        assert_eq!(printed["immutable"], IMMUTABLE);
        assert_eq!(printed["revalidate"], "no-cache");
    }
}
