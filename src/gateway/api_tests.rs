//! Tests of the simulated API over HTTP.

use super::*;
use crate::testing::{Raw, Running, start};
use serde_json::Value;

const LOCKDOWN: &str = "/3/devices/Security%20Cabinet%201/lockdown";
const HOURS: &str = r#"{"Hours":4}"#;

/// Sends a request on a new connection, and returns everything received until the server closes it.
async fn ask(gateway: &Running, method: &str, path: &str, headers: &str, body: &str) -> String {
    let mut client = Raw::connect(gateway.address).await;
    client.ask(method, path, &format!("Connection: close\r\n{headers}"), body).await;
    client.rest().await
}

async fn asked(gateway: &Running) -> Value {
    let answer = ask(gateway, "GET", "/simulator/asked", "", "").await;
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

#[test]
fn names_are_split_at_slashes_before_they_are_decoded() {
    let split = |path: &str| segments(&path.parse().unwrap());
    assert_eq!(split("/3").unwrap(), [""; 0]);
    assert_eq!(split("/3/").unwrap(), [""; 0]);
    assert_eq!(split("/3/devices/").unwrap(), ["devices"], "the vendor's SDK ends some paths with a slash");
    assert_eq!(split("/3/devices/A%2Fb%20c%2C%20d./status").unwrap(), ["devices", "A/b c, d.", "status"]);
    assert_eq!(split("/3/devices//status").unwrap(), ["devices", "", "status"]);
    assert_eq!(split("/3/devices/a+b").unwrap(), ["devices", "a+b"], "a plus is a space in queries only");
    assert_eq!(split("/3/devices/%FF"), None);
}

#[tokio::test]
async fn requests_that_cannot_be_read_are_refused_with_a_message() {
    let gateway = start(&[]).await;
    let large = "x".repeat(LARGEST_BODY + 1);
    for (method, path, headers, body, status, said) in [
        ("PROPFIND", "/3/devices", "", "", "405", "Use GET, POST, PUT, PATCH, DELETE."),
        ("GET", "/3/devices/%FF", "", "", "400", "not UTF-8"),
        ("POST", LOCKDOWN, "Click-Id: 7\r\n", HOURS, "400", "Click-Id is not a GUID"),
        ("POST", LOCKDOWN, "", &large, "413", "at most 1048576 bytes"),
    ] {
        let answer = ask(&gateway, method, path, headers, body).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
        assert!(answer.contains(r#"{"Message":""#) && answer.contains(said), "{answer}");
    }
    assert_eq!(asked(&gateway).await["executions"], serde_json::json!([]));
}

#[tokio::test]
async fn a_connection_breaks_after_the_effect_also_when_it_has_answered_before() {
    let gateway = start(&[]).await;
    let mut client = Raw::connect(gateway.address).await;
    for _ in 0..3 {
        client.ask("GET", "/3/devices/Sentinel%20drops%20after%20effect/status", "", "").await;
        assert!(client.answer().await.starts_with("HTTP/1.1 200"));
    }
    client.ask("POST", "/3/devices/Sentinel%20drops%20after%20effect/lockdown", "", HOURS).await;
    assert_eq!(client.rest().await, "", "not one byte");
    let asked = asked(&gateway).await;
    assert_eq!(asked["executions"].as_array().unwrap().len(), 1, "{asked}");
    assert_eq!(asked["executions"][0]["device"], "Sentinel drops after effect");
}

#[tokio::test]
async fn half_of_an_answer_arrives_with_the_length_of_the_whole() {
    let gateway = start(&[]).await;
    let whole = ask(&gateway, "POST", LOCKDOWN, "", HOURS).await;
    let (_, whole) = whole.split_once("\r\n\r\n").unwrap();
    for compression in ["", "Accept-Encoding: gzip, br\r\n"] {
        let half = ask(&gateway, "POST", "/3/devices/Sentinel%20truncated/lockdown", compression, HOURS).await;
        let (head, body) = half.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(head.contains(&format!("content-length: {}", whole.len())), "{head}");
        assert_eq!(body.len(), whole.len() / 2);
    }
}

#[tokio::test]
async fn a_call_that_is_never_answered_ends_with_the_client_or_the_gateway() {
    let gateway = start(&[]).await;
    let mut client = Raw::connect(gateway.address).await;
    client.ask("POST", "/3/devices/Sentinel%20never%20answers/lockdown", "", HOURS).await;
    // Other requests are answered meanwhile.
    assert!(ask(&gateway, "GET", "/healthz", "", "").await.starts_with("HTTP/1.1 200"));
    gateway.shutdown.begin();
    assert_eq!(client.rest().await, "");
}

#[tokio::test]
async fn repeats_of_a_click_are_counted_and_executed_once() {
    let gateway = start(&[]).await;
    let click = "Click-Id: 6BD4B8FB-d964-4d00-ae0a-e3943d58e004\r\n";
    let first = ask(&gateway, "POST", LOCKDOWN, click, HOURS).await;
    for _ in 0..2 {
        assert_eq!(body(&ask(&gateway, "POST", LOCKDOWN, click, HOURS).await), body(&first));
    }
    let asked = asked(&gateway).await;
    let counts = &asked["clicks"]["6bd4b8fb-d964-4d00-ae0a-e3943d58e004"];
    assert_eq!((&counts["received"], &counts["executed"]), (&3.into(), &1.into()), "{asked}");
    assert_eq!(asked["executions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_repeat_of_a_dropped_click_is_dropped_again() {
    let gateway = start(&[]).await;
    let path = "/3/devices/Sentinel%20drops%20after%20effect/lockdown";
    for _ in 0..3 {
        let answer = ask(&gateway, "POST", path, "Click-Id: 6bd4b8fb-d964-4d00-ae0a-e3943d58e004\r\n", HOURS).await;
        assert_eq!(answer, "");
    }
    assert_eq!(asked(&gateway).await["executions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_same_click_with_another_body_is_another_call() {
    let gateway = start(&[]).await;
    let click = "Click-Id: 6bd4b8fb-d964-4d00-ae0a-e3943d58e004\r\n";
    for body in [HOURS, r#"{"Hours":0}"#] {
        assert!(ask(&gateway, "POST", LOCKDOWN, click, body).await.starts_with("HTTP/1.1 200"));
    }
    assert_eq!(asked(&gateway).await["executions"].as_array().unwrap().len(), 2);
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").unwrap().1
}
