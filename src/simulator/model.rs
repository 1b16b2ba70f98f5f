//! The model: plain data of the simulated world, and the queues between devices, Jetstream and its clients.

pub(crate) mod alias;
pub(crate) mod clock;
pub(crate) mod command;
pub(crate) mod definition;
pub(crate) mod device;
pub(crate) mod device_event;
pub(crate) mod device_state;
pub(crate) mod event;
pub(crate) mod event_queue;
pub(crate) mod event_queues;
pub(crate) mod json;
pub(crate) mod options;
pub(crate) mod outbox;
pub(crate) mod policy;
pub(crate) mod region;
pub(crate) mod registry;
pub(crate) mod request_log;
pub(crate) mod rng;
pub(crate) mod schedule;
pub mod sentinels;
pub(crate) mod sim_context;
pub(crate) mod traffic;
pub(crate) mod world;
