//! Tests of the rules, on made-up trees.

use super::cycles::cycles;
use super::rules::RULES;
use super::testing::facts;
use super::violation::{Violation, unexpected};
use std::collections::BTreeSet;

/// The violations of the rule with this name.
fn violations(rule: &str, files: &[(&str, &str)]) -> Vec<Violation> {
    let rule = RULES.iter().find(|known| known.name == rule).unwrap();
    (rule.check)(&facts(files))
}

fn keys(rule: &str, files: &[(&str, &str)]) -> Vec<String> {
    violations(rule, files).into_iter().map(|violation| violation.key).collect()
}

/// A dashboard with one file in each place, of which one has this text.
fn dashboard<'a>(path: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut files = vec![
        (
            "src/dashboard/lib.rs",
            "pub mod app; pub mod features; pub mod shared; pub mod state; pub mod paths; pub mod config; pub mod text;",
        ),
        ("src/dashboard/app/mod.rs", "pub mod lazy; pub struct App;"),
        ("src/dashboard/app/lazy.rs", ""),
        ("src/dashboard/features/mod.rs", "pub mod drift; pub mod compare; pub mod access;"),
        ("src/dashboard/features/drift/mod.rs", "pub struct Drift;"),
        ("src/dashboard/features/compare/mod.rs", "mod side; pub use side::Side; pub struct Compare;"),
        ("src/dashboard/features/compare/side.rs", "pub struct Side;"),
        ("src/dashboard/features/access/mod.rs", ""),
        ("src/dashboard/shared/mod.rs", "pub mod ago; pub use ago::Ago;"),
        ("src/dashboard/shared/ago.rs", "pub struct Ago;"),
        ("src/dashboard/state/mod.rs", "pub mod session;"),
        ("src/dashboard/state/session.rs", "pub struct Session;"),
        ("src/dashboard/paths.rs", "pub struct Query;"),
        ("src/dashboard/config.rs", ""),
        ("src/dashboard/text.rs", ""),
    ];
    files.iter_mut().filter(|(known, _)| *known == path).for_each(|(_, known)| *known = text);
    files
}

const TAKE_APP: &str = "use crate::app::App;";
const TAKE_FEATURE: &str = "use crate::features::drift::Drift;";
const TAKE_SHARED: &str = "use crate::shared::ago::Ago;";
const TAKE_STATE: &str = "use crate::state::session::Session;";
const TAKE_PATHS: &str = "use crate::paths::Query;";
const TAKE_DOMAIN: &str = "use jetstream_api::ids::Guid; use jetstream_fleet::Fleet;";
const TAKE_UI: &str = "use jetstream_ui::Button;";
const TAKE_BROWSER: &str = "use jetstream_browser::now;";

#[test]
fn imports_go_down_the_layers_and_never_up() {
    let all = [TAKE_APP, TAKE_FEATURE, TAKE_SHARED, TAKE_STATE, TAKE_PATHS, TAKE_DOMAIN, TAKE_UI, TAKE_BROWSER];
    let layers = [
        ("src/dashboard/app/lazy.rs", 0),
        ("src/dashboard/features/access/mod.rs", 1),
        ("src/dashboard/shared/ago.rs", 2),
        ("src/dashboard/state/session.rs", 3),
        ("src/dashboard/config.rs", 4),
    ];
    for (path, refused) in layers {
        for (place, take) in all.iter().enumerate() {
            let found = violations("layers", &dashboard(path, take));
            assert_eq!(found.len(), usize::from(place < refused), "{path}: {take} {found:?}");
        }
    }
}

#[test]
fn a_violation_says_where_it_is_what_is_imported_and_what_to_do() {
    let found = violations("layers", &dashboard("src/dashboard/shared/ago.rs", "\nuse crate::features::drift::Drift;"));
    assert_eq!(found[0].key, "src/dashboard/shared/ago.rs -> src/dashboard/features/drift/mod.rs");
    assert_eq!(
        found[0].sentence,
        "src/dashboard/shared/ago.rs:2 imports `crate::features::drift::Drift` of src/dashboard/features/drift/mod.rs: shared may \
         not import features; imports go down only (app, features, shared, state, then text/paths/config): move the name down, or \
         hand it in from above."
    );
}

#[test]
fn an_import_inside_a_view_or_passed_on_by_a_re_export_counts() {
    for text in ["fn f() { view! { <crate::app::App/> } }", "pub use crate::app::App;", "pub use crate::app;"] {
        assert_eq!(
            keys("layers", &dashboard("src/dashboard/state/session.rs", text)),
            ["src/dashboard/state/session.rs -> src/dashboard/app/mod.rs"]
        );
    }
}

#[test]
fn a_file_of_the_dashboard_in_no_layer_is_refused() {
    assert_eq!(keys("layers", &dashboard("", "")), [""; 0]);
    let root = "mod pages; mod ui; #[cfg(test)] mod pages_tests;";
    let files = [
        ("src/dashboard/main.rs", root),
        ("src/dashboard/pages.rs", ""),
        ("src/dashboard/pages_tests.rs", ""),
        ("src/dashboard/ui/mod.rs", "mod lib;"),
        ("src/dashboard/ui/lib.rs", ""),
    ];
    assert_eq!(
        keys("layers", &files),
        [
            "src/dashboard/pages.rs",
            "src/dashboard/pages_tests.rs",
            "src/dashboard/ui/lib.rs",
            "src/dashboard/ui/mod.rs"
        ]
    );
    assert_eq!(keys("layers", &[("src/gateway/main.rs", "mod api;"), ("src/gateway/api.rs", "")]), [""; 0]);
}

#[test]
fn the_crates_below_the_dashboard_know_neither_it_nor_jetstream() {
    let of = |path, text| keys("layers", &[(path, text)]);
    assert_eq!(
        of("src/ui/lib.rs", "use jetstream_browser::now; fn f() { jetstream_dashboard::app() }"),
        ["src/ui/lib.rs -> jetstream_dashboard"]
    );
    assert_eq!(of("src/browser/lib.rs", "use jetstream_ui::Button;"), ["src/browser/lib.rs -> jetstream_ui"]);
    for path in ["src/ui/lib.rs", "src/browser/lib.rs"] {
        for name in ["jetstream_api", "jetstream_fleet", "jetstream_simulator"] {
            let expected = [format!("{path} -> {name}")];
            for text in [format!("use {name}::Something;"), format!("fn f() {{ {name}::something() }}")] {
                assert_eq!(keys("layers", &[(path, &text)]), expected, "{text}");
            }
        }
        assert_eq!(of(path, TAKE_BROWSER), [""; 0], "{path}");
    }
    let users = "use jetstream_ui::Button; use jetstream_browser::now;";
    assert_eq!(keys("layers", &dashboard("src/dashboard/state/session.rs", users)), [""; 0]);
}

#[test]
fn features_import_one_another_only_along_the_table() {
    let side = "use crate::features::compare::side::Side;";
    assert_eq!(keys("features", &dashboard("src/dashboard/features/drift/mod.rs", side)), [""; 0]);
    let found = violations("features", &dashboard("src/dashboard/features/access/mod.rs", side));
    assert_eq!(found[0].key, "src/dashboard/features/access/mod.rs -> src/dashboard/features/compare/side.rs");
    assert!(found[0].sentence.contains("the feature access may import no other feature"), "{}", found[0].sentence);
    let back = violations("features", &dashboard("src/dashboard/features/compare/side.rs", TAKE_FEATURE));
    assert!(back[0].sentence.contains("compare may import only fleet_configuration, parameter_editor"), "{back:?}");
    let own = "pub struct Side; use super::Compare;";
    assert_eq!(keys("features", &dashboard("src/dashboard/features/compare/side.rs", own)), [""; 0]);
}

#[test]
fn names_of_another_feature_shared_or_state_come_from_the_file_that_defines_them() {
    let of = |path, text| keys("façades", &dashboard(path, text));
    let drift = "src/dashboard/features/drift/mod.rs";
    assert_eq!(
        of(drift, "use crate::features::compare::Side;"),
        ["src/dashboard/features/drift/mod.rs -> src/dashboard/features/compare/side.rs"]
    );
    assert_eq!(
        of(drift, "fn f() { crate::shared::Ago }"),
        ["src/dashboard/features/drift/mod.rs -> src/dashboard/shared/ago.rs"]
    );
    for right in ["use crate::features::compare::{Compare, side::Side};", TAKE_SHARED, TAKE_UI] {
        assert_eq!(of(drift, right), [""; 0], "{right}");
    }
    let root = "pub mod drift; pub mod compare; pub mod access; pub use drift::Drift;";
    let mut files = dashboard("src/dashboard/features/mod.rs", root);
    files.push(("src/dashboard/features/access/row.rs", "use crate::features::Drift;"));
    files.iter_mut().filter(|(path, _)| path.ends_with("access/mod.rs")).for_each(|(_, text)| *text = "mod row;");
    assert_eq!(
        keys("façades", &files),
        ["src/dashboard/features/access/row.rs -> src/dashboard/features/drift/mod.rs"]
    );
    // Inside a feature its own `mod.rs` may be asked.
    let inside = "mod side; mod table { use super::Side; } pub use side::Side; pub struct Compare;";
    assert_eq!(of("src/dashboard/features/compare/mod.rs", inside), [""; 0]);
}

#[test]
fn a_cycle_is_found_with_the_imports_that_close_it() {
    let files = [
        ("src/api/lib.rs", "mod a; mod b; mod c; mod d;"),
        ("src/api/a.rs", "use crate::b::B; pub struct A;"),
        ("src/api/b.rs", "use crate::c::C; pub struct B;"),
        ("src/api/c.rs", "\nuse crate::a::A; pub struct C;"),
        ("src/api/d.rs", "use crate::a::A;"),
    ];
    let found = violations("cycles", &files);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].key, "src/api/a.rs <-> src/api/b.rs <-> src/api/c.rs");
    assert!(
        found[0].sentence.contains("\n  src/api/c.rs:2 imports `crate::a::A` of src/api/a.rs"),
        "{}",
        found[0].sentence
    );
}

#[test]
fn a_parent_and_its_child_are_a_cycle_only_if_each_takes_something_of_the_other() {
    let of = |parent, child| keys("cycles", &[("src/api/lib.rs", parent), ("src/api/a.rs", child)]);
    let child = "use super::P; pub struct A;";
    assert_eq!(of("mod a; pub struct P;", child), [""; 0]);
    assert_eq!(of("mod a; pub use a::A; pub struct P;", child), [""; 0]);
    assert_eq!(of("mod a; pub use a::A; pub struct P(A);", child), ["src/api/a.rs <-> src/api/lib.rs"]);
    assert_eq!(of("mod a; pub struct P(a::A);", "pub struct A;"), [""; 0]);
}

#[test]
fn a_facade_between_two_files_is_no_part_of_a_cycle() {
    let files = [
        ("src/api/lib.rs", "pub mod m;"),
        ("src/api/m/mod.rs", "mod a; mod b; pub use a::A; pub use b::B;"),
        ("src/api/m/a.rs", "use super::B; pub struct A;"),
        ("src/api/m/b.rs", "pub struct B;"),
    ];
    assert_eq!(keys("cycles", &files), [""; 0]);
}

#[test]
fn strongly_connected_components_are_told_apart() {
    let graph =
        |edges: &[&[usize]]| edges.iter().map(|to| to.iter().copied().collect()).collect::<Vec<BTreeSet<usize>>>();
    assert_eq!(cycles(&graph(&[&[1], &[2], &[]])), [[0; 0]; 0]);
    assert_eq!(cycles(&graph(&[&[0]])), [[0; 0]; 0]);
    assert_eq!(cycles(&graph(&[&[1], &[2, 3], &[0], &[4], &[3, 5], &[]])), [vec![0, 1, 2], vec![3, 4]]);
    assert_eq!(cycles(&graph(&[&[1, 2], &[3], &[3], &[0]])), [vec![0, 1, 2, 3]]);
}

#[test]
fn only_browser_and_the_virtual_list_speak_with_the_browser() {
    for text in [
        "use web_sys::window;",
        "fn f() { js_sys::Math::random() }",
        "use gloo_net::http;",
        "use leptos::wasm_bindgen::JsCast;",
        "#[wasm_bindgen] extern {}",
        "use wasm_bindgen_futures::JsFuture;",
        "fn f() { view! { <b on:click=move |_| leptos::web_sys::window()/> } }",
    ] {
        let session = "src/dashboard/state/session.rs";
        assert_eq!(keys("browser", &dashboard(session, text)), [session], "{text}");
        let of = |path| keys("browser", &[(path, text)]);
        for refused in ["src/ui/button.rs", "src/dashboard/browser/mod.rs", "src/dashboard/ui/virtual_list.rs"] {
            assert_eq!(of(refused), [refused], "{text}");
        }
        for allowed in ["src/browser/lock.rs", "src/ui/virtual_list.rs", "src/ui/virtual_list/scroll.rs"] {
            assert_eq!(of(allowed), [""; 0], "{text}");
        }
    }
    let other =
        "use leptos::ev; fn f(wasm_bindgen: u8) { g(wasm_bindgen) } #[cfg(test)] mod tests { use web_sys::window; }";
    assert_eq!(keys("browser", &dashboard("src/dashboard/state/session.rs", other)), [""; 0]);
}

#[test]
fn the_wasm_is_split_in_one_file_only() {
    for text in [
        "#[wasm_split(a, fallible)] fn f() {}",
        "#[leptos::wasm_split::wasm_split(a)] fn f() {}",
        "use leptos::wasm_split::wasm_split as cut; #[cut(a)] fn f() {}",
    ] {
        assert_eq!(keys("splitting", &dashboard("src/dashboard/app/lazy.rs", text)), [""; 0]);
        assert_eq!(
            keys("splitting", &dashboard("src/dashboard/app/mod.rs", text)),
            ["src/dashboard/app/mod.rs"],
            "{text}"
        );
    }
    let error = "use leptos::wasm_split::SplitLoaderError;";
    assert_eq!(keys("splitting", &dashboard("src/dashboard/shared/ago.rs", error)), [""; 0]);
}

#[test]
fn files_have_a_module_doc_and_at_most_350_lines_if_they_are_not_tests() {
    let long = format!("//! A list.\n{}", "\n".repeat(350));
    let limit = format!("//! A list.\n{}", "\n".repeat(349));
    let root = "//! A library.\nmod a; mod b; #[cfg(test)] mod tests;";
    let files = [("p/lib.rs", root), ("p/a.rs", &long), ("p/b.rs", &limit), ("p/tests.rs", &long)];
    assert_eq!(keys("length", &files), ["p/a.rs"]);
    assert_eq!(keys("module docs", &files), [""; 0]);
    let files = [("p/lib.rs", "// A library.\n#[cfg(test)] mod tests;"), ("p/tests.rs", "use super::*;")];
    assert_eq!(keys("module docs", &files), ["p/lib.rs", "p/tests.rs"]);
}

#[test]
fn an_exception_is_accepted_and_reported_when_it_is_not_needed_any_more() {
    let violation = |key: &str| Violation { key: key.to_owned(), sentence: format!("{key} is wrong.") };
    let found = [violation("a"), violation("b")];
    assert_eq!(unexpected("length", &found, &["a", "b"]), [""; 0]);
    assert_eq!(unexpected("length", &found, &["b"]), ["length: a is wrong."]);
    assert_eq!(
        unexpected("length", &found, &["a", "b", "c"]),
        ["length: the exception \"c\" is not needed any more; take it out of src/xtask/boundaries/exceptions.rs."]
    );
}
