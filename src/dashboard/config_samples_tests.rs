//! Tests of the reader of `config.json` with the samples that the gateway must read in the same way.

use url::Url;

use super::parse;

#[path = "../../tests/config-samples/samples.rs"]
mod samples;

/// Resolves URLs by the WHATWG's URL standard, as browsers do.
fn resolve(url: &str) -> Option<String> {
    let base = Url::parse("https://host.example/app/").unwrap();
    base.join(url).ok().map(String::from)
}

#[test]
fn every_sample_is_accepted_or_refused_as_written_beside_it() {
    samples::check(|text| parse(text, &resolve).map(drop).map_err(|error| error.to_string()));
}
