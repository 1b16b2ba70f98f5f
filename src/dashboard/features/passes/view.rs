//! The content of the passes tab: the stored lists, their sync status, and their dialogs.

use jetstream_api::{catalogue::Command, credentials::CredentialType};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    features::{
        commands::open_form::OpenForm,
        passes::{
            edit::{
                add_named::NewNamedCredential, add_passes::AddPasses, edit_dialog::EditDialog, pass_edit::PassEdit,
            },
            list::PassList,
            store::CredentialStore,
            sync_status::SyncStatus,
            users_and_pins::UsersAndPins,
        },
    },
    paths::{self, UrlQuery},
    shared::unsaved_changes::UnsavedChangesGuard,
    state::directory::{Directory, device_entry::DeviceEntry},
};
use jetstream_ui::{Notice, NoticeKind, Tab, Tabs};

/// The query key of the selected list.
const LIST: &str = "list";

const LISTS: [(CredentialType, &str, &str); 3] = [
    (CredentialType::Basic, "", "Pass numbers"),
    (CredentialType::User, "users", "Users"),
    (CredentialType::Pin, "pins", "PINs"),
];

/// The dialog that is open.
#[derive(Clone, PartialEq)]
enum OpenDialog {
    Sync,
    Edit(PassEdit),
}

/// The content of the tab.
#[component]
pub fn Passes(
    /// The device.
    entry: DeviceEntry,
) -> AnyView {
    let device = match entry.name.clone() {
        Ok(device) => device,
        Err(error) => {
            return view! {
                <Notice kind=NoticeKind::Error title="No call can be made for this device"><p>{error.to_string()}</p></Notice>
            }
            .into_any();
        }
    };
    let store = CredentialStore::open(device, entry.clone());
    let search = use_location().search;
    let kind = Memo::new(move |_| {
        let query = search.with(|search| UrlQuery::parse(search));
        let named = LISTS.into_iter().find(|(_, word, _)| *word == query.get(LIST));
        named.map_or(CredentialType::Basic, |(kind, ..)| kind)
    });
    let page = paths::device(&entry.device.name, paths::Tab::Passes);
    let tabs = LISTS.map(|(one, word, label)| Tab {
        word: label.into(),
        href: paths::with_query(&page, &UrlQuery::default().with(LIST, word)).into(),
        current: Signal::derive(move || kind.get() == one),
    });
    let typed = RwSignal::new(String::new());
    let (new_user, new_pin) = (NewNamedCredential::empty(), NewNamedCredential::empty());
    let unsaved = Signal::derive(move || {
        typed.with(|typed| !typed.trim().is_empty()) || new_user.is_dirty() || new_pin.is_dirty()
    });
    let discard = move |()| {
        typed.set(String::new());
        new_user.clear();
        new_pin.clear();
    };
    let open = RwSignal::new(None::<OpenDialog>);
    let on_edit = Callback::new(move |edit| open.set(Some(OpenDialog::Edit(edit))));
    let on_sync = Callback::new(move |()| open.set(Some(OpenDialog::Sync)));
    let on_close = Callback::new(move |()| open.set(None));
    let lists = move || match kind.get() {
        CredentialType::Basic => {
            view! { <PassList store on_edit/> <AddPasses store text=typed on_edit on_sync/> }.into_any()
        }
        CredentialType::User => {
            view! { <UsersAndPins store kind=CredentialType::User new=new_user on_edit/> }.into_any()
        }
        CredentialType::Pin => view! { <UsersAndPins store kind=CredentialType::Pin new=new_pin on_edit/> }.into_any(),
    };
    let dialog = move || match open.get()? {
        OpenDialog::Sync => {
            let command = Command::SyncCredentials;
            Some(view! { <OpenForm entry=store.entry() device=store.device() command on_close/> }.into_any())
        }
        OpenDialog::Edit(edit) => Some(view! { <EditDialog store edit on_close on_sync/> }.into_any()),
    };
    view! {
        <Bypass entry/>
        <SyncStatus store on_sync/>
        <Tabs name="Lists" tabs=tabs.into()/>
        {lists}
        {dialog}
        // Passes are secrets: no draft of them is stored anywhere.
        <UnsavedChangesGuard unsaved what="The passes that are typed here are not added yet, and would be gone."
            is_saved=Signal::stored(false) on_discard=discard/>
    }
    .into_any()
}

/// A warning for a device that opens for any pass (`UserBypass`): there, removing a pass has no effect at the door.
#[component]
fn Bypass(entry: DeviceEntry) -> AnyView {
    let directory = Directory::current();
    let origin = Memo::new(move |_| {
        let setting = directory.setting(&entry, "UserBypass");
        let is_on = setting.value.as_deref().is_some_and(|value| value == "1" || value.eq_ignore_ascii_case("true"));
        is_on.then(|| setting.origin())
    });
    let notice = move || {
        origin.get().map(|origin| {
            let said = format!(
                "UserBypass is on ({origin}): the device opens for any pass of 10 to 40 hexadecimal digits, listed or not. Removing a \
                 pass keeps nobody out."
            );
            view! { <Notice kind=NoticeKind::Warn title="This device ignores its list of passes"><p>{said}</p></Notice> }
        })
    };
    notice.into_any()
}
