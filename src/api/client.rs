//! A client that sends endpoints over a transport and decodes the responses.

use std::future::Future;

use crate::{
    call::{Call, Reply},
    endpoint::Endpoint,
    error::{ApiError, TransportError},
};

/// Carries a call to Jetstream and the response back. It knows the API base and the access key; it never repeats a call.
pub trait Transport {
    /// Sends the call once.
    fn send(&self, call: &Call) -> impl Future<Output = Result<Reply, TransportError>>;
}

/// Sends endpoints over a transport.
///
/// ```
/// # use futures_executor::block_on;
/// use jetstream_api::{call::{Call, Reply}, client::{Client, Transport}, error::TransportError, regions::ListRegions};
///
/// struct Canned;
///
/// impl Transport for Canned {
///     async fn send(&self, _: &Call) -> Result<Reply, TransportError> {
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

    /// Sends once and decodes the response.
    pub async fn send<E: Endpoint>(&self, endpoint: &E) -> Result<E::Response, ApiError> {
        endpoint.decode(&self.exchange(endpoint.call()).await?)
    }

    /// Sends a call once, without decoding the response.
    pub async fn exchange(&self, call: Call) -> Result<Reply, ApiError> {
        self.transport.send(&call).await.map_err(|lost| ApiError::lost(&call, lost))
    }
}
