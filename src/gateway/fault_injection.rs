//! A layer that lets some calls of the API fail (`--chaos PERCENT`), as networks and servers do.
//!
//! The failures are drawn from the seed: with the same seed the same calls fail in the same way. Tests choose single failures with the
//! [sentinels](jetstream_simulator::sentinels).

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use jetstream_simulator::Rng;

/// The way in which a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InjectedFailure {
    /// Status 500; the call has no effect.
    Server,
    /// Status 429 with a wait of a second; the call has no effect.
    TooMany,
    /// The call takes effect, and the connection breaks before the response is complete.
    LostAnswer,
}

const FAILURES: [InjectedFailure; 3] = [InjectedFailure::Server, InjectedFailure::TooMany, InjectedFailure::LostAnswer];

#[derive(Debug)]
struct FaultInjection {
    percent: u64,
    seed: u64,
    calls: AtomicU64,
}

impl FaultInjection {
    /// The failure of the next call, if it is to fail.
    fn next(&self) -> Option<InjectedFailure> {
        let drawn = Rng::new(self.seed, self.calls.fetch_add(1, Ordering::Relaxed)).draw();
        let which = usize::try_from(drawn / 100 % 3).unwrap_or_default();
        (drawn % 100 < self.percent).then(|| FAILURES.get(which).copied()).flatten()
    }
}

/// Lets `percent` of the calls of these routes fail.
pub fn layer(percent: u8, seed: u64, routes: Router) -> Router {
    if percent == 0 {
        return routes;
    }
    let faults = FaultInjection { percent: percent.into(), seed, calls: AtomicU64::new(0) };
    routes.layer(from_fn_with_state(Arc::new(faults), inject))
}

async fn inject(State(faults): State<Arc<FaultInjection>>, request: Request, next: Next) -> Response {
    match faults.next() {
        None => next.run(request).await,
        Some(InjectedFailure::Server) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(InjectedFailure::TooMany) => {
            let mut response = StatusCode::TOO_MANY_REQUESTS.into_response();
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
            response
        }
        Some(InjectedFailure::LostAnswer) => {
            let (mut parts, _) = next.run(request).await.into_parts();
            // A length would let some clients take a body that breaks off for a whole one.
            parts.headers.remove(axum::http::header::CONTENT_LENGTH);
            let broken =
                stream::iter([Err::<Vec<u8>, _>(std::io::Error::other("the connection breaks, as --chaos wants it"))]);
            Response::from_parts(parts, Body::from_stream(broken))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::to_bytes, routing::get};
    use tower::ServiceExt;

    fn chaos(percent: u64, seed: u64) -> FaultInjection {
        FaultInjection { percent, seed, calls: AtomicU64::new(0) }
    }

    fn drawn_failures(percent: u64, seed: u64) -> Vec<Option<InjectedFailure>> {
        let chaos = chaos(percent, seed);
        (0..1_000).map(|_| chaos.next()).collect()
    }

    #[test]
    fn about_so_many_of_a_hundred_calls_fail_in_every_way() {
        let failed: Vec<_> = drawn_failures(20, 1).into_iter().flatten().collect();
        assert!((150..=250).contains(&failed.len()), "{}", failed.len());
        for failure in FAILURES {
            assert!(failed.iter().filter(|one| **one == failure).count() > 20, "{failure:?}");
        }
        assert!(drawn_failures(0, 1).iter().all(Option::is_none));
        assert!(drawn_failures(100, 1).iter().all(Option::is_some));
    }

    #[test]
    fn the_same_seed_fails_alike() {
        assert_eq!(drawn_failures(30, 7), drawn_failures(30, 7));
        assert_ne!(drawn_failures(30, 7), drawn_failures(30, 8));
    }

    #[tokio::test]
    async fn a_lost_answer_belongs_to_a_call_that_took_effect() {
        let effects = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&effects);
        let call = move || {
            counted.fetch_add(1, Ordering::Relaxed);
            async { "done" }
        };
        let routes = layer(100, 3, Router::new().route("/", get(call)));
        let (mut lost, mut refused) = (0, 0);
        for _ in 0..60 {
            let response = routes.clone().oneshot(Request::new(Body::empty())).await.unwrap();
            match response.status() {
                StatusCode::OK => {
                    assert!(to_bytes(response.into_body(), 1_000).await.is_err());
                    lost += 1;
                }
                StatusCode::TOO_MANY_REQUESTS => {
                    assert_eq!(response.headers()[RETRY_AFTER], "1");
                    refused += 1;
                }
                status => assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR),
            }
        }
        assert!(lost > 0 && refused > 0);
        assert_eq!(effects.load(Ordering::Relaxed), lost, "what was refused has done nothing");
    }
}
