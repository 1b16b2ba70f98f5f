//! A client: an endpoint, a transport, and what comes back.

use std::future::Future;

use crate::{
    call::{Call, Endpoint, Reply},
    error::{ApiError, Lost},
    wire::{self, DecodeError},
};

/// Carries a call to Jetstream and its answer back. It knows the API base and the access key; it never repeats a call.
pub trait Transport {
    /// Sends the call once.
    fn send(&self, call: &Call) -> impl Future<Output = Result<Reply, Lost>>;
}

/// Sends endpoints over a transport.
///
/// ```
/// # use futures_executor::block_on;
/// use jetstream_api::{call::{Call, Reply}, client::{Client, Transport}, error::Lost, regions::ListRegions};
///
/// struct Canned;
///
/// impl Transport for Canned {
///     async fn send(&self, _: &Call) -> Result<Reply, Lost> {
///         Ok(Reply::new(200, r#"["US","EU"]"#))
///     }
/// }
///
/// # block_on(async {
/// let regions = Client::new(Canned).send(&ListRegions).await?;
/// assert_eq!(regions, ["US", "EU"]);
/// # Ok::<(), jetstream_api::error::ApiError>(())
/// # })?;
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
    read: impl FnOnce(&str) -> Result<A, DecodeError>,
) -> Result<A, ApiError> {
    if reply.is_success() {
        read(&reply.text()).map_err(|error| ApiError::unreadable(&call, error))
    } else {
        Err(ApiError::status(&call, reply))
    }
}

/// Decodes a reply that says nothing but that it is done: no body, as documented for deletions, or any JSON. Anything
/// else does not come from Jetstream: proxies and sign-in pages of networks answer 200 to everything.
pub(crate) fn done(call: Call, reply: &Reply) -> Result<(), ApiError> {
    decode(call, reply, |body| if body.trim().is_empty() { Ok(()) } else { wire::parse(body).map(|_| ()) })
}
