//! The demo backend: a simulated Jetstream in the page itself, so that the dashboard can be tried on any static host, without a gateway.
//!
//! It is compiled with the feature `demo` only. Without it `stub.rs` is compiled in its place, with the same names, so that the rest of
//! the dashboard needs no conditions.

pub mod feed;
pub mod issued;
pub mod jetstream;

pub use feed::Feed;
pub use jetstream::DemoBackend;

use crate::state::demo::jetstream::API;

/// The `config.json` of a demo build, used also where the file is missing.
pub const CONFIG: Option<&str> = Some(include_str!("config.json"));

const FORGOTTEN: &str = "what the simulation in this page tells ends with the page";

/// A note that is shown before signing in to the environment with this API base; `None` where there is none.
pub fn note(api: &str) -> Option<&'static str> {
    (api == API).then_some(
        "The devices, their events and all that is done to them exist in this page alone. Nothing is sent anywhere, and a reload \
         forgets everything: it begins with a new fleet.",
    )
}

/// Why nothing of the environment with this API base may be stored: after a reload the fleet would be another one.
pub fn keeps_nothing(api: &str) -> Option<&'static str> {
    (api == API).then_some(FORGOTTEN)
}

#[cfg(test)]
mod tests {
    use jetstream_simulator::DEMO_KEY;

    use super::*;
    use crate::config;

    #[test]
    fn the_configuration_of_a_demo_names_the_page_and_the_key_that_opens_it() {
        let config = config::parse(CONFIG.unwrap(), &|url| Some(url.to_owned())).unwrap();
        let [environment] = &*config.environments else { panic!("one environment") };
        assert!(DemoBackend::at(&environment.api).is_some() && note(&environment.api).is_some());
        assert_eq!(environment.demo_key.as_ref().unwrap().reveal(), DEMO_KEY);
        assert!(environment.feed.is_some() && environment.simulated);
    }

    #[test]
    fn no_other_environment_is_simulated_in_the_page() {
        let production = config::production();
        for api in [production.environments[0].api.as_str(), "https://host/app/3", ""] {
            assert!(DemoBackend::at(api).is_none() && note(api).is_none() && keeps_nothing(api).is_none(), "{api}");
        }
    }
}
