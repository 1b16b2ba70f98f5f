//! The routing of a request to its handler.

use jetstream_api::call::{Method, Reply};

use crate::{
    handlers::{
        aliases,
        auth::{self, Caller},
        commands, credentials, definitions, device_policy, devices, events, policies, regions, reply,
        request::{Request, Response},
        sentinel_failures,
    },
    model::{command::CommandRequest, world::World},
};

/// The resource that a path names. Fixed words are matched without regard to case, as the documentation writes some in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Route<'a> {
    Regions,
    Definitions,
    Definition(&'a str),
    OldDefinition(&'a str),
    Devices,
    Device(&'a str),
    Status(&'a str),
    Passes(&'a str),
    PassSync(&'a str),
    Policy(&'a str),
    PolicySync(&'a str),
    Tags(&'a str),
    Restart(&'a str),
    Lockdown(&'a str),
    Unlock(&'a str),
    Configuration(&'a str),
    Policies,
    PolicyDetails,
    OnePolicy(&'a str),
    Aliases,
    AliasNames,
    Alias(&'a str),
    Events(Option<&'a str>),
    /// Has a type in the api crate, and is not simulated.
    Unsimulated,
}

impl<'a> Route<'a> {
    fn find(segments: &'a [String]) -> Option<Self> {
        let segments: Vec<&str> = segments.iter().map(String::as_str).filter(|segment| !segment.is_empty()).collect();
        let (first, rest) = segments.split_first()?;
        Some(match (first.to_ascii_lowercase().as_str(), rest) {
            ("regions", []) => Self::Regions,
            ("devicedefinitions", []) => Self::Definitions,
            ("devicedefinitions", [name]) => Self::Definition(name),
            ("devicedefinitions", [word, id]) if word.eq_ignore_ascii_case("OldId") => Self::OldDefinition(id),
            ("devices", []) => Self::Devices,
            ("devices", [name, rest @ ..]) => Self::of_device(name, rest)?,
            ("policies", []) => Self::Policies,
            ("policies", [name]) => Self::OnePolicy(name),
            ("policies", [all, details]) if both([all, details], ["all", "details"]) => Self::PolicyDetails,
            ("aliases", []) => Self::Aliases,
            ("aliases", [name]) => Self::Alias(name),
            ("aliases", [property, names]) if both([property, names], ["property", "names"]) => Self::AliasNames,
            ("events", []) => Self::Events(None),
            ("events", [limit]) => Self::Events(Some(limit)),
            _ => return None,
        })
    }

    fn of_device(name: &'a str, rest: &[&str]) -> Option<Self> {
        let rest: Vec<String> = rest.iter().map(|word| word.to_ascii_lowercase()).collect();
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        Some(match rest.as_slice() {
            [] => Self::Device(name),
            ["status"] => Self::Status(name),
            ["credentials", "basic"] => Self::Passes(name),
            ["credentials", "sync"] => Self::PassSync(name),
            ["policy"] => Self::Policy(name),
            ["policy", "sync"] => Self::PolicySync(name),
            ["epclist"] => Self::Tags(name),
            ["reset"] => Self::Restart(name),
            ["lockdown"] => Self::Lockdown(name),
            ["unlockdoor"] => Self::Unlock(name),
            ["configuration"] => Self::Configuration(name),
            ["credentials", "user" | "pin"] | ["version" | "applicationvalues" | "applicationversion"] => {
                Self::Unsimulated
            }
            _ => return None,
        })
    }

    /// The device that a command goes to, on the paths where sentinels fail.
    fn commanded(self) -> Option<&'a str> {
        match self {
            Self::PassSync(name)
            | Self::PolicySync(name)
            | Self::Tags(name)
            | Self::Restart(name)
            | Self::Lockdown(name)
            | Self::Unlock(name)
            | Self::Configuration(name) => Some(name),
            _ => None,
        }
    }
}

fn both(words: [&str; 2], expected: [&str; 2]) -> bool {
    words.iter().zip(expected).all(|(word, expected)| word.eq_ignore_ascii_case(expected))
}

/// Answers a request.
pub(crate) fn answer(world: &mut World, request: &Request) -> Response {
    let caller = match auth::caller(request.key.as_deref()) {
        Ok(caller) => caller,
        Err(refused) => return refused.into(),
    };
    let Some(place) = Route::find(&request.segments) else {
        return reply::html(404, "There is nothing at this address.").into();
    };
    let sentinel = place.commanded().and_then(|name| world.devices.find(name)).and_then(|device| device.sentinel);
    if let Some(response) = sentinel.and_then(sentinel_failures::failure) {
        return response;
    }
    let result = dispatch(world, caller, place, request);
    // Commands are counted where they are accepted.
    if result.is_ok() && request.method != Method::Get && place.commanded().is_none() {
        world.request_log.changed();
    }
    let mut response = Response::from(result.unwrap_or_else(|refused| refused));
    if let Some(sentinel) = sentinel.filter(|_| response.reply.is_success()) {
        response.delivery = sentinel_failures::delivery(sentinel);
    }
    response
}

fn dispatch(world: &mut World, caller: Caller, place: Route<'_>, request: &Request) -> Result<Reply, Reply> {
    use Method::{Delete, Get, Patch, Post, Put};
    let (query, body) = (&request.query, &request.body);
    match (request.method, place) {
        (Get, Route::Regions) => Ok(regions::list()),
        (Get, Route::Definitions) => Ok(definitions::list(world, query)),
        (Get, Route::Definition(name)) => definitions::get(world, name),
        (Get, Route::OldDefinition(id)) => definitions::get_by_old_id(world, id),

        (Get, Route::Devices) => Ok(devices::list(world, query)),
        (Post, Route::Devices) => devices::create(world, body),
        (Get, Route::Device(name)) => devices::get(world, name),
        (Put, Route::Device(name)) => devices::modify(world, name, body),
        (Delete | Patch, Route::Device(name)) => devices::delete(world, name),
        (Get, Route::Status(name)) => devices::status(world, name),

        (Get, Route::Passes(name)) => credentials::list(world, name),
        (Post, Route::Passes(name)) => credentials::add(world, name, body),
        (Put, Route::Passes(name)) => credentials::replace(world, name, body),
        (Delete | Patch, Route::Passes(name)) => credentials::remove(world, name, body),
        (Get, Route::PassSync(name)) => credentials::last_sync(world, name),
        (Post, Route::PassSync(name)) => credentials::sync(world, name, caller),

        (Get, Route::Policy(name)) => device_policy::get(world, name),
        (Post, Route::Policy(name)) => device_policy::add(world, name, body),
        (Delete | Patch, Route::Policy(name)) => device_policy::remove(world, name),
        (Get, Route::PolicySync(name)) => commands::plain(world, name, caller, CommandRequest::GetParameters),
        (Post, Route::PolicySync(name)) => device_policy::set_parameters(world, name, caller),

        (Get, Route::Tags(name)) => commands::plain(world, name, caller, CommandRequest::GetTags),
        (Post, Route::Restart(name)) => commands::plain(world, name, caller, CommandRequest::Restart),
        (Post, Route::Lockdown(name)) => commands::lockdown(world, name, caller, body),
        (Post, Route::Unlock(name)) => commands::unlock(world, name, caller, body),
        (Post, Route::Configuration(name)) => commands::configure(world, name, caller, body),

        (Get, Route::Policies) => Ok(policies::list(world, query)),
        (Post, Route::Policies) => policies::create(world, body),
        (Get, Route::PolicyDetails) => Ok(policies::details(world, query)),
        (Get, Route::OnePolicy(name)) => policies::get(world, name),
        (Put, Route::OnePolicy(name)) => policies::rename(world, name, body),
        (Delete | Patch, Route::OnePolicy(name)) => policies::delete(world, name),

        (Get, Route::Aliases) => Ok(aliases::list(world, query)),
        (Post, Route::Aliases) => aliases::create(world, body),
        (Get, Route::AliasNames) => Ok(aliases::names(world)),
        (Get, Route::Alias(name)) => aliases::get(world, name),
        (Put, Route::Alias(name)) => aliases::modify(world, name, body),
        (Delete | Patch, Route::Alias(name)) => aliases::delete(world, name),

        (Get, Route::Events(limit)) => events::read(world, caller, limit, query),
        (Delete | Patch, Route::Events(None)) => events::delete(world, caller, body),

        (_, Route::Unsimulated) => Err(reply::object(501, "The simulator does not know this call.")),
        (method, _) => Err(reply::object(405, &format!("{} is not possible here.", method.as_str()))),
    }
}

#[cfg(test)]
#[path = "routing_tests.rs"]
mod tests;
