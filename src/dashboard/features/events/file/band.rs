//! A banner on every page while a file of events is open, and the button that closes the file.

use leptos::prelude::*;

use crate::{
    state::{
        event_file::{EventFile, FileReport},
        event_source::EventSource,
        live::{LiveState, clock::ClockSource},
        session::Session,
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, icon};

/// The banner: the name of the file and how many events were read. Empty when no file is open.
#[component]
pub fn FileBanner() -> AnyView {
    let live = LiveState::current();
    let band = |file: EventFile| {
        let found = Memo::new(move |_| found(&file.report()));
        let now = move || match live.clock().source {
            ClockSource::File => format!("Now is when its newest event came: {}.", browser::local(live.now())),
            ClockSource::Feed | ClockSource::Browser => String::new(),
        };
        view! {
            <aside class="band file" aria-label="File">
                <span class="file-name">{file.name()}</span>
                " " <span>{found}</span>
                " " <span>{now}</span> " "
                <span>"There is no connection to Jetstream."</span>
            </aside>
        }
    };
    EventSource::current().file().map(band).into_any()
}

/// The button that closes the file by ending the session.
#[component]
pub fn CloseFile() -> AnyView {
    let session = Session::current();
    view! { <Button kind=ButtonKind::Quiet icon=icon::LOG_OUT on_click=move |()| session.end()>"Close the file"</Button> }
        .into_any()
}

fn found(report: &FileReport) -> String {
    let events = text::plural(report.events, "event");
    let so_far = if report.is_read { "" } else { " so far" };
    match report.unreadable {
        0 => format!("{events}{so_far}."),
        some => format!("{events}{so_far}; {} could not be read.", text::plural(some, "line")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_read_is_counted() {
        let report = FileReport { events: 1, is_read: true, ..FileReport::default() };
        assert_eq!(found(&report), "1 event.");
        let report = FileReport { unreadable: 2, is_read: false, ..report };
        assert_eq!(found(&report), "1 event so far; 2 lines could not be read.");
    }
}
