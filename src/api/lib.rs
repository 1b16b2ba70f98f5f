//! The Jetstream API v3 of Terso's RFID cabinets, fridges, freezers and security cabinets, as types.
//!
//! The crate does no I/O. Every call of the API is an [`Endpoint`](endpoint::Endpoint): a value that knows its verb, path, query
//! and body, [what happens when it is made twice](call::Safety), and how its response is read. A
//! [`Client`](client::Client) sends it over any [`Transport`](client::Transport): a browser's fetch, an HTTP library, or, as
//! here, a simulator in the same process.
//!
//! ```
//! use std::cell::RefCell;
//!
//! use jetstream_api::{
//!     call::{Call, Reply},
//!     client::{Client, Transport},
//!     commands::{CommandStatus, Lockdown, LockdownHours},
//!     error::TransportError,
//!     events::{Body, GetEvents},
//!     key::AccessKey,
//!     names::DeviceName,
//! };
//! use jetstream_simulator::{DEMO_KEY, Options, Request, Simulator};
//!
//! struct InProcess {
//!     simulator: RefCell<Simulator>,
//!     key: AccessKey,
//! }
//!
//! impl Transport for InProcess {
//!     async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
//!         Ok(self.simulator.borrow_mut().handle(&Request::from((call, &self.key))).reply)
//!     }
//! }
//!
//! # futures_executor::block_on(async {
//! let simulator = RefCell::new(Simulator::new(&Options::default()));
//! let client = Client::new(InProcess { simulator, key: AccessKey::parse(DEMO_KEY)? });
//!
//! // The first read of the queue subscribes the key. From then on it collects events.
//! client.send(&GetEvents::default()).await?;
//!
//! let device = DeviceName::parse("Security Cabinet 1")?;
//! let response = client.send(&Lockdown { device, hours: LockdownHours::new(4)? }).await?;
//! assert_eq!(response.status, CommandStatus::Completed);
//! assert!(response.exceptions.is_empty());
//!
//! // The events tell every user of the application the same as the response, under the same id.
//! let batch = client.send(&GetEvents::default()).await?;
//! let who = batch.events.iter().find_map(|event| match &event.body {
//!     Body::CommandQueued(queued) if queued.command_id == response.command_id => queued.user.as_deref(),
//!     _ => None,
//! });
//! assert_eq!(who, Some("demo"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where things are
//!
//! | module | what |
//! |---|---|
//! | [`devices`], [`definitions`], [`regions`] | the devices, their definitions, their regions |
//! | [`commands`] | lock down, unlock, restart, read tags, set values; the response to every command |
//! | [`policies`], [`device_policy`] | sets of parameters, and the one that a device has |
//! | [`credentials`], [`pass`], [`aliases`] | who may open a device, and for whom a handheld scans |
//! | [`events`] | what devices report and who did what; the queue of a key |
//! | [`applications`] | firmware and applications on a device, known from the vendor's client library only |
//! | [`catalogue`], [`kind`], [`capabilities`] | what the vendor's pages say about devices, as data, and what follows from it |
//! | [`names`], [`ids`], [`key`], [`time`](mod@time) | the values in requests and responses |
//! | [`endpoint`], [`call`], [`client`], [`error`], [`wire`] | calls, how they are sent and read, and what can go wrong |
//! | [`feed`] | the live feed of this project's gateway, which Jetstream itself does not have |
//! | [`site_config`] | the reader of `config.json`, the file of this project that names the environments |
//! | [`redact`](mod@redact), [`hash`] | masks for secrets, fingerprints |
//!
//! # Before anything is sent
//!
//! A call that Jetstream could only refuse cannot be built: a [`DeviceName`](names::DeviceName) that no URL can carry, 169
//! [hours](commands::LockdownHours), a [pass](credentials::Pass) of six digits. Names that Jetstream *sends* are plain texts,
//! since a response must be readable whatever is in it.
//!
//! ```
//! use jetstream_api::{call::{Method, Safety}, endpoint::Endpoint, commands::{Lockdown, LockdownHours}, names::DeviceName};
//!
//! let lockdown = Lockdown { device: DeviceName::parse("Ward 3, east")?, hours: LockdownHours::parse("4")? };
//! let call = lockdown.call();
//! assert_eq!(call.method, Method::Post);
//! assert_eq!(call.path(), "devices/Ward%203%2C%20east/lockdown");
//! assert_eq!(call.body.as_deref(), Some(r#"{"Hours":4}"#));
//! assert_eq!(call.safety, Safety::Unsafe);
//!
//! assert_eq!(DeviceName::parse("..").unwrap_err().to_string(),
//!     r#"The device name ".." cannot stand in a URL. Add another character."#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is known, and how well
//!
//! Jetstream's public documentation is incomplete and contradicts itself in places. Wherever a fact is not documented, the
//! doc comment says so, and the decoder takes every plausible form: property names are matched without regard to case,
//! numbers and texts are taken for each other, unknown event types and fields are kept, and dates are read in all the forms
//! that the documentation shows. An [`Event`](events::Event) always carries the text that was received.
//!
//! # Errors
//!
//! Everything that can go wrong with a call is one type, [`ApiError`](error::ApiError). The question that matters for a
//! door is answered by [`ApiError::outcome`](error::ApiError::outcome): did it certainly fail, or may it have taken effect?
//!
//! ```
//! use jetstream_api::{call::Reply, endpoint::Endpoint, commands::Restart, error::CallOutcome, names::DeviceName};
//!
//! let restart = Restart(DeviceName::parse("Cabinet 7")?);
//! let refused = restart.decode(&Reply::new(404, r#"{"Message":"There is no such device."}"#)).unwrap_err();
//! assert_eq!(refused.to_string(), "There is no such device. (HTTP 404)");
//! assert_eq!(refused.outcome, CallOutcome::Failed);
//!
//! let cut_off = restart.decode(&Reply::new(200, r#"{"CommandId":"6f05"#)).unwrap_err();
//! assert_eq!(cut_off.outcome, CallOutcome::Unknown);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A command can also fail on the device. That is no error of the call: it stands in
//! [`CommandResponse::exceptions`](commands::CommandResponse::exceptions), or in the exceptions of the later
//! [`CommandCompletion`](events::CommandCompletion).
//!
//! # Secrets
//!
//! The [access key](key::AccessKey), unlock [tokens](commands::AccessToken), [passes](credentials::Pass) and whole
//! [calls](call::Call) do not show what they hold in their `Debug` form. Events do: a CommandQueuedEvent echoes the token of
//! an unlock, and it is to be shown through [`redact`](mod@redact).

pub mod aliases;
pub mod applications;
pub mod call;
pub mod capabilities;
pub mod catalogue;
pub mod client;
pub mod commands;
pub mod credentials;
pub mod definitions;
pub mod device_policy;
pub mod devices;
pub mod endpoint;
pub mod error;
pub mod events;
pub mod feed;
pub mod hash;
pub mod ids;
pub mod key;
pub mod kind;
pub mod names;
pub mod pass;
pub mod policies;
pub mod queue_drain;
pub mod redact;
pub mod regions;
pub mod site_config;
pub mod time;
pub mod wire;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod no_panic_tests;
