//! The page that compares two sides, each a policy or a device, in a table of differences. Its state is stored in the URL.

use jetstream_api::{call::Endpoint, policies::ListPolicyDetails};
use leptos::prelude::*;

use crate::{
    features::{
        compare::{
            lines::{ComparisonRow, RowResult, lines},
            picker::SidePicker,
            side::{ComparedKind, ComparedSet, ComparedValues, content},
            table::CompareTable,
        },
        fleet_configuration::{
            model::FleetConfiguration,
            policy_command::{BulkCommand, refusal},
        },
    },
    paths::{self, PolicyPage},
    shared::{
        call_preview::CallPreview,
        debounced_query::DebouncedQuery,
        freshness::{PoliciesAsOf, StalePolicies},
        page_title::PageTitle,
        url::use_query,
    },
    state::{
        commands::send,
        directory::{Directory, remote_data::RemoteData},
        live::LiveState,
        session::Session,
    },
    text,
};
use jetstream_ui::{Button, ButtonKind, Checkbox, EmptyState, Skeleton, icon};

/// Query name of the rows to show; [`ALL`] also shows equal values.
const SHOW: &str = "show";
const ALL: &str = "all";

/// A side with its values, or the reason why it has none.
type Found = Result<ComparedValues, String>;

/// The page.
#[component]
pub fn ComparePage() -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    let (query, set) = use_query(paths::policies(&PolicyPage::Compare));
    let query = DebouncedQuery::new(&[ComparedSet::LEFT, ComparedSet::RIGHT], query, set);
    let setup = FleetConfiguration::current();
    let side = move |key: &'static str| Memo::new(move |_| query.query.with(|query| ComparedSet::read(query.get(key))));
    let (left, right) = (side(ComparedSet::LEFT), side(ComparedSet::RIGHT));
    let change = move |key: &'static str| Callback::new(move |side: ComparedSet| query.set.run((key, side.value())));
    let found = move |side: Memo<ComparedSet>| {
        Memo::new(move |_| -> Found {
            let (setup, now) = (setup.get(), live.now());
            live.with_untracked(|fleet| side.with(|side| content(side, &setup, fleet, now)))
        })
    };
    let (left_found, right_found) = (found(left), found(right));
    let all = Memo::new(move |_| query.query.with(|query| query.get(SHOW) == ALL));
    let all_lines = Memo::new(move |_| match (&*left_found.read(), &*right_found.read()) {
        (Ok(left), Ok(right)) => Some(lines(left, right)),
        _ => None,
    });
    let swap = move |()| {
        let (one, other) = (left.get_untracked().value(), right.get_untracked().value());
        query.set.run((ComparedSet::LEFT, other));
        query.set.run((ComparedSet::RIGHT, one));
        query.flush();
    };
    let loading = Memo::new(move |_| {
        matches!(directory.devices(), RemoteData::Loading) || matches!(directory.policies(), RemoteData::Loading)
    });
    let table = move || {
        if loading.get() {
            return view! { <Skeleton what="Loading devices and policies" lines=12/> }.into_any();
        }
        let (left_found, right_found) = (left_found.get(), right_found.get());
        let (Ok(one), Ok(other)) = (left_found.clone(), right_found.clone()) else {
            let missing = [(left.get(), left_found), (right.get(), right_found)];
            return view! { <Missing missing/> }.into_any();
        };
        let lines = all_lines.get().unwrap_or_default();
        let shown: Vec<_> = lines.into_iter().filter(|line| all.get() || line.result != RowResult::Same).collect();
        if shown.is_empty() {
            return view! {
                <EmptyState title="No difference" icon=icon::CIRCLE_CHECK>
                    <p>"Every value means the same on both sides: 0 and False, 23 and 23.0 are one value."</p>
                </EmptyState>
            }
            .into_any();
        }
        view! { <CompareTable sides=[left.get(), right.get()] contents=[one, other] lines=shown/> }.into_any()
    };
    let count = move || all_lines.with(|lines| lines.as_ref().map(|lines| counted(lines)));
    let show_all = move |on: bool| query.set.run((SHOW, if on { ALL.to_owned() } else { String::new() }));
    view! {
        <PageTitle page="Compare"/>
        <header class="page-head">
            <h1>"Compare"</h1>
            <p class="soft" role="status" aria-label="Count">{count}</p>
            <PoliciesAsOf/>
        </header>
        <StalePolicies/>
        <div class="sides" on:focusout=move |_| query.flush()>
            <SidePicker place="Left" setup side=left on_change=change(ComparedSet::LEFT)/>
            <SidePicker place="Right" setup side=right on_change=change(ComparedSet::RIGHT)/>
        </div>
        <div class="line">
            <Checkbox label="Show what is the same" checked=all on_change=show_all/>
            <Button kind=ButtonKind::Quiet on_click=swap>"Swap sides"</Button>
            <ReadAgain setup side=left/>
            <ReadAgain setup side=right/>
        </div>
        {table}
        <CallPreview call=Signal::stored(Some(ListPolicyDetails.call()))/>
    }
    .into_any()
}

fn counted(lines: &[ComparisonRow]) -> String {
    let of = |result| lines.iter().filter(|line| line.result == result).count();
    let unknown = of(RowResult::NotKnown);
    let different = lines.len() - of(RowResult::Same) - unknown;
    let unknown = if unknown == 0 { String::new() } else { format!(", {unknown} not known") };
    format!("{} of {}{unknown}", text::plural(different, "difference"), text::plural(lines.len(), "parameter"))
}

/// A placeholder that shows the reasons why there is nothing to compare.
#[component]
fn Missing(missing: [(ComparedSet, Found); 2]) -> AnyView {
    let places = ["Left", "Right"];
    let items = missing.into_iter().zip(places).filter_map(|((side, found), place)| {
        let why = found.err()?;
        let name = if side.name.is_empty() { String::new() } else { format!(" ({})", side.title()) };
        Some(view! { <p>{format!("{place}{name}: {why}")}</p> })
    });
    view! {
        <EmptyState title="Nothing to compare yet" icon=icon::LIST>
            {items.collect_view()}
        </EmptyState>
    }
    .into_any()
}

/// A button for a side that is a report. It requests the values from the device again.
#[component]
fn ReadAgain(setup: Memo<std::sync::Arc<FleetConfiguration>>, side: Memo<ComparedSet>) -> AnyView {
    let (session, live, directory) = (Session::current(), LiveState::current(), Directory::current());
    let device = Memo::new(move |_| {
        let side = side.get();
        let setup = (side.what == ComparedKind::Reported).then(|| setup.get())?;
        let (entry, place) = setup.device(setup.find(&side.name)?)?;
        let refused = refusal(BulkCommand::Read, entry, place, session, directory);
        Some((entry.name.clone().ok(), side.name, refused))
    });
    let button = move || {
        let (name, title, refused) = device.get()?;
        let read = move |()| {
            if let Some(name) = name.clone() {
                send(BulkCommand::Read.intent(name), session, live);
            }
        };
        let refused = Signal::stored(refused);
        Some(view! { <Button icon=icon::REFRESH refused on_click=read>{format!("Read {title} again")}</Button> })
    };
    button.into_any()
}
