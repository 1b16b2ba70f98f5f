//! A row of the event list. It is created once and then reused for other events: every text is a signal of the same type, which
//! saves WebAssembly code and time.

use leptos::prelude::*;

use crate::features::events::list::{
    event_list::EventList,
    line::{EventRow, tone},
};
use jetstream_browser::LocalDay;
use jetstream_ui::{Badge, Cell, Row, Time};

/// The cells of a row.
pub fn event_row(list: EventList, row: Row, on_open: Callback<String>) -> AnyView {
    let line = Memo::new(move |before| list.line(row.index.get(), before));
    let text = move |read: fn(&EventRow) -> String| Signal::derive(move || line.with(read));
    let (device, event_type) = (text(EventRow::device), text(EventRow::event_type));
    // These texts depend on the day and not on the second, so they are only computed again when the day changes.
    let of_day = move |read: fn(&EventRow, LocalDay) -> String| {
        Signal::derive(move || {
            let today = list.today.get();
            line.with(|line| read(line, today))
        })
    };
    let (clock, summary) = (of_day(EventRow::clock), of_day(EventRow::summary));
    let no_event = Signal::derive(move || line.with(|line| line.event().is_none()));
    let mark = Memo::new(move |_| line.with(EventRow::mark));
    let badge = move || {
        let word = mark.get();
        match tone(word) {
            Some(tone) => view! { <Badge tone word/> }.into_any(),
            None => view! { <span class="soft">{word}</span> }.into_any(),
        }
    };
    let open = move |_| match line.get_untracked() {
        EventRow::Event(event, _) => on_open.run(event.id.to_string()),
        EventRow::Group { oldest, .. } => list.expand_group(&oldest.id()),
        EventRow::Gap(_) | EventRow::Nothing => {}
    };
    let folded = move || line.with(|line| matches!(line, EventRow::Group { .. })).then_some("false");
    view! {
        <Cell class="sub"><Time at=text(EventRow::instant) text=clock title=text(EventRow::exact)/></Cell>
        <Cell class="mark">{badge}</Cell>
        <Cell class="sub"><span title=device>{device}</span></Cell>
        <Cell class="lead">
            <button type="button" hidden=no_event tabindex=row.tabindex aria-expanded=folded on:click=open>{event_type}</button>
        </Cell>
        <Cell class="sub"><span class:gap=move || mark.get() == crate::features::events::list::line::GAP title=summary>{summary}</span></Cell>
    }
    .into_any()
}
