//! Tests of the files for static hosts.

use super::*;
use crate::config::Config;

fn all(base: &str) -> Vec<HostFile> {
    let config = Config::parse(r#"{"environments":[{"label":"A","api":"https://api.example/3"}]}"#).unwrap();
    let names = [
        "index.html",
        "config.json",
        "chunk_1-0123456789abcdef.wasm",
        "chunk_12-0123456789abcdef.wasm.br",
        "split_device-0123456789abcdef.wasm",
        "split_devices-0123456789abcdef.wasm",
        "style-fedcba9876543210.css",
        "no-hash.css",
    ];
    files(&SecurityHeaders::of(&config).unwrap(), &base.parse().unwrap(), &names.map(str::to_owned))
}

fn text(base: &str, name: &str) -> String {
    all(base).into_iter().find(|file| file.name == name).unwrap().text
}

#[test]
fn every_file_tells_every_header_with_its_value() {
    let config = Config::parse(r#"{"environments":[{"label":"A","api":"https://api.example/3"}]}"#).unwrap();
    let headers = SecurityHeaders::of(&config).unwrap();
    for file in all("/").into_iter().filter(|file| !["config.schema.json", "hosting/_redirects"].contains(&file.name)) {
        for (name, value) in &headers.headers {
            // CloudFront expresses this header by the presence of a key.
            let is_key = file.name.contains("cloudfront") && *name == "X-Content-Type-Options";
            let value = if is_key { "ContentTypeOptions" } else { value.trim_start_matches("max-age=") };
            assert!(file.text.contains(value), "{}: {name}: {value}", file.name);
        }
    }
}

#[test]
fn files_that_are_named_by_their_contents_are_told_by_the_beginning_of_their_names() {
    let text = text("/tools/jetstream/", "_headers");
    let paths: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
    let below = ["*", "", "index.html", "404.html", "config.json", "chunk_*", "split_device*", "style*"];
    assert_eq!(paths, below.map(|name| format!("/tools/jetstream/{name}")));
}

#[test]
fn of_each_file_one_path_at_most_tells_how_long_it_is_kept() {
    let text = text("/", "_headers");
    let rules: Vec<(&str, &str)> = text
        .split("\n/")
        .filter_map(|rule| {
            Some((rule.trim_start_matches('/').lines().next()?, rule.split_once("Cache-Control: ")?.1.trim()))
        })
        .collect();
    let told = |name: &str| {
        let names = |path: &str| path.strip_suffix('*').map_or(path == name, |start| name.starts_with(start));
        rules.iter().filter(|(path, _)| names(path)).map(|(_, caching)| *caching).collect::<Vec<_>>()
    };
    for name in ["", "index.html", "404.html", "config.json"] {
        assert_eq!(told(name), ["no-cache"], "{name}");
    }
    for name in ["chunk_1-0123456789abcdef.wasm", "split_devices-0123456789abcdef.wasm", "style-fedcba9876543210.css"] {
        assert_eq!(told(name), ["public, max-age=31536000, immutable"], "{name}");
    }
}

#[test]
fn the_rule_for_deep_links_lies_where_no_host_reads_it_unasked() {
    let rules = text("/tools/jetstream/", "hosting/_redirects");
    assert!(rules.lines().any(|line| line == "/tools/jetstream/* /tools/jetstream/index.html 200"), "{rules}");
    assert!(!all("/").iter().any(|file| file.name == "_redirects"));
}

#[test]
fn caddy_sends_the_bare_base_on_and_has_nothing_to_send_on_at_the_root() {
    assert!(
        text("/tools/jetstream/", "hosting/Caddyfile").contains("    redir /tools/jetstream /tools/jetstream/ 308\n")
    );
    assert!(!text("/", "hosting/Caddyfile").contains("redir"));
}

#[test]
fn a_path_stands_wherever_the_root_would() {
    for name in ["hosting/nginx.conf", "hosting/Caddyfile"] {
        let text = text("/tools/jetstream/", name);
        assert!(text.contains(" /tools/jetstream/index.html"), "{text}");
        assert!(!text.contains(" /index.html"));
    }
}

#[test]
fn cloudfront_has_one_policy_for_pages_and_one_for_the_rest() {
    for (name, caching) in [("pages", "no-cache"), ("assets", "public, max-age=31536000, immutable")] {
        let policy: serde_json::Value =
            serde_json::from_str(&text("/", &format!("hosting/cloudfront-{name}.json"))).unwrap();
        assert_eq!(policy["Name"], format!("jetstream-dashboard-{name}"));
        let custom = &policy["CustomHeadersConfig"];
        let items = custom["Items"].as_array().unwrap();
        assert_eq!(custom["Quantity"], items.len());
        assert!(items.iter().any(|item| item["Header"] == "Cache-Control" && item["Value"] == caching));
        assert!(policy["SecurityHeadersConfig"]["StrictTransportSecurity"]["AccessControlMaxAgeSec"].is_u64());
        assert!(policy["Comment"].as_str().unwrap().len() <= 128);
    }
}
