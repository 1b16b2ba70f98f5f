//! Logging to stderr; stdout has only the URL of the dashboard. No access key is ever logged: of a request only its method, its path and
//! the status of its response.

use std::str::FromStr;

use axum::{extract::Request, middleware::Next, response::Response};
use tokio::time::Instant;
use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts logging. `filter` is what `RUST_LOG` holds, such as `debug` or `jetstream_gateway=trace`; the default is `info`.
pub fn init(filter: Option<&str>) {
    let read = filter.map(Targets::from_str).transpose();
    let targets =
        read.as_ref().ok().and_then(Clone::clone).unwrap_or_else(|| Targets::new().with_default(tracing::Level::INFO));
    let lines = tracing_subscriber::fmt::layer().compact().with_target(false).with_writer(std::io::stderr);
    tracing_subscriber::registry().with(lines).with(targets).init();
    if let Err(error) = read {
        tracing::warn!(%error, "RUST_LOG cannot be read; logging at level info");
    }
}

/// Logs each request at level debug.
pub async fn request_layer(request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let start = Instant::now();
    let response = next.run(request).await;
    let milliseconds = start.elapsed().as_millis();
    tracing::debug!(%method, path, status = response.status().as_u16(), milliseconds, "request");
    response
}
