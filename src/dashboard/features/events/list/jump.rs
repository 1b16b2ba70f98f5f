//! A dialog that jumps to a time. The moment is stored in the URL, so that a link leads to it, and the list stays there until the
//! user goes back to the newest event.

use jetstream_api::time;
use jetstream_fleet::{event_log::query::When, event_view::ListPosition};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    features::events::list::event_list::EventList,
    paths::UrlQuery,
    state::{
        event_source::EventSource,
        live::{LiveState, feed_state::FeedState},
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, Dialog, TextField, icon};

/// The key of the moment in the URL query, in UTC.
pub const AT: &str = "at";

const HINT: &str = "In the time zone of this browser. The list goes to the newest event of that time or before, and stays there \
    whatever comes.";
const MISSING: &str = "Say a date and a time, to the minute at least.";

/// The moment in a query; `None` where it has none, or none that can be parsed.
pub fn scroll_target_of_time(query: &UrlQuery) -> Option<Timestamp> {
    match When::read(query.get(AT))? {
        When::At(moment) => Some(moment),
        // With a relative time, a link would lead to a different moment every time.
        When::Ago(..) => None,
    }
}

/// The button that opens the dialog, and the dialog. `set` sets a value of the query.
#[component]
pub fn Jump(at: Memo<Option<Timestamp>>, set: Callback<(&'static str, String)>) -> AnyView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let live = LiveState::current();
    let ask = move |()| {
        // Only the initial value of the field: after that the user changes it.
        let begin = at.get_untracked().unwrap_or_else(|| live.now_untracked());
        value.set(browser::to_field(begin));
        error.set(None);
        open.set(true);
    };
    let go = move |()| match browser::from_field(&value.get_untracked()) {
        Some(moment) => {
            set.run((AT, time::format(moment)));
            close.run(());
        }
        None => error.set(Some(MISSING.to_owned())),
    };
    view! {
        <Button icon=icon::CLOCK on_click=ask>"Jump to a time"</Button>
        <Dialog open title="Jump to a time" on_close=close on_submit=go>
            <TextField label="Date and time" kind="datetime-local" step="1" value error hint=HINT autofocus=true on_input=move |text| value.set(text)/>
            <div class="actions">
                <Button on_click=close>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true>"Jump"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// The status of the list after a jump: where the moment lies in it, and the button that goes back to the newest event.
#[component]
pub fn ShowingTime(list: EventList, query: Memo<UrlQuery>, set: Callback<(&'static str, String)>) -> AnyView {
    let (live, history) = (LiveState::current(), EventSource::current().history());
    let asked = Memo::new(move |_| query.with(|query| query.get(AT).to_owned()));
    let moment = Memo::new(move |_| query.with(scroll_target_of_time));
    let spot = move || moment.get().map(|moment| list.position_of(moment));
    let coming = Memo::new(move |_| {
        matches!(live.feed_state(), FeedState::Connecting | FeedState::CatchingUp { .. } | FeedState::Reading { .. })
            || !history.stats().is_open
    });
    let said = Memo::new(move |_| match (moment.get(), spot()) {
        (Some(moment), Some(spot)) => {
            let spot = match spot {
                // New rows above it change its row number, which must not be announced again.
                ListPosition::At { time, .. } => ListPosition::At { row: 0, time },
                other => other,
            };
            sentences(&browser::local(moment), spot, browser::local, coming.get())
        }
        _ => format!("“{}” is no time. One looks like 2026-05-18T10:00:00Z.", asked.get()),
    });
    let newer = move || match spot() {
        Some(ListPosition::At { row, .. }) => Some(format!("{} above it.", text::plural(row, "newer row"))),
        _ => None,
    };
    let shown = move || {
        (!asked.with(String::is_empty)).then(|| {
            view! {
                <div class="line">
                    <p role="status">{said}</p>
                    // Not announced: it changes with every event.
                    <p class="soft small">{newer}</p>
                    <span class="push">
                        <Button on_click=move |()| set.run((AT, String::new()))>"Back to the newest"</Button>
                    </span>
                </div>
            }
        })
    };
    shown.into_any()
}

fn sentences(moment: &str, spot: ListPosition, local: impl Fn(Timestamp) -> String, coming: bool) -> String {
    let said = match spot {
        ListPosition::Nowhere => format!("Nothing is listed that could be of {moment} or before."),
        ListPosition::Before { .. } => format!(
            "{moment} lies before everything that is listed: what came until then is not remembered here, or does not fit the filters. \
             The oldest is marked."
        ),
        ListPosition::At { time, .. } => {
            format!("The list stands at {moment}. Marked is the newest event until then, of {}.", local(time))
        }
        ListPosition::After => format!("Nothing that is listed is as new as {moment}. The newest is marked."),
    };
    if coming { format!("Still catching up. {said}") } else { said }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(query: &str) -> Option<String> {
        scroll_target_of_time(&UrlQuery::parse(query)).map(|moment| moment.to_string())
    }

    #[test]
    fn a_link_leads_to_a_moment_and_never_to_so_long_ago() {
        assert_eq!(target("at=2026-05-18T10:00:00Z").as_deref(), Some("2026-05-18T10:00:00Z"));
        assert_eq!(target("at=2026-05-18T10:00").as_deref(), Some("2026-05-18T10:00:00Z"));
        assert_eq!(target("at=2026-05-18T10:00:00%2B02:00").as_deref(), Some("2026-05-18T08:00:00Z"));
        for none in ["", "at=", "at=2h", "at=yesterday"] {
            assert_eq!(target(none), None, "{none}");
        }
    }

    #[test]
    fn where_a_moment_lies_is_said_and_that_more_may_come() {
        let time: Timestamp = "2026-05-18T09:59:31Z".parse().unwrap();
        let said = |spot, coming| sentences("10:00", spot, |time| time.to_string(), coming);
        assert!(said(ListPosition::At { row: 3, time }, false).ends_with("of 2026-05-18T09:59:31Z."));
        assert!(said(ListPosition::Before { row: 9 }, false).contains("10:00 lies before everything"));
        assert!(said(ListPosition::Before { row: 9 }, true).starts_with("Still catching up. "));
        assert!(said(ListPosition::After, false).contains("as new as 10:00"));
    }
}
