//! A collector of the paths in Rust tokens, macros included.

use super::attributes;
use super::cursor::{Cursor, is_block_or_semicolon, is_semicolon};
use super::scope::{Reference, ReferenceKind, Scope, Use};
use super::use_tree;
use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenTree};
use std::collections::{HashMap, HashSet};

/// The paths found so far, each once, and the names of variables.
#[derive(Debug, Default)]
pub struct References {
    found: HashMap<(Vec<String>, ReferenceKind), usize>,
    uses: Vec<Use>,
    variables: HashSet<String>,
}

/// The token before the one that is looked at, as far as it tells what a name after it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// `.`, `'`, `fn` or the `::` after `>`: what follows is a member, a lifetime, or a name being defined.
    Member,
    /// `let`, `mut`, `ref`, `for`, `|`: what follows may be the name of a new variable.
    Binding,
    Other,
}

impl References {
    /// Collects the path of an attribute and those in its arguments.
    pub fn attribute(&mut self, attribute: &Group) {
        let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
        let mut cursor = Cursor::new(&tokens);
        if let Some(TokenTree::Ident(first)) = cursor.peek() {
            let path = path(&mut cursor);
            self.add(path, ReferenceKind::Attribute, first);
        }
        self.rest(cursor);
    }

    /// Collects the paths in these tokens and in all groups in them.
    pub fn tokens(&mut self, tokens: &[TokenTree]) {
        self.rest(Cursor::new(tokens));
    }

    /// Hands over what was found.
    pub fn finish(self, scope: &mut Scope) {
        let Self { found, uses, variables } = self;
        scope.uses.extend(uses);
        scope.references.extend(found.into_iter().map(|((path, kind), line)| {
            let kind = match (path.as_slice(), kind) {
                ([name], ReferenceKind::Plain) if is_lower_case(name) && variables.contains(name) => {
                    ReferenceKind::MaybeLocal
                }
                _ => kind,
            };
            Reference { path, kind, line }
        }));
        scope.references.sort_by(|one, other| (one.line, &one.path).cmp(&(other.line, &other.path)));
    }

    fn rest(&mut self, mut cursor: Cursor) {
        let mut before = Before::Other;
        loop {
            if let Some(attribute) = cursor.attribute() {
                match attributes::is_for_tests(attribute) {
                    true => skip_item(&mut cursor),
                    false => self.attribute(attribute),
                }
                before = Before::Other;
                continue;
            }
            if before != Before::Member {
                if cursor.visibility() {
                    continue;
                }
                if cursor.keyword("use") {
                    // `impl Trait + use<'a>` imports nothing.
                    if matches!(cursor.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '<') {
                        continue;
                    }
                    let tokens = cursor.take_through(is_semicolon);
                    self.uses.extend(use_tree::parse(tokens.split_last().map_or(&[], |(_, tree)| tree), false));
                    continue;
                }
            }
            before = match cursor.peek() {
                None => return,
                Some(TokenTree::Ident(_)) => self.name(&mut cursor, before),
                Some(TokenTree::Group(group)) => {
                    cursor.advance();
                    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                    self.tokens(&tokens);
                    Before::Other
                }
                Some(_) => punctuation(&mut cursor),
            };
        }
    }

    /// Takes a path that begins here, or a name that is none.
    fn name(&mut self, cursor: &mut Cursor, before: Before) -> Before {
        let Some(TokenTree::Ident(first)) = cursor.peek() else { return Before::Other };
        let path = path(cursor);
        if before == Before::Member {
            return Before::Other;
        }
        if let [name] = path.as_slice() {
            match name.as_str() {
                "let" | "mut" | "ref" | "for" => return Before::Binding,
                "fn" => return Before::Member,
                _ => {}
            }
            let mut ahead = *cursor;
            let is_typed = ahead.punct(":") && !ahead.punct(":");
            if before == Before::Binding || is_typed {
                self.variables.insert(name.clone());
            }
        }
        let is_call = is_call(*cursor);
        let kind = if is_call { ReferenceKind::Call } else { ReferenceKind::Plain };
        self.add(path, kind, first);
        Before::Other
    }

    /// Lines are looked up once for each path, because that is slow.
    fn add(&mut self, path: Vec<String>, kind: ReferenceKind, first: &Ident) {
        self.found.entry((path, kind)).or_insert_with(|| first.span().start().line);
    }
}

/// Does `(` or the `!` of a macro follow?
fn is_call(mut cursor: Cursor) -> bool {
    cursor.group(Delimiter::Parenthesis).is_some() || cursor.punct("!") && !cursor.punct("=")
}

fn is_lower_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_lowercase() || first == '_')
}

/// Takes `a::b::c`; generic arguments end it.
fn path(cursor: &mut Cursor) -> Vec<String> {
    let mut path = Vec::new();
    let mut ahead = *cursor;
    while let Some(ident) = ahead.ident() {
        path.push(ident.to_string());
        *cursor = ahead;
        if !ahead.punct("::") {
            break;
        }
    }
    path
}

fn punctuation(cursor: &mut Cursor) -> Before {
    if cursor.punct("..") {
        return Before::Other;
    }
    if cursor.punct(">::") {
        return Before::Member;
    }
    match cursor.advance() {
        Some(TokenTree::Punct(punct)) => match punct.as_char() {
            '.' => Before::Member,
            '\'' if punct.spacing() == Spacing::Joint => Before::Member,
            '|' => Before::Binding,
            _ => Before::Other,
        },
        _ => Before::Other,
    }
}

/// Skips the item, field or statement that an attribute keeps for tests.
fn skip_item(cursor: &mut Cursor) {
    while cursor.attribute().is_some() {}
    cursor.take_through(is_block_or_semicolon);
}
