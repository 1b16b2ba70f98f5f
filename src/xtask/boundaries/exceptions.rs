//! The lists of known exceptions, one for each rule. They may only become shorter.

/// Exceptions from the rule "layers".
pub const LAYERS: &[&str] = &[];

/// Exceptions from the rule "simulator layers".
pub const SIMULATOR_LAYERS: &[&str] = &[];

/// Exceptions from the rule "features".
pub const FEATURES: &[&str] = &[];

/// Exceptions from the rule "façades".
pub const FACADES: &[&str] = &[];

/// Exceptions from the rule "cycles".
pub const CYCLES: &[&str] = &[];

/// Exceptions from the rule "browser".
pub const BROWSER: &[&str] = &[];

/// Exceptions from the rule "splitting".
pub const SPLITTING: &[&str] = &[];

/// Exceptions from the rule "module docs".
pub const MODULE_DOCS: &[&str] = &[];

/// Exceptions from the rule "length".
pub const LENGTH: &[&str] = &[];
