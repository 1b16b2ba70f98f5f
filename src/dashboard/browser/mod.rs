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

pub use attention::{is_visible, on_activity, on_visible};
pub use channel::Channel;
pub use clipboard::copy;
pub use database::{Database, StorageError};
pub use day::LocalDay;
pub use document::{
    Theme, announce_title, base_path, center, has_open_dialog, is_online, remove_boot_screen, resolve, set_theme,
    text_of,
};
pub use download::download;
pub use fetch::{BrowserTransport, FileResponse, READ_TIMEOUT, fetch_page, fetch_text, is_sending};
pub use file::{ChosenFile, FileText, chosen_text};
pub use focus::{FocusSnapshot, focus};
pub use framed::{address, clear_document, is_framed, observe_height, set_token};
pub use kept::{LocalStore, Persistence, on_change_in_other_tab};
pub use leave::{guard_unload, is_unload_guarded};
pub use lock::{Lock, LockResult, acquire, has_locks, is_locked, try_acquire};
pub use navigation::{NavigationTarget, back, block_navigation, is_guarded, reload, watch_history};
pub use parent::{ParentWindow, is_framed_by_untrusted_origin};
pub use persistence::is_persistent;
pub use probe::{FailureCause, blocked_by_policy, diagnose, watch_policy};
pub use random::guid;
pub use socket::{Incoming, Socket};
pub use steady::{on_the_clock, steady_now};
pub use storage::SessionStore;
pub use time::{from_field, install_formatter, local, local_day_and_time, local_time, now, to_field};
pub use timer::{frame, interval, sleep};
