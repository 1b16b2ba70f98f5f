//! Parameters of which it is not known what kind of device has them.

use crate::catalogue::{Parameter, ParameterType};

pub(super) static PARAMETERS: &[Parameter] = &[Parameter::new(
    "FieldOfView",
    ParameterType::Text,
    "Field of view of the reader, presumably of a directional read point.",
)
.name_only()];
