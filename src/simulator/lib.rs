//! A simulated Jetstream with a fleet of devices, for demonstrations, for tests and for the benchmark.
//!
//! The simulator is a state machine. It reads no clock, does no I/O and never sleeps: calls come in by
//! [`Simulator::handle`], time by [`Simulator::advance`], and events go out by [`Simulator::take_issued`] as well as by
//! *Get Events*. The same [`Options`] and the same calls give the same bytes.
//!
//! ```
//! use std::cell::RefCell;
//! use jetstream_api::{
//!     call::{Call, Reply}, client::{Client, Transport}, commands::{CommandStatus, Lockdown, LockdownHours},
//!     devices::ListDevices, error::TransportError, key::AccessKey, names::DeviceName,
//! };
//! use jetstream_simulator::{DEMO_KEY, Delivery, Options, Request, Simulator};
//!
//! /// The api crate's client over the simulator, in one process.
//! struct InProcess { simulator: RefCell<Simulator>, key: AccessKey }
//!
//! impl Transport for InProcess {
//!     async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
//!         let response = self.simulator.borrow_mut().handle(&Request::from((call, &self.key)));
//!         match response.delivery {
//!             Delivery::Whole => Ok(response.reply),
//!             _ => Err(TransportError::NoAnswer("the connection broke".to_owned())),
//!         }
//!     }
//! }
//!
//! # fn wait<F: Future>(future: F) -> F::Output {
//! #     let mut future = std::pin::pin!(future);
//! #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
//! #     match future.as_mut().poll(&mut context) { std::task::Poll::Ready(value) => value, _ => unreachable!() }
//! # }
//! # wait(async {
//! let simulator = RefCell::new(Simulator::new(&Options::default()));
//! let client = Client::new(InProcess { simulator, key: AccessKey::parse(DEMO_KEY)? });
//!
//! assert!(client.send(&ListDevices::default()).await?.iter().any(|device| device.name == "Security Cabinet 1"));
//!
//! let device = DeviceName::parse("Security Cabinet 1")?;
//! let answer = client.send(&Lockdown { device, hours: LockdownHours::new(4)? }).await?;
//! assert_eq!(answer.status, CommandStatus::Completed);
//!
//! // This one holds no WebSocket: its lockdown is queued, and not in force until it polls.
//! let device = DeviceName::parse("Security Cabinet 2, offline")?;
//! let answer = client.send(&Lockdown { device, hours: LockdownHours::new(4)? }).await?;
//! assert_eq!(answer.status, CommandStatus::Queued);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Guarantees
//!
//! - **What the documentation states holds**: names and ranges, uniqueness, immutable policies and regions, the three classes
//!   of commands, queueing and the time-out after 1440 minutes, one queue of events per key with its subscription, batches
//!   and retention. Where the documentation is silent, a doc comment of the handler states the choice.
//! - **Where it contradicts itself, both forms occur**, by the id of the device: a sync of passes is queued as
//!   `SyncCredentials` (version 2) on even ids and as `UpdatePasses` (version 3) on odd ones; *Set a Device's Policy
//!   Parameters* answers a command on even and a policy on odd ids; *Delete Device Credentials* answers 204 or the remaining
//!   list; *Get a Device's Policy Parameters* has three forms, by the remainder of three; the queued event of a restart has
//!   the documented wrong verb and version on odd ids; a CommandQueuedEvent follows its completion where the id leaves 3 when
//!   divided by 4; a completion names verb and user where it leaves 1; and heartbeats and
//!   readings are of version 3 where it leaves 5 when divided by 6.
//! - **Every event follows from the state of its device**: nothing is restored that has not failed, no tag leaves that was not
//!   there, no pass is accepted during a lockdown, and a device without power or network sends nothing until it is back;
//!   then its events arrive late. No event reports that a lockdown ended by time, as in the API.
//! - **Memory is bounded** by the fleet, not by time: a queue holds at most [`QUEUE_CAPACITY`] events, a device without
//!   network some hundred. The caller has to fetch the events by [`Simulator::take_issued`].
//!
//! The devices of [`sentinels`] fail on purpose. A device is controlled by hand with [`Simulator::connect`],
//! [`Simulator::disconnect`], [`Simulator::poll`] and [`Simulator::raise_incident`].
//!
//! # Layers
//!
//! `simulator` and `control` are the public API. `fleet` builds the initial fleet, `handlers` answers calls, `firmware` is
//! the state machine of a device, and `model` is plain data. Each imports only those after it.
#![forbid(unsafe_code)]

mod control;
mod firmware;
mod fleet;
#[cfg(test)]
mod fleet_simulation_tests;
mod handlers;
mod model;
#[cfg(test)]
mod queue_drain_tests;
mod simulator;
#[cfg(test)]
mod testing;

pub use control::ControlError;
pub use handlers::{
    auth::{COLLEAGUE_KEY, DEMO_KEY},
    request::{Delivery, Request, Response},
};
pub use model::{
    event_queue::QUEUE_CAPACITY,
    options::Options,
    request_log::{LoggedClick, LoggedExecution, RequestLog},
    rng::Rng,
    sentinels,
    traffic::MAX_RATE,
};
pub use simulator::Simulator;
