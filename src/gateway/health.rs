//! The health check, `healthz`, for monitoring.

use axum::{Router, http::StatusCode, routing::get};
use serde_json::json;

use crate::responses;

/// The route. Its response names the source, as the feed does; its status is 503 if the gateway is not healthy.
pub fn routes(source: &'static str, is_well: impl Fn() -> bool + Clone + Send + Sync + 'static) -> Router {
    let answer = move || {
        let (status, word) =
            if is_well() { (StatusCode::OK, "ok") } else { (StatusCode::SERVICE_UNAVAILABLE, "failing") };
        responses::json(status, &json!({ "status": word, "source": source }))
    };
    Router::new().route("/healthz", get(async move || answer()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, extract::Request};
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_gateway_that_is_there_says_so() {
        let request = Request::get("/healthz").body(Body::empty()).unwrap();
        let response = routes("simulated", || true).oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let body = axum::body::to_bytes(response.into_body(), 100).await.unwrap();
        assert_eq!(body, r#"{"source":"simulated","status":"ok"}"#);
    }

    #[tokio::test]
    async fn one_that_is_not_well_says_that() {
        let request = Request::get("/healthz").body(Body::empty()).unwrap();
        let response = routes("relay", || false).oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
