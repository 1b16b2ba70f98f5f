//! A wrapper for pages about one policy. Shows loading, failure and "no such policy" until the policy is available.

use std::sync::Arc;

use jetstream_api::names::PolicyName;
use leptos::prelude::*;

use crate::{
    features::fleet_configuration::policy_view::{PolicyView, policy_views},
    paths,
    shared::{freshness::read_again, page_state::PageState},
    state::directory::{Directory, remote_data::RemoteData},
};
use jetstream_ui::{EmptyState, Notice, NoticeKind, Skeleton};

const UNLISTED: &str = "Jetstream lists no policy with exactly this name. It may have been renamed or deleted.";

/// Shows the page once the policy is available. The page stays when the policies are reloaded, even if the policy is no longer listed:
/// it may contain a form with the user's edits.
#[component]
pub fn LoadedPolicy(
    /// The policy's name from the URL.
    name: String,
    /// Renders the page.
    show: impl Fn(Signal<Arc<PolicyView>>) -> AnyView + Send + 'static,
) -> AnyView {
    let directory = Directory::current();
    let policies = policy_views();
    let wanted = name.clone();
    let listed =
        Memo::new(move |_| policies.with(|all| all.iter().find(|policy_view| policy_view.name() == wanted).cloned()));
    let found =
        Memo::new(move |last: Option<&Option<Arc<PolicyView>>>| listed.get().or_else(|| last.cloned().flatten()));
    let stage = Memo::new(move |_| match directory.policies() {
        // The page needs the definitions for the kind of the devices, and for ranges and units.
        _ if found.with(Option::is_some) && !matches!(directory.definitions(), RemoteData::Loading) => {
            PageState::Ready(())
        }
        RemoteData::Failed(error) => PageState::Failed(error),
        RemoteData::Loaded { .. } if listed.with(Option::is_none) => PageState::Empty,
        RemoteData::Loading | RemoteData::Loaded { .. } => PageState::Loading,
    });
    let gone = Memo::new(move |_| stage.get().is_ready() && listed.with(Option::is_none));
    let content = move || match stage.get() {
        PageState::Loading => view! { <Skeleton what="Loading the policy" lines=12/> }.into_any(),
        PageState::Failed(error) => view! {
            <Notice kind=NoticeKind::Error title="The policies could not be listed" action=read_again>
                <p>{error.to_string()}</p>
            </Notice>
        }
        .into_any(),
        PageState::Empty => {
            let why = PolicyName::parse(&name).map_or_else(|error| error.to_string(), |_| UNLISTED.to_owned());
            view! { <EmptyState title="No policy of this name"><p>{why}</p><a href=paths::POLICIES>"To the policies"</a></EmptyState> }
                .into_any()
        }
        PageState::Ready(()) => {
            let Some(first) = untrack(|| found.get()) else { return ().into_any() };
            let policy_view = Memo::new(move |_| found.get().unwrap_or_else(|| Arc::clone(&first)));
            view! {
                {move || gone.get().then(|| view! { <Notice kind=NoticeKind::Warn title="Jetstream no longer lists this policy" announce=true>
                    <p>{UNLISTED}</p>
                </Notice> })}
                {show(policy_view.into())}
            }
            .into_any()
        }
    };
    content.into_any()
}
