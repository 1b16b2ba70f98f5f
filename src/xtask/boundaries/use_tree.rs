//! A parser of `use` items: a tree of braces becomes a list of full paths.

use super::cursor::Cursor;
use super::scope::Use;
use proc_macro2::{Delimiter, TokenTree};

/// Reads what stands between `use` and `;`.
pub fn parse(tokens: &[TokenTree], is_public: bool) -> Vec<Use> {
    let mut found = Vec::new();
    let mut cursor = Cursor::new(tokens);
    branch(&mut cursor, &[], is_public, &mut found);
    found
}

/// Reads one branch: a path, and a group of branches, a `*`, or a name at its end.
fn branch(cursor: &mut Cursor, prefix: &[String], is_public: bool, found: &mut Vec<Use>) {
    let mut path = prefix.to_vec();
    let mut last = None;
    cursor.punct("::");
    loop {
        let line = cursor.peek().map_or(0, |token| token.span().start().line);
        if let Some(group) = cursor.group(Delimiter::Brace) {
            let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
            let mut inner = Cursor::new(&tokens);
            while inner.peek().is_some() {
                branch(&mut inner, &path, is_public, found);
                inner.punct(",");
            }
            return;
        }
        if cursor.punct("*") {
            found.push(Use { path, name: None, is_public, line });
            return;
        }
        let Some(ident) = cursor.ident() else {
            // Not a `use` tree: the rest is left unread, so that no loop is endless.
            cursor.take_through(|_| false);
            return;
        };
        // `use a::{self}` imports `a`.
        if prefix.is_empty() || last.is_some() || ident != "self" {
            path.push(ident.to_string());
        }
        last = path.last().cloned();
        if !cursor.punct("::") {
            let name = if cursor.keyword("as") { cursor.ident().map(ToString::to_string) } else { last };
            found.push(Use { path, name: Some(name.unwrap_or_default()), is_public, line });
            return;
        }
    }
}
