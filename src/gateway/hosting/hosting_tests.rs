use super::*;
use crate::config::Config;

fn all(base: &str) -> Vec<HostFile> {
    let config = Config::parse(r#"{"environments":[{"label":"A","api":"https://api.example/3"}]}"#).unwrap();
    let names = [
        "index.html",
        "config.json",
        "chunk_1-0123456789abcdef.wasm",
        "chunk_12-0123456789abcdef.wasm.br",
        "style-fedcba9876543210.css",
        "no-hash.css",
    ];
    files(&StaticHeaders::of(&config).unwrap(), &base.parse().unwrap(), &names.map(str::to_owned))
}

fn text(base: &str, name: &str) -> String {
    all(base).into_iter().find(|file| file.name == name).unwrap().text
}

#[test]
fn every_file_tells_every_header_with_its_value() {
    let config = Config::parse(r#"{"environments":[{"label":"A","api":"https://api.example/3"}]}"#).unwrap();
    let headers = StaticHeaders::of(&config).unwrap();
    for file in all("/").into_iter().filter(|file| file.name != "config.schema.json") {
        for (name, value) in &headers.headers {
            // CloudFront says this one by the presence of a key.
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
    assert_eq!(paths, ["/tools/jetstream/*", "/tools/jetstream/chunk_*", "/tools/jetstream/style*"]);
    assert_eq!(text.matches("Cache-Control").count(), 2);
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
