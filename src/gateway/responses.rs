//! Responses that the gateway makes itself: JSON, and errors in Jetstream's form, an object with a `Message`.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// A JSON response that must not be cached.
pub fn json(status: StatusCode, body: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body.to_string()).into_response()
}

/// An error response with its reason.
pub fn error_response(status: StatusCode, message: impl std::fmt::Display) -> Response {
    json(status, &json!({ "Message": message.to_string() }))
}

/// An error response for a method that is not allowed, with those that are.
pub fn wrong_method(allowed: &'static str) -> Response {
    let mut response = error_response(StatusCode::METHOD_NOT_ALLOWED, format_args!("Use {allowed}."));
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
    response
}

/// A response that is never sent: the server cuts the connection instead.
pub fn cut() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(TruncatedBody);
    response
}

/// A response extension that marks a response that must not be sent.
#[derive(Debug, Clone, Copy)]
pub struct TruncatedBody;
