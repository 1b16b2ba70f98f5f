//! What a policy would do to devices, before any call is made.

mod details;
mod forecast;
mod row;
mod sight;
mod words;

pub use details::Details;
pub use forecast::Forecasts;
pub use row::{columns, forecast_row};
pub use sight::{CandidateFilter, Candidates, ForecastView};
pub use words::{Summary, summary};
