//! A test helper: a simulator with a client and a clock to advance.

use jetstream_api::{
    call::{Call, Endpoint, Method, Reply},
    capabilities::Connection,
    devices::{GetDeviceStatus, ListDevices},
    error::ApiError,
    events::Event,
    key::AccessKey,
    names::DeviceName,
};
use jiff::SignedDuration;

use crate::{COLLEAGUE_KEY, DEMO_KEY, Options, Request, Response, Simulator};

pub(crate) struct TestBed {
    pub(crate) simulator: Simulator,
}

impl TestBed {
    pub(crate) fn new() -> Self {
        Self::with(&Options::default())
    }

    /// The first half of the fleet, for tests that simulate days.
    pub(crate) fn small() -> Self {
        Self::with(&Options { devices: 24, sentinels: false, ..Options::default() })
    }

    pub(crate) fn with(options: &Options) -> Self {
        Self { simulator: Simulator::new(options) }
    }

    /// Makes a call as the user `demo`.
    pub(crate) fn respond(&mut self, call: &Call) -> Response {
        self.simulator.handle(&Request::from((call, &AccessKey::parse(DEMO_KEY).unwrap())))
    }

    pub(crate) fn reply<E: Endpoint>(&mut self, endpoint: &E) -> Reply {
        self.respond(&endpoint.call()).reply
    }

    pub(crate) fn send<E: Endpoint>(&mut self, endpoint: &E) -> Result<E::Response, ApiError> {
        let reply = self.reply(endpoint);
        endpoint.decode(&reply)
    }

    pub(crate) fn send_as_colleague<E: Endpoint>(&mut self, endpoint: &E) -> Result<E::Response, ApiError> {
        let key = AccessKey::parse(COLLEAGUE_KEY).unwrap();
        let reply = self.simulator.handle(&Request::from((&endpoint.call(), &key))).reply;
        endpoint.decode(&reply)
    }

    /// A call that no type of the api crate would make: with this path and body.
    pub(crate) fn raw(&mut self, method: Method, path: &str, body: &str) -> Reply {
        let segments = path.split('/').map(str::to_owned).collect();
        let body = body.as_bytes().to_vec();
        let key = Some(DEMO_KEY.to_owned());
        self.simulator.handle(&Request { method, segments, query: Vec::new(), body, key, click: None }).reply
    }

    pub(crate) fn seconds(&mut self, seconds: i64) {
        self.simulator.advance(self.simulator.now() + SignedDuration::from_secs(seconds));
    }

    pub(crate) fn minutes(&mut self, minutes: i64) {
        self.seconds(60 * minutes);
    }

    pub(crate) fn hours(&mut self, hours: i64) {
        self.minutes(60 * hours);
    }

    /// The events issued since the last call, read by the api crate.
    pub(crate) fn events(&mut self) -> Vec<Event> {
        self.simulator.take_issued().iter().map(|raw| Event::parse(raw).unwrap()).collect()
    }

    /// The events of one device.
    pub(crate) fn events_of(&mut self, device: &str) -> Vec<Event> {
        self.events().into_iter().filter(|event| event.device.as_deref() == Some(device)).collect()
    }

    /// The devices of the fleet that are connected security cabinets, with their ids.
    pub(crate) fn cabinets(&mut self) -> Vec<(u64, DeviceName)> {
        let devices = self.send(&ListDevices::default()).unwrap();
        let cabinets = devices.into_iter().filter(|device| device.definition.starts_with("TS092"));
        let cabinets: Vec<_> = cabinets.filter(|device| !device.name.starts_with("Sentinel")).collect();
        let named = cabinets.into_iter().map(|device| (device.id.unwrap().0, device.name.parse().unwrap()));
        let all: Vec<(u64, DeviceName)> = named.collect();
        all.into_iter()
            .filter(|(_, name)| self.send(&GetDeviceStatus(name.clone())) == Ok(Connection::Connected))
            .collect()
    }

    /// A cabinet whose id leaves this remainder.
    pub(crate) fn cabinet(&mut self, forms: u64, remainder: u64) -> DeviceName {
        self.cabinets().into_iter().find(|(id, _)| id % forms == remainder).unwrap().1
    }
}

/// A device's name.
pub(crate) fn name(name: &str) -> DeviceName {
    name.parse().unwrap()
}

/// The status and the text of a refusal.
pub(crate) fn refusal<T: std::fmt::Debug>(answer: Result<T, ApiError>) -> (u16, String) {
    let error = answer.unwrap_err();
    let fields = error.fields.iter().map(|field| format!(" {}: {}", field.field, field.messages.join(" ")));
    (error.http_status().unwrap(), error.message.unwrap_or_default() + &fields.collect::<String>())
}
