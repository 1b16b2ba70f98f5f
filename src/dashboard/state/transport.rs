//! The transport of API calls: over the network, or to the demo backend in this page.

use std::{cell::Cell, time::Duration};

use jetstream_api::{
    call::{Call, Method, Reply, Safety},
    client::Transport,
    error::TransportError,
    ids::Guid,
    key::AccessKey,
};

use crate::state::demo::DemoBackend;
use jetstream_browser::{self as browser, FetchError, HttpMethod, HttpRequest};

/// How long a read may take. An unsafe call is never aborted: that would only hide whether it took effect.
const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// The header by which a gateway on the same origin recognises a call that the browser sent twice.
const CLICK: &str = "Click-Id";

/// Carries calls to one API base with one key: over the network, unless the base names the demo backend.
#[derive(Debug, Clone)]
pub struct BrowserTransport {
    base: String,
    key: Option<AccessKey>,
    click: Option<Guid>,
}

impl BrowserTransport {
    /// A transport to an absolute API base.
    pub fn new(base: &str, key: AccessKey) -> Self {
        Self { base: base.to_owned(), key: Some(key), click: None }
    }

    /// A transport without a connection: every call fails before it is sent.
    pub fn disabled() -> Self {
        Self { base: String::new(), key: None, click: None }
    }

    /// The same transport, for the calls of one click. The id is sent only to this page's own origin: elsewhere an unknown header
    /// would make the preflight fail.
    pub fn for_click(mut self, click: Guid) -> Self {
        self.click = self.is_same_origin().then_some(click);
        self
    }

    /// Is the API base on this page's own origin?
    pub fn is_same_origin(&self) -> bool {
        browser::is_same_origin(&self.base)
    }
}

impl Transport for BrowserTransport {
    async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
        let Some(key) = &self.key else {
            return Err(TransportError::NotSent("a file is open; there is no connection to Jetstream".to_owned()));
        };
        let timeout = (call.safety == Safety::Read).then_some(READ_TIMEOUT);
        if let Some(demo) = DemoBackend::at(&self.base) {
            return demo.answer(call, key, timeout).await;
        }
        if !browser::is_online() {
            return Err(TransportError::NotSent("this browser is offline".to_owned()));
        }
        let mut headers = vec![(AccessKey::HEADER, key.reveal().to_string())];
        headers.extend(self.click.map(|click| (CLICK, click.to_string())));
        let request = HttpRequest {
            method: match call.method {
                Method::Get => HttpMethod::GET,
                Method::Post => HttpMethod::POST,
                Method::Put => HttpMethod::PUT,
                Method::Patch => HttpMethod::PATCH,
                Method::Delete => HttpMethod::DELETE,
            },
            url: &call.url(&self.base),
            headers: &headers,
            body: call.body.as_deref(),
            timeout,
        };
        let _in_flight = (call.safety != Safety::Read).then(UnsafeCallInFlight::begin);
        let response = browser::send(&request).await.map_err(|error| match error {
            FetchError::NotSent(why) => TransportError::NotSent(why),
            FetchError::NoAnswer(why) => TransportError::NoAnswer(why),
        })?;
        let retry_after = response.retry_after.and_then(|seconds| seconds.trim().parse().ok());
        Ok(Reply { status: response.status, retry_after, body: response.body })
    }
}

thread_local! {
    static IN_FLIGHT: Cell<u32> = const { Cell::new(0) };
}

/// A call that changes something, from when it is sent until its answer arrives.
struct UnsafeCallInFlight;

impl UnsafeCallInFlight {
    fn begin() -> Self {
        IN_FLIGHT.set(IN_FLIGHT.get().saturating_add(1));
        Self
    }
}

impl Drop for UnsafeCallInFlight {
    fn drop(&mut self) {
        IN_FLIGHT.set(IN_FLIGHT.get().saturating_sub(1));
    }
}

/// Is a call that changes something still without its answer?
pub fn is_sending() -> bool {
    IN_FLIGHT.get() > 0
}
