//! A cursor over Rust tokens, with the few look-aheads that reading items and paths needs.

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

/// The tokens that are still to be read.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    rest: &'a [TokenTree],
}

impl<'a> Cursor<'a> {
    pub fn new(tokens: &'a [TokenTree]) -> Self {
        Self { rest: tokens }
    }

    pub fn peek(&self) -> Option<&'a TokenTree> {
        self.rest.first()
    }

    pub fn advance(&mut self) -> Option<&'a TokenTree> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// Takes everything up to and with the first token for which `is_last` holds, or all.
    pub fn take_through(&mut self, is_last: impl Fn(&TokenTree) -> bool) -> &'a [TokenTree] {
        let length = self.rest.iter().position(is_last).map_or(self.rest.len(), |position| position + 1);
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// Takes the next token if it is a group with these delimiters.
    pub fn group(&mut self, delimiter: Delimiter) -> Option<&'a Group> {
        let TokenTree::Group(group) = self.peek()? else { return None };
        (group.delimiter() == delimiter).then(|| {
            self.advance();
            group
        })
    }

    /// Takes the next token if it is an identifier.
    pub fn ident(&mut self) -> Option<&'a Ident> {
        let TokenTree::Ident(ident) = self.peek()? else { return None };
        self.advance();
        Some(ident)
    }

    /// Takes the next token if it is this identifier.
    pub fn keyword(&mut self, keyword: &str) -> bool {
        let found = matches!(self.peek(), Some(TokenTree::Ident(ident)) if ident == keyword);
        if found {
            self.advance();
        }
        found
    }

    /// Takes the next tokens if they are the characters of `text`.
    pub fn punct(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(place, character)| {
            matches!(self.rest.get(place), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
        });
        if found {
            self.rest = self.rest.get(text.len()..).unwrap_or_default();
        }
        found
    }

    /// Takes an attribute, `#[...]` or `#![...]`, and returns what is between its brackets.
    pub fn attribute(&mut self) -> Option<&'a Group> {
        let mut ahead = *self;
        if !ahead.punct("#") {
            return None;
        }
        ahead.punct("!");
        let group = ahead.group(Delimiter::Bracket)?;
        *self = ahead;
        Some(group)
    }

    /// Takes `pub`, `pub(crate)` and the like, and returns whether there was one.
    pub fn visibility(&mut self) -> bool {
        let found = self.keyword("pub");
        if found {
            self.group(Delimiter::Parenthesis);
        }
        found
    }
}

/// Is this token the end of an item that ends with `;`?
pub fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
}

/// Is this token the end of an item that may end with a block?
pub fn is_block_or_semicolon(token: &TokenTree) -> bool {
    is_semicolon(token) || matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}
