//! A row of the pass list: a checkbox, the masked number, and whether the device has it.

use leptos::prelude::*;

use crate::{
    features::passes::numbers::Numbers,
    shared::pass_number::{PassNumber, masked_words},
};
use jetstream_ui::{Badge, BadgeTone, Cell, Icon, Row, icon};

/// The cells of a row. The checkbox comes first, because a click anywhere in the row activates its first link or button.
pub fn pass_row(numbers: Numbers, row: Row) -> AnyView {
    let number =
        Memo::new(move |_| numbers.shown.with(|shown| shown.get(row.index.get()).cloned().unwrap_or_default()));
    let chosen = Memo::new(move |_| number.with(|number| numbers.selected.with(|selected| selected.contains(number))));
    let toggle = move |_| {
        let number = number.get_untracked();
        numbers.selected.update(|selected| {
            if !selected.remove(&number) {
                selected.insert(number);
            }
        });
    };
    let status = Memo::new(move |_| {
        numbers.on_device.with(|on_device| on_device.as_ref().map(|known| number.with(|number| known.has(number))))
    });
    let badge = move || match status.get() {
        Some(true) => view! { <Badge tone=BadgeTone::Ok word="On the device"/> }.into_any(),
        Some(false) => view! { <Badge tone=BadgeTone::Warn word="Not yet on the device"/> }.into_any(),
        None => view! { <span class="soft">"Not known"</span> }.into_any(),
    };
    view! {
        <Cell class="lead">
            <span class="line">
                <button
                    type="button"
                    class="tick"
                    role="checkbox"
                    tabindex=move || row.tabindex.get()
                    aria-checked=move || chosen.get().to_string()
                    aria-label=move || number.with(|number| format!("Select pass, {}", masked_words(number)))
                    on:click=toggle
                >
                    {move || view! { <Icon icon=if chosen.get() { icon::SQUARE_CHECK } else { icon::SQUARE }/> }}
                </button>
                <PassNumber number all=numbers.all tabindex=row.tabindex/>
            </span>
        </Cell>
        <Cell class="mark">{badge}</Cell>
    }
    .into_any()
}
