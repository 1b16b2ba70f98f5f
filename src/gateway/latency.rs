//! A layer that delays every response of the API (`--latency`).

use std::time::Duration;

use axum::{
    Router,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use tokio::time::sleep;

/// Delays every response of these routes. The call has taken effect by then, as with a slow network.
pub fn layer(latency: Duration, routes: Router) -> Router {
    if latency.is_zero() { routes } else { routes.layer(from_fn_with_state(latency, hold_back)) }
}

async fn hold_back(State(latency): State<Duration>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    sleep(latency).await;
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, routing::get};
    use tokio::time::Instant;
    use tower::ServiceExt;

    #[tokio::test(start_paused = true)]
    async fn an_answer_is_held_back_for_so_long() {
        for latency in [Duration::ZERO, Duration::from_millis(250)] {
            let start = Instant::now();
            let router = layer(latency, Router::new().route("/", get(async || "answer")));
            router.oneshot(Request::new(Body::empty())).await.unwrap();
            assert_eq!(start.elapsed(), latency);
        }
    }
}
