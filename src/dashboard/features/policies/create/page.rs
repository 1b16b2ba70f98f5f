//! The page that creates a policy: its device definition, its starting values, the editor, its name, and the one call that creates it.

use leptos::prelude::*;

use crate::{
    features::{
        fleet_configuration::model::FleetConfiguration,
        policies::create::{
            starting_values::{BeginPicker, SourcePicker, StartFrom, starting_values},
            submit::Create,
        },
    },
    paths::{self, PolicyPage},
    shared::{
        debounced_query::DebouncedQuery,
        freshness::{StalePolicies, try_again},
        natural_sort::natural_sort_key,
        page_title::PageTitle,
        url::use_query,
    },
    state::{
        directory::{Directory, remote_data::RemoteData},
        live::LiveState,
    },
};
use jetstream_ui::{Choice, EmptyState, Notice, NoticeKind, Panel, SelectField, Skeleton, icon};

/// The query key of the device definition.
const DEFINITION: &str = "definition";
/// The query key of the new policy's name.
const NAME: &str = "name";

/// The page. The choices and the name are stored in its URL, the values in a draft.
#[component]
pub fn NewPolicyPage() -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    let (query, set) = use_query(paths::policies(&PolicyPage::New));
    let query = DebouncedQuery::new(&[NAME, StartFrom::KEY], query, set);
    let setup = FleetConfiguration::current();
    let from = Memo::new(move |_| query.query.with(|query| StartFrom::read(query.get(StartFrom::KEY))));
    let name = Memo::new(move |_| query.query.with(|query| query.get(NAME).to_owned()));
    let chosen = Memo::new(move |_| query.query.with(|query| query.get(DEFINITION).to_owned()));
    let choosing = Memo::new(move |before: Option<&SourcePicker>| {
        let (setup, definitions) = (setup.get(), directory.definitions());
        let definitions = definitions.value().map(|known| &**known).unwrap_or_default();
        // The clock and the fleet are not tracked: a report that arrives while the user types must not change the starting values.
        let now = live.now_untracked();
        let found =
            live.with_untracked(|fleet| starting_values(&from.read(), &chosen.read(), definitions, &setup, fleet, now));
        SourcePicker::new(before, (from.get(), chosen.get()), found)
    });
    let begun = Memo::new(move |_| choosing.with(|choosing| choosing.begin.clone()));
    let origin = Memo::new(move |_| choosing.with(|choosing| choosing.origin.clone()));
    let definition = Memo::new(move |_| match &*begun.read() {
        Ok(begin) => begin.definition.clone(),
        Err(_) => chosen.get(),
    });
    let definitions = Memo::new(move |_| {
        let known = directory.definitions();
        let known = known.value().map(|known| &**known).unwrap_or_default();
        let mut names: Vec<_> = known.iter().map(|definition| definition.name.clone()).collect();
        names.sort_by_cached_key(|name| natural_sort_key(name));
        let choices = names.into_iter().map(|name| Choice::new(name.clone(), name));
        std::iter::once(Choice::new("", "Choose a definition")).chain(choices).collect::<Vec<_>>()
    });
    let choose = move |definition: String| {
        // The previous starting point belongs to the previous definition.
        query.set.run((StartFrom::KEY, String::new()));
        query.set.run((DEFINITION, definition));
    };
    let loading = Memo::new(move |_| {
        let waits =
            matches!(directory.devices(), RemoteData::Loading) || matches!(directory.policies(), RemoteData::Loading);
        waits || matches!(directory.definitions(), RemoteData::Loading)
    });
    let failed = Memo::new(move |_| match directory.definitions() {
        RemoteData::Failed(error) => Some(error.to_string()),
        RemoteData::Loading | RemoteData::Loaded { .. } => None,
    });
    let editor = move || {
        if loading.get() {
            return view! { <Skeleton what="Loading definitions and policies" lines=12/> }.into_any();
        }
        match begun.get() {
            Ok(begin) => {
                view! { <Create begin origin name on_name=move |text| query.set.run((NAME, text))/> }.into_any()
            }
            Err(why) => {
                view! { <EmptyState title="Nothing to start from yet" icon=icon::SETTINGS><p>{why}</p></EmptyState> }
                    .into_any()
            }
        }
    };
    view! {
        <PageTitle page="New policy"/>
        <header class="page-head"><h1>"New policy"</h1></header>
        <StalePolicies/>
        {move || failed.get().map(|error| view! {
            <Notice kind=NoticeKind::Error title="The device definitions could not be listed" action=try_again>
                <p>{error}</p>
            </Notice>
        })}
        <div on:focusout=move |_| query.flush()>
            <Panel title="Start">
                <div class="panels">
                    <SelectField label="Definition" value=definition on_change=choose choices=definitions
                        hint="A policy is for the devices of one definition, which says which parameters there are."/>
                    <BeginPicker setup definition from on_change=move |from: StartFrom| query.set.run((StartFrom::KEY, from.value()))/>
                </div>
            </Panel>
        </div>
        {editor}
    }
    .into_any()
}
