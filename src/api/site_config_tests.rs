//! Tests of the rules for `config.json`.

use url::Url;

use super::*;

fn resolve(url: &str) -> Option<String> {
    Url::parse("https://host.example/app/").unwrap().join(url).ok().map(String::from)
}

fn with(environment: &str, more: &str) -> String {
    format!(r#"{{"environments":[{{"label":"A",{environment}}}]{more}}}"#)
}

fn refusal(text: &str) -> String {
    parse(text, &resolve).unwrap_err().to_string()
}

#[test]
fn values_are_returned_as_they_are_used() {
    let text = r#"{"environments":[{"label":"A","api":"3"},{"label":"B","api":"HTTPS://Api.example:443/3","feed":"wss://[2001:DB8::1]/feed",
        "simulated":true,"demoKey":" 6BD4B8FB-d964-4d00-ae0a-e3943d58e004 "}],"defaultEnvironment":"B","parentOrigins":["http://[::1]:8080"],
        "readOnly":true,"productName":" Cold chain ","supportLink":"mailto:it@hospital.example?subject=Help","idleMinutes":0}"#;
    let config = parse(text, &resolve).unwrap();
    let [first, second] = config.environments.as_slice() else { panic!("{config:?}") };
    let url = |written: &str, absolute: &str| SiteUrl { written: written.to_owned(), absolute: absolute.to_owned() };
    assert_eq!(first.api, url("3", "https://host.example/app/3"));
    assert_eq!(second.api, url("HTTPS://Api.example:443/3", "https://api.example/3"));
    assert_eq!(second.feed, Some(url("wss://[2001:DB8::1]/feed", "wss://[2001:db8::1]/feed")));
    let key = second.demo_key.as_ref().map(AccessKey::reveal);
    assert_eq!(key.as_deref(), Some("6bd4b8fb-d964-4d00-ae0a-e3943d58e004"));
    assert!(second.simulated && !first.simulated && config.read_only);
    assert_eq!((config.default_environment, config.idle_minutes), (Some(1), Some(0)));
    assert_eq!(config.product_name.as_deref(), Some("Cold chain"));
    assert_eq!(config.parent_origins, ["http://[::1]:8080"]);
}

#[test]
fn keys_that_are_left_out_or_null_have_no_value() {
    let nothing = SiteConfig {
        environments: parse(&with(r#""api":"3""#, ""), &resolve).unwrap().environments,
        default_environment: None,
        parent_origins: Vec::new(),
        read_only: false,
        product_name: None,
        support_link: None,
        idle_minutes: None,
    };
    let nulls = r#","defaultEnvironment":null,"productName":null,"supportLink":null,"idleMinutes":null,"$schema":null"#;
    assert_eq!(parse(&with(r#""api":"3","feed":null,"demoKey":null"#, nulls), &resolve), Ok(nothing));
}

#[test]
fn an_error_names_the_key_the_value_and_what_is_allowed() {
    assert_eq!(
        refusal(&with(r#""api":"/3""#, "")),
        "config.json: environments.0.api: \"/3\" is no URL that can be used; allowed are https://, http:// with the host as browsers write it, \
         and relative ones without a leading slash; no user name, query or white space"
    );
    for (more, error) in [
        (r#","readOnly":"true""#, r#"readOnly: expected true or false, found "true""#),
        (r#","readonly":true"#, "readonly: is no key; known are environments, defaultEnvironment, "),
        (r#","readOnly":true,"readOnly":true"#, "readOnly: is there twice; write it once"),
        (r#","idleMinutes":30.0"#, "idleMinutes: 30.0 is no number of minutes; allowed are 1 to 1440, and 0 for never"),
        (
            r#","idleMinutes":70000"#,
            "idleMinutes: 70000 is no number of minutes; allowed are 1 to 1440, and 0 for never",
        ),
        (r#","productName":"""#, "productName: has 0 characters; 1 to 40 are allowed"),
    ] {
        let found = refusal(&with(r#""api":"3""#, more));
        assert!(found.starts_with(&format!("config.json: {error}")), "{found}");
    }
    assert_eq!(refusal("["), "config.json: file: expected JSON, found a text that ends too early");
    assert_eq!(refusal("[]"), "config.json: file: expected an object, found a list");
}

#[test]
fn a_host_is_written_as_it_will_be_used() {
    let host_of = |host: &str| parse(&with(&format!(r#""api":"http://{host}/3""#), ""), &resolve).is_ok();
    for host in [
        "a",
        "A.example",
        "a_b.c-d.example",
        "a:0",
        "a:65535",
        "a:80",
        "127.0.0.1:8080",
        "[::1]",
        "xn--bcher-kva.example",
    ] {
        assert!(host_of(host), "{host}");
    }
    let changed =
        ["1", "0x7f.1", "127.1", "010.0.0.1", "127.0.0.1.", "a:08080", "[2001:db8:0:0::1]", "bücher.example", "a%62"];
    let wrong = [
        "",
        "a:65536",
        "a:",
        "a.",
        ".a",
        "a..b",
        "*.example",
        "a;b",
        "a,b",
        "u@a",
        "u:p@a",
        "1.2.3.256",
        "[::1",
        "::1",
        "[]",
    ];
    for host in changed.into_iter().chain(wrong) {
        assert!(!host_of(host), "{host}");
    }
}

#[test]
fn an_origin_is_written_as_browsers_write_it() {
    for origin in
        ["https://portal.example", "http://localhost:8080", "https://a:80", "http://127.0.0.1", "http://[::1]:1"]
    {
        assert!(is_origin(origin, &resolve), "{origin}");
    }
    let changed = [
        "https://Portal.example",
        "HTTPS://a",
        "https://a:443",
        "http://a:80",
        "http://1",
        "https://a:08080",
        "http://[0::1]",
    ];
    let wrong = [
        "",
        "*",
        "null",
        "a",
        "https://a/",
        "https://a/b",
        "https://a;b",
        "wss://a",
        " https://a",
        "https://a.",
        "https://u@a",
        "https:a",
    ];
    for origin in changed.into_iter().chain(wrong) {
        assert!(!is_origin(origin, &resolve), "{origin}");
    }
}

#[test]
fn a_link_has_something_after_its_scheme() {
    for link in ["https://help.example", "http://a", "mailto:it@hospital.example?subject=Help"] {
        assert!(is_link(link), "{link}");
    }
    for link in ["", "https://", "mailto:", " https://a", "https://a b", "help.example", "javascript:alert(1)", "//a"] {
        assert!(!is_link(link), "{link}");
    }
}
