//! Forms that change a device's lists of passes, users and PINs. Each sends one call per click, never repeats it, and reads the
//! list afterwards.

mod add_named;
mod add_passes;
mod edit;
mod edit_dialog;
mod outcome;
mod preview;
mod shown_call;

pub use add_named::{AddNamed, NewNamedCredential};
pub use add_passes::AddPasses;
pub use edit::{PassEdit, PassListChange, SubmissionState, send_edit};
pub use edit_dialog::EditDialog;
pub use outcome::{EditOutcome, is_done};
pub use shown_call::MaskedCall;
