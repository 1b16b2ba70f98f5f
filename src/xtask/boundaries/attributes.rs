//! The two attributes that decide what a module is: `#[cfg(test)]` and `#[path = "..."]`.

use super::cursor::Cursor;
use proc_macro2::{Delimiter, Group, TokenTree};

/// Does one of these attributes keep an item out of everything but tests?
pub fn are_for_tests(attributes: &[&Group]) -> bool {
    attributes.iter().any(|attribute| is_for_tests(attribute))
}

/// Is this `cfg(test)`, `cfg(all(test, ...))`, or `test` itself?
pub fn is_for_tests(attribute: &Group) -> bool {
    let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
    let mut cursor = Cursor::new(&tokens);
    match cursor.ident() {
        Some(name) if name == "cfg" => cursor.group(Delimiter::Parenthesis).is_some_and(needs_test),
        Some(name) => name == "test" && cursor.peek().is_none(),
        None => false,
    }
}

/// Is the condition false without `test`? Of `any(...)` and `not(...)` that is not claimed.
fn needs_test(condition: &Group) -> bool {
    let tokens: Vec<TokenTree> = condition.stream().into_iter().collect();
    let mut cursor = Cursor::new(&tokens);
    while let Some(token) = cursor.advance() {
        let TokenTree::Ident(name) = token else { continue };
        match cursor.group(Delimiter::Parenthesis) {
            Some(group) if name == "all" && needs_test(group) => return true,
            None if name == "test" => return true,
            _ => {}
        }
    }
    false
}

/// The value of a `#[path = "..."]` attribute.
pub fn path(attributes: &[&Group]) -> Option<String> {
    attributes.iter().find_map(|attribute| {
        let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
        let mut cursor = Cursor::new(&tokens);
        let TokenTree::Literal(value) = (cursor.keyword("path") && cursor.punct("=")).then(|| cursor.advance())??
        else {
            return None;
        };
        Some(value.to_string().trim_matches('"').to_owned())
    })
}
