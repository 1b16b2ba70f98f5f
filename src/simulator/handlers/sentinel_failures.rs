//! The failures of the sentinels: the reply instead of the command, or the delivery after it.

use jetstream_api::call::Reply;

use crate::{
    handlers::{
        reply,
        request::{Delivery, Response},
    },
    model::sentinels::Sentinel,
};

/// The response in place of the command; `None` for the failures after its effect.
pub(crate) fn failure(sentinel: Sentinel) -> Option<Response> {
    let reply = match sentinel {
        Sentinel::ModelState => reply::invalid("command", "This device refuses every command."),
        Sentinel::Unauthorized => reply::object(401, "The access key is no longer valid."),
        Sentinel::NotFound => reply::bare(404, "There is no such device any more."),
        Sentinel::Conflict => reply::bare(409, "Another command is at work on this device."),
        Sentinel::TooMany => Reply { retry_after: Some(30), ..reply::object(429, "Too many requests.") },
        Sentinel::ServerError => Reply::new(500, ""),
        Sentinel::Html => reply::html(502, "The service is not available just now."),
        Sentinel::Never => return Some(Response { reply: Reply::new(504, ""), delivery: Delivery::Never }),
        Sentinel::Truncated | Sentinel::Drops => return None,
    };
    Some(reply.into())
}

/// The delivery of the response after the command took effect.
pub(crate) fn delivery(sentinel: Sentinel) -> Delivery {
    match sentinel {
        Sentinel::Truncated => Delivery::Truncated,
        Sentinel::Drops => Delivery::DropConnection,
        _ => Delivery::Whole,
    }
}

#[cfg(test)]
#[path = "sentinel_failures_tests.rs"]
mod tests;
