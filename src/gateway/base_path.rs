//! The base path of all URLs of the gateway. Only this module knows it: the routes see paths without it.

use std::{convert::Infallible, fmt, str::FromStr};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{StatusCode, Uri, header, uri::PathAndQuery},
    response::{IntoResponse, Response},
};
use tower::ServiceExt;

/// A path such as `/tools/jetstream`, kept without a slash at its end; the root is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BasePath(String);

/// An error: a text is not a base path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a path of letters, digits and - _ . ~ is needed, such as /tools/jetstream")]
pub struct BasePathError;

impl FromStr for BasePath {
    type Err = BasePathError;

    fn from_str(text: &str) -> Result<Self, BasePathError> {
        let segments: Vec<&str> = text.split('/').filter(|segment| !segment.is_empty()).collect();
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        let is_legal = |segment: &&str| *segment != "." && *segment != ".." && segment.bytes().all(is_plain);
        if !segments.iter().all(is_legal) {
            return Err(BasePathError);
        }
        Ok(Self(segments.iter().map(|segment| format!("/{segment}")).collect()))
    }
}

impl fmt::Display for BasePath {
    /// With a slash at both ends, as it stands in a URL.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/", self.0)
    }
}

impl BasePath {
    /// Without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Serves all routes of `inner` below this path.
    pub fn nest(self, inner: Router) -> Router {
        if self.0.is_empty() {
            return inner;
        }
        Router::new().fallback(move |request: Request| {
            let (base, inner) = (self.clone(), inner.clone());
            async move { base.pass(request, inner).await }
        })
    }

    /// axum's own nesting would take `/tools/jetstream` for `/tools/jetstream/`, whose relative URLs mean something else.
    async fn pass(&self, mut request: Request<Body>, inner: Router) -> Result<Response, Infallible> {
        let path = request.uri().path();
        if path == self.0 {
            return Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, self.to_string())]).into_response());
        }
        let is_below = path.strip_prefix(&self.0).is_some_and(|rest| rest.starts_with('/'));
        let inside = request.uri().path_and_query().and_then(|path| path.as_str().strip_prefix(&self.0));
        match inside.filter(|_| is_below).and_then(|inside| inside.parse::<PathAndQuery>().ok()) {
            Some(inside) => {
                *request.uri_mut() = Uri::from(inside);
                inner.oneshot(request).await
            }
            None => Ok((StatusCode::NOT_FOUND, format!("Everything here stands below {self}\n")).into_response()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;

    async fn ask(base: &str, uri: &str) -> Response {
        let inner =
            Router::new().route("/", get(async || "root")).route("/{*path}", get(async |uri: Uri| uri.to_string()));
        let request = Request::builder().uri(uri).body(Body::empty()).unwrap();
        base.parse::<BasePath>().unwrap().nest(inner).oneshot(request).await.unwrap()
    }

    async fn body(response: Response) -> String {
        let bytes = axum::body::to_bytes(response.into_body(), 1_000).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[test]
    fn slashes_at_the_ends_do_not_matter() {
        for text in ["/tools/jetstream", "tools/jetstream/", "/tools//jetstream/"] {
            assert_eq!(text.parse::<BasePath>().unwrap().to_string(), "/tools/jetstream/");
        }
        assert_eq!("/".parse::<BasePath>().unwrap().to_string(), "/");
        for text in ["/a/../b", "/a b", "/ä", "/a%20b", "/a?b"] {
            assert_eq!(text.parse::<BasePath>(), Err(BasePathError), "{text}");
        }
    }

    #[tokio::test]
    async fn what_is_inside_sees_paths_without_the_base() {
        assert_eq!(body(ask("/tools", "/tools/3/devices/a%20b?x=%2F").await).await, "/3/devices/a%20b?x=%2F");
        assert_eq!(body(ask("/tools", "/tools/").await).await, "root");
        assert_eq!(body(ask("/", "/3/devices").await).await, "/3/devices");
    }

    #[tokio::test]
    async fn the_base_without_its_slash_leads_to_the_one_with() {
        let response = ask("/tools/jetstream", "/tools/jetstream").await;
        assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT);
        assert_eq!(response.headers()[header::LOCATION], "/tools/jetstream/");
    }

    #[tokio::test]
    async fn what_is_outside_is_not_found() {
        for uri in ["/", "/toolshed", "/3/devices", "/tool"] {
            assert_eq!(ask("/tools", uri).await.status(), StatusCode::NOT_FOUND, "{uri}");
        }
    }
}
