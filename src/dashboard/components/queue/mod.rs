//! The queue of the key, where no gateway has a feed: what may be done with it, what is done, and what this browser keeps of it.

mod consent;
mod kept;
mod limits;

pub use consent::QueueReading;
pub use kept::KeptEvents;
pub use limits::MemoryField;
