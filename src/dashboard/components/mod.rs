//! Parts that know the domain and appear on more than one page.

mod ability;
mod about;
mod announce;
mod command_state;
mod condition;
pub mod configuration;
pub mod device_list;
pub mod event_list;
mod facts;
mod feed_status;
mod leaving;
mod lockdown;
mod moment;
pub mod parameter_editor;
pub mod passes;
pub mod policies;
mod shell;
mod timeline;
mod typed_query;
mod url;

pub use ability::{Ability, sentence};
pub use about::About;
pub use announce::Title;
pub use command_state::{STATE_WORDS, StateBadge, state_sentence, state_word};
pub use condition::{Condition, connection_word};
pub use feed_status::FeedStatus;
pub use leaving::AskBeforeLeaving;
pub use lockdown::{NO_LOCKDOWN, lockdown_sentence, lockdown_word};
pub use moment::{Ago, At, exact};
pub use shell::Shell;
pub use timeline::TimelineCard;
pub use typed_query::TypedQuery;
pub use url::{go, go_instead, use_query, use_query_here};
