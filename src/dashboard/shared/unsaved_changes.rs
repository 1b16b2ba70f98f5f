//! A guard against the loss of unsaved changes: a dialog before the page is left.

use leptos::prelude::*;
use leptos_router::{hooks::use_location, location::Location};

use crate::{
    shared::url::navigate,
    state::session::{Session, SignOutWarning},
};
use jetstream_browser::{self as browser, NavigationTarget};
use jetstream_ui::{Button, ButtonKind, Dialog};

/// Drafts belong to one session: the next one may be of another user.
const FORGOTTEN: &str = "What you typed on this page is not applied yet, and is forgotten when you sign out.";

/// Asks the user before a link, *back*, a reload or the closing of the tab discards unsaved changes. For reloads and for closing the tab
/// the browser shows its own dialog.
#[component]
pub fn UnsavedChangesGuard(
    /// True if there are unsaved changes.
    #[prop(into)]
    unsaved: Signal<bool>,
    /// The loss, in one sentence.
    #[prop(into)]
    what: Signal<String>,
    /// True if the changes are stored as a draft that the user finds again later.
    #[prop(into)]
    is_saved: Signal<bool>,
    /// Discards the changes.
    #[prop(into)]
    on_discard: Callback<()>,
) -> AnyView {
    browser::guard_unload(unsaved);
    let reason = Signal::derive(move || unsaved.get().then(|| FORGOTTEN.to_owned()));
    Session::current().register_sign_out_warning(SignOutWarning { reason, action: None });
    let away = RwSignal::new(None::<NavigationTarget>);
    let agreed = StoredValue::new(false);
    let Location { pathname, search, .. } = use_location();
    let here = move || {
        let search = search.get_untracked();
        format!("{}{}{search}", pathname.get_untracked(), if search.is_empty() { "" } else { "?" })
    };
    browser::block_navigation(here, move |to| {
        let hold = agreed.try_get_value() == Some(false) && unsaved.try_get_untracked() == Some(true);
        if hold {
            away.try_set(Some(to));
        }
        hold
    });
    let navigate = navigate();
    let leave = Callback::new(move |()| {
        agreed.set_value(true);
        match away.get_untracked() {
            Some(NavigationTarget::Url(path)) => navigate(&path),
            Some(NavigationTarget::Back) => browser::back(),
            None => {}
        }
    });
    let stay = move |()| away.set(None);
    let discard = move |()| {
        on_discard.run(());
        leave.run(());
    };
    view! {
        <Dialog open=Signal::derive(move || away.with(Option::is_some)) title="Leave this page?" on_close=stay>
            <p>{move || what.get()}</p>
            <div class="actions">
                <span class="apart">
                    <Button kind=ButtonKind::Danger on_click=discard>"Discard and leave"</Button>
                </span>
                {move || is_saved.get().then(|| view! { <Button on_click=leave>"Keep the draft and leave"</Button> })}
                <Button kind=ButtonKind::Primary on_click=stay>"Stay"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}
