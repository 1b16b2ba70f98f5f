//! The table of parameters whose kind of device is not known.

use crate::catalogue::ParameterType;
use crate::catalogue::parameters::build::{Row, table};

table!(&[Row::new(
    "FieldOfView",
    ParameterType::Text,
    "Field of view of the reader, presumably of a directional read point.",
)
.name_only()]);
