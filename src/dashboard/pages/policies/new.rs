//! A policy that is to be: for which devices, what it starts from, its values, its name; and the one call that creates it.

mod begin;
mod create;

use leptos::prelude::*;

use begin::{Begin, BeginPicker, Choosing, From, begin};
use create::Create;

use crate::{
    components::{
        Title, TypedQuery,
        device_list::{natural_key, try_again},
        policies::StalePolicies,
        setup::Setup,
        use_query,
    },
    directory::{Directory, Load},
    live::Live,
    paths::{self, PolicyPage},
    ui::{Choice, Empty, Notice, NoticeKind, Panel, SelectField, Skeleton, icon},
};

/// The device definition that it is for.
const DEFINITION: &str = "definition";
/// The name that somebody has typed.
const NAME: &str = "name";

/// The page. What is chosen and the name stand in its URL; the values are kept as a draft.
#[component]
pub fn NewPolicyPage() -> AnyView {
    let (live, directory) = (Live::current(), Directory::current());
    let (query, set) = use_query(paths::policies(&PolicyPage::New));
    let query = TypedQuery::new(&[NAME, From::KEY], query, set);
    let setup = Setup::current();
    let from = Memo::new(move |_| query.query.with(|query| From::read(query.get(From::KEY))));
    let name = Memo::new(move |_| query.query.with(|query| query.get(NAME).to_owned()));
    let chosen = Memo::new(move |_| query.query.with(|query| query.get(DEFINITION).to_owned()));
    let choosing = Memo::new(move |before: Option<&Choosing>| {
        let (setup, definitions) = (setup.get(), directory.definitions());
        let definitions = definitions.value().map(|known| &**known).unwrap_or_default();
        // Not tracked, neither the clock nor the fleet: a report that comes while somebody types is not what was chosen.
        let now = live.now_untracked();
        let found = live.with_untracked(|fleet| begin(&from.read(), &chosen.read(), definitions, &setup, fleet, now));
        Choosing::new(before, (from.get(), chosen.get()), found)
    });
    let begun = Memo::new(move |_| choosing.with(|choosing| choosing.begin.clone()));
    let ground = Memo::new(move |_| choosing.with(|choosing| choosing.ground.clone()));
    let definition = Memo::new(move |_| match &*begun.read() {
        Ok(begin) => begin.definition.clone(),
        Err(_) => chosen.get(),
    });
    let definitions = Memo::new(move |_| {
        let known = directory.definitions();
        let known = known.value().map(|known| &**known).unwrap_or_default();
        let mut names: Vec<_> = known.iter().map(|definition| definition.name.clone()).collect();
        names.sort_by_cached_key(|name| natural_key(name));
        let choices = names.into_iter().map(|name| Choice::new(name.clone(), name));
        std::iter::once(Choice::new("", "Choose a definition")).chain(choices).collect::<Vec<_>>()
    });
    let choose = move |definition: String| {
        // What it started from was of the other one.
        query.set.run((From::KEY, String::new()));
        query.set.run((DEFINITION, definition));
    };
    let loading = Memo::new(move |_| {
        let waits = matches!(directory.devices(), Load::Loading) || matches!(directory.policies(), Load::Loading);
        waits || matches!(directory.definitions(), Load::Loading)
    });
    let failed = Memo::new(move |_| match directory.definitions() {
        Load::Failed(error) => Some(error.to_string()),
        Load::Loading | Load::Loaded { .. } => None,
    });
    let editor = move || {
        if loading.get() {
            return view! { <Skeleton what="Loading definitions and policies" lines=12/> }.into_any();
        }
        match begun.get() {
            Ok(begin) => {
                view! { <Create begin ground name on_name=move |text| query.set.run((NAME, text))/> }.into_any()
            }
            Err(why) => {
                view! { <Empty title="Nothing to start from yet" icon=icon::SETTINGS><p>{why}</p></Empty> }.into_any()
            }
        }
    };
    view! {
        <Title page="New policy"/>
        <header class="page-head"><h1>"New policy"</h1></header>
        <StalePolicies/>
        {move || failed.get().map(|error| view! {
            <Notice kind=NoticeKind::Error title="The device definitions could not be listed" action=try_again>
                <p>{error}</p>
            </Notice>
        })}
        <div on:focusout=move |_| query.settle()>
            <Panel title="Start">
                <div class="panels">
                    <SelectField label="Definition" value=definition on_change=choose choices=definitions
                        hint="A policy is for the devices of one definition, which says which parameters there are."/>
                    <BeginPicker setup definition from on_change=move |from: From| query.set.run((From::KEY, from.value()))/>
                </div>
            </Panel>
        </div>
        {editor}
    }
    .into_any()
}
