//! The layer over the browser's own interfaces: the only crate, beside the virtual list of `jetstream-ui`, that uses `web_sys`. A function
//! that does not work in some browser or context says so in its result.

mod before_unload;
mod channel;
mod clipboard;
mod database;
mod day;
mod document;
mod download;
mod fetch;
mod file;
mod focus;
mod iframe;
mod local_storage;
mod lock;
mod navigation;
mod parent_window;
mod persistence;
mod probe;
mod random;
mod reflect;
mod session_storage;
mod socket;
mod steady;
mod stored_setting;
mod time;
mod timer;
mod user_activity;

pub use crate::before_unload::{guard_unload, is_unload_guarded};
pub use crate::channel::Channel;
pub use crate::clipboard::copy;
pub use crate::database::{Database, StorageError};
pub use crate::day::LocalDay;
pub use crate::document::{
    Theme, base_path, center, has_open_dialog, is_online, remove_boot_screen, resolve, set_theme, set_title, text_of,
};
pub use crate::download::download;
pub use crate::fetch::{
    FetchError, FileResponse, HttpMethod, HttpRequest, HttpResponse, fetch_page, fetch_text, is_same_origin, send,
};
pub use crate::file::{ChosenFile, FileText, chosen_text};
pub use crate::focus::{FocusSnapshot, focus};
pub use crate::iframe::{address, clear_document, is_framed, observe_height, set_token};
pub use crate::local_storage::{LocalStore, Persistence};
pub use crate::lock::{Lock, LockResult, acquire, has_locks, is_locked, try_acquire};
pub use crate::navigation::{NavigationTarget, back, block_navigation, is_guarded, reload, watch_history};
pub use crate::parent_window::{ParentWindow, is_framed_by_untrusted_origin};
pub use crate::persistence::is_persistent;
pub use crate::probe::{FailureCause, blocked_by_policy, diagnose, watch_policy};
pub use crate::random::{random_bytes, random_fraction};
pub use crate::session_storage::SessionStore;
pub use crate::socket::{Incoming, Socket};
pub use crate::steady::{on_the_clock, steady_now};
pub use crate::stored_setting::StoredSetting;
pub use crate::time::{from_field, install_formatter, local, local_day_and_time, local_time, now, to_field};
pub use crate::timer::{frame, interval, sleep};
pub use crate::user_activity::{is_visible, on_activity, on_visible};
