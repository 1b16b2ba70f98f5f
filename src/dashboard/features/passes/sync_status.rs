//! A panel with the sync status of a credential list: the state with its source, the last sync, removed passes that are still on the
//! device, and the sync command.

use jetstream_api::{capabilities::Connection, catalogue::Command};
use leptos::prelude::*;

use crate::{
    features::{
        commands::effect::CommandContext,
        passes::{store::CredentialStore, text::state_text},
    },
    shared::{
        pass_number::PassNumber,
        time_ago::{TimeAgo, time_or_day},
    },
    state::{directory::remote_data::RemoteData, live::LiveState},
};
use jetstream_browser as browser;
use jetstream_ui::{Badge, Button, ButtonKind, Panel};

/// The largest number of removed passes that are listed.
const LISTED: usize = 12;

/// The panel.
#[component]
pub fn SyncStatus(
    /// The device's lists.
    store: CredentialStore,
    /// Opens the dialog of a sync.
    on_sync: Callback<()>,
) -> AnyView {
    let state = Memo::new(move |_| store.state());
    let entry = StoredValue::new(store.entry());
    let circumstances = Memo::new(move |_| entry.with_value(CommandContext::of));
    let said = Memo::new(move |_| state_text(&state.get(), &circumstances.get().poll(), &browser::local));
    let badge = move || {
        let said = said.get();
        view! { <Badge tone=said.tone word=said.word/> }
    };
    let offline = move || {
        let warns = store.sync_refusal().is_none() && store.connection() != Connection::Connected;
        warns.then(|| view! { <p class="small">{circumstances.get().when(Command::SyncCredentials)}</p> })
    };
    view! {
        <Panel title="On the device">
            <div class="outcome">
                {badge}
                <p role="status" aria-label="State of the passes">{move || said.get().sentence}</p>
                <Left store/>
            </div>
            <dl class="facts">
                <div><dt>"Last sync"</dt><dd><LastSync store/></dd></div>
            </dl>
            <div class="line">
                <Button kind=ButtonKind::Primary refused=Signal::derive(move || store.sync_refusal()) on_click=on_sync>"Sync to device"</Button>
            </div>
            {offline}
        </Panel>
    }
    .into_any()
}

/// Passes that were removed from the list and are still on the device. After the loss of a pass this is the most urgent information.
#[component]
fn Left(store: CredentialStore) -> AnyView {
    let left = Memo::new(move |_| {
        let listed = store.passes();
        store.on_device().map(|on_device| on_device.pending(&listed)).unwrap_or_default()
    });
    let list = move || {
        let left = left.get();
        let more = left.len().saturating_sub(LISTED);
        let item = |number: &String| view! { <li><PassNumber number=number.clone()/></li> };
        (!left.is_empty()).then(|| {
            view! {
                <p id="passes-left">"Removed here, and still on the device:"</p>
                <ul class="pass-numbers" aria-labelledby="passes-left">{left.iter().take(LISTED).map(item).collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="soft small">{format!("and {more} more")}</p> })}
            }
        })
    };
    list.into_any()
}

#[component]
fn LastSync(store: CredentialStore) -> AnyView {
    let today = LiveState::current().today();
    let fact = move || {
        let detail = |words: String| view! { <p class="soft small">{words}</p> };
        match store.last_sync() {
            RemoteData::Loading if store.sync_refusal().is_some() && store.edit_refusal().is_none() => {
                "Not asked: there is none".into_any()
            }
            RemoteData::Loading => "Asking…".into_any(),
            RemoteData::Failed(error) => view! { "Not known" {detail(error.to_string())} }.into_any(),
            RemoteData::Loaded { value, at, stale } => {
                let time = match value {
                    None => "Never".into_any(),
                    Some(time) => view! { <TimeAgo time/> }.into_any(),
                };
                let stale = stale.map(|error| format!("; asking again failed: {error}")).unwrap_or_default();
                let words =
                    format!("answered by Jetstream at {}{stale}", time_or_day(browser::on_the_clock(at), today.get()));
                view! { {time} {detail(words)} }.into_any()
            }
        }
    };
    fact.into_any()
}
