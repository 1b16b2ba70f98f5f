//! The trait of every call of the API: it builds the request and reads the response.

use crate::{
    call::{Call, Reply},
    error::ApiError,
    wire::DecodeError,
};

/// A call of the API with its parameters: a value that builds its request and reads the response to it.
pub trait Endpoint {
    /// The content of a successful response.
    type Response;

    /// The request.
    fn call(&self) -> Call;

    /// Reads the body of a successful response.
    fn parse(&self, body: &str) -> Result<Self::Response, DecodeError>;

    /// Reads a reply. Every status that is not a success becomes an [`ApiError`], as does a response that cannot be read.
    fn decode(&self, reply: &Reply) -> Result<Self::Response, ApiError> {
        if reply.is_success() {
            self.parse(&reply.text()).map_err(|error| ApiError::unreadable(&self.call(), error))
        } else {
            Err(ApiError::status(&self.call(), reply))
        }
    }
}
