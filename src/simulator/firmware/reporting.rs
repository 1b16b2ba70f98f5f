//! Sending events: at once if the device can reach Jetstream, later if it cannot.

use jetstream_api::{catalogue::log_entries::Level, ids::Guid, kind::DeviceKind};

use crate::model::{
    clock,
    command::{CommandRequest, Outcome},
    device::Device,
    event::EventDraft,
    json,
    sim_context::SimContext,
};

impl Device {
    /// Sends an event of the device, at once or when it can.
    pub(crate) fn emit(&mut self, context: &mut SimContext, kind: &'static str, fields: String) {
        // The example of Get Events shows heartbeats and readings as version 3; every other page shows 2.
        let quirk = self.form(6) == 5 && matches!(kind, "HeartbeatEvent" | "SensorReadingEvent");
        let version = if quirk || self.kind() == DeviceKind::Handheld { 3 } else { 2 };
        self.send(context, kind, version, fields, None);
    }

    /// Sends the completion of a command.
    pub(crate) fn complete(
        &mut self,
        context: &mut SimContext,
        id: Guid,
        request: &CommandRequest,
        user: &str,
        outcome: &Outcome,
    ) {
        let mut fields = outcome.fields(id, request.event_name());
        // The page lists these two; neither the examples nor the library of the vendor have them.
        if self.form(4) == 1 {
            json::field(&mut fields, "Verb", request.verb());
            json::field(&mut fields, "User", user);
        }
        self.send(context, "CommandCompletionEvent", 2, fields, Some(id));
    }

    fn send(
        &mut self,
        context: &mut SimContext,
        kind: &'static str,
        version: u8,
        fields: String,
        completes: Option<Guid>,
    ) {
        let time = context.now.saturating_add(self.state.skew);
        let draft = EventDraft { kind, version, id: self.state.rng.guid(), time, fields, completes };
        if self.state.is_reachable() {
            // The backlog comes first: a device reports events in the order they happened.
            self.flush(context);
            self.deliver(context, &draft);
        } else {
            self.state.backlog.push_back(draft);
        }
    }

    /// Delivers the backlog.
    pub(crate) fn flush(&mut self, context: &mut SimContext) {
        while let Some(draft) = self.state.backlog.pop_front() {
            self.deliver(context, &draft);
        }
    }

    fn deliver(&self, context: &mut SimContext, draft: &EventDraft) {
        // Jetstream has ended this command by a time-out: our choice is that it accepts no second completion.
        if draft.completes.is_some_and(|id| context.open.remove(&id).is_none()) {
            return;
        }
        let now = context.now;
        context.outbox.issue(draft, Some(&self.name), Some(now), now);
    }

    /// Writes a log entry, if the `LogEntryLevel` of the device allows; returns whether it did.
    pub(crate) fn log(&mut self, context: &mut SimContext, level: Level, entry: &str, message: &str) -> bool {
        let allowed = match self.parameter_value("logentrylevel").unwrap_or("error").to_ascii_lowercase().as_str() {
            "off" => return false,
            "information" => Level::Information,
            "warning" => Level::Warning,
            _ => Level::Error,
        };
        if !self.state.up || level > allowed || self.kind() == DeviceKind::Handheld {
            return false;
        }
        let word = match level {
            Level::Error => "Error",
            Level::Warning => "Warning",
            Level::Information => "Information",
        };
        let mut fields = String::from("\"LogEntries\":[{");
        json::field(&mut fields, "Level", word);
        json::field(&mut fields, "Type", entry);
        json::field(&mut fields, "Message", message);
        fields.push_str("\"LogTime\":");
        json::text(&mut fields, &clock::text(context.now.saturating_add(self.state.skew)));
        fields.push_str("}],");
        self.emit(context, "LogEntryEvent", fields);
        true
    }
}

#[cfg(test)]
#[path = "reporting_tests.rs"]
mod tests;
