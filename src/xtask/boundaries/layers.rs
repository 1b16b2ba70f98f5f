//! The map from a file of the dashboard to its layer, and the order of the layers.

use std::fmt::{self, Display};

/// A layer of the dashboard, or one of the two crates below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer<'a> {
    /// `main.rs` and `lib.rs`: they declare and start everything.
    Root,
    /// `app/`: the composition root.
    App,
    /// `features/NAME/`; the name is empty for `features/mod.rs`.
    Feature(&'a str),
    /// `shared/`: widgets that know the domain.
    Shared,
    /// `state/`: what the app holds and does, without views.
    State,
    /// `paths`, `config` and `text`.
    Base,
    /// Primitives that know no domain.
    Ui,
    /// The only access to the browser.
    Browser,
}

const DASHBOARD: &str = "src/dashboard/";
/// The folders of the two crates, and where they were before they were crates.
const CRATES: [(&str, Layer); 4] = [
    ("src/ui/", Layer::Ui),
    ("src/browser/", Layer::Browser),
    ("src/dashboard/ui/", Layer::Ui),
    ("src/dashboard/browser/", Layer::Browser),
];

/// The layer of a file; `None` for a file of another package, or in none of the folders.
pub fn layer(path: &str) -> Option<Layer<'_>> {
    if let Some((_, layer)) = CRATES.iter().find(|(folder, _)| path.starts_with(folder)) {
        return Some(*layer);
    }
    let inside = path.strip_prefix(DASHBOARD)?.trim_end_matches(".rs");
    let (first, rest) = inside.split_once('/').unwrap_or((inside, ""));
    match first {
        "main" | "lib" => Some(Layer::Root),
        "app" => Some(Layer::App),
        "features" => Some(Layer::Feature(rest.split_once('/').map_or("", |(feature, _)| feature))),
        "shared" => Some(Layer::Shared),
        "state" => Some(Layer::State),
        "paths" | "config" | "text" => Some(Layer::Base),
        _ => None,
    }
}

impl Display for Layer<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Layer::Root => out.write_str("main/lib"),
            Layer::App => out.write_str("app"),
            Layer::Feature(_) => out.write_str("features"),
            Layer::Shared => out.write_str("shared"),
            Layer::State => out.write_str("state"),
            Layer::Base => out.write_str("text/paths/config"),
            Layer::Ui => out.write_str("ui"),
            Layer::Browser => out.write_str("browser"),
        }
    }
}

impl Layer<'_> {
    /// May a file of this layer import one of `other`? Two different features are the business of the feature table.
    pub fn may_import(self, other: Self) -> bool {
        self.height() >= other.height()
    }

    fn height(self) -> u8 {
        match self {
            Layer::Root => 7,
            Layer::App => 6,
            Layer::Feature(_) => 5,
            Layer::Shared => 4,
            Layer::State => 3,
            Layer::Base => 2,
            Layer::Ui => 1,
            Layer::Browser => 0,
        }
    }
}
