//! The tiles of the overview: numbers, each of which links to the list that it counts.

use jetstream_api::catalogue::log_entries::LOG_ENTRY_TYPES;
use jetstream_fleet::{LockdownState, commands::CommandState};
use leptos::prelude::*;

use crate::{
    features::{
        devices::list::filter::{Filter, LockdownClass, LockdownClasses},
        incidents::{
            filter::{IncidentFilter, IncidentState},
            incident_list::Incidents,
            incident_row::IncidentKind,
        },
        sensors::{latest::LimitStatus, page::filter_link, temperatures::temperatures},
    },
    paths::{self, UrlQuery},
    shared::{
        command_state::{STATE_WORDS, state_label},
        device_facts,
    },
    state::{directory::Directory, live::LiveState, session::Session},
};
use jetstream_ui::{BadgeTone, Icon, icon};

/// A number with a label and a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverviewTile {
    count: usize,
    words: String,
    tone: BadgeTone,
    href: String,
}

impl OverviewTile {
    /// A tile for something that needs attention unless the count is 0.
    fn alarm(count: usize, words: impl Into<String>, tone: BadgeTone, href: String) -> Self {
        Self { count, words: words.into(), tone: if count == 0 { BadgeTone::Ok } else { tone }, href }
    }
}

/// The kinds of incidents that have a tile even when there are none.
const ALWAYS: [&str; 4] = ["DoorBreach", "ACPowerFailure", "DoorOpen", "LowBattery"];

fn words_of(name: &str) -> String {
    match name {
        "DoorBreach" => "doors breached",
        "ACPowerFailure" => "on battery: mains power lost",
        "DoorOpen" => "doors open for too long",
        "LowBattery" => "batteries low",
        other => return other.to_owned(),
    }
    .to_owned()
}

/// The open incidents by kind.
pub fn alarms(incidents: Incidents) -> Memo<Vec<OverviewTile>> {
    // A file does not tell how often a device should send a heartbeat, so no device would ever count as silent.
    let is_file = Session::current().is_file();
    Memo::new(move |_| {
        incidents.with(|all| {
            let open = |matter: IncidentKind| {
                all.iter().filter(|(case, state)| *state == IncidentState::Open && case.matter == matter).count()
            };
            let href = |name| paths::with_query(paths::INCIDENTS, &IncidentFilter::open(name));
            let mut tiles = Vec::new();
            if !is_file {
                let silent = open(IncidentKind::Silence);
                tiles.push(OverviewTile::alarm(
                    silent,
                    "silent devices",
                    BadgeTone::Warn,
                    href(IncidentKind::Silence.name()),
                ));
            }
            for kind in LOG_ENTRY_TYPES.iter().filter(|kind| kind.opens()) {
                let (matter, always) = (IncidentKind::Entry(kind), ALWAYS.contains(&kind.name));
                let count = open(matter);
                if always || count > 0 {
                    tiles.push(OverviewTile::alarm(count, words_of(kind.name), matter.tone(), href(kind.name)));
                }
            }
            tiles
        })
    })
}

/// The thermometers that are outside their limits, or cannot be judged.
pub fn temperature_tile() -> Memo<Vec<OverviewTile>> {
    let all = temperatures();
    Memo::new(move |_| {
        let tile = |status: LimitStatus, words: &str| {
            let count = all.with(|all| all.iter().filter(|one| one.status == status).count());
            OverviewTile::alarm(count, words, status.tone(), paths::with_query(paths::SENSORS, &filter_link(status)))
        };
        vec![
            tile(LimitStatus::TooHigh, "thermometers too warm"),
            tile(LimitStatus::TooLow, "thermometers too cold"),
            tile(LimitStatus::Stale, "thermometers not read lately"),
            // Whether these are too warm cannot be judged.
            tile(LimitStatus::NoLimits, "thermometers without limits"),
        ]
    })
}

/// The devices that are locked down, may be, or have a queued lockdown.
pub fn lockdowns() -> Memo<Vec<OverviewTile>> {
    let (live, directory) = (LiveState::current(), Directory::current());
    let now = live.now_for(move || directory.count());
    Memo::new(move |_| {
        let (now, devices) = (now.get(), directory.devices());
        let entries = devices.value().map(|devices| &**devices).unwrap_or_default();
        let states = |entry| -> Vec<LockdownState> {
            live.with_untracked(|fleet| device_facts::lockdown(fleet, directory, entry, now))
        };
        let classes: Vec<LockdownClasses> = entries.iter().map(|entry| LockdownClasses::of(&states(entry))).collect();
        let tile = |class: LockdownClass, words: &str, tone| {
            let count = classes.iter().filter(|classes| classes.has(class)).count();
            let query = UrlQuery::default().with(Filter::LOCKDOWN, class.value());
            OverviewTile::alarm(count, words, tone, paths::with_query(paths::DEVICES, &query))
        };
        vec![
            tile(LockdownClass::InForce, "devices locked down", BadgeTone::Warn),
            tile(LockdownClass::Uncertain, "devices may be locked down", BadgeTone::Unknown),
            tile(LockdownClass::Queued, "devices with a lockdown that waits", BadgeTone::Info),
        ]
    })
}

/// The retained commands by state, except the sent and the completed ones.
pub fn commands() -> Memo<Vec<OverviewTile>> {
    let live = LiveState::current();
    Memo::new(move |_| {
        let now = live.now();
        let states: Vec<CommandState> = live.with_untracked(|fleet| {
            let commands = fleet.commands();
            let once = commands.iter_newest().filter(|timeline| !commands.is_shadowed_by_click(timeline, now));
            once.map(|timeline| timeline.state(now)).collect()
        });
        let tile = |word: &'static str| {
            let tone = match word {
                "Failed" => BadgeTone::Bad,
                "Queued" => BadgeTone::Info,
                "Timed out" => BadgeTone::Warn,
                _ => BadgeTone::Unknown,
            };
            let count = states.iter().filter(|state| state_label(state) == word).count();
            let href = paths::with_query(paths::COMMANDS, &UrlQuery::default().with("state", word));
            OverviewTile::alarm(count, format!("commands {}", word.to_lowercase()), tone, href)
        };
        STATE_WORDS.into_iter().filter(|word| !matches!(*word, "Sent" | "Completed")).map(tile).collect()
    })
}

/// A list of tiles.
#[component]
pub fn Tiles(
    /// The accessible name of the list.
    name: &'static str,
    /// The tiles.
    tiles: Memo<Vec<OverviewTile>>,
) -> AnyView {
    let tile = |OverviewTile { count, words, tone, href }: OverviewTile| {
        let glyph = if count == 0 { icon::CIRCLE_CHECK } else { tone.icon() };
        view! {
            <li>
                <a class=format!("tile {}", tone.class()) href=href>
                    <Icon icon=glyph/>
                    <strong>{count}</strong>
                    " "
                    <span>{words}</span>
                </a>
            </li>
        }
    };
    view! { <ul class="tiles" aria-label=name>{move || tiles.get().into_iter().map(tile).collect_view()}</ul> }
        .into_any()
}
