//! A format of plans and journals as JSON texts, for a database. There are no secrets in them: a policy's parameters, names, times,
//! and errors.

use jetstream_api::{
    ids::{CommandId, Guid, GuidError},
    names::NameError,
    time,
    wire::{DecodeError, Object},
};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{
    Assignment, Plan, PlanSpec, PreviousAssignment, SpecError,
    journal::Journal,
    outcome::{JournalEntry, Outcome},
    step::Step,
};
use crate::configuration::{ValueChange, Values};

const FORMAT: &str = "jetstream-change-plan";
const JOURNAL: &str = "jetstream-change-journal";
const VERSION: u64 = 1;

/// The error of a text that is no record of a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It is not JSON, or something is missing or of another type.
    #[error("The record cannot be read. {0}")]
    Form(#[from] DecodeError),
    /// It is something else.
    #[error("The record is not of the format {FORMAT}, but {0:?}.")]
    Format(String),
    /// It was written by another version of the dashboard.
    #[error("The record has version {0}, and this dashboard reads version {VERSION}: another version has written it.")]
    Version(u64),
    /// A token in it is not known.
    #[error("The record says {0:?} where it should say {1}.")]
    Word(String, &'static str),
    /// A name in it is not legal.
    #[error(transparent)]
    Name(#[from] NameError),
    /// An identifier in it is not a GUID.
    #[error("An identifier in the record cannot be read: {0}.")]
    Id(#[from] GuidError),
    /// It makes no sense.
    #[error(transparent)]
    Goal(#[from] SpecError),
}

impl Plan {
    /// The plan as a text.
    pub fn to_text(&self) -> String {
        let spec = self.spec();
        let devices = spec.devices.iter().map(write_assignment).collect::<Vec<_>>();
        json!({
            "format": FORMAT,
            "version": VERSION,
            "id": self.id().to_string(),
            "environment": self.environment(),
            "madeAt": time::format(self.made_at()),
            "from": spec.from.as_ref().map(ToString::to_string),
            "policy": spec.policy.as_str(),
            "definition": spec.definition.as_str(),
            "parameters": write_values(&spec.parameters),
            "create": spec.create,
            "deleteOld": spec.delete_old,
            "devices": devices,
        })
        .to_string()
    }

    /// Reads [`to_text`](Self::to_text).
    pub fn from_text(text: &str) -> Result<Self, RecordError> {
        let mut record = versioned(text, FORMAT)?;
        let devices = record.objects("devices")?.into_iter().map(read_assignment);
        let spec = PlanSpec {
            from: record.optional_text("from")?.map(|name| name.parse()).transpose()?,
            policy: record.text("policy")?.parse()?,
            definition: record.text("definition")?.parse()?,
            parameters: read_values(&mut record, "parameters")?,
            create: truth(&mut record, "create")?,
            delete_old: truth(&mut record, "deleteOld")?,
            devices: devices.collect::<Result<_, _>>()?,
        };
        let (id, made_at) = (Guid::parse(&record.text("id")?)?, read_time(&mut record, "madeAt")?);
        Ok(Self::new(id, record.text("environment")?, made_at, spec)?)
    }
}

impl Journal {
    /// All entries as one text.
    pub fn to_text(&self) -> String {
        let entries = self.entries().iter().map(write_entry).collect::<Vec<_>>();
        json!({ "format": JOURNAL, "version": VERSION, "entries": entries }).to_string()
    }

    /// Reads [`to_text`](Self::to_text).
    pub fn from_text(text: &str) -> Result<Self, RecordError> {
        let entries = versioned(text, JOURNAL)?.objects("entries")?;
        entries.into_iter().map(read_entry).collect()
    }
}

impl JournalEntry {
    /// The entry as a text of its own, for a database that stores one after the other.
    pub fn to_text(&self) -> String {
        write_entry(self).to_string()
    }

    /// Reads [`to_text`](Self::to_text).
    pub fn from_text(text: &str) -> Result<Self, RecordError> {
        read_entry(Object::parse(text)?)
    }
}

fn versioned<'a>(text: &'a str, format: &str) -> Result<Object<'a>, RecordError> {
    let mut record = Object::parse(text)?;
    let found = record.text("format")?;
    if found != format {
        return Err(RecordError::Format(found));
    }
    match record.optional_integer::<u64>("version")? {
        Some(VERSION) => Ok(record),
        other => Err(RecordError::Version(other.unwrap_or_default())),
    }
}

fn write_values(values: &Values) -> Value {
    Value::Object(values.iter().map(|(key, value)| (key.to_owned(), json!(value))).collect::<Map<_, _>>())
}

fn read_values(record: &mut Object<'_>, name: &str) -> Result<Values, RecordError> {
    Ok(Values::from(record.pairs(name)?.as_slice()))
}

fn truth(record: &mut Object<'_>, name: &str) -> Result<bool, RecordError> {
    Ok(record.optional_bool(name)?.unwrap_or_default())
}

fn read_time(record: &mut Object<'_>, name: &str) -> Result<Timestamp, RecordError> {
    let text = record.text(name)?;
    time::parse(&text).ok_or(RecordError::Word(text, "a time"))
}

fn write_assignment(assignment: &Assignment) -> Value {
    let changes = assignment
        .changes
        .iter()
        .map(|ValueChange { key, name, from, to }| json!({ "key": key, "name": name, "from": from, "to": to }));
    let before = assignment
        .before
        .as_ref()
        .map(|PreviousAssignment { policy, overrides }| json!({ "policy": policy.as_str(), "overrides": write_values(overrides) }));
    json!({
        "device": assignment.device.as_str(),
        "before": before,
        "overrides": write_values(&assignment.overrides),
        "changes": changes.collect::<Vec<_>>(),
        "sync": assignment.sync,
        "readBack": assignment.read_back,
    })
}

fn read_assignment(mut record: Object<'_>) -> Result<Assignment, RecordError> {
    let before = record.object("before")?.map(|mut before| -> Result<PreviousAssignment, RecordError> {
        Ok(PreviousAssignment {
            policy: before.text("policy")?.parse()?,
            overrides: read_values(&mut before, "overrides")?,
        })
    });
    let changes = record.objects("changes")?.into_iter().map(|mut change| -> Result<ValueChange, RecordError> {
        Ok(ValueChange {
            key: change.text("key")?,
            name: change.text("name")?,
            from: change.optional_text("from")?,
            to: change.optional_text("to")?,
        })
    });
    Ok(Assignment {
        device: record.text("device")?.parse()?,
        before: before.transpose()?,
        overrides: read_values(&mut record, "overrides")?,
        changes: changes.collect::<Result<_, _>>()?,
        sync: truth(&mut record, "sync")?,
        read_back: truth(&mut record, "readBack")?,
    })
}

fn write_entry(entry: &JournalEntry) -> Value {
    let step = match &entry.step {
        Step::CreatePolicy => "create",
        Step::Remove(_) => "remove",
        Step::Add(_) => "add",
        Step::Sync(_) => "sync",
        Step::Read(_) => "read",
        Step::Restore(_) => "restore",
        Step::DeleteOld => "delete",
    };
    let word = match &entry.outcome {
        Outcome::Asked { .. } => "asked",
        Outcome::Started { .. } => "started",
        Outcome::Done { .. } => "done",
        Outcome::Queued { .. } => "queued",
        Outcome::Failed { .. } => "failed",
        Outcome::Conflict { .. } => "taken",
        Outcome::Unknown { .. } => "unknown",
        Outcome::Skipped { .. } => "skipped",
    };
    let mut fields = Map::new();
    let mut set = |name: &str, text: Option<String>| {
        fields.extend(text.map(|text| (name.to_owned(), Value::String(text))));
    };
    set("step", Some(step.to_owned()));
    set("device", entry.step.device().map(ToString::to_string));
    set("outcome", Some(word.to_owned()));
    set("at", Some(time::format(entry.outcome.at())));
    set("why", entry.outcome.why().map(str::to_owned));
    match &entry.outcome {
        Outcome::Started { click, .. } => set("click", click.map(|click| click.to_string())),
        Outcome::Queued { command, .. } => set("command", command.as_ref().map(ToString::to_string)),
        _ => {}
    }
    Value::Object(fields)
}

fn read_entry(mut record: Object<'_>) -> Result<JournalEntry, RecordError> {
    let word = record.text("step")?;
    let mut device = || -> Result<_, RecordError> { Ok(record.text("device")?.parse()?) };
    let step = match word.as_str() {
        "create" => Step::CreatePolicy,
        "remove" => Step::Remove(device()?),
        "add" => Step::Add(device()?),
        "sync" => Step::Sync(device()?),
        "read" => Step::Read(device()?),
        "restore" => Step::Restore(device()?),
        "delete" => Step::DeleteOld,
        _ => return Err(RecordError::Word(word, "the name of a step")),
    };
    let at = read_time(&mut record, "at")?;
    let word = record.text("outcome")?;
    let mut why = || record.text("why");
    let outcome = match word.as_str() {
        "asked" => Outcome::Asked { at },
        "started" => {
            let click = record.optional_text("click")?;
            Outcome::Started { at, click: click.map(|click| Guid::parse(&click)).transpose()? }
        }
        "done" => Outcome::Done { at },
        "queued" => {
            let command = record.optional_text("command")?;
            Outcome::Queued { at, command: command.map(|id| CommandId::new(&id)) }
        }
        "failed" => Outcome::Failed { at, why: why()? },
        "taken" => Outcome::Conflict { at, why: why()? },
        "unknown" => Outcome::Unknown { at, why: why()? },
        "skipped" => Outcome::Skipped { at, why: why()? },
        _ => return Err(RecordError::Word(word, "an outcome")),
    };
    Ok(JournalEntry { step, outcome })
}

#[cfg(test)]
#[path = "record_tests.rs"]
mod tests;
