//! Execution of commands on the device.

use std::{collections::BTreeMap, sync::Arc};

use jetstream_api::ids::Guid;

use crate::{
    firmware::{access, settings, shutdown, tags},
    model::{
        clock::{HOUR, Ms, SECOND},
        command::{CommandRequest, Job, Outcome, QueuedCommand},
        device::Device,
        device_event::DeviceEvent,
        sim_context::SimContext,
    },
};

/// Fetches what waits in Jetstream and runs it in order. A command that takes its time stops the fetching until it is done.
pub(crate) fn fetch(device: &mut Device, hub: &mut SimContext) {
    while device.unit.is_reachable() && device.unit.jobs.is_empty() {
        let Some(waiting) = device.waiting.pop_front() else { break };
        run(device, hub, waiting);
    }
    if device.waiting.is_empty() && device.unit.jobs.is_empty() {
        device.unit.visiting = false;
    }
}

/// Runs a command. The outcome is there at once, unless it is one that takes its time: then it is a job.
pub(crate) fn run(device: &mut Device, hub: &mut SimContext, waiting: QueuedCommand) -> Option<Outcome> {
    let QueuedCommand { id, user, order } = waiting;
    if matches!(order, CommandRequest::GetTags | CommandRequest::Restart) {
        device.unit.jobs.push_back(Job { id, user, order, token: 0 });
        begin_job(device, hub);
        return None;
    }
    let outcome = perform(device, hub, &order);
    device.complete(hub, id, &order, user, &outcome);
    Some(outcome)
}

fn perform(device: &mut Device, hub: &mut SimContext, order: &CommandRequest) -> Outcome {
    match order {
        CommandRequest::Lockdown(0) => device.unit.locked_until = None,
        CommandRequest::Lockdown(hours) => {
            device.unit.locked_until = Some(hub.now.saturating_add(Ms::from(*hours) * HOUR))
        }
        CommandRequest::Unlock(token) => return unlock(device, hub, token),
        CommandRequest::SyncPasses(passes) => {
            device.unit.passes.clone_from(passes);
            device.passes_synced = Some(hub.now);
        }
        CommandRequest::SetParameters(values) => {
            device.unit.changed = changes(device, values);
            if let Some(assigned) = &mut device.assigned {
                assigned.synced = Some(hub.now);
            }
            settings::restart_timers(device, hub);
            return Outcome::with_output(values.clone());
        }
        CommandRequest::SetValues(values) => {
            device.unit.changed.extend(values.iter().cloned());
            settings::restart_timers(device, hub);
        }
        CommandRequest::GetParameters => return Outcome::with_output(report(device)),
        CommandRequest::GetTags | CommandRequest::Restart => {}
    }
    Outcome::default()
}

/// What is not at its default once these values are set: a policy overwrites everything that was set before.
pub(crate) fn changes(device: &Device, values: &[(String, String)]) -> BTreeMap<String, String> {
    let differs = |(key, value): &&(String, String)| {
        device.definition.setting(key).is_some_and(|setting| setting.default != value.as_str())
    };
    values.iter().filter(differs).cloned().collect()
}

/// In which form the values come is not documented: each third of the devices shows one of the plausible ones.
fn report(device: &Device) -> Vec<(String, String)> {
    let value = |key: &str| device.setting(key).unwrap_or_default().to_owned();
    let settings = (0..).zip(&device.definition.parameters);
    match device.form(3) {
        0 => settings.map(|(_, setting)| (setting.key.clone(), value(&setting.key))).collect(),
        1 => settings
            .flat_map(|(number, setting): (u32, _)| {
                let name = (format!("Parameter{number}"), setting.key.clone());
                [name, (format!("Value{number}"), value(&setting.key))]
            })
            .collect(),
        _ => settings.map(|(number, setting)| (format!("Parameter{number}"), setting.key.clone())).collect(),
    }
}

/// A failure of the device is an exception, not an HTTP error; the names of both are our choice, none is documented.
fn unlock(device: &mut Device, hub: &mut SimContext, token: &str) -> Outcome {
    if device.is_locked(hub.now) {
        return Outcome::failed("DeviceLockedDown", "The device is locked down; the door stays locked.");
    }
    let listed = device.unit.passes.iter().any(|pass| pass.eq_ignore_ascii_case(token));
    if !listed && Guid::parse(token).is_err() {
        return Outcome::failed("InvalidAccessToken", "The token is not in the access control list of the device.");
    }
    let opener: Arc<str> = token.into();
    access::open_door(device, hub, opener);
    Outcome::default()
}

/// Begins the first job, if it has not begun and the unit can work.
pub(crate) fn begin_job(device: &mut Device, hub: &mut SimContext) {
    if !device.unit.up {
        return;
    }
    let token = device.unit.next_token();
    let Some(job) = device.unit.jobs.front_mut().filter(|job| job.token == 0) else { return };
    job.token = token;
    if job.order == CommandRequest::Restart {
        shutdown::restart(device, hub);
    } else {
        let scans = device.number("objecteventscancount", 2) * device.number("objecteventscantime", 10);
        device.plan(hub, (scans.clamp(1, 600) + 2) * SECOND, DeviceEvent::JobDone(token));
    }
}

/// The job at work is done: completes it and goes on with the next one.
pub(crate) fn finish_job(device: &mut Device, hub: &mut SimContext, token: Option<u32>) {
    let at_work = device.unit.jobs.front().filter(|job| job.token != 0);
    if at_work.is_none_or(|job| token.is_some_and(|token| token != job.token)) {
        return;
    }
    if let Some(job) = device.unit.jobs.pop_front() {
        let mut outcome = Outcome::default();
        if job.order == CommandRequest::GetTags {
            outcome.output = device.unit.tags.iter().map(|tag| ("EPC".to_owned(), tag.epc())).collect();
            // Whether the scan also publishes an ObjectEvent is not documented: on half of the devices it does.
            if device.form(2) == 0 {
                tags::observe(device, hub);
            }
        }
        device.complete(hub, job.id, &job.order, job.user, &outcome);
    }
    begin_job(device, hub);
    fetch(device, hub);
}
