//! A dialog for saved views: open, save or delete one.

use leptos::prelude::*;

use crate::{
    features::events::list::{
        filter::EventFilter,
        views::{SavedView, SavedViews},
    },
    paths::{self, UrlQuery},
};
use jetstream_browser::Persistence;
use jetstream_ui::{Button, ButtonKind, Dialog, TextField, icon};

/// The button that opens the dialog, and the dialog. `query` is the query of the page.
#[component]
pub fn SavedViews(query: Memo<UrlQuery>) -> AnyView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Button icon=icon::LIST on_click=move |()| open.set(true)>"Views"</Button>
        <Dialog open title="Saved views" on_close=close>
            <List query close/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn List(query: Memo<UrlQuery>, close: Callback<()>) -> AnyView {
    let views = SavedViews::open();
    let name = RwSignal::new(String::new());
    let item = move |view: SavedView| {
        let (to, own) = (paths::with_query(paths::EVENTS, &UrlQuery::parse(&view.query)), view.name.clone());
        let label = format!("Delete {}", view.name);
        view! {
            <li class="line">
                <a href=to on:click=move |_| close.run(())>{view.name}</a>
                <span class="push">
                    <Button kind=ButtonKind::Quiet icon=icon::X label=label on_click=move |()| views.delete(&own)>"Delete"</Button>
                </span>
            </li>
        }
    };
    let none = move || views.all().is_empty().then(|| view! { <p class="soft">"There are none yet."</p> });
    // Only the filters are saved, not the opened event.
    let current = Memo::new(move |_| {
        let value = |all: UrlQuery, key: &&'static str| query.with(|query| all.with(key, query.get(key)));
        EventFilter::KEYS.iter().fold(UrlQuery::default(), value).to_string()
    });
    let refused = Signal::derive(move || {
        if current.with(String::is_empty) {
            Some("Nothing is filtered: there is nothing to save.".to_owned())
        } else {
            name.with(|name| name.trim().is_empty()).then(|| "Give the view a name first.".to_owned())
        }
    });
    let save = move |()| {
        let query = current.get_untracked().trim_start_matches('?').to_owned();
        views.save(SavedView { name: name.get_untracked().trim().to_owned(), query });
        name.set(String::new());
    };
    let persistence = move || match views.persistence() {
        Persistence::Browser => {
            "Views are kept in this browser, for whoever uses it. A link to the page does the same for others."
        }
        Persistence::Page => {
            "This browser's storage is blocked or full: views last until the page is closed. A link to the page does the same."
        }
    };
    view! {
        {none}
        <ul class="stack" aria-label="Saved views">
            <For each=move || views.all() key=SavedView::clone children=item/>
        </ul>
        <TextField label="Name of what is filtered now" value=name on_input=move |text| name.set(text)/>
        <div class="line"><Button refused on_click=save>"Save this view"</Button></div>
        <p class="soft small">{persistence}</p>
        <div class="actions"><Button on_click=close>"Close"</Button></div>
    }
    .into_any()
}
