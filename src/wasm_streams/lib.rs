//! A replacement for the crate `wasm-streams`: the part of its interface that `server_fn` names, and no code behind it.
//!
//! Leptos always depends on `server_fn`, which streams the bodies of server functions. The dashboard has no server functions. The published
//! crate exports JavaScript classes, and exports are not removed as unused: they would be a part of every first visit. Here no stream can
//! be created: the type has no values, so its methods need no code.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;
use wasm_bindgen::{JsValue, throw_str};

const NO_STREAMS: &str = "This build has no streamed bodies: it contains no server functions.";

/// A readable stream, of which there is none.
#[derive(Debug)]
pub struct ReadableStream(Infallible);

impl ReadableStream {
    /// Throws a JavaScript exception.
    pub fn from_stream<S>(_stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        throw_str(NO_STREAMS)
    }

    /// Throws a JavaScript exception.
    pub fn from_raw(_stream: web_sys::ReadableStream) -> Self {
        throw_str(NO_STREAMS)
    }

    /// The stream of the browser.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self.0 {}
    }

    /// The stream as Rust polls it.
    pub fn into_stream(self) -> IntoStream {
        match self.0 {}
    }
}

/// The chunks of a readable stream.
#[derive(Debug)]
pub struct IntoStream(Infallible);

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0 {}
    }
}
