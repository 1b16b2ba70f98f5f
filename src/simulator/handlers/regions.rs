//! Handlers of regions.

use jetstream_api::{call::Reply, regions::KNOWN};

use crate::{handlers::reply, model::json};

/// `GET /3/regions`.
pub(crate) fn list() -> Reply {
    let mut body = String::new();
    json::array(&mut body, KNOWN, json::text);
    reply::ok(body)
}

/// The region that a field of a body names.
pub(crate) fn named(field: &str, name: &str) -> Result<&'static str, Reply> {
    let known = KNOWN.into_iter().find(|region| *region == name);
    known.ok_or_else(|| reply::invalid(field, &format!("There is no such region. Known are {}.", KNOWN.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jetstream_api::{call::Endpoint, regions::ListRegions};

    #[test]
    fn all_documented_regions_are_listed() {
        assert_eq!(ListRegions.decode(&list()).unwrap(), ["US", "EU", "AP", "USGOV"]);
        assert_eq!(named("device.Region", "EU"), Ok("EU"));
        assert_eq!(named("device.Region", "eu").err().map(|refused| refused.status), Some(400));
    }
}
