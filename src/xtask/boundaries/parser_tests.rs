//! Tests of the parser: `use` trees, module items, and paths in code and macros.

use super::parser::parse;
use super::scope::ReferenceKind::{Attribute, Call, MaybeLocal, Plain};
use super::scope::{ReferenceKind, Scope};

fn scope(text: &str) -> Scope {
    parse(text).unwrap()
}

/// The `use` items as `path as name`, with `pub` before re-exports.
fn uses(text: &str) -> Vec<String> {
    let line = |import: &super::scope::Use| {
        let public = if import.is_public { "pub " } else { "" };
        format!("{public}{} as {}", import.path.join("::"), import.name.as_deref().unwrap_or("*"))
    };
    scope(text).uses.iter().map(line).collect()
}

/// The paths that are not part of a `use` item, with their kinds.
fn references(text: &str) -> Vec<(String, ReferenceKind)> {
    let references = scope(text).references;
    references.into_iter().map(|reference| (reference.path.join("::"), reference.kind)).collect()
}

fn has(text: &str, path: &str, kind: ReferenceKind) -> bool {
    references(text).contains(&(path.to_owned(), kind))
}

#[test]
fn a_use_tree_becomes_a_list_of_full_paths() {
    assert_eq!(uses("use a::b::C;"), ["a::b::C as C"]);
    assert_eq!(uses("use a::{self, b::{C, D as E}, f};"), ["a as a", "a::b::C as C", "a::b::D as E", "a::f as f"]);
    assert_eq!(uses("use ::a::B; use c::*; use d as _;"), ["a::B as B", "c as *", "d as _"]);
    assert_eq!(
        uses("use super::super::a; use self::b; use {c, d};"),
        ["super::super::a as a", "self::b as b", "c as c", "d as d"]
    );
}

#[test]
fn a_use_item_with_any_visibility_is_a_re_export() {
    assert_eq!(
        uses("pub use a::B; pub(crate) use c::D; pub(in crate::x) use e::F; use g::H;"),
        ["pub a::B as B", "pub c::D as D", "pub e::F as F", "g::H as H"]
    );
}

#[test]
fn each_name_of_a_use_tree_has_its_own_line() {
    let lines: Vec<_> = scope("\nuse a::{\n    B,\n    c::D,\n};\n").uses.iter().map(|import| import.line).collect();
    assert_eq!(lines, [3, 4]);
}

#[test]
fn a_use_item_inside_a_function_counts() {
    assert_eq!(uses("fn f() { use a::B; loop { use c::d; } }"), ["a::B as B", "c::d as d"]);
    assert_eq!(uses("fn f<'a>() -> impl Sized + use<'a> { g() }"), [""; 0]);
}

#[test]
fn items_are_found_by_name() {
    let text = "
        pub fn a() {} const fn b() {} pub(crate) async unsafe fn c() {} extern \"C\" fn d() {}
        pub struct E; struct F(u8); struct G { x: u8 } enum H { X } union I { x: u8 } trait J {} type K = u8;
        const L: G = G { x: 1 }; static mut M: u8 = { 1 }; macro_rules! n { () => {} }
        impl E { fn o() {} } p! { struct Q; } #[derive(Debug)] #[q] pub struct R<T>(T) where T: Sized;";
    assert_eq!(scope(text).names, ["a", "b", "c", "d", "E", "F", "G", "H", "I", "J", "K", "L", "M", "n", "R"]);
}

#[test]
fn modules_are_found_with_their_attributes() {
    let text = "mod a; pub mod b { fn f() {} mod c; } #[cfg(test)] mod d; #[path = \"x/y.rs\"] mod e;";
    let children = scope(text).children;
    let of = |name: &str| children.iter().find(|child| child.name == name).unwrap();
    assert!(of("a").inline.is_none() && !of("a").is_test && of("a").path.is_none());
    let inline = of("b").inline.as_ref().unwrap();
    assert_eq!((inline.names.as_slice(), inline.children[0].name.as_str()), (&["f".to_owned()][..], "c"));
    assert!(of("d").is_test);
    assert_eq!(of("e").path.as_deref(), Some("x/y.rs"));
}

#[test]
fn only_conditions_that_need_a_test_are_for_tests() {
    let is_test = |attribute: &str| scope(&format!("{attribute} mod a;")).children[0].is_test;
    for test in ["#[cfg(test)]", "#[cfg(all(test, unix))]", "#[cfg(all(unix, all(test)))]", "#[allow(x)] #[cfg(test)]"]
    {
        assert!(is_test(test), "{test}");
    }
    for other in
        ["#[cfg(not(test))]", "#[cfg(any(test, unix))]", "#[cfg(feature = \"test\")]", "#[cfg_attr(test, x)]", ""]
    {
        assert!(!is_test(other), "{other}");
    }
}

#[test]
fn what_is_compiled_for_tests_only_does_not_count() {
    let text = "
        #[cfg(test)] use a::b;
        #[cfg(test)] fn c() { d::e(); }
        #[test] fn f() { g::h(); }
        impl I { #[cfg(test)] fn j() { k::l(); } fn m() { n::o(); } }
        fn p() { #[cfg(test)] q::r(); s::t(); }";
    assert_eq!(uses(text), [""; 0]);
    let found = references(text);
    let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).filter(|path| path.contains("::")).collect();
    assert_eq!(paths, ["n::o", "s::t"]);
}

#[test]
fn paths_are_found_in_signatures_bodies_and_attributes() {
    let text = "
        #[a::b(c::d)]
        impl e::F for g::H<i::J> { fn k(&self) -> l::M { n::o(p::q) } }";
    for path in ["c::d", "e::F", "g::H", "i::J", "l::M", "p::q"] {
        assert!(has(text, path, Plain), "{path}");
    }
    assert!(has(text, "n::o", Call) && has(text, "a::b", Attribute));
}

#[test]
fn paths_are_found_inside_macros() {
    let text = "fn f() -> AnyView { view! {
        <super::row::Row on:click=move |_| crate::a::b(self::c::D)>{format!(\"{}\", paths::device(&name))}</super::row::Row>
        <List items=Signal::derive(move || e::f)/>
    } }";
    assert!(has(text, "view", Call) && has(text, "crate::a::b", Call) && has(text, "paths::device", Call));
    for path in ["super::row::Row", "self::c::D", "List", "e::f"] {
        assert!(has(text, path, Plain), "{path}");
    }
}

#[test]
fn members_lifetimes_and_associated_items_are_no_paths() {
    let text = "fn f<'a>(x: &'a str) { x.b(); x.c.d; <X as Y>::e(); Vec::<g::H>::i(); 0..j::K }";
    for name in ["a", "b", "c", "d", "e", "i", "f"] {
        assert!(references(text).iter().all(|(path, _)| path != name), "{name}");
    }
    for path in ["g::H", "j::K", "X", "Y", "Vec"] {
        assert!(has(text, path, Plain), "{path}");
    }
}

#[test]
fn visibility_is_no_reference() {
    let text = "pub(crate) fn f() {} struct S { pub(in crate::a) x: u8 }";
    assert!(references(text).iter().all(|(path, _)| !path.contains("crate")));
}

#[test]
fn a_lower_case_name_that_is_bound_somewhere_may_be_a_variable_unless_it_is_called() {
    for bound in
        ["let lines = 1;", "let mut lines = 1;", "list.map(|lines| 1);", "S { lines: 1 };", "for lines in x {}"]
    {
        let text = format!("fn f() {{ {bound} g(lines); }}");
        assert!(has(&text, "lines", MaybeLocal), "{bound}");
    }
    assert!(has("fn f() { g(lines); }", "lines", Plain));
    assert!(has("fn f() { let lines = lines(); }", "lines", Call));
    assert!(has("fn f<Line: Sized>() { g::<Line>(); }", "Line", Plain));
}

#[test]
fn a_reference_has_the_line_of_its_first_use() {
    let references = scope("fn f() {\n    a::b();\n    a::b();\n}\n").references;
    let lines: Vec<_> = references.iter().filter(|reference| reference.path.len() == 2).map(|r| r.line).collect();
    assert_eq!(lines, [2]);
}
