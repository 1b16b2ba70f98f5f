//! A row of the feed. It is drawn once and then shows one event after another: every text is a signal of the same kind, so that
//! a row costs little WebAssembly and little time.

use leptos::prelude::*;

use super::{
    EventList,
    line::{Line, tone},
};
use crate::{
    browser::LocalDay,
    ui::{Badge, Cell, Row, Time},
};

/// The cells of a row.
pub fn event_row(list: EventList, row: Row, on_open: Callback<String>) -> AnyView {
    let line = Memo::new(move |before| list.line(row.index.get(), before));
    let text = move |read: fn(&Line) -> String| Signal::derive(move || line.with(read));
    let (device, event_type) = (text(Line::device), text(Line::event_type));
    // Not of now but of today: these change when the clock comes to another day, and not with every second.
    let of_day = move |read: fn(&Line, LocalDay) -> String| {
        Signal::derive(move || {
            let today = list.today.get();
            line.with(|line| read(line, today))
        })
    };
    let (clock, summary) = (of_day(Line::clock), of_day(Line::summary));
    let no_event = Signal::derive(move || line.with(|line| line.event().is_none()));
    let mark = Memo::new(move |_| line.with(Line::mark));
    let badge = move || {
        let word = mark.get();
        match tone(word) {
            Some(tone) => view! { <Badge tone word/> }.into_any(),
            None => view! { <span class="soft">{word}</span> }.into_any(),
        }
    };
    let open = move |_| match line.get_untracked() {
        Line::Event(event, _) => on_open.run(event.id.to_string()),
        Line::Burst { oldest, .. } => list.open_burst(&oldest.id()),
        Line::Gap(_) | Line::Nothing => {}
    };
    let folded = move || line.with(|line| matches!(line, Line::Burst { .. })).then_some("false");
    view! {
        <Cell class="sub"><Time at=text(Line::instant) text=clock title=text(Line::exact)/></Cell>
        <Cell class="mark">{badge}</Cell>
        <Cell class="sub"><span title=device>{device}</span></Cell>
        <Cell class="lead">
            <button type="button" hidden=no_event tabindex=row.tabindex aria-expanded=folded on:click=open>{event_type}</button>
        </Cell>
        <Cell class="sub"><span class:gap=move || mark.get() == super::line::GAP title=summary>{summary}</span></Cell>
    }
    .into_any()
}
