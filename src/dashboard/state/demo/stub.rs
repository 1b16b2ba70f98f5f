//! A stub of the demo backend, compiled in place of `mod.rs` in every build without the feature `demo`. Its types have no values, so the
//! compiler can remove all code that would use them.

use std::{convert::Infallible, time::Duration};

use jetstream_api::{
    call::{Call, Reply},
    error::TransportError,
    feed::Frame,
    key::AccessKey,
};

/// `None`: a missing `config.json` means the production API.
pub const CONFIG: Option<&str> = None;

/// No note.
pub fn note(_api: &str) -> Option<&'static str> {
    None
}

/// `None`: everything may be stored.
pub fn keeps_nothing(_api: &str) -> Option<&'static str> {
    None
}

/// The type of a demo backend; it has no value.
#[derive(Debug, Clone, Copy)]
pub struct DemoBackend(Infallible);

impl DemoBackend {
    /// Always `None`.
    pub fn at(_api: &str) -> Option<Self> {
        None
    }

    /// Never called.
    pub async fn answer(
        self,
        _call: &Call,
        _key: &AccessKey,
        _timeout: Option<Duration>,
    ) -> Result<Reply, TransportError> {
        match self.0 {}
    }
}

/// The type of the feed of a demo backend; it has no value.
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
