//! The error of a call, whatever went wrong.

use std::fmt;

use serde_json::Value;

use crate::{
    call::{Call, Reply, Safety},
    wire::{self, DecodeError, Object},
};

/// Whether a call that did not succeed may have taken effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallOutcome {
    /// It certainly did nothing.
    Failed,
    /// It may have taken effect: look for the events, do not repeat it blindly.
    Unknown,
}

/// The reason why there is no response at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransportError {
    /// The call certainly never left, for example because the transport refused to build it.
    NotSent(String),
    /// It may have arrived: the connection failed, broke or timed out, or a browser would not say which.
    NoAnswer(String),
}

/// The kind of failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// No response.
    Lost(TransportError),
    /// A response with a status that is not a success.
    Status(u16),
    /// A successful status with a body that is not what it should be, for example cut off.
    Unreadable(Box<DecodeError>),
}

/// An error message of Jetstream about one field of a request, from `ModelState`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field as Jetstream names it, such as `device.Name`.
    pub field: String,
    /// Its messages.
    pub messages: Vec<String>,
}

/// A call that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    /// The kind of failure.
    pub cause: Cause,
    /// Whether the call may have taken effect all the same.
    pub outcome: CallOutcome,
    /// The error message of Jetstream, if it sent one.
    pub message: Option<String>,
    /// Its error messages about single fields.
    pub fields: Vec<FieldError>,
    /// Seconds after which to try again, from `Retry-After`.
    pub retry_after: Option<u32>,
}

impl ApiError {
    /// No response came. A read without a response has failed; anything else may have taken effect unless it never left.
    pub fn lost(call: &Call, lost: TransportError) -> Self {
        let outcome = match (&lost, call.safety) {
            (TransportError::NotSent(_), _) | (_, Safety::Read) => CallOutcome::Failed,
            (TransportError::NoAnswer(_), _) => CallOutcome::Unknown,
        };
        Self { cause: Cause::Lost(lost), outcome, message: None, fields: Vec::new(), retry_after: None }
    }

    /// A status other than a success.
    ///
    /// A 4xx was refused before anything happened, except 408 (the server gave up waiting). After a 5xx nobody knows: the
    /// failure may have come after the effect.
    pub fn status(call: &Call, reply: &Reply) -> Self {
        let refused = (400..500).contains(&reply.status) && reply.status != 408;
        let outcome = if refused || call.safety == Safety::Read { CallOutcome::Failed } else { CallOutcome::Unknown };
        let (message, fields) = body_text(&reply.text());
        Self { cause: Cause::Status(reply.status), outcome, message, fields, retry_after: reply.retry_after }
    }

    /// A success whose body cannot be read. Anything but a read has most likely taken effect.
    pub fn unreadable(call: &Call, error: DecodeError) -> Self {
        let outcome = if call.safety == Safety::Read { CallOutcome::Failed } else { CallOutcome::Unknown };
        Self {
            cause: Cause::Unreadable(Box::new(error)),
            outcome,
            message: None,
            fields: Vec::new(),
            retry_after: None,
        }
    }

    /// The HTTP status, where there was one.
    pub fn http_status(&self) -> Option<u16> {
        match self.cause {
            Cause::Status(status) => Some(status),
            Cause::Lost(_) | Cause::Unreadable(_) => None,
        }
    }
}

/// Reads an error body: an object with `Message` and `ModelState`, a bare JSON string, or anything else, which says
/// nothing (the three forms that the vendor's SDK knows; real texts are not documented).
fn body_text(body: &str) -> (Option<String>, Vec<FieldError>) {
    match wire::parse(body) {
        Ok(Value::String(message)) => (Some(message).filter(|message| !message.is_empty()), Vec::new()),
        Ok(value) => Object::new(value, "error").map(object).unwrap_or_default(),
        Err(_) => (None, Vec::new()),
    }
}

fn object(mut object: Object<'_>) -> (Option<String>, Vec<FieldError>) {
    let message = object.optional_text("Message").ok().flatten();
    let fields =
        object.object("ModelState").ok().flatten().and_then(|state| state.unknown_fields().ok()).unwrap_or_default();
    (message, fields.into_iter().map(field).collect())
}

fn field((field, messages): (String, Value)) -> FieldError {
    let messages = match messages {
        Value::Array(items) => items.iter().map(plain).collect(),
        other => vec![plain(&other)],
    };
    FieldError { field, messages }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Cause::Lost(TransportError::NotSent(detail)) => write!(formatter, "The call was not sent: {detail}")?,
            Cause::Lost(TransportError::NoAnswer(detail)) => write!(formatter, "No answer came: {detail}")?,
            Cause::Status(status) => match &self.message {
                Some(message) => write!(formatter, "{message} (HTTP {status})")?,
                None => write!(formatter, "Jetstream answered HTTP {status} without a message.")?,
            },
            Cause::Unreadable(error) => write!(formatter, "The answer could not be read: {error}")?,
        }
        for FieldError { field, messages } in &self.fields {
            write!(formatter, " {field}: {}", messages.join(" "))?;
        }
        Ok(())
    }
}

impl std::error::Error for ApiError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        call::Method,
        examples::{example, variants},
    };

    fn unsafe_call() -> Call {
        Call::new(Method::Post, Safety::Unsafe, ["devices", "a", "lockdown"])
    }

    #[test]
    fn an_error_object_gives_its_message_and_fields() {
        let error = ApiError::status(&unsafe_call(), &Reply::new(400, example("error-with-model-state")));
        assert_eq!(error.message.as_deref(), Some("The request is invalid."));
        assert_eq!(
            error.fields,
            [FieldError { field: "device.Name".into(), messages: vec!["The Name field is required.".into()] }]
        );
        assert_eq!(error.outcome, CallOutcome::Failed);
        assert_eq!(error.to_string(), "The request is invalid. (HTTP 400) device.Name: The Name field is required.");
    }

    #[test]
    fn an_error_object_is_read_in_any_case_and_with_a_single_message_for_a_field() {
        for body in variants(example("error-with-model-state")) {
            let error = ApiError::status(&unsafe_call(), &Reply::new(400, body));
            assert_eq!(error.message.as_deref(), Some("The request is invalid."));
            assert_eq!(error.fields.len(), 1);
        }
        let body = r#"{ "ModelState": { "Hours": "Too many.", "device.Name": [] } }"#;
        let error = ApiError::status(&unsafe_call(), &Reply::new(400, body));
        assert_eq!(error.message, None);
        assert_eq!(
            error.fields,
            [
                FieldError { field: "Hours".into(), messages: vec!["Too many.".into()] },
                FieldError { field: "device.Name".into(), messages: vec![] },
            ]
        );
    }

    #[test]
    fn a_bare_string_is_the_message() {
        let error = ApiError::status(&unsafe_call(), &Reply::new(404, example("error-bare-string")));
        assert_eq!(error.message.as_deref(), Some("some message"));
        assert_eq!(error.to_string(), "some message (HTTP 404)");
    }

    #[test]
    fn html_and_empty_bodies_say_nothing() {
        for body in [
            "",
            "<html><body>502</body></html>",
            "[1,2]",
            "{\"Other\":1}",
            "\u{0}",
            "\"\"",
            "{\"Message\":[1]}",
            "{\"Message\":\"cut o",
        ] {
            let error = ApiError::status(&unsafe_call(), &Reply::new(502, body));
            assert_eq!((error.message, error.fields), (None, vec![]), "{body}");
        }
        let bytes = ApiError::status(&unsafe_call(), &Reply::new(502, [0xff, 0xfe]));
        assert_eq!(bytes.to_string(), "Jetstream answered HTTP 502 without a message.");
    }

    #[test]
    fn the_time_to_wait_is_passed_on() {
        let reply = Reply { retry_after: Some(30), ..Reply::new(429, "") };
        assert_eq!(ApiError::status(&unsafe_call(), &reply).retry_after, Some(30));
    }

    #[test]
    fn an_unreadable_answer_has_no_http_status_and_says_where_it_broke() {
        let error = ApiError::unreadable(&Call::read(["devices"]), wire::parse("{\n\"a\":x").unwrap_err());
        assert_eq!(error.http_status(), None);
        assert_eq!(error.outcome, CallOutcome::Failed);
        assert_eq!(
            error.to_string(),
            "The answer could not be read: answer: expected JSON, found something else at line 2, column 5"
        );
        let cut = ApiError::unreadable(&unsafe_call(), wire::parse("{\"CommandId\":\"a").unwrap_err());
        assert_eq!(
            cut.to_string(),
            "The answer could not be read: answer: expected JSON, found a text that ends too early"
        );
        assert_eq!(cut.outcome, CallOutcome::Unknown);
    }

    #[test]
    fn what_may_have_taken_effect_is_told_from_what_did_not() {
        let read = Call::read(["devices"]);
        let outcome = |call: &Call, status| ApiError::status(call, &Reply::new(status, "")).outcome;
        assert_eq!(outcome(&unsafe_call(), 409), CallOutcome::Failed);
        assert_eq!(outcome(&unsafe_call(), 429), CallOutcome::Failed);
        assert_eq!(outcome(&unsafe_call(), 408), CallOutcome::Unknown);
        assert_eq!(outcome(&unsafe_call(), 500), CallOutcome::Unknown);
        assert_eq!(outcome(&read, 500), CallOutcome::Failed);
        assert_eq!(
            ApiError::lost(&unsafe_call(), TransportError::NoAnswer("broken".into())).outcome,
            CallOutcome::Unknown
        );
        assert_eq!(
            ApiError::lost(&unsafe_call(), TransportError::NotSent("offline".into())).outcome,
            CallOutcome::Failed
        );
        assert_eq!(ApiError::lost(&read, TransportError::NoAnswer("broken".into())).outcome, CallOutcome::Failed);
    }
}
