//! Handlers of events: *Get Events* and *Delete Events*.

use std::collections::BTreeSet;

use jetstream_api::{call::Reply, events::DeleteEvents, ids::Guid};

use crate::{
    handlers::{auth::Caller, body::Body, reply},
    model::{event_queue::Filter, json, world::World},
};

/// `GET /3/events/{limit}`: the limit is 1 to 512, 100 when it is not given.
pub(crate) fn read(
    world: &mut World,
    caller: Caller,
    limit: Option<&str>,
    query: &[(String, String)],
) -> Result<Reply, Reply> {
    let limit = match limit {
        None => 100,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=512).contains(limit))
            .ok_or_else(|| reply::invalid("limit", "Give a whole number from 1 to 512."))?,
    };
    let filter = filter(query)?;
    let batch = world.context.ids.guid();
    let now = world.context.now;
    let events = world.context.outbox.queues.of(caller.user).read(&filter, limit, batch, now);
    let mut body = String::from("{\"BatchId\":");
    // Whether an empty batch has an id is not documented: the call that subscribes shows none, later ones do.
    match &events {
        None => body.push_str("null"),
        Some(_) => json::text(&mut body, &batch.to_string()),
    }
    let events = events.unwrap_or_default();
    json::push(&mut body, format_args!(",\"Count\":{},\"Events\":", events.len()));
    json::array(&mut body, &events, |out, event| out.push_str(&event.text));
    body.push('}');
    Ok(reply::ok(body))
}

/// Filters by exact value. Other parameters, such as `sort`, are accepted and do nothing: their syntax is not documented.
fn filter(query: &[(String, String)]) -> Result<Filter, Reply> {
    let mut filter = Filter::default();
    for (name, value) in query {
        match name.to_ascii_lowercase().as_str() {
            "type" => filter.kind = Some(value.clone()),
            "device" => filter.device = Some(value.clone()),
            "eventversion" => {
                let version = value.parse().map_err(|_| reply::invalid("eventversion", "Give a whole number."))?;
                filter.version = Some(version);
            }
            _ => {}
        }
    }
    Ok(filter)
}

/// `DELETE /3/events` (or `PATCH`): either a `BatchId` or up to 100 `EventIds`, not both.
pub(crate) fn delete(world: &mut World, caller: Caller, body: &[u8]) -> Result<Reply, Reply> {
    let mut body = Body::object(body, "events")?;
    let queue = world.context.outbox.queues.of(caller.user);
    match (body.has("BatchId"), body.has("EventIds")) {
        (true, true) => return Err(reply::object(400, "Give either BatchId or EventIds, in separate requests.")),
        (false, false) => return Err(reply::object(400, "Give BatchId or EventIds.")),
        (true, false) => queue.delete_batch(body.parsed::<Parsed>("BatchId")?.0),
        (false, true) => {
            let ids = body.texts("EventIds")?;
            if ids.len() > DeleteEvents::MAX {
                return Err(reply::invalid("events.EventIds", "At most 100 events can be named."));
            }
            let ids = ids.iter().map(|id| Guid::parse(id)).collect::<Result<BTreeSet<_>, _>>();
            queue.delete(&ids.map_err(|error| reply::invalid("events.EventIds", &error.to_string()))?);
        }
    }
    Ok(reply::deleted())
}

/// A GUID that can be parsed as a field of a body.
struct Parsed(Guid);

impl std::str::FromStr for Parsed {
    type Err = jetstream_api::ids::GuidError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Guid::parse(text).map(Self)
    }
}

#[cfg(test)]
#[path = "events_tests.rs"]
mod tests;
