//! Parameters of which it is not known what kind of device has them.

use super::build::{Row, table};
use crate::catalogue::ParameterType;

table!(&[Row::new(
    "FieldOfView",
    ParameterType::Text,
    "Field of view of the reader, presumably of a directional read point.",
)
.name_only()]);
