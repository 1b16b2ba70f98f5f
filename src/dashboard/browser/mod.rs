//! The only room that touches the browser. Everything in it either works everywhere or says that it does not.

mod clipboard;
mod database;
mod document;
mod download;
mod fetch;
mod file;
mod kept;
mod leave;
mod lock;
mod navigation;
mod probe;
mod random;
mod reflect;
mod socket;
mod storage;
mod time;
mod timer;

pub use clipboard::copy;
pub use database::{Database, KeepError};
pub use document::{
    Theme, announce_title, base_path, focus, is_framed, is_online, remove_boot_screen, resolve, set_theme,
};
pub use download::download;
pub use fetch::{BrowserTransport, Fetched, fetch_text};
pub use file::{Chosen, chosen_text};
pub use kept::{BrowserStorage, Lasts, on_kept_elsewhere};
pub use leave::ask_before_leaving;
pub use lock::{Hold, Lock, has_locks, hold, is_held};
pub use navigation::{Away, back, hold_navigation, watch_history};
pub use probe::{Reach, blocked_by_policy, probe, watch_policy};
pub use random::guid;
pub use socket::{Incoming, Socket};
pub use storage::TabStorage;
pub use time::{local, local_time, now};
pub use timer::{frame, interval, sleep};
