//! The dialog that sends a command to all selected devices: it asks for confirmation, sends a few calls at a time and shows the
//! outcome.

use jetstream_api::names::DeviceName;
use leptos::prelude::*;

use crate::{
    features::{
        drift::{
            batch::{BatchProgress, CommandBatch},
            view::DriftView,
        },
        fleet_configuration::policy_command::{BulkCommand, refusal},
    },
    paths::{self, Tab},
    shared::{selection::Selection, unsaved_changes::UnsavedChangesGuard},
    state::{directory::Directory, session::Session},
    text,
};
use jetstream_ui::{Button, ButtonKind, Dialog, Disclosure, Notice, NoticeKind};

/// Maximum number of device names in a list.
const LISTED: usize = 200;

/// The devices that get the command, and those that are left out, each with the reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct BulkPlan {
    devices: Vec<DeviceName>,
    left_out: Vec<(String, String)>,
}

/// The line with the selection and its commands, and the progress of the batch below it.
#[component]
pub fn Bulk(
    /// The view model of the table.
    view: DriftView,
    /// Called with the new selection.
    select: Callback<Selection>,
    /// Shown at the end of the line.
    children: Children,
) -> AnyView {
    let asked = RwSignal::new(None::<BulkCommand>);
    let batch = CommandBatch::new();
    // Calls in flight continue after the page is left; only those that are not sent yet would be lost.
    let is_busy = Memo::new(move |_| batch.progress().waiting > 0);
    let chosen = Memo::new(move |_| view.chosen_count());
    let refused = Signal::derive(move || is_busy.get().then(|| "Wait until all of the last ones are sent.".to_owned()));
    let button = move |command: BulkCommand| {
        let words = move || format!("{} ({})", command.label(), chosen.get());
        view! { <Button refused on_click=move |()| asked.set(Some(command))>{words}</Button> }
    };
    let some = Memo::new(move |_| chosen.get() > 0);
    let buttons = move || {
        some.get().then(|| {
            view! {
                {button(BulkCommand::Read)}
                {button(BulkCommand::Sync)}
                <Button kind=ButtonKind::Quiet on_click=move |()| select.run(Selection::default())>"Choose none"</Button>
            }
        })
    };
    let all = move || {
        let shown = view.count();
        (shown > 0 && chosen.get() < shown).then(|| format!("Choose all {shown}"))
    };
    let all = Memo::new(move |_| all());
    let choose_all = move || {
        all.get().map(|words| {
            view! { <Button kind=ButtonKind::Quiet on_click=move |()| select.run(Selection::all())>{words}</Button> }
        })
    };
    let said = move || match chosen.get() {
        0 => "None chosen".to_owned(),
        count => format!("{} chosen", text::plural(count, "device")),
    };
    let left = move || format!("{} not been sent, and will not be once you leave.", has_have(batch.progress().waiting));
    let dialog = move || {
        asked.get().map(|command| {
            let on_close = Callback::new(move |()| asked.set(None));
            let on_send = Callback::new(move |devices| {
                asked.set(None);
                batch.begin(command, devices);
            });
            view! { <Confirm view command on_close on_send/> }
        })
    };
    view! {
        <div class="line bulk">
            <span role="status" aria-label="Chosen">{said}</span>
            {choose_all}
            {buttons}
            <span class="push">{children()}</span>
        </div>
        {move || batch.command().map(|command| view! { <Running batch command/> })}
        {dialog}
        <UnsavedChangesGuard unsaved=is_busy what=Signal::derive(left) is_saved=false
            on_discard=Callback::new(move |()| batch.stop())/>
    }
    .into_any()
}

#[component]
fn Confirm(
    view: DriftView,
    command: BulkCommand,
    on_close: Callback<()>,
    on_send: Callback<Vec<DeviceName>>,
) -> AnyView {
    let (session, directory) = (Session::current(), Directory::current());
    // The confirmation is for the devices that were shown: the list must not change while the dialog is open.
    let plan = untrack(|| {
        let mut plan = BulkPlan::default();
        for (entry, line) in view.chosen() {
            match (refusal(command, &entry, &line.configuration, session, directory), entry.name) {
                (None, Ok(name)) => plan.devices.push(name),
                (why, _) => plan.left_out.push((entry.device.name, why.unwrap_or_default())),
            }
        }
        plan
    });
    let count = plan.devices.len();
    let effect = match command {
        BulkCommand::Read => {
            "Each device is asked for the values it has. A device that is offline answers when it polls."
        }
        BulkCommand::Sync => {
            "Each device is sent the values of its policy and its own. A device that is offline gets them when it polls; \
            after 24 hours Jetstream gives up."
        }
    };
    let names: Vec<_> = plan.devices.iter().map(|name| name.as_str().to_owned()).collect();
    let left_out: Vec<_> = plan.left_out.iter().map(|(name, why)| format!("{name}: {why}")).collect();
    let nothing = Signal::stored((count == 0).then(|| "None of the devices can do it.".to_owned()));
    let plan = StoredValue::new(plan);
    let send = move |()| {
        if count > 0 {
            on_send.run(plan.with_value(|plan| plan.devices.clone()));
        }
    };
    let titled = Signal::stored(format!("{} {}", command.label(), text::plural(count, "device")));
    let (names, left_out) = (StoredValue::new(names), StoredValue::new(left_out));
    view! {
        <Dialog open=true title=titled on_close on_submit=send>
            <p class="effect">{effect}</p>
            <p>"A few calls are made at a time, each of them once. None is repeated, whatever comes of it."</p>
            <Names title=format!("The {}", text::plural(count, "device")) names=names.get_value()/>
            {move || {
                let left_out = left_out.get_value();
                (!left_out.is_empty()).then(|| view! {
                    <Notice kind=NoticeKind::Warn title=format!("{} left out", text::plural(left_out.len(), "device"))>
                        <Names title="Which, and why" names=left_out/>
                    </Notice>
                })
            }}
            <div class="actions">
                <Button on_click=on_close>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true refused=nothing>{move || titled.get()}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Names(#[prop(into)] title: String, names: Vec<String>) -> AnyView {
    let more = names.len().saturating_sub(LISTED);
    let items: Vec<_> = names.into_iter().take(LISTED).map(|name| view! { <li>{name}</li> }).collect();
    view! {
        <Disclosure summary=title>
            <div class="output" tabindex="0" role="region" aria-label="Names"><ul class="names">{items}</ul></div>
            {(more > 0).then(|| view! { <p>{format!("and {more} more")}</p> })}
        </Disclosure>
    }
    .into_any()
}

/// The progress and the outcome of the batch.
#[component]
fn Running(batch: CommandBatch, command: BulkCommand) -> AnyView {
    let progress = Memo::new(move |_| batch.progress());
    let title = command.label();
    let said = move || progress.with(|progress| progress_text(progress, batch.stopped()));
    let is_over = Memo::new(move |_| progress.with(BatchProgress::is_over));
    let waits = Memo::new(move |_| progress.with(|progress| progress.waiting > 0));
    let stop = move || waits.get().then(|| view! { <Button on_click=move |()| batch.stop()>"Stop"</Button> });
    let close = move || is_over.get().then(|| view! { <Button on_click=move |()| batch.close()>"Close"</Button> });
    let stay = move || {
        (!is_over.get()).then_some("Stay on this page until all are sent: leaving it stops what is not sent yet.")
    };
    let troubles = Memo::new(move |_| progress.with(|progress| progress.troubles.clone()));
    let trouble = |(device, why): (String, String)| {
        let href = paths::device(&device, Tab::Commands);
        view! { <li><a href=href>{device}</a>": "{why}</li> }
    };
    view! {
        <section class="panel" aria-label=format!("Progress of {title}")>
            <div class="line">
                <strong>{title}</strong>
                <progress aria-label="Progress" max=move || progress.with(|progress| progress.total.to_string())
                    prop:value=move || progress.with(|progress| progress.answered() as f64)></progress>
                <span role="status" aria-label="Outcome">{said}</span>
                <span class="push line">{stop}{close}</span>
            </div>
            <p class="soft small">{stay}</p>
            <ul class="troubles" aria-label="Not done">
                <For each=move || troubles.get() key=Clone::clone children=trouble/>
            </ul>
        </section>
    }
    .into_any()
}

fn has_have(calls: usize) -> String {
    if calls == 1 { "1 call has".to_owned() } else { format!("{calls} calls have") }
}

fn progress_text(progress: &BatchProgress, stopped: usize) -> String {
    let parts = [
        (progress.completed, "completed"),
        (progress.queued, "queued until the device polls"),
        (progress.troubles.len(), "not done, or not known to be"),
        (stopped, "not sent, since it was stopped"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let answered = format!("{} of {} answered", progress.answered(), progress.total);
    std::iter::once(answered).chain(parts).collect::<Vec<_>>().join("; ")
}
