//! The report on an opened file of events: how many events were read, and which lines could not be read.

use leptos::prelude::*;

use crate::{
    features::events::queue::limits::MemoryField,
    state::{
        event_file::{FileReport, ParseFault},
        event_source::EventSource,
    },
    text,
};
use jetstream_ui::{Disclosure, Notice, NoticeKind};

const NOTHING: &str = "None of its lines is an event. What is read here is NDJSON, one event a line, as the live feed exports it, or JSON as \
    Get Events answers it; a table (CSV) cannot be read again.";

const KEPT: &str = "The file is read in this browser. Nothing of it is sent or kept: it is gone from here when it is closed or the page is \
    reloaded. No file tells how often a device should be heard, so none is called silent.";

/// The report. Empty when no file is open.
#[component]
pub fn FileReport() -> AnyView {
    let Some(file) = EventSource::current().file() else { return ().into_any() };
    let report = Memo::new(move |_| file.report());
    let is_nothing = Memo::new(move |_| report.with(|report| report.is_read && report.events == 0));
    let broken = Memo::new(move |_| report.with(|report| report.fatal_error.clone()));
    let has_faults = Memo::new(move |_| report.with(|report| report.unreadable > 0));
    let nothing = move || {
        is_nothing.get().then(|| {
            view! { <Notice kind=NoticeKind::Warn announce=true title="There is no event in this file"><p>{NOTHING}</p></Notice> }
        })
    };
    let broken = move || {
        let why = format!("The browser stopped reading it: {}. What came before is shown.", broken.get()?);
        Some(view! { <Notice kind=NoticeKind::Error title="The rest of the file cannot be read"><p>{why}</p></Notice> })
    };
    let faults = move || {
        has_faults.get().then(|| {
            let fault = |ParseFault { line, why }: ParseFault| view! { <li>{format!("Line {line}: {why}.")}</li> };
            view! {
                <Disclosure summary=Signal::derive(move || report.with(faults_words))>
                    <ul class="stack" aria-label="What could not be read" tabindex="0">
                        <For each=move || report.with(|report| report.faults.clone()) key=ParseFault::clone children=fault/>
                    </ul>
                </Disclosure>
            }
        })
    };
    view! {
        {nothing}
        {broken}
        {faults}
        <Disclosure summary=Signal::derive(move || report.with(found_words))>
            <p class="soft">{KEPT}</p>
            <div class="limits"><MemoryField/></div>
        </Disclosure>
    }
    .into_any()
}

fn faults_words(report: &FileReport) -> String {
    let named = report.faults.len();
    let all = format!("{} could not be read", text::plural(report.unreadable, "line"));
    if named < report.unreadable { format!("{all}, here the first {named}") } else { all }
}

fn found_words(report: &FileReport) -> String {
    let again = match report.repeated {
        0 => String::new(),
        1 => "; 1 stands there once more".to_owned(),
        some => format!("; {some} stand there once more"),
    };
    format!("{} in the file{again}", text::plural(report.events, "event"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_is_said_to_be_more() {
        let fault = ParseFault { line: 3, why: "no event".to_owned() };
        let report = FileReport { unreadable: 1, faults: vec![fault], ..FileReport::default() };
        assert_eq!(faults_words(&report), "1 line could not be read");
        assert_eq!(
            faults_words(&FileReport { unreadable: 9, ..report }),
            "9 lines could not be read, here the first 1"
        );
    }

    #[test]
    fn events_that_come_again_are_counted_apart() {
        let report = FileReport { events: 5, repeated: 2, ..FileReport::default() };
        assert_eq!(found_words(&report), "5 events in the file; 2 stand there once more");
    }
}
