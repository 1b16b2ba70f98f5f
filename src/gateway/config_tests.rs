//! Tests of the reader of `config.json`.

use super::*;

const KEY: &str = "6bd4b8fb-d964-4d00-ae0a-e3943d58e004";

fn refused(text: &str) -> String {
    Config::parse(text).map(|_| ()).unwrap_err().to_string()
}

fn with(environment: &str) -> String {
    format!(r#"{{"environments":[{{"label":"A",{environment}}}]}}"#)
}

#[path = "../../tests/config-samples/samples.rs"]
mod samples;

#[test]
fn the_schema_in_docs_is_that_of_the_code() {
    // `cargo xtask headers` writes the schema of the code to dist/config.schema.json.
    assert_eq!(include_str!("../../docs/config.schema.json"), Config::schema());
}

#[test]
fn every_sample_is_accepted_or_refused_as_written_beside_it() {
    samples::check(|text| Config::parse(text).map(drop).map_err(|error| error.to_string()));
}

#[test]
fn the_simulated_configuration_reads_back() {
    let config = Config::simulated(KEY);
    assert!(Config::parse(&config.to_json()).unwrap() == config);
    assert!(config.api_origins().is_empty(), "it calls its own gateway only");
    let config = Config::relayed("api.example");
    assert!(Config::parse(&config.to_json()).unwrap() == config && config.api_origins().is_empty());
}

#[test]
fn a_real_environment_needs_a_label_and_an_api() {
    let config = Config::parse(&with(r#""api":"https://api.jetstreamrfid.com/3""#)).unwrap();
    assert!(!config.environments[0].simulated && config.environments[0].feed.is_none() && !config.read_only);
    assert!(refused(r#"{"environments":[{"label":" ","api":"3"}]}"#).contains("environments.0.label: is empty"));
    assert!(refused(r#"{"environments":[{"label":"A"}]}"#).contains("environments.0.api: is missing"));
    assert!(refused(r#"{"environments":[]}"#).contains("name at least one"));
}

#[test]
fn optional_keys_are_checked() {
    let with = |more: &str| format!(r#"{{"environments":[{{"label":"A","api":"3"}}],{more}}}"#);
    let all = with(
        r#""defaultEnvironment":"A","productName":"Cold chain","supportLink":"mailto:it@hospital.example","idleMinutes":0"#,
    );
    assert!(Config::parse(&all).is_ok_and(|config| Config::parse(&config.to_json()).unwrap() == config));
    for (more, key) in [
        (r#""defaultEnvironment":"B""#, "defaultEnvironment"),
        (r#""productName":" ""#, "productName"),
        (r#""supportLink":"javascript:alert(1)""#, "supportLink"),
        (r#""idleMinutes":1441"#, "idleMinutes"),
    ] {
        assert!(refused(&with(more)).contains(key), "{more}");
    }
}

#[test]
fn misspelt_keys_are_refused() {
    assert!(refused(r#"{"environments":[{"label":"A","api":"3"}],"parentOrigin":[]}"#).contains("parentOrigin"));
}

#[test]
fn urls_do_not_start_at_the_root_of_the_host() {
    for url in ["/3", "//host/3", "", "ftp://host/3", "https://", "https://a;b/3", "javascript:alert(1)"] {
        let problem = refused(&with(&format!(r#""api":"{url}""#)));
        assert!(problem.starts_with("environments.0.api: "), "{url}: {problem}");
    }
    assert!(refused(&with(r#""api":"3","feed":"/feed""#)).contains("environments.0.feed: \"/feed\" is no URL"));
}

#[test]
fn a_real_key_never_stands_in_the_file() {
    assert!(refused(&with(&format!(r#""api":"3","demoKey":"{KEY}""#))).contains("simulated environments"));
    assert!(refused(&with(r#""api":"3","simulated":true,"demoKey":"x""#)).contains("not a GUID"));
}

#[test]
fn parent_origins_are_real_origins() {
    let with = |parent: &str| format!(r#"{{"environments":[{{"label":"A","api":"3"}}],"parentOrigins":["{parent}"]}}"#);
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
    let origins = Config::parse(text).unwrap().api_origins();
    let origins: Vec<_> = origins.iter().map(Origin::as_str).collect();
    assert_eq!(origins, ["https://a.example", "wss://gateway.example", "ws://localhost:8080"]);
}

#[test]
fn a_file_is_passed_on_as_written_with_relative_urls() {
    let text = r#"{"$schema":"config.schema.json","environments":[{"label":"A","api":"3"},{"label":"B","api":"https://b.example/3/",
        "feed":"feed","simulated":true,"demoKey":"6bd4b8fb-d964-4d00-ae0a-e3943d58e004"}],"defaultEnvironment":"B",
        "parentOrigins":["https://portal.example"],"readOnly":true,"productName":"Cold chain","supportLink":"mailto:it@b.example","idleMinutes":0}"#;
    let mut written: serde_json::Value = serde_json::from_str(text).unwrap();
    written.as_object_mut().unwrap().remove("$schema");
    let served: serde_json::Value = serde_json::from_str(&Config::parse(text).unwrap().to_json()).unwrap();
    assert_eq!(served, written);
}

#[test]
fn an_error_names_the_key_and_what_is_allowed() {
    let problem = refused(r#"{"environments":[{"label":"A","api":"3"}],"idleMinutes":1441}"#);
    assert_eq!(problem, "idleMinutes: 1441 is no number of minutes; allowed are 1 to 1440, and 0 for never");
}
