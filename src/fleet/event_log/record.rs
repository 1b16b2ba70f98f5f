//! The record of one event in the log: the text as it was received, and the fields that are searched.

use std::{borrow::Borrow, cmp::Ordering, fmt, hash, ops::Range, sync::Arc};

use jetstream_api::{
    events::{Body, Event, Severity},
    ids::{CommandId, EventId, Guid},
};
use jiff::Timestamp;

use super::{
    letters::{Letters, letters_of_values},
    names::{InternedName, InternedNames},
    secrets::secret_places,
};

/// The memory of an event beside its text: the record, its entries in the list and in the set of identifiers, and the overhead of the
/// allocator. 32-bit programs need a quarter less.
const RECORD_BYTES: usize = 192;

/// An event's identifier in 16 bytes; in all of its text where it is no GUID.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Id {
    Guid(Guid),
    Text(EventId),
}

impl Id {
    pub(super) fn of(id: &EventId) -> Self {
        Guid::parse(id.as_str()).map_or_else(|_| Self::Text(id.clone()), Self::Guid)
    }

    fn read(&self) -> EventId {
        match self {
            Self::Guid(guid) => EventId::new(&guid.to_string()),
            Self::Text(id) => id.clone(),
        }
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            // The order of the bytes is that of the lower-case texts.
            (Self::Guid(one), Self::Guid(other)) => one.cmp(other),
            _ => self.read().cmp(&other.read()),
        }
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.read().fmt(formatter)
    }
}

/// One event in the log.
#[derive(Debug, Clone)]
pub struct Record {
    pub(super) id: Id,
    time: Option<Timestamp>,
    raw: Arc<str>,
    /// Where in the raw text the secrets are, first to last.
    pub(super) secrets: Box<[Range<u32>]>,
    pub(super) command: Option<CommandId>,
    pub(super) device: InternedName,
    pub(super) event_type: InternedName,
    pub(super) user: InternedName,
    severity: Severity,
    /// Whether a text in it is written with escapes, so that it must be decoded before a search.
    pub(super) escaped: bool,
    /// The letters of its values.
    pub(super) letters: Letters,
}

impl Record {
    pub(super) fn new(event: &Event, vocabulary: &mut InternedNames) -> Self {
        let command = match &event.body {
            Body::CommandQueued(queued) => Some(queued.command_id.clone()),
            Body::CommandCompletion(completed) => Some(completed.command_id.clone()),
            _ => None,
        };
        let escaped = memchr::memchr(b'\\', event.raw.as_bytes()).is_some();
        Self {
            id: Id::of(&event.id),
            time: event.time(),
            secrets: secret_places(&event.raw).into(),
            command,
            device: vocabulary.devices.number(event.device.as_deref()),
            event_type: vocabulary.types.number(Some(&event.event_type)),
            user: vocabulary.users.number(user(&event.body)),
            severity: event.severity(),
            escaped,
            letters: if escaped { Letters::ANY } else { letters_of_values(&event.raw) },
            raw: Arc::clone(&event.raw),
        }
    }

    /// Its identifier.
    pub fn id(&self) -> EventId {
        self.id.read()
    }

    /// A predicate that is true of the record of this identifier.
    pub fn has_id(id: &EventId) -> impl Fn(&Self) -> bool + use<> {
        let id = Id::of(id);
        move |record| record.id == id
    }

    /// The time by which it is ordered, as [`Event::time`].
    pub fn time(&self) -> Option<Timestamp> {
        self.time
    }

    /// Its severity, as [`Event::severity`].
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The command that it is about.
    pub fn command(&self) -> Option<&CommandId> {
        self.command.as_ref()
    }

    /// The text as it was received.
    pub fn raw(&self) -> &Arc<str> {
        &self.raw
    }

    /// The event, parsed again. `None` if it cannot be parsed, which does not happen: it was parsed before.
    pub fn event(&self) -> Option<Event> {
        let event = Event::parse(&self.raw).ok()?;
        Some(Event { raw: Arc::clone(&self.raw), ..event })
    }

    /// Whether it has the same device, type and severity as another one of its log.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let known = |name: InternedName| name != InternedName::UNLISTED;
        self.severity == other.severity
            && (self.device, self.event_type) == (other.device, other.event_type)
            && known(self.device)
            && known(self.event_type)
    }

    /// Whether its text can be shown as it is: it has no secrets and no escapes.
    pub(super) fn is_visible(&self) -> bool {
        self.secrets.is_empty() && !self.escaped
    }

    /// The key by which the log is ordered.
    pub(super) fn key(&self) -> (Option<Timestamp>, &Id) {
        (self.time, &self.id)
    }

    /// The memory that it counts for, in bytes. It depends on the event alone; otherwise the order of arrival would decide which events are
    /// retained.
    pub(super) fn cost(&self) -> usize {
        RECORD_BYTES + self.raw.len() + self.secrets.len() * size_of::<Range<u32>>()
    }
}

impl PartialEq for Record {
    /// Compares identifier and text. The numbers of names depend on the order of arrival.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.raw == other.raw
    }
}

impl Ord for Record {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Record {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Record {}

/// The user who sent the command.
pub(super) fn user(body: &Body) -> Option<&str> {
    match body {
        Body::CommandQueued(queued) => queued.user.as_deref(),
        Body::CommandCompletion(completed) => completed.user.as_deref(),
        _ => None,
    }
}

/// A record in a set by its identifier.
#[derive(Debug, Clone)]
pub(super) struct ById(pub Arc<Record>);

impl Borrow<Id> for ById {
    fn borrow(&self) -> &Id {
        &self.0.id
    }
}

impl PartialEq for ById {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Eq for ById {}

impl hash::Hash for ById {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.0.id.hash(state);
    }
}
