//! The stub of the demo backend, compiled in place of `mod.rs` in every build without the feature `demo`. Its types have no values, so the
//! compiler removes all code that would use them.

use std::convert::Infallible;

use jetstream_api::{
    call::{Call, Reply},
    error::TransportError,
    feed::Frame,
    key::AccessKey,
};

/// A missing `config.json` means the production API.
pub const CONFIG: Option<&str> = None;

/// Nothing is to be known before.
pub fn note(_api: &str) -> Option<&'static str> {
    None
}

/// Everything may be kept.
pub fn keeps_nothing(_api: &str) -> Option<&'static str> {
    None
}

/// A Jetstream in the page: there is none.
#[derive(Debug, Clone, Copy)]
pub struct DemoBackend(Infallible);

impl DemoBackend {
    /// None, whatever the API base.
    pub fn at(_api: &str) -> Option<Self> {
        None
    }

    /// Never called.
    pub async fn answer(self, _call: &Call, _key: &AccessKey) -> Result<Reply, TransportError> {
        match self.0 {}
    }
}

/// The feed of a Jetstream in the page: there is none.
#[derive(Debug)]
pub struct Feed(Infallible);

impl Feed {
    /// Never called.
    pub fn of(jetstream: DemoBackend) -> Self {
        match jetstream.0 {}
    }

    /// Never called.
    pub async fn next(&mut self) -> Frame {
        match self.0 {}
    }
}
