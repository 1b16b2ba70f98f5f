//! The only room that touches the browser. Everything in it either works everywhere or says that it does not.

mod attention;
mod channel;
mod clipboard;
mod database;
mod day;
mod document;
mod download;
mod fetch;
mod file;
mod focus;
mod framed;
mod kept;
mod leave;
mod lock;
mod navigation;
mod parent;
mod persistence;
mod probe;
mod random;
mod reflect;
mod socket;
mod steady;
mod storage;
mod time;
mod timer;

pub use attention::{is_in_sight, on_arrival, on_touch};
pub use channel::Channel;
pub use clipboard::copy;
pub use database::{Database, KeepError};
pub use day::LocalDay;
pub use document::{
    Theme, announce_title, base_path, center, has_open_dialog, is_online, remove_boot_screen, resolve, set_theme,
    text_of,
};
pub use download::download;
pub use fetch::{BrowserTransport, Fetched, READ_TIMEOUT, fetch_page, fetch_text, is_sending};
pub use file::{Chosen, ChosenFile, chosen_text};
pub use focus::{Focused, focus};
pub use framed::{address, clear_page, is_framed, set_token, watch_height};
pub use kept::{BrowserStorage, Lasts, on_kept_elsewhere};
pub use leave::{ask_before_leaving, asks_before_leaving};
pub use lock::{Hold, Lock, has_locks, hold, is_held, wait_for};
pub use navigation::{Away, asks_before, back, hold_navigation, reload, watch_history};
pub use parent::{Parent, is_shown_by_a_stranger};
pub use persistence::is_persistent;
pub use probe::{Reach, blocked_by_policy, probe, watch_policy};
pub use random::guid;
pub use socket::{Incoming, Socket};
pub use steady::{on_the_clock, steady_now};
pub use storage::TabStorage;
pub use time::{from_field, local, local_day_and_time, local_time, now, to_field, write_times};
pub use timer::{frame, interval, sleep};
