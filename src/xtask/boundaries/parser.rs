//! A parser that turns the text of a Rust file into a [`Scope`].
//!
//! It works on tokens and not on a syntax tree: most paths of the dashboard stand inside `view! { ... }`, where there are only
//! tokens, and so one reader serves both.

use super::attributes;
use super::cursor::{Cursor, is_block_or_semicolon, is_semicolon};
use super::references::References;
use super::scope::{Child, Scope};
use super::use_tree;
use proc_macro2::{Delimiter, Group, LexError, TokenStream, TokenTree};

/// Reads a file.
pub fn parse(text: &str) -> Result<Scope, LexError> {
    Ok(module(text.parse()?))
}

fn module(stream: TokenStream) -> Scope {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut scope = Scope::default();
    let mut references = References::default();
    let mut cursor = Cursor::new(&tokens);
    while cursor.peek().is_some() {
        item(&mut cursor, &mut scope, &mut references);
    }
    references.finish(&mut scope);
    scope
}

fn item(cursor: &mut Cursor, scope: &mut Scope, references: &mut References) {
    let mut outer = Vec::new();
    while let Some(attribute) = cursor.attribute() {
        outer.push(attribute);
    }
    let is_public = cursor.visibility();
    let tokens = cursor.take_through(if ends_with_semicolon(*cursor) { is_semicolon } else { is_block_or_semicolon });
    let mut inner = Cursor::new(tokens);
    if inner.keyword("mod") {
        scope.children.extend(child(&mut inner, &outer));
    } else if !attributes::are_for_tests(&outer) {
        outer.iter().for_each(|attribute| references.attribute(attribute));
        match inner.keyword("use") {
            true => scope.uses.extend(use_tree::parse(without_last(tokens), is_public)),
            false => {
                scope.names.extend(defined_name(tokens));
                references.tokens(tokens);
            }
        }
    }
}

/// Is the next item one whose braces, if any, are not its end?
fn ends_with_semicolon(mut cursor: Cursor) -> bool {
    const FUNCTION: [&str; 4] = ["fn", "unsafe", "async", "extern"];
    match cursor.keyword("const") {
        true => !FUNCTION.iter().any(|keyword| cursor.keyword(keyword)),
        false => ["use", "static", "type"].iter().any(|keyword| cursor.keyword(keyword)),
    }
}

/// The tokens between the first, `use`, and the last, `;`.
fn without_last(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [_, between @ .., _] => between,
        _ => &[],
    }
}

fn child(cursor: &mut Cursor, outer: &[&Group]) -> Option<Child> {
    let name = cursor.ident()?.to_string();
    let inline = cursor.group(Delimiter::Brace).map(|group| module(group.stream()));
    Some(Child { name, path: attributes::path(outer), is_test: attributes::are_for_tests(outer), inline })
}

/// The name that an item defines in its module. An `impl` block and a macro call define none that can be seen here.
fn defined_name(tokens: &[TokenTree]) -> Option<String> {
    const KEYWORDS: [&str; 9] = ["fn", "struct", "enum", "union", "trait", "type", "const", "static", "macro_rules"];
    const BEFORE: [&str; 5] = ["const", "async", "unsafe", "extern", "auto"];
    let mut cursor = Cursor::new(tokens);
    loop {
        match cursor.advance()? {
            TokenTree::Ident(keyword) if KEYWORDS.iter().any(|known| keyword == known) => {
                cursor.punct("!");
                cursor.keyword("mut");
                let mut ahead = cursor;
                match ahead.ident() {
                    // `const fn name`
                    Some(name) if name != "fn" && !BEFORE.iter().any(|known| name == known) => {
                        return Some(name.to_string());
                    }
                    _ => {}
                }
            }
            TokenTree::Ident(keyword) if BEFORE.iter().any(|known| keyword == known) => {}
            // extern "C"
            TokenTree::Literal(_) => {}
            _ => return None,
        }
    }
}
