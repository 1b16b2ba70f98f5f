//! `healthz`: whether the gateway is there, for whatever watches over it.

use axum::{Router, http::StatusCode, routing::get};
use serde_json::json;

use crate::message;

/// The route. Its answer names the source, as the feed does.
pub fn routes(source: &'static str) -> Router {
    Router::new().route(
        "/healthz",
        get(async move || message::json(StatusCode::OK, &json!({ "status": "ok", "source": source }))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, extract::Request};
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_gateway_that_is_there_says_so() {
        let request = Request::get("/healthz").body(Body::empty()).unwrap();
        let response = routes("simulated").oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let body = axum::body::to_bytes(response.into_body(), 100).await.unwrap();
        assert_eq!(body, r#"{"source":"simulated","status":"ok"}"#);
    }
}
