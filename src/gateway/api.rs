//! The simulated API over HTTP, `3/…`: converts requests into calls to the simulator, and its answers into responses.

use std::sync::Arc;

use axum::{
    Router,
    body::{Bytes, to_bytes},
    extract::{Query, Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, request::Parts},
    response::Response,
    routing::any,
};
use jetstream_api::{call, ids::Guid, key::AccessKey};
use jetstream_simulator::{Request as Call, Response as Answer};
use percent_encoding::percent_decode_str;

use crate::{
    fault_delivery::FaultDelivery,
    idempotency::{CLICK_ID, Fingerprint, IdempotencyCache},
    responses::{error_response, wrong_method},
    simulation::Simulation,
};

/// The largest body of a request, in bytes: a policy with some hundred parameters has a few kilobytes.
const LARGEST_BODY: usize = 1024 * 1024;

/// The simulated API.
pub struct Api {
    simulation: Arc<Simulation>,
    clicks: Arc<IdempotencyCache<Answer>>,
    delivery: FaultDelivery,
}

impl Api {
    /// An API that answers from this simulation.
    pub fn new(simulation: Arc<Simulation>, clicks: Arc<IdempotencyCache<Answer>>, delivery: FaultDelivery) -> Self {
        Self { simulation, clicks, delivery }
    }

    /// The routes of the API.
    pub fn routes(self) -> Router {
        let paths = ["/3", "/3/", "/3/{*path}"];
        paths.into_iter().fold(Router::new(), |router, path| router.route(path, any(answer))).with_state(Arc::new(self))
    }
}

async fn answer(State(api): State<Arc<Api>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return error_response(StatusCode::PAYLOAD_TOO_LARGE, format_args!("A body has at most {LARGEST_BODY} bytes."));
    };
    let (call, click) = match read(&head, &body) {
        Ok(read) => read,
        Err(refusal) => return *refusal,
    };
    let Some(click) = click else { return api.delivery.apply(&api.simulation.ask(&call)).await };
    let fingerprint = fingerprint(click, &head, &body, &call);
    let simulation = Arc::clone(&api.simulation);
    match api.clicks.run_once(fingerprint, async move { simulation.ask(&call) }).await {
        Some(answer) => api.delivery.apply(&answer).await,
        None => error_response(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The first request of this click ended without an answer.",
        ),
    }
}

/// The call that a request makes, and the click that it belongs to.
fn read(head: &Parts, body: &Bytes) -> Result<(Call, Option<Guid>), Box<Response>> {
    let method = method(&head.method).ok_or_else(|| wrong_method("GET, POST, PUT, PATCH, DELETE"))?;
    let bad = |message: &str| Box::new(error_response(StatusCode::BAD_REQUEST, message));
    let segments = segments(&head.uri).ok_or_else(|| bad("The path is not UTF-8 in percent encoding."))?;
    let query = Query::<Vec<(String, String)>>::try_from_uri(&head.uri).map_err(|error| bad(&error.to_string()))?;
    let click = header(&head.headers, CLICK_ID).map(|click| Guid::parse(&click));
    // An id that cannot be read is refused: without it a repeat would take effect once more.
    let click = click.transpose().map_err(|error| bad(&format!("The header {CLICK_ID} is {error}.")))?;
    let key = header(&head.headers, AccessKey::HEADER);
    let click_text = click.map(|click| click.to_string());
    let call = Call { method, segments, query: query.0, body: body.to_vec(), key, click: click_text };
    Ok((call, click))
}

fn fingerprint(click: Guid, head: &Parts, body: &Bytes, call: &Call) -> Fingerprint {
    let path = head.uri.path_and_query().map_or("", |path| path.as_str());
    let key = call.key.as_deref().unwrap_or_default();
    Fingerprint::new(click, [key.as_bytes(), head.method.as_str().as_bytes(), path.as_bytes(), body])
}

fn method(method: &Method) -> Option<call::Method> {
    Some(match *method {
        Method::GET => call::Method::Get,
        Method::POST => call::Method::Post,
        Method::PUT => call::Method::Put,
        Method::PATCH => call::Method::Patch,
        Method::DELETE => call::Method::Delete,
        _ => return None,
    })
}

/// The path behind the version, split at its slashes and decoded after that, so that an encoded slash stays in a name. A
/// slash at the end changes nothing: the vendor's SDK sends one.
fn segments(uri: &Uri) -> Option<Vec<String>> {
    let path = uri.path().strip_prefix("/3").unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or_default();
    let path = path.strip_suffix('/').unwrap_or(path);
    let decode = |segment: &str| percent_decode_str(segment).decode_utf8().ok().map(|text| text.into_owned());
    if path.is_empty() { Some(Vec::new()) } else { path.split('/').map(decode).collect() }
}

/// A header's text. What is no UTF-8 is replaced and so matches nothing.
fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

#[cfg(test)]
#[path = "api_tests.rs"]
mod tests;
