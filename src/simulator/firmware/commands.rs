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

/// Fetches the queued commands and runs them in order. A command that takes time stops the fetching until it is done.
pub(crate) fn fetch(device: &mut Device, context: &mut SimContext) {
    while device.state.is_reachable() && device.state.jobs.is_empty() {
        let Some(queued) = device.queued_commands.pop_front() else { break };
        run(device, context, queued);
    }
    if device.queued_commands.is_empty() && device.state.jobs.is_empty() {
        device.state.in_exchange = false;
    }
}

/// Runs a command, and returns its outcome. A command that takes time becomes a job, without an outcome yet.
pub(crate) fn run(device: &mut Device, context: &mut SimContext, queued: QueuedCommand) -> Option<Outcome> {
    let QueuedCommand { id, user, request } = queued;
    if matches!(request, CommandRequest::GetTags | CommandRequest::Restart) {
        device.state.jobs.push_back(Job { id, user, request, token: 0 });
        begin_job(device, context);
        return None;
    }
    let outcome = perform(device, context, &request);
    device.complete(context, id, &request, user, &outcome);
    Some(outcome)
}

fn perform(device: &mut Device, context: &mut SimContext, request: &CommandRequest) -> Outcome {
    match request {
        CommandRequest::Lockdown(0) => device.state.locked_until = None,
        CommandRequest::Lockdown(hours) => {
            device.state.locked_until = Some(context.now.saturating_add(Ms::from(*hours) * HOUR));
        }
        CommandRequest::Unlock(token) => return unlock(device, context, token),
        CommandRequest::SyncPasses(passes) => {
            device.state.passes.clone_from(passes);
            device.passes_synced = Some(context.now);
        }
        CommandRequest::SetParameters(values) => {
            device.state.changed = changes(device, values);
            if let Some(assigned) = &mut device.assigned {
                assigned.synced = Some(context.now);
            }
            settings::restart_timers(device, context);
            return Outcome::with_output(values.clone());
        }
        CommandRequest::SetValues(values) => {
            device.state.changed.extend(values.iter().cloned());
            settings::restart_timers(device, context);
        }
        CommandRequest::GetParameters => return Outcome::with_output(report(device)),
        CommandRequest::GetTags | CommandRequest::Restart => {}
    }
    Outcome::default()
}

/// The parameters that are not at their default after these values are set: a policy overwrites everything that was set
/// before.
pub(crate) fn changes(device: &Device, values: &[(String, String)]) -> BTreeMap<String, String> {
    let differs = |(key, value): &&(String, String)| {
        device.definition.parameter(key).is_some_and(|parameter| parameter.default != value.as_str())
    };
    values.iter().filter(differs).cloned().collect()
}

/// The values of all parameters. Their form is not documented: each third of the devices shows one of the plausible ones.
fn report(device: &Device) -> Vec<(String, String)> {
    let value = |key: &str| device.parameter_value(key).unwrap_or_default().to_owned();
    let parameters = (0..).zip(&device.definition.parameters);
    match device.form(3) {
        0 => parameters.map(|(_, parameter)| (parameter.key.clone(), value(&parameter.key))).collect(),
        1 => parameters
            .flat_map(|(number, parameter): (u32, _)| {
                let name = (format!("Parameter{number}"), parameter.key.clone());
                [name, (format!("Value{number}"), value(&parameter.key))]
            })
            .collect(),
        _ => parameters.map(|(number, parameter)| (format!("Parameter{number}"), parameter.key.clone())).collect(),
    }
}

/// Unlocks the door. A failure of the device is an exception, not an HTTP error; the names of both are our choice, none
/// is documented.
fn unlock(device: &mut Device, context: &mut SimContext, token: &str) -> Outcome {
    if device.is_locked(context.now) {
        return Outcome::failed("DeviceLockedDown", "The device is locked down; the door stays locked.");
    }
    let listed = device.state.passes.iter().any(|pass| pass.eq_ignore_ascii_case(token));
    if !listed && Guid::parse(token).is_err() {
        return Outcome::failed("InvalidAccessToken", "The token is not in the access control list of the device.");
    }
    let opener: Arc<str> = token.into();
    access::open_door(device, context, opener);
    Outcome::default()
}

/// Begins the first job, if it has not begun and the device is up.
pub(crate) fn begin_job(device: &mut Device, context: &mut SimContext) {
    if !device.state.up {
        return;
    }
    let token = device.state.next_token();
    let Some(job) = device.state.jobs.front_mut().filter(|job| job.token == 0) else { return };
    job.token = token;
    if job.request == CommandRequest::Restart {
        shutdown::restart(device, context);
    } else {
        let scans = device.number("objecteventscancount", 2) * device.number("objecteventscantime", 10);
        device.plan(context, (scans.clamp(1, 600) + 2) * SECOND, DeviceEvent::JobDone(token));
    }
}

/// Ends the current job: completes its command and goes on with the next one. Without a token it ends any job.
pub(crate) fn finish_job(device: &mut Device, context: &mut SimContext, token: Option<u32>) {
    let at_work = device.state.jobs.front().filter(|job| job.token != 0);
    if at_work.is_none_or(|job| token.is_some_and(|token| token != job.token)) {
        return;
    }
    if let Some(job) = device.state.jobs.pop_front() {
        let mut outcome = Outcome::default();
        if job.request == CommandRequest::GetTags {
            outcome.output = device.state.tags.iter().map(|tag| ("EPC".to_owned(), tag.epc())).collect();
            // Whether the scan also publishes an ObjectEvent is not documented: on half of the devices it does.
            if device.form(2) == 0 {
                tags::observe(device, context);
            }
        }
        device.complete(context, job.id, &job.request, job.user, &outcome);
    }
    begin_job(device, context);
    fetch(device, context);
}
