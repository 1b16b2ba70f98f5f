//! Answers of the gateway's own: JSON, and errors in the form that Jetstream uses, an object with a `Message`.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// A JSON answer that no cache keeps.
pub fn json(status: StatusCode, body: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body.to_string()).into_response()
}

/// A refusal with its reason.
pub fn error_response(status: StatusCode, message: impl std::fmt::Display) -> Response {
    json(status, &json!({ "Message": message.to_string() }))
}

/// A refusal of the verb, with those that are allowed.
pub fn wrong_method(allowed: &'static str) -> Response {
    let mut response = error_response(StatusCode::METHOD_NOT_ALLOWED, format_args!("Use {allowed}."));
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
    response
}

/// An answer that will never be sent: the connection is cut in its place.
pub fn cut() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(TruncatedBody);
    response
}

/// Marks a response that must not be sent.
#[derive(Debug, Clone, Copy)]
pub struct TruncatedBody;
