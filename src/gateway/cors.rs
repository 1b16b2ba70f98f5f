//! The option `--cors`: the origins whose pages may call the API from another host.

use std::{str::FromStr, time::Duration};

use axum::http::{HeaderName, HeaderValue, Method, header};
use jetstream_api::key::AccessKey;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::{
    idempotency::CLICK_ID,
    origin::{Origin, OriginError},
};

/// The origins that may call the API from another host.
#[derive(Debug, Clone, Default)]
pub enum Cors {
    /// Nobody: no header is sent, and a browser refuses.
    #[default]
    Off,
    /// Every page.
    Any,
    /// The pages of one origin.
    Origin(Origin),
}

impl FromStr for Cors {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        match text {
            "off" => Ok(Self::Off),
            "*" => Ok(Self::Any),
            origin => Origin::parse(origin).map(Self::Origin),
        }
    }
}

impl Cors {
    /// The layer that answers preflights and marks answers, unless it is off.
    pub fn layer(&self) -> Option<CorsLayer> {
        let origin = match self {
            Self::Off => return None,
            Self::Any => AllowOrigin::any(),
            // A list of one, and not `exact`: that would name the origin to everybody who asks.
            Self::Origin(origin) => AllowOrigin::list(HeaderValue::from_str(origin.as_str())),
        };
        let headers = [AccessKey::HEADER, CLICK_ID].map(|name| HeaderName::from_bytes(name.as_bytes()));
        let headers: Vec<_> = headers.into_iter().flatten().chain([header::CONTENT_TYPE]).collect();
        let layer = CorsLayer::new()
            .allow_origin(origin)
            .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
            .allow_headers(headers)
            .expose_headers([header::RETRY_AFTER])
            .max_age(Duration::from_secs(600));
        Some(layer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body, http::Request, http::Response, routing::post};
    use tower::ServiceExt;

    async fn ask(cors: &str, request: axum::http::request::Builder) -> Response<Body> {
        let router = Router::new().route("/3/devices", post(async || ([(header::RETRY_AFTER, "7")], "answer")));
        let router = match cors.parse::<Cors>().unwrap().layer() {
            Some(layer) => router.layer(layer),
            None => router,
        };
        router.oneshot(request.uri("/3/devices").body(Body::empty()).unwrap()).await.unwrap()
    }

    fn preflight(origin: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(Method::OPTIONS)
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "accesskey,click-id,content-type")
    }

    fn text(response: &Response<Body>, name: &str) -> String {
        response.headers().get(name).map(|value| value.to_str().unwrap().to_lowercase()).unwrap_or_default()
    }

    #[tokio::test]
    async fn a_preflight_allows_what_the_api_needs() {
        let answer = ask("https://page.example", preflight("https://page.example")).await;
        assert!(answer.status().is_success());
        assert_eq!(text(&answer, "access-control-allow-origin"), "https://page.example");
        assert_eq!(text(&answer, "access-control-allow-methods"), "get,post,put,patch,delete");
        for name in ["accesskey", "click-id", "content-type"] {
            assert!(text(&answer, "access-control-allow-headers").contains(name), "{name}");
        }
    }

    #[tokio::test]
    async fn an_answer_can_be_read_with_its_retry_after() {
        let request = || Request::builder().method(Method::POST).header("Origin", "https://page.example");
        let answer = ask("*", request()).await;
        assert_eq!(text(&answer, "access-control-allow-origin"), "*");
        assert_eq!(text(&answer, "access-control-expose-headers"), "retry-after");
    }

    #[tokio::test]
    async fn other_pages_and_switched_off_get_no_permission() {
        for (cors, origin) in [("https://page.example", "https://other.example"), ("off", "https://page.example")] {
            assert_eq!(text(&ask(cors, preflight(origin)).await, "access-control-allow-origin"), "", "{cors}");
        }
    }
}
