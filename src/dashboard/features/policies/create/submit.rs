//! The editor for the values of a new policy, and the form with its name and the call that creates it.

use std::sync::Arc;

use jetstream_api::{names::DefinitionName, policies::CreatePolicy};
use jetstream_fleet::configuration::{CheckContext, Layer, LayerStack};
use leptos::prelude::*;

use crate::{
    features::{
        parameter_editor::{
            draft::{Draft, DraftStart},
            draft_rules::Purpose,
            editor::ParameterEditor,
            problems::{FormProblem, Problems},
        },
        policies::{
            create::starting_values::StartingValues,
            forms::{
                name::policy_name, outcome::ChangeOutcome, policy_change::PolicyChange, submission::PolicySubmission,
            },
        },
    },
    paths::{self, PolicyPage, UrlQuery},
    shared::{call_preview::CallPreview, links},
    state::{
        directory::Directory,
        session::{READ_ONLY, Session},
    },
};
use jetstream_ui::{Button, ButtonKind, Panel, TextField};

/// The part of the page that is shown once the starting values are known.
#[component]
pub fn Create(
    /// The starting values.
    begin: StartingValues,
    /// The source of the values, as sentences.
    origin: Memo<String>,
    name: Memo<String>,
    #[prop(into)] on_name: Callback<String>,
) -> AnyView {
    let draft = draft(&begin);
    view! {
        <p class="soft">{origin}</p>
        <ParameterEditor draft/>
        <CreateForm begin draft name on_name/>
    }
    .into_any()
}

fn draft(begin: &StartingValues) -> Draft {
    let mut stack = LayerStack::default();
    stack.from_layers(Layer::Defaults(begin.schema.defaults()));
    let draft = Draft::new(DraftStart {
        purpose: Purpose::Policy,
        definition: begin.definition.clone(),
        schema: Arc::clone(&begin.schema),
        stack,
        values: begin.values.clone(),
        circumstances: CheckContext { working: begin.working.clone(), ..CheckContext::default() },
    });
    // One draft per starting point: a user who returns to a starting point finds its draft again.
    let place = UrlQuery::default().with("definition", &begin.definition).with("from", &begin.from);
    draft.save(&paths::with_query(&paths::policies(&PolicyPage::New), &place));
    draft
}

#[component]
fn CreateForm(begin: StartingValues, draft: Draft, name: Memo<String>, on_name: Callback<String>) -> AnyView {
    let (session, directory) = (Session::current(), Directory::current());
    let submission = PolicySubmission::new();
    let tried = RwSignal::new(false);
    let schema = StoredValue::new(begin.schema);
    let definition = StoredValue::new(DefinitionName::parse(&begin.definition).map_err(|error| error.to_string()));
    let is_done = Memo::new(move |_| submission.is_done());
    let read = Memo::new(move |_| {
        let policies = directory.policies();
        let policies = policies.value().map(|policies| &**policies).unwrap_or_default();
        let taken = policies.iter().map(|details| &*details.policy.name);
        name.with(|name| policy_name(name, taken))
    });
    let policy = Memo::new(move |_| {
        let (name, definition) = (read.get().ok()?, definition.get_value().ok()?);
        Some(CreatePolicy { name, definition, parameters: draft.values().pairs() })
    });
    let problems = Memo::new(move |_| {
        let values = draft.blocks().then_some(FormProblem::InvalidValues);
        let name = read.get().err().map(FormProblem::Message);
        let definition = definition.get_value().err().map(FormProblem::Message);
        values.into_iter().chain(name).chain(definition).collect::<Vec<_>>()
    });
    let submit = move || {
        tried.set(true);
        if let (true, Some(policy)) = (problems.with_untracked(Vec::is_empty), policy.get_untracked()) {
            submission.send(PolicyChange::Create { policy, schema: schema.get_value() });
        }
    };
    Effect::new(move || {
        if is_done.get() {
            draft.mark_submitted();
        }
    });
    // The error is shown after the first attempt to submit, and cleared when the name is valid.
    let name_error = Signal::derive(move || read.get().err().filter(|_| tried.get() && !is_done.get()));
    let refused = Signal::derive(move || session.is_read_only().then(|| READ_ONLY.to_owned()));
    let pending = Memo::new(move |_| !submission.is_open());
    let call = Signal::derive(move || {
        policy.get().map(|policy| PolicyChange::Create { policy, schema: schema.get_value() }.call())
    });
    let ask = move || {
        view! {
            <Problems draft=Some(draft) shown=Signal::derive(move || tried.get() && !is_done.get()) problems
                title="The policy cannot be created as it is"/>
            <CallPreview call/>
            <div class="actions">
                <a class="button" href=paths::POLICIES>"Cancel"</a>
                <Button kind=ButtonKind::Primary submit=true pending refused>"Create policy"</Button>
            </div>
        }
        .into_any()
    };
    let next = move || {
        let page = paths::policies(&PolicyPage::One(name.get_untracked()));
        let assign = links::assignment(&name.get_untracked(), |query| query);
        view! {
            <p>"No device has it yet. A change plan gives it to devices: it shows first what would change on each."</p>
            <div class="actions">
                <a class="button" href=page>"Open the policy"</a>
                <a class="button primary" href=assign>"Give it to devices"</a>
            </div>
        }
        .into_any()
    };
    view! {
        <form novalidate on:submit=move |event| { event.prevent_default(); submit(); }>
            <Panel title="Create it">
                <TextField label="Name" value=name error=name_error on_input=on_name readonly=pending
                    hint="1 to 128 letters, digits, spaces, hyphens, underscores, commas and dots. It can be changed later."/>
                <ChangeOutcome submission done="The policy exists."/>
                {move || if is_done.get() { next() } else { ask() }}
            </Panel>
        </form>
    }
    .into_any()
}
