//! The export of the listed events as a file.

use jetstream_api::time;
use jetstream_fleet::{
    csv,
    event_log::{
        Record,
        export::{Secrets, ndjson},
    },
};
use leptos::prelude::*;

use crate::{
    features::events::list::{
        event_list::EventList,
        line::{event_type, severity_word},
        summary::summary,
    },
    shared::export_secrets_option::ExportSecretsOption,
    text,
};
use jetstream_browser::download;
use jetstream_ui::{Button, ButtonKind, Choice, Dialog, SelectField, icon};

const NDJSON: &str = "ndjson";
const CSV: &str = "csv";
const COLUMNS: [&str; 6] = ["Time (UTC)", "Severity", "Device", "Type", "What it says", "EventId"];

/// The button that opens the export dialog, and the dialog.
#[component]
pub fn ExportEvents(list: EventList) -> AnyView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Button icon=icon::DOWNLOAD on_click=move |()| open.set(true)>"Export"</Button>
        <Dialog open title="Export events" on_close=close>
            <Choices list close/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Choices(list: EventList, close: Callback<()>) -> AnyView {
    let form = RwSignal::new(NDJSON.to_owned());
    let shown = RwSignal::new(false);
    let said = RwSignal::new("");
    let forms = vec![
        Choice::new(NDJSON, "NDJSON: each event as it was received"),
        Choice::new(CSV, "CSV: the columns of the list, for a spreadsheet"),
    ];
    let amount = move || text::plural(list.shown().0, "event");
    let save = move |()| {
        let secrets = if shown.get_untracked() { Secrets::Shown } else { Secrets::Masked };
        let form = form.get_untracked();
        let text = list.with_shown(|records| match form.as_str() {
            CSV => table(records, secrets),
            _ => ndjson(records, secrets),
        });
        match download(&format!("jetstream-events.{form}"), &text) {
            true => close.run(()),
            false => said.set("This browser does not let the page make files."),
        }
    };
    view! {
        <p>{amount}", as they are listed now: filtered, and the newest first."</p>
        <SelectField label="Form" value=form on_change=move |value| form.set(value) choices=forms/>
        <ExportSecretsOption shown/>
        <p role="status">{said}</p>
        <div class="actions">
            <Button on_click=close>"Cancel"</Button>
            <Button kind=ButtonKind::Primary icon=icon::DOWNLOAD on_click=save>"Download"</Button>
        </div>
    }
    .into_any()
}

fn table(records: &mut dyn Iterator<Item = &Record>, secrets: Secrets) -> String {
    let mut file = csv::line(&COLUMNS);
    for event in records.filter_map(Record::event) {
        let cells = [
            &event.time().map(time::format).unwrap_or_default(),
            severity_word(event.severity()),
            event.device.as_deref().unwrap_or_default(),
            event_type(&event),
            &summary(&event, secrets == Secrets::Shown),
            event.id.as_str(),
        ];
        file.push_str(&csv::line(&cells));
    }
    file
}

#[cfg(test)]
mod tests {
    use jetstream_api::events::Event;
    use jetstream_fleet::EventLog;

    use super::*;

    #[test]
    fn a_table_has_the_columns_of_the_list_and_masks_what_the_list_masks() {
        let mut log = EventLog::new(1 << 16);
        let raw = r#"{"EventId":"1","Type":"AggregateEvent","Device":"=Cabinet 7","EventTime":"2026-05-18T10:00:00Z",
            "Adds":["A"],"Removes":[],"PassRfid":"00A1B2C3D4"}"#;
        log.insert(&Event::parse(raw).unwrap());
        let written = |secrets| table(&mut log.iter_newest().map(|record| &**record), secrets);
        assert_eq!(
            written(Secrets::Masked),
            "Time (UTC),Severity,Device,Type,What it says,EventId\r\n\
             2026-05-18T10:00:00Z,Information,'=Cabinet 7,AggregateEvent,\"1 tag added, 0 removed, with pass ••••C3D4\",1\r\n"
        );
        assert!(written(Secrets::Shown).contains("with pass 00A1B2C3D4"));
    }
}
