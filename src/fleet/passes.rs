//! The passes of devices: a parser of pasted lists, and the sync state of a device.
//!
//! A change of the list exists only in Jetstream until a sync was completed (page *Sync Device Credentials*), so three things
//! are combined: the present list, the passes that the latest sync sent (its CommandQueuedEvent lists every pass), and the times of
//! changes since. Where the first two are known they decide, since times in events are whole seconds.
//!
//! Pass numbers open doors. Nothing here stores one for longer than the list or the text that it was read from, and no `Debug`
//! form shows one.
//!
//! ```
//! use jetstream_fleet::passes::{PassCheck, Preview};
//!
//! let typed = "name;pass\nMaria;00a1b2c3d4\nJo;123456\nAnn;00 A1 B2 C3 D4";
//! let preview = Preview::of(typed, &["FFFFFFFFFF".to_owned()]);
//! assert_eq!(preview.to_add().len(), 1);
//! let refused: Vec<_> = preview.refused().map(|(entry, why)| (entry.line, why.to_string())).collect();
//! assert_eq!(refused.len(), 1);
//! assert!(refused[0].1.starts_with("This looks like the number printed on the card"));
//! assert!(matches!(preview.entries[2].check, PassCheck::Repeated { first: 2, .. }));
//! ```

mod changes;
mod outcome;
mod parse_cell;
mod preview;
mod state;
mod sync_facts;
mod table;

pub use crate::passes::parse_cell::PassParseError;
pub use crate::passes::sync_facts::{OnDevice, SyncFacts};
pub use changes::{ChangeTime, Changes, remembered};
pub use outcome::{ExpectedList, MatchResult};
pub use preview::{PassCheck, Preview, PreviewRow};
pub use state::{Difference, Failure, PassState, SyncEvidence, UnknownReason};
pub use table::TableLayout;

#[cfg(test)]
#[path = "passes/model_tests.rs"]
mod model;
