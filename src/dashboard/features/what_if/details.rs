//! The dialog with the forecast for one device.

use jetstream_fleet::configuration::{Applicability, ComparisonBasis, Forecast, Schema, ValueChange};
use leptos::prelude::*;

use crate::{
    features::{
        parameter_editor::changes_table::changes_table,
        what_if::{self, view::ForecastView},
    },
    paths::{self, Tab},
};
use jetstream_ui::{Badge, Button, Dialog, Notice, NoticeKind};

/// The dialog.
#[component]
pub fn Details(
    /// The view that holds the forecasts.
    view: ForecastView,
    /// The index of the device.
    number: u32,
    /// Closes the dialog.
    on_close: Callback<()>,
) -> AnyView {
    let name = untrack(|| view.entry(number)).map(|entry| entry.device.name).unwrap_or_default();
    let href = paths::device(&name, Tab::Configuration);
    let content = move || {
        let (Some(policy), Some(forecast)) = (view.policy.get(), view.forecast(number)) else {
            let hint = if view.policy.with(Option::is_none) {
                "Choose a policy first: then it stands here what that would change."
            } else {
                "Choose the device by its box: then it stands here what would change."
            };
            return view! { <p>{hint}</p> }.into_any();
        };
        let rules = view.rules.all();
        let broken = forecast.broken.iter().filter_map(|number| rules.get(*number)).map(ToString::to_string).collect();
        view! { <ForecastDetails schema=policy.schema.clone() forecast=(*forecast).clone() broken/> }.into_any()
    };
    view! {
        <Dialog open=true title=format!("What would change on {name}") on_close>
            {content}
            <div class="actions">
                <a class="apart" href=href.clone()>"Its configuration"</a>
                <Button on_click=on_close>"Close"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

#[component]
fn ForecastDetails(schema: Schema, forecast: Forecast, broken: Vec<String>) -> AnyView {
    let (tone, word) = what_if::text::word(&forecast);
    let applicability = match &forecast.applicability {
        Applicability::WrongDefinition { has, needs } => {
            Some(format!("The device is of {has}; the policy is for {needs}. Jetstream refuses it."))
        }
        Applicability::Unchanged => Some("It has this policy, and no value would change.".to_owned()),
        Applicability::Fits if forecast.changes().len() == 0 => {
            Some("It would get the policy, and every value stays what it is.".to_owned())
        }
        Applicability::Fits => None,
    };
    let own = what_if::text::own_values_text(&schema, &forecast);
    let name = |key: &String| schema.field(key).map_or(key.as_str(), |field| &field.name).to_owned();
    let absent: Vec<_> = forecast.absent_in_firmware.iter().map(name).collect();
    let wrong = forecast.wrong.iter().map(|error| error.text.clone()).collect();
    let list = |kind, title: &'static str, items: Vec<String>| {
        (!items.is_empty()).then(|| {
            let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
            view! { <Notice kind title=title><ul>{items}</ul></Notice> }
        })
    };
    let report = (forecast.basis == ComparisonBasis::Reported).then(|| {
        view! { <p class="soft">"It has no policy: what it has now is what it last reported."</p> }
    });
    let basis = forecast.basis;
    let otherwise = (!forecast.reported_otherwise.is_empty()).then(|| {
        view! {
            <h3>"It reports otherwise"</h3>
            <p class="soft">"What the device last reported is not what its policy and its own values say now."</p>
            {table(&schema, ComparisonBasis::Configured, forecast.reported_otherwise.iter(), ["Parameter", "Should be now", "Reported"])}
        }
    });
    let changes =
        (forecast.changes().len() > 0).then(|| table(&schema, basis, forecast.changes(), ["Parameter", "Now", "Then"]));
    view! {
        <p class="line"><Badge tone word/>{applicability}</p>
        {list(NoticeKind::Error, "It would have values that must not be sent", wrong)}
        {list(NoticeKind::Warn, "It would break these rules", broken)}
        {list(NoticeKind::Warn, "Its firmware does not have these parameters: they would do nothing", absent)}
        {report}
        {changes}
        {(!own.is_empty()).then(|| view! { <p>{own}</p> })}
        {otherwise}
    }
    .into_any()
}

fn table<'a>(
    schema: &Schema,
    basis: ComparisonBasis,
    changes: impl Iterator<Item = &'a ValueChange>,
    titles: [&'static str; 3],
) -> AnyView {
    let row = |change: &ValueChange| {
        view! {
            <tr>
                <th scope="row">{change.name.clone()}</th>
                <td>{what_if::text::before(schema, basis, change)}</td>
                <td>{what_if::text::value(schema, change, change.to.as_ref())}</td>
            </tr>
        }
        .into_any()
    };
    changes_table(&titles.join(", "), titles, changes.map(row).collect())
}
