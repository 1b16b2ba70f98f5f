//! Events: a draft by its sender, and the event as Jetstream issued it.

use std::sync::Arc;

use jetstream_api::ids::Guid;

use crate::model::clock::Ms;

/// An event before it is issued: without the name of its device and the time of its receipt.
#[derive(Debug, Clone)]
pub(crate) struct EventDraft {
    pub(crate) kind: &'static str,
    /// 2 for events of devices, 3 for those of Jetstream and of handhelds.
    pub(crate) version: u8,
    pub(crate) id: Guid,
    /// By the clock of the sender.
    pub(crate) time: Ms,
    /// The properties of this type of event, each followed by a comma.
    pub(crate) fields: String,
    /// The command that this event completes.
    pub(crate) completes: Option<Guid>,
}

/// An issued event, with the fields that *Get Events* filters by.
#[derive(Debug)]
pub(crate) struct IssuedEvent {
    pub(crate) id: Guid,
    pub(crate) kind: &'static str,
    pub(crate) version: u8,
    pub(crate) device: Option<Arc<str>>,
    pub(crate) text: Arc<str>,
}
