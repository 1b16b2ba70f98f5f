//! The map from a file of the dashboard to its layer, and the order of the layers.

use std::fmt::{self, Display};

/// A layer of the dashboard, or of the crates below it.
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
    /// The crates that know Jetstream: its API and its fleet.
    Domain,
    /// Primitives that know no domain.
    Ui,
    /// The only access to the browser.
    Browser,
}

const DASHBOARD: &str = "src/dashboard/";
/// The files of the dashboard that lie in no folder. Every other one belongs in the folder of a layer.
const ROOT_FILES: [(&str, Layer); 7] = [
    ("main.rs", Layer::Root),
    ("lib.rs", Layer::Root),
    ("config.rs", Layer::Base),
    ("config_samples_tests.rs", Layer::Base),
    ("paths.rs", Layer::Base),
    ("paths_tests.rs", Layer::Base),
    ("text.rs", Layer::Base),
];

/// The layer of a file of the dashboard, `ui` or `browser`; `None` for a file of another package, or in no layer.
pub fn layer(path: &str) -> Option<Layer<'_>> {
    match path {
        _ if path.starts_with("src/ui/") => return Some(Layer::Ui),
        _ if path.starts_with("src/browser/") => return Some(Layer::Browser),
        _ => {}
    }
    let inside = path.strip_prefix(DASHBOARD)?;
    let Some((folder, rest)) = inside.split_once('/') else {
        return ROOT_FILES.iter().find(|(file, _)| *file == inside).map(|(_, layer)| *layer);
    };
    match folder {
        "app" => Some(Layer::App),
        "features" => Some(Layer::Feature(rest.split_once('/').map_or("", |(feature, _)| feature))),
        "shared" => Some(Layer::Shared),
        "state" => Some(Layer::State),
        "paths" | "config" | "text" => Some(Layer::Base),
        _ => None,
    }
}

/// Is this a file of the dashboard that is in no layer?
pub fn has_no_layer(path: &str) -> bool {
    path.starts_with(DASHBOARD) && layer(path).is_none()
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
            Layer::Domain => out.write_str("api/fleet/simulator"),
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
            Layer::Root => 8,
            Layer::App => 7,
            Layer::Feature(_) => 6,
            Layer::Shared => 5,
            Layer::State => 4,
            Layer::Base => 3,
            Layer::Domain => 2,
            Layer::Ui => 1,
            Layer::Browser => 0,
        }
    }
}
