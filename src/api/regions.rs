//! The call that lists regions: the places where the data of devices is stored.

use crate::{
    call::Call,
    endpoint::Endpoint,
    wire::{self, DecodeError},
};

/// The regions that the documentation lists. *Get Regions* may name more.
pub const KNOWN: [&str; 4] = ["US", "EU", "AP", "USGOV"];

/// `GET /3/regions`: the regions in which a device can be created (known from the vendor's SDK).
///
/// It is also the cheapest call that proves a key: unlike *Get Events* it subscribes to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRegions;

impl Endpoint for ListRegions {
    type Response = Vec<String>;

    fn call(&self) -> Call {
        Call::read(["regions"])
    }

    fn parse(&self, body: &str) -> Result<Vec<String>, DecodeError> {
        wire::texts(wire::parse(body)?, "regions")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{example, read_calls, request_body, response};

    #[test]
    fn the_regions_of_the_example_are_read() {
        assert_eq!(request_body(&ListRegions), read_calls("regions"));
        assert_eq!(response(&ListRegions, example("regions")).unwrap(), ["US", "EU", "AP"]);
        assert_eq!(response(&ListRegions, "[]").unwrap(), [""; 0]);
    }

    #[test]
    fn what_is_no_list_is_not_taken_for_one() {
        for body in ["", "null", "{}", "\"US\"", "[[\"US\"]]", "<html>"] {
            assert!(response(&ListRegions, body).is_err(), "{body}");
        }
    }
}
