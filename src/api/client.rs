//! A client: an endpoint, a transport, and what comes back.

use std::future::Future;

use crate::{
    call::{Call, Endpoint, Reply},
    error::{ApiError, Lost},
};

/// Carries a call to Jetstream and its answer back. It knows the API base and the access key; it never repeats a call.
pub trait Transport {
    /// Sends the call once.
    fn send(&self, call: &Call) -> impl Future<Output = Result<Reply, Lost>>;
}

/// Sends endpoints over a transport.
///
/// ```
/// use jetstream_api::{call::{Call, Reply}, client::{Client, Transport}, error::Lost, regions::ListRegions};
///
/// struct Canned;
/// impl Transport for Canned {
///     async fn send(&self, _: &Call) -> Result<Reply, Lost> {
///         Ok(Reply::new(200, r#"["US","EU"]"#))
///     }
/// }
/// # let regions = pollster(Client::new(Canned).send(&ListRegions));
/// # fn pollster<F: Future>(future: F) -> F::Output {
/// #     let mut future = std::pin::pin!(future);
/// #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// #     match future.as_mut().poll(&mut context) { std::task::Poll::Ready(value) => value, _ => unreachable!() }
/// # }
/// # /*
/// let regions = Client::new(Canned).send(&ListRegions).await;
/// # */
/// assert_eq!(regions?, ["US", "EU"]);
/// # Ok::<(), jetstream_api::error::ApiError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Client<T> {
    transport: T,
}

impl<T: Transport> Client<T> {
    /// A client over a transport.
    pub fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Sends once and decodes the answer.
    pub async fn send<E: Endpoint>(&self, endpoint: &E) -> Result<E::Answer, ApiError> {
        let call = endpoint.call();
        let reply = self.transport.send(&call).await.map_err(|lost| ApiError::lost(&call, lost))?;
        endpoint.decode(&reply)
    }
}

/// Decodes a reply: a success by `read`, anything else into the error it is.
pub(crate) fn decode<A>(
    call: Call,
    reply: &Reply,
    read: impl FnOnce(&str) -> Result<A, crate::wire::DecodeError>,
) -> Result<A, ApiError> {
    if reply.is_success() {
        read(&reply.text()).map_err(|error| ApiError::unreadable(&call, error))
    } else {
        Err(ApiError::status(&call, reply))
    }
}
