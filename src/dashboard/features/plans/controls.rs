//! The controls of a plan (run, pause, stop), with its current activity.

use jetstream_fleet::plan::Stage;
use leptos::prelude::*;

use crate::{
    state::{
        directory::{Directory, remote_data::RemoteData},
        plans::{
            Plans,
            plan_run::{PlanRun, RunState},
        },
        session::{READ_ONLY, Session},
    },
    text,
};
use jetstream_ui::{Button, ButtonKind, Notice, NoticeKind, icon};

/// The buttons, and a sentence about the current activity.
#[component]
pub fn PlanControls(plan_run: PlanRun) -> AnyView {
    let plans = Plans::current();
    let plan_run = StoredValue::new(plan_run);
    let activity = Memo::new(move |_| plan_run.with_value(PlanRun::activity));
    let under_way = Memo::new(move |_| plan_run.with_value(PlanRun::under_way));
    let stage = Memo::new(move |_| plan_run.with_value(|plan_run| plan_run.with(|plan, journal| plan.stage(journal))));
    let notice = Memo::new(move |_| plan_run.with_value(PlanRun::notice));
    let reason = Memo::new(move |_| plan_run.with_value(why_not));
    let refused = Signal::derive(move || reason.get());
    let run = move |()| plan_run.with_value(|plan_run| plans.run(plan_run));
    let pause = move |()| plan_run.with_value(|plan_run| plans.pause(plan_run));
    let stop = move |()| plan_run.with_value(|plan_run| plans.stop(plan_run));
    let buttons = move || {
        let word = match (activity.get(), stage.get()) {
            (RunState::Idle | RunState::InAnotherTab, Stage::New) => Some("Run"),
            (RunState::Idle | RunState::InAnotherTab, Stage::Begun) | (RunState::Paused, _) => Some("Resume"),
            _ => None,
        };
        let (running, paused) = (activity.get() == RunState::Running, activity.get() == RunState::Paused);
        let serving = matches!(activity.get(), RunState::RunningOneStep(_));
        view! {
            {word.map(|word| view! {
                <Button kind=ButtonKind::Primary icon=icon::PLAY refused on_click=run>{word}</Button>
            })}
            {running.then(|| view! { <Button icon=icon::PAUSE on_click=pause>"Pause"</Button> })}
            {(running || paused || serving).then(|| view! { <Button icon=icon::X on_click=stop>"Stop"</Button> })}
        }
    };
    view! {
        <div class="stack">
            <div class="line">{buttons}</div>
            <p role="status" aria-label="State of the plan">{move || doing(&activity.get(), under_way.get(), stage.get())}</p>
            {move || notice.get().map(|title| view! { <Notice kind=NoticeKind::Warn title announce=true/> })}
        </div>
    }
    .into_any()
}

/// The current activity, as a sentence.
fn doing(activity: &RunState, under_way: usize, stage: Stage) -> String {
    let waits = || format!("{} under way", text::plural(under_way, "call"));
    match (activity, stage) {
        (RunState::Idle, _) if under_way > 0 => format!("Stopping: {}, and nothing more is sent.", waits()),
        (RunState::Idle, Stage::New) => "Nothing has been sent yet.".to_owned(),
        (RunState::Idle, Stage::Begun) => "Stopped: some steps are left, and nothing is being sent.".to_owned(),
        (RunState::Idle, Stage::Sent) => "Everything was sent. Some devices have not confirmed it yet.".to_owned(),
        (RunState::Idle, Stage::Finished) => "Everything is done.".to_owned(),
        (RunState::CheckingServer, _) => "Asking Jetstream how things stand.".to_owned(),
        (RunState::Running, _) => format!("Running: {}. It goes on while you look at other pages.", waits()),
        (RunState::Paused, _) if under_way > 0 => format!("Pausing: {}.", waits()),
        (RunState::Paused, _) => "Paused: nothing is being sent.".to_owned(),
        (RunState::RunningOneStep(_), _) => format!("Doing what was asked for: {}.", waits()),
        (RunState::InAnotherTab, _) => "Running in another tab of this browser. What it does appears here.".to_owned(),
    }
}

/// The reason why the plan cannot be run from this page now; `None` if it can.
fn why_not(plan_run: &PlanRun) -> Option<String> {
    if Session::current().is_read_only() {
        return Some(READ_ONLY.to_owned());
    }
    if plan_run.activity() == RunState::InAnotherTab {
        return Some("It runs in another tab. Close that one, or stop the plan there.".to_owned());
    }
    strangers(plan_run)
}

/// The reason why the plan does not fit the devices of this access key: one is missing, one has another definition, or they are not loaded.
fn strangers(plan_run: &PlanRun) -> Option<String> {
    let devices = match Directory::current().devices() {
        RemoteData::Loaded { value, .. } => value,
        RemoteData::Loading => return Some("The devices are still being loaded.".to_owned()),
        RemoteData::Failed(error) => return Some(format!("The devices could not be loaded: {error}")),
    };
    let spec = plan_run.plan().spec();
    let definitions: std::collections::HashMap<&str, &str> =
        devices.iter().map(|entry| (entry.device.name.as_str(), entry.device.definition.as_str())).collect();
    spec.devices.iter().find_map(|assignment| {
        let name = assignment.device.as_str();
        match definitions.get(name) {
            None => Some(format!(
                "Jetstream lists no device {name} for this access key. The plan may have been made under another one, or the device was renamed or removed."
            )),
            Some(definition) if *definition != spec.definition.as_str() => {
                Some(format!("{name} is of the definition {definition} now, and the policy is for {}.", spec.definition))
            }
            Some(_) => None,
        }
    })
}
