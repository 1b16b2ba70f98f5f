//! The fleet in numbers, each of which leads to the list behind it.

use jetstream_api::catalogue::log_entries::LOG_ENTRY_TYPES;
use jetstream_fleet::{LockdownState, commands::State};
use leptos::prelude::*;

use super::{
    STATE_WORDS,
    device_list::{Classes, Filter, LockdownClass},
    facts,
    incidents::{IncidentFilter, Incidents, Matter, Standing},
    sensors::{Stand, temperatures},
    state_word,
};
use crate::{
    directory::Directory,
    live::Live,
    pages::sensors::standing,
    paths::{self, Query},
    session::Session,
    ui::{Icon, Tone, icon},
};

/// A number, and what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    count: usize,
    words: String,
    tone: Tone,
    href: String,
}

impl Tile {
    /// What is counted is a reason to look, once there is any.
    fn alarm(count: usize, words: impl Into<String>, tone: Tone, href: String) -> Self {
        Self { count, words: words.into(), tone: if count == 0 { Tone::Ok } else { tone }, href }
    }
}

/// Those that are shown even when there are none: what one comes here to look for.
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

/// What is wrong now, by kind.
pub fn alarms(incidents: Incidents) -> Memo<Vec<Tile>> {
    // No file tells how often a device should be heard: none would be called silent, whatever it was.
    let is_file = Session::current().is_file();
    Memo::new(move |_| {
        incidents.with(|all| {
            let open = |matter: Matter| {
                all.iter().filter(|(case, standing)| *standing == Standing::Open && case.matter == matter).count()
            };
            let href = |name| paths::with_query(paths::INCIDENTS, &IncidentFilter::open(name));
            let mut tiles = Vec::new();
            if !is_file {
                let silent = open(Matter::Silence);
                tiles.push(Tile::alarm(silent, "silent devices", Tone::Warn, href(Matter::Silence.name())));
            }
            for kind in LOG_ENTRY_TYPES.iter().filter(|kind| kind.opens()) {
                let (matter, always) = (Matter::Entry(kind), ALWAYS.contains(&kind.name));
                let count = open(matter);
                if always || count > 0 {
                    tiles.push(Tile::alarm(count, words_of(kind.name), matter.tone(), href(kind.name)));
                }
            }
            tiles
        })
    })
}

/// What is too warm or too cold.
pub fn warmth() -> Memo<Vec<Tile>> {
    let all = temperatures();
    Memo::new(move |_| {
        let tile = |stand: Stand, words: &str| {
            let count = all.with(|all| all.iter().filter(|one| one.stand == stand).count());
            Tile::alarm(count, words, stand.tone(), paths::with_query(paths::SENSORS, &standing(stand)))
        };
        vec![
            tile(Stand::TooHigh, "thermometers too warm"),
            tile(Stand::TooLow, "thermometers too cold"),
            tile(Stand::Stale, "thermometers not read lately"),
            // Of these nobody knows whether they are too warm.
            tile(Stand::NoLimits, "thermometers without limits"),
        ]
    })
}

/// What is locked down, may be, or is to be.
pub fn lockdowns() -> Memo<Vec<Tile>> {
    let (live, directory) = (Live::current(), Directory::current());
    let now = live.now_for(move || directory.count());
    Memo::new(move |_| {
        let (now, devices) = (now.get(), directory.devices());
        let entries = devices.value().map(|devices| &**devices).unwrap_or_default();
        let states = |entry| -> Vec<LockdownState> {
            live.with_untracked(|fleet| facts::lockdown(fleet, directory, entry, now))
        };
        let classes: Vec<Classes> = entries.iter().map(|entry| Classes::of(&states(entry))).collect();
        let tile = |class: LockdownClass, words: &str, tone| {
            let count = classes.iter().filter(|classes| classes.has(class)).count();
            let query = Query::default().with(Filter::LOCKDOWN, class.value());
            Tile::alarm(count, words, tone, paths::with_query(paths::DEVICES, &query))
        };
        vec![
            tile(LockdownClass::InForce, "devices locked down", Tone::Warn),
            tile(LockdownClass::Uncertain, "devices may be locked down", Tone::Unknown),
            tile(LockdownClass::Queued, "devices with a lockdown that waits", Tone::Info),
        ]
    })
}

/// What did not go well among the commands that are remembered.
pub fn commands() -> Memo<Vec<Tile>> {
    let live = Live::current();
    Memo::new(move |_| {
        let now = live.now();
        let states: Vec<State> = live.with_untracked(|fleet| {
            let commands = fleet.commands();
            let once = commands.iter_newest().filter(|timeline| !commands.is_told_by_click(timeline, now));
            once.map(|timeline| timeline.state(now)).collect()
        });
        let tile = |word: &'static str| {
            let tone = match word {
                "Failed" => Tone::Bad,
                "Queued" => Tone::Info,
                "Timed out" => Tone::Warn,
                _ => Tone::Unknown,
            };
            let count = states.iter().filter(|state| state_word(state) == word).count();
            let href = paths::with_query(paths::COMMANDS, &Query::default().with("state", word));
            Tile::alarm(count, format!("commands {}", word.to_lowercase()), tone, href)
        };
        STATE_WORDS.into_iter().filter(|word| !matches!(*word, "Sent" | "Completed")).map(tile).collect()
    })
}

/// Numbers side by side.
#[component]
pub fn Tiles(
    /// What they are about.
    name: &'static str,
    /// The numbers.
    tiles: Memo<Vec<Tile>>,
) -> AnyView {
    let tile = |Tile { count, words, tone, href }: Tile| {
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
