//! An SVG chart of one sensor: a band between the lowest and the highest value, and a line through the last value of each quarter of an
//! hour. There are never more than 672 quarters (a week), so none is left out.

use std::fmt::Write;

use jetstream_fleet::sensors::{
    Quarter, Value,
    spans::{LimitRange, runs},
};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;

use crate::features::sensors::latest::{label, with_unit};
use jetstream_browser as browser;

/// The size of the coordinate system of the paths, in units. The style sheet stretches it to the available width.
const WIDTH: i64 = 1_000;
const HEIGHT: i64 = 240;

/// The data of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The sensor, as received.
    pub sensor: String,
    /// The start and the end of the shown time.
    pub span: (Timestamp, Timestamp),
    /// The quarters of an hour in that time.
    pub quarters: Vec<Quarter>,
    /// The limits of the values.
    pub limits: LimitRange,
    /// The longest time between two readings that does not count as a gap.
    pub pause: SignedDuration,
    /// The times in which the door was reported open.
    pub doors: Vec<(Timestamp, Timestamp)>,
}

impl Chart {
    /// The range of the value axis in millionths: all values and limits, with a margin. `None` without any value.
    fn range(&self) -> Option<(i64, i64)> {
        let limits = [self.limits.low, self.limits.high].into_iter().flatten();
        let values = || self.quarters.iter().flat_map(|quarter| [quarter.low, quarter.high]).chain(limits.clone());
        let (low, high) = (values().min()?.millionths(), values().max()?.millionths());
        let air = ((high - low) / 12).max(500_000);
        Some((low - air, high + air))
    }

    fn x(&self, time: Timestamp) -> i64 {
        let (from, to) = (self.span.0.as_second(), self.span.1.as_second());
        (time.as_second() - from).saturating_mul(WIDTH).checked_div(to - from).unwrap_or(0).clamp(0, WIDTH)
    }

    /// The paths of the band, of the line, and of single readings between two gaps (a line needs two points).
    fn paths(&self, (low, high): (i64, i64)) -> [String; 3] {
        let y = |value: Value| y(value, (low, high));
        let [mut band, mut line, mut points] = [const { String::new() }; 3];
        for run in runs(&self.quarters, self.pause) {
            let along = |path: &mut String, first: char, points: &mut dyn Iterator<Item = (i64, i64)>| {
                for (number, (x, y)) in points.enumerate() {
                    // Writing to a `String` cannot fail.
                    let _ = write!(path, "{}{x} {y}", if number == 0 { first } else { 'L' });
                }
            };
            if let [alone] = run {
                let _ = write!(points, "M{} {}h0", self.x(alone.last_at()), y(alone.last()));
            }
            along(&mut band, 'M', &mut run.iter().map(|quarter| (self.x(quarter.last_at()), y(quarter.high))));
            along(&mut band, 'L', &mut run.iter().rev().map(|quarter| (self.x(quarter.last_at()), y(quarter.low))));
            band.push('Z');
            along(&mut line, 'M', &mut run.iter().map(|quarter| (self.x(quarter.last_at()), y(quarter.last()))));
        }
        [band, line, points]
    }
}

fn y(value: Value, (low, high): (i64, i64)) -> i64 {
    (high - value.millionths()).saturating_mul(HEIGHT).checked_div(high - low).unwrap_or(0)
}

/// The chart. Its values are also in the table of the panel.
#[component]
pub fn SensorChart(chart: Chart) -> AnyView {
    let Some((low, high)) = chart.range() else {
        return view! { <p class="soft">"Nothing was measured in this time, as far as this page remembers."</p> }
            .into_any();
    };
    let [band, line, points] = chart.paths((low, high));
    let limit = |limit: Option<Value>| {
        limit.map(|limit| {
            let path = format!("M0 {}H{WIDTH}", y(limit, (low, high)));
            view! { <path class="limit" d=path></path> }
        })
    };
    let doors = chart.doors.iter().map(|(from, to)| {
        let (from, to) = (chart.x(*from), chart.x(*to));
        view! { <rect class="door" x=from y="0" width=(to - from).max(2) height=HEIGHT></rect> }
    });
    let values = || chart.quarters.iter().flat_map(|quarter| [quarter.low, quarter.high]);
    let most = |value: Option<Value>| value.map(|value| with_unit(value, &chart.sensor)).unwrap_or_default();
    let (highest, lowest) = (most(values().max()), most(values().min()));
    let name = format!("{}: {lowest} to {highest}", label(&chart.sensor));
    let door = (!chart.doors.is_empty()).then(|| view! { <span class="key door">"Door open, as reported"</span> });
    let limits = chart.limits.are_set().then(|| view! { <span class="key limit">"Limits"</span> });
    view! {
        <figure class="chart">
            <p class="chart-edge">{highest}" highest"</p>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" role="img" aria-label=name>
                {doors.collect_view()}
                <path class="band" d=band></path>
                {limit(chart.limits.low)}
                {limit(chart.limits.high)}
                <path class="line" d=line></path>
                <path class="point" d=points></path>
            </svg>
            <p class="chart-edge">{lowest}" lowest"</p>
            <figcaption>
                <span>{browser::local(chart.span.0)}</span>
                <span class="chart-keys">{door}{limits}</span>
                <span>{browser::local(chart.span.1)}</span>
            </figcaption>
        </figure>
    }
    .into_any()
}
