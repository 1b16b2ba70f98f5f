//! The two halves of an HTTP call: the request as it is sent, and the response as it is received.

mod reply;
mod request;

pub use crate::endpoint::Endpoint;
pub use reply::Reply;
pub use request::{Call, Method, PRODUCTION, Safety};
