//! Tests of the routes that control the simulator.

use crate::testing::{Raw, Running, start};
use serde_json::{Value, json};

async fn send(gateway: &Running, method: &str, path: &str, headers: &str, body: &str) -> (u16, Value) {
    let mut client = Raw::connect(gateway.address).await;
    client.ask(method, &format!("/simulator{path}"), headers, body).await;
    let answer = client.answer().await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap_or_default())
}

async fn post(gateway: &Running, path: &str, body: Value) -> (u16, Value) {
    send(gateway, "POST", path, "", &body.to_string()).await
}

#[tokio::test]
async fn the_state_of_the_simulator_can_be_read() {
    let gateway = start(&["--seed", "7", "--devices", "12"]).await;
    let (status, state) = send(&gateway, "GET", "", "", "").await;
    assert_eq!(status, 200);
    assert_eq!(
        (&state["now"], &state["seed"], &state["speed"]),
        (&json!("2026-05-19T13:00:00Z"), &json!(7), &json!(0.0))
    );
    assert!(state["devices"].as_u64().unwrap() >= 12 && state["issued"].as_u64().unwrap() > 0, "{state}");
    assert_eq!(state["hash"].as_str().unwrap().len(), 16);
}

#[tokio::test]
async fn the_clock_jumps_as_told() {
    let gateway = start(&[]).await;
    let (_, before) = send(&gateway, "GET", "", "", "").await;
    let (status, after) = post(&gateway, "/advance", json!({ "seconds": 90_000 })).await;
    assert_eq!((status, &after["now"]), (200, &json!("2026-05-20T14:00:00Z")));
    assert!(after["issued"].as_u64() > before["issued"].as_u64());
}

#[tokio::test]
async fn a_queued_command_runs_when_the_device_is_connected() {
    let gateway = start(&[]).await;
    let device = "Security%20Cabinet%202%2C%20offline";
    let mut client = Raw::connect(gateway.address).await;
    client.ask("POST", &format!("/3/devices/{device}/lockdown"), "", r#"{"Hours":4}"#).await;
    assert!(client.answer().await.contains("\"Queued\""));
    let issued = async || send(&gateway, "GET", "", "", "").await.1["issued"].as_u64().unwrap();
    let before = issued().await;
    assert_eq!(post(&gateway, &format!("/devices/{device}/poll"), json!({})).await.0, 200);
    assert!(issued().await > before, "the poll fetched it, and its completion was issued");
    for verb in ["connect", "disconnect"] {
        assert_eq!(post(&gateway, &format!("/devices/{device}/{verb}"), json!({})).await.0, 200, "{verb}");
    }
}

#[tokio::test]
async fn an_alarm_is_tripped_where_it_can_be() {
    let gateway = start(&[]).await;
    let trip = async |device: &str, entry: &str| {
        post(&gateway, &format!("/devices/{device}/trip"), json!({ "entry": entry })).await.0
    };
    assert_eq!(trip("Security%20Cabinet%201", "DoorBreach").await, 200);
    assert_eq!(trip("Nobody", "DoorBreach").await, 404);
    assert_eq!(trip("Security%20Cabinet%201", "Sunrise").await, 400);
    assert_eq!(trip("Security%20Cabinet%201", "ACPowerRestore").await, 409, "nothing has failed");
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_a_message() {
    let gateway = start(&[]).await;
    for (path, body) in [
        ("/advance", json!({ "seconds": -1 })),
        ("/advance", json!({ "seconds": 1e300 })),
        ("/advance", json!({ "hours": 1 })),
        ("/advance", json!(7)),
        ("/rate", json!({ "perSecond": 20_001 })),
        ("/rate", json!({})),
    ] {
        let (status, answer) = post(&gateway, path, body.clone()).await;
        assert_eq!(status, 400, "{path} {body}");
        assert!(!answer["Message"].as_str().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_rate_of_extra_events_can_be_set() {
    let gateway = start(&["--devices", "1"]).await;
    assert_eq!(post(&gateway, "/rate", json!({ "perSecond": 100 })).await.0, 200);
    let (_, before) = send(&gateway, "GET", "", "", "").await;
    let (_, after) = post(&gateway, "/advance", json!({ "seconds": 10 })).await;
    assert!(after["issued"].as_u64().unwrap() - before["issued"].as_u64().unwrap() >= 990, "{before} {after}");
}

#[tokio::test]
async fn pages_of_other_origins_do_not_steer() {
    let gateway = start(&[]).await;
    let seconds = r#"{"seconds":1}"#;
    assert_eq!(send(&gateway, "POST", "/advance", "Origin: https://evil.example\r\n", seconds).await.0, 403);
    assert_eq!(send(&gateway, "POST", "/advance", "Origin: http://test\r\n", seconds).await.0, 200);
}
