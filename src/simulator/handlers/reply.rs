//! Replies: success, and the forms of a refusal.
//!
//! The vendor's library reads three forms of an error body: an object with `Message` and perhaps `ModelState`, a bare JSON
//! string, and anything else, which is ignored. Which call answers which is not documented; here all three are in use, so
//! that a client that reads only one of them fails.

use jetstream_api::call::Reply;

use crate::model::json;

pub(crate) fn ok(body: String) -> Reply {
    Reply::new(200, body)
}

pub(crate) fn created(body: String) -> Reply {
    Reply::new(201, body)
}

pub(crate) fn deleted() -> Reply {
    Reply::new(204, "")
}

/// An object with a message.
pub(crate) fn object(status: u16, message: &str) -> Reply {
    let mut body = String::from("{\"Message\":");
    json::text(&mut body, message);
    body.push('}');
    Reply::new(status, body)
}

/// A 400 that names the field.
pub(crate) fn invalid(field: &str, message: &str) -> Reply {
    let mut body = String::from("{\"Message\":\"The request is not valid.\",\"ModelState\":{");
    json::text(&mut body, field);
    body.push_str(":[");
    json::text(&mut body, message);
    body.push_str("]}}");
    Reply::new(400, body)
}

/// A bare JSON string.
pub(crate) fn bare(status: u16, message: &str) -> Reply {
    let mut body = String::new();
    json::text(&mut body, message);
    Reply::new(status, body)
}

/// A page of HTML, as a server in front of the API would answer.
pub(crate) fn html(status: u16, message: &str) -> Reply {
    Reply::new(status, format!("<!DOCTYPE html><html><body><h1>{status}</h1><p>{message}</p></body></html>"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jetstream_api::{call::Call, error::ApiError};

    #[test]
    fn every_form_reads_back_through_the_api_crate() {
        let read = |reply: Reply| ApiError::status(&Call::read(["devices"]), &reply);
        let error = read(invalid("device.Name", "Too \"long\"."));
        assert_eq!(error.fields[0].field, "device.Name");
        assert_eq!(error.fields[0].messages, ["Too \"long\"."]);
        assert_eq!(read(object(409, "In use.")).message.as_deref(), Some("In use."));
        assert_eq!(read(bare(404, "No such device.")).message.as_deref(), Some("No such device."));
        assert_eq!(read(html(502, "Try later.")).message, None);
    }
}
