//! Tests of the module tree, name resolution and the list of imports, on made-up trees.

use super::package::Target;
use super::testing::imported;
use super::tree::Tree;
use std::collections::BTreeMap;

#[test]
fn an_import_leads_to_the_file_that_defines_the_name() {
    let files = [("p/lib.rs", "mod a; mod b;"), ("p/a.rs", "\nuse crate::b::B;"), ("p/b.rs", "pub struct B;")];
    assert_eq!(imported(&files), ["p/a.rs:2 crate::b::B p/b.rs"]);
}

#[test]
fn a_mod_item_is_no_import_and_a_name_of_the_parent_is_one() {
    let files = [("p/lib.rs", "mod a; pub struct P;"), ("p/a.rs", "use super::P; fn f() -> super::P {}")];
    assert_eq!(imported(&files), ["p/a.rs:1 super::P p/lib.rs"]);
}

#[test]
fn a_re_export_leads_to_the_definition_and_is_remembered_as_a_facade() {
    let files = [
        ("p/lib.rs", "mod a; mod b;"),
        ("p/a.rs", "use crate::b::C;"),
        ("p/b/mod.rs", "mod c; pub use c::C;"),
        ("p/b/c.rs", "pub struct C;"),
    ];
    let expected = ["p/a.rs:1 crate::b::C p/b/c.rs through p/b/mod.rs", "p/b/mod.rs:1 c::C p/b/c.rs (passed on)"];
    assert_eq!(imported(&files), expected);
}

#[test]
fn re_exports_are_followed_through_several_files_other_names_and_globs() {
    let files = [
        ("p/lib.rs", "mod a; mod b; mod d; mod e;"),
        ("p/a.rs", "use crate::b::Other;"),
        ("p/b.rs", "pub use crate::d::*;"),
        ("p/d.rs", "pub use crate::e::E as Other;"),
        ("p/e.rs", "pub struct E;"),
    ];
    assert!(imported(&files).contains(&"p/a.rs:1 crate::b::Other p/e.rs through p/b.rs through p/d.rs".to_owned()));
}

#[test]
fn a_re_export_that_the_file_uses_itself_is_also_an_import() {
    let of = |text: &str| imported(&[("p/lib.rs", text), ("p/b.rs", "pub struct B; pub fn lines() {}")]);
    assert_eq!(of("mod b; pub use b::B;"), ["p/lib.rs:1 b::B p/b.rs (passed on)"]);
    assert_eq!(
        of("mod b;\npub use b::B;\nfn f(b: B) {}"),
        ["p/lib.rs:2 b::B p/b.rs (passed on)", "p/lib.rs:3 B p/b.rs"]
    );
    assert_eq!(
        of("mod b; pub use b::lines; fn f() { let lines = 1; g(lines) }"),
        ["p/lib.rs:1 b::lines p/b.rs (passed on)"]
    );
    assert_eq!(of("mod b;\npub use b::lines;\nfn f() { x.map(lines) }").len(), 2);
}

#[test]
fn a_module_that_is_imported_leads_to_the_files_of_the_names_that_are_taken_through_it() {
    let files = [
        ("p/lib.rs", "mod a; mod b;"),
        ("p/a.rs", "use crate::b::{self, c};\nfn f() {\n    view! { <c::C/> {b::d()} }\n}"),
        ("p/b.rs", "pub mod c; pub fn d() {}"),
        ("p/b/c.rs", "pub struct C;"),
    ];
    assert_eq!(imported(&files), ["p/a.rs:3 b::d p/b.rs", "p/a.rs:3 c::C p/b/c.rs"]);
}

#[test]
fn a_name_from_a_module_with_two_variants_is_imported_from_both() {
    let files = [
        ("p/lib.rs", "mod a; #[cfg(not(x))] #[path = \"b/stub.rs\"] mod b; #[cfg(x)] mod b;"),
        ("p/a.rs", "use crate::b::B;"),
        ("p/b/stub.rs", "pub struct B;"),
        ("p/b/mod.rs", "pub struct B;"),
    ];
    assert_eq!(imported(&files), ["p/a.rs:1 crate::b::B p/b/stub.rs", "p/a.rs:1 crate::b::B p/b/mod.rs"]);
}

#[test]
fn a_function_may_have_the_name_of_its_module() {
    let files = [
        ("p/lib.rs", "mod a; mod b;"),
        ("p/a.rs", "use crate::b::c;\nfn f() { c(); c::D }"),
        ("p/b.rs", "pub mod c; pub use c::c;"),
        ("p/b/c.rs", "pub fn c() {} pub struct D;"),
    ];
    let imported = imported(&files);
    assert!(imported.contains(&"p/a.rs:1 crate::b::c p/b/c.rs through p/b.rs".to_owned()), "{imported:?}");
    assert!(imported.iter().all(|import| !import.contains("p/a.rs") || import.contains("p/b/c.rs")), "{imported:?}");
}

#[test]
fn variants_and_functions_of_a_type_belong_to_the_file_of_the_type() {
    let files = [
        ("p/lib.rs", "mod a; mod b;"),
        ("p/a.rs", "use crate::b::B;\nfn f() { B::new(); crate::b::B::X }"),
        ("p/b.rs", "pub enum B { X }"),
    ];
    assert!(imported(&files).iter().all(|import| import.starts_with("p/a.rs") && import.ends_with("p/b.rs")));
    assert_eq!(imported(&files).len(), 3);
}

#[test]
fn a_name_that_a_macro_defines_belongs_to_the_module_that_is_named() {
    let files =
        [("p/lib.rs", "mod a; mod b;"), ("p/a.rs", "use crate::b::Guid;"), ("p/b.rs", "text_id! { pub struct Guid; }")];
    assert_eq!(imported(&files), ["p/a.rs:1 crate::b::Guid p/b.rs"]);
}

#[test]
fn the_private_imports_of_a_parent_are_seen_by_its_children_and_are_no_facade() {
    let files = [
        ("p/lib.rs", "mod a; mod b;"),
        ("p/a.rs", "mod c; use crate::b::B;"),
        ("p/a/c.rs", "use super::B;"),
        ("p/b.rs", "pub struct B;"),
    ];
    assert_eq!(imported(&files), ["p/a.rs:1 crate::b::B p/b.rs", "p/a/c.rs:1 super::B p/b.rs"]);
}

#[test]
fn other_crates_and_local_names_are_no_imports() {
    let text =
        "use std::fmt; use leptos::prelude::*; use split::split; fn f(b: u8) { g(b); jiff::Timestamp::now(); split() }";
    assert_eq!(imported(&[("p/lib.rs", text)]), [""; 0]);
}

#[test]
fn inline_modules_have_names_of_their_own() {
    let files = [
        ("p/lib.rs", "mod a; mod b { pub mod c; pub struct B; }"),
        ("p/a.rs", "use crate::b::B; use crate::b::c::C; mod inner { use super::super::b::c::C; }"),
        ("p/b/c.rs", "pub struct C; use super::B;"),
    ];
    let expected = [
        "p/a.rs:1 crate::b::B p/lib.rs",
        "p/a.rs:1 crate::b::c::C p/b/c.rs",
        "p/a.rs:1 super::super::b::c::C p/b/c.rs",
    ];
    assert_eq!(imported(&files)[..3], expected);
    assert_eq!(imported(&files)[3..], ["p/b/c.rs:1 super::B p/lib.rs"]);
}

#[test]
fn tests_import_what_they_like() {
    let files = [
        ("p/lib.rs", "mod a; #[cfg(test)] mod samples; #[cfg(test)] mod only { use crate::a::A; mod deep; }"),
        ("p/a.rs", "pub struct A; #[cfg(test)] mod tests { use crate::samples::S; fn f() { crate::samples::S } }"),
        ("p/samples.rs", "use crate::a::A; mod below; pub struct S;"),
        ("p/samples/below.rs", "use crate::a::A;"),
        ("p/only/deep.rs", "use crate::a::A;"),
    ];
    assert_eq!(imported(&files), [""; 0]);
}

#[test]
fn test_files_are_known_by_their_item_or_their_name() {
    let files =
        [("p/lib.rs", "#[cfg(test)] mod samples; mod testing; mod a_tests; mod a;"), ("p/samples.rs", "mod below;")];
    let more = [("p/samples/below.rs", ""), ("p/testing.rs", ""), ("p/a_tests.rs", ""), ("p/a.rs", "")];
    let facts = super::testing::facts(&[files.as_slice(), &more].concat());
    let tests = facts.tree.files.iter().filter(|file| file.is_test).map(|file| file.path.as_str());
    assert_eq!(tests.collect::<Vec<_>>(), ["p/samples.rs", "p/samples/below.rs", "p/testing.rs", "p/a_tests.rs"]);
}

#[test]
fn a_path_attribute_leads_to_its_file_and_the_modules_beside_it() {
    let files = [
        ("p/lib.rs", "#[cfg(x)] mod demo; #[cfg(not(x))] #[path = \"q/../demo/absent.rs\"] mod demo; mod a;"),
        ("p/demo/mod.rs", "pub struct D;"),
        ("p/demo/absent.rs", "mod beside; use crate::a::A;"),
        ("p/demo/beside.rs", ""),
        ("p/a.rs", "pub struct A;"),
    ];
    assert_eq!(imported(&files), ["p/demo/absent.rs:1 crate::a::A p/a.rs"]);
    assert_eq!(super::testing::facts(&files).tree.unreached, [""; 0]);
}

#[test]
fn files_that_no_target_reaches_are_listed_and_files_that_are_missing_are_named() {
    let texts: BTreeMap<_, _> =
        [("p/lib.rs", "mod a;"), ("p/b.rs", "")].map(|(path, text)| (path.into(), text.into())).into();
    let target = Target { package: "p".into(), root: "p/lib.rs".into(), is_test: false };
    let failure = Tree::new(&texts, std::slice::from_ref(&target)).unwrap_err();
    assert_eq!(failure, "p/a/mod.rs is declared as a module, but there is no such file");
    let texts = [("p/lib.rs", ""), ("p/b.rs", "")].map(|(path, text)| (path.into(), text.into())).into();
    assert_eq!(Tree::new(&texts, &[target]).unwrap().unreached, ["p/b.rs"]);
}
