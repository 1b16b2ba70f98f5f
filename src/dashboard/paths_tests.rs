//! Tests of the URLs: each is built and parsed.

use super::*;
use proptest::prelude::*;

#[test]
fn the_boot_script_knows_the_same_pages() {
    let list = FIRST_SEGMENTS.map(|segment| format!("\"{segment}\"")).join(", ");
    assert!(include_str!("../../index.html").contains(&format!("const pages = [{list}];")));
}

#[test]
fn a_device_has_one_url_for_each_tab() {
    assert_eq!(device("Ward 3, east.", Tab::Overview), "devices/Ward%203%2C%20east.");
    assert_eq!(device("a/b", Tab::Commands), "devices/a%2Fb/commands");
    assert_eq!(Tab::parse(Some("events")), Some(Tab::Events));
    assert_eq!(Tab::parse(Some("nothing")), None);
}

#[test]
fn every_page_is_found_by_its_path_and_nothing_else_is() {
    assert_eq!(Page::parse("/"), Some(Page::Home));
    assert_eq!(Page::parse("/devices"), Some(Page::Devices));
    assert_eq!(Page::parse("devices/"), Some(Page::Devices));
    assert_eq!(Page::parse("/overview"), Some(Page::Overview));
    assert_eq!(Page::parse("/incidents"), Some(Page::Incidents));
    assert_eq!(Page::parse("/access"), Some(Page::Access));
    assert_eq!(Page::parse("/sensors"), Some(Page::Sensors));
    assert_eq!(Page::parse("/commands"), Some(Page::Commands));
    assert_eq!(Page::parse("/events"), Some(Page::Events));
    assert_eq!(Page::parse("/policies"), Some(Page::Policies(PolicyPage::List)));
    assert_eq!(Page::parse("/policies/new"), Some(Page::Policies(PolicyPage::One("new".into()))));
    assert_eq!(Page::parse("/policies/Ward%203/~edit"), Some(Page::Policies(PolicyPage::Edit("Ward 3".into()))));
    for path in ["/policies/~nothing", "/policies/Ward/edit", "/policies/~plans/a/b", "/policies/~new/a"] {
        assert_eq!(Page::parse(path), None, "{path}");
    }
    for path in ["/nothing", "/devices/a/nothing", "/devices/a/events/b", "/commands/a", "/events/a"] {
        assert_eq!(Page::parse(path), None, "{path}");
    }
}

#[test]
fn every_page_that_is_one_list_exists() {
    let lists = LISTS.map(|list| Page::parse(list).unwrap());
    let policies = [PolicyPage::Drift, PolicyPage::WhatIf].map(Page::Policies);
    let pages = [Page::Access, Page::Devices, Page::Events, Page::Incidents, Page::Sensors];
    assert_eq!(lists.to_vec(), [pages.to_vec(), policies.to_vec()].concat());
}

#[test]
fn an_empty_value_leaves_the_plain_url() {
    let query = UrlQuery::default().with("q", "east").with("q", "");
    assert_eq!(with_query(DEVICES, &query), "devices");
    assert_eq!(with_query(DEVICES, &query.with("type", "freezer")), "devices?type=freezer");
}

#[test]
fn every_page_about_policies_is_found_by_its_url() {
    let named = ["Ward 3, east.", "new", "~new?"].into_iter().map(str::to_owned);
    let named =
        named.flat_map(|name| [PolicyPage::One(name.clone()), PolicyPage::Edit(name.clone()), PolicyPage::Plan(name)]);
    let fixed = PolicyPage::FIXED.into_iter().map(|(_, page)| page);
    for page in named.chain(fixed).chain([PolicyPage::List]) {
        // No policy has such a name: see the rule of names.
        if page != PolicyPage::One("~new?".to_owned()) {
            assert_eq!(Page::parse(&policies(&page)), Some(Page::Policies(page)));
        }
    }
}

#[test]
fn a_name_may_stand_more_than_once_in_a_query() {
    let query = UrlQuery::default().and("device", "Cabinet 1").and("device", "Cabinet, 2");
    let query = UrlQuery::parse(&query.to_string());
    assert_eq!(query.all("device").collect::<Vec<_>>(), ["Cabinet 1", "Cabinet, 2"]);
}

proptest! {
    #[test]
    fn every_device_is_found_by_its_url(name in "[^/.]\\PC{0,40}", tab in prop::sample::select(Tab::ALL.to_vec())) {
        prop_assert_eq!(Page::parse(&device(&name, tab)), Some(Page::Device { name, tab }));
    }

    #[test]
    fn every_query_reads_back_as_it_was_built(pairs in prop::collection::btree_map("\\PC{1,9}", "\\PC{1,9}", 0..5)) {
        let query = pairs.iter().fold(UrlQuery::default(), |query, (name, value)| query.with(name, value));
        prop_assert_eq!(UrlQuery::parse(&query.to_string()), query);
    }

    #[test]
    fn no_query_makes_the_parser_panic(search in "\\PC*") {
        UrlQuery::parse(&search);
    }
}
