//! The syntax of rules: a parser and a writer of one line of text.

use std::{
    fmt::{self, Write},
    str::FromStr,
};

use crate::configuration::rules::{DeviceClass, Operator, Part, Rule, RuleParseError, Scope};

const OPERATORS: [char; 4] = ['=', '!', '<', '>'];

/// A keyword before a name, and the scope that it makes of the name.
type Named = (&'static str, fn(String) -> Scope);
const NAMED: [Named; 3] = [("definition", Scope::Definition), ("policy", Scope::Policy), ("device", Scope::Device)];

/// A word that is written as it is where that can be read back, else in quotation marks.
struct Token<'a> {
    text: &'a str,
    quoted: bool,
}

impl fmt::Display for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.quoted {
            f.write_char('"')?;
            for character in self.text.chars() {
                if matches!(character, '"' | '\\') {
                    f.write_char('\\')?;
                }
                f.write_char(character)?;
            }
            f.write_char('"')
        } else {
            f.write_str(self.text)
        }
    }
}

fn plain_unless(text: &str, other: impl Fn(char) -> bool) -> Token<'_> {
    Token { text, quoted: text.starts_with('"') || text.contains(|c: char| c.is_whitespace() || other(c)) }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, text) = match self {
            Self::Everywhere => return f.write_str("everywhere"),
            Self::Sort(sort) => return write!(f, "on {}", sort.as_str()),
            Self::Definition(name) => ("definition", name),
            Self::Policy(name) => ("policy", name),
            Self::Device(name) => ("device", name),
        };
        write!(f, "on {word} {}", Token { text, quoted: true })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameter = plain_unless(&self.parameter, |c| OPERATORS.contains(&c));
        let value = plain_unless(&self.value, |_| false);
        write!(f, "{parameter} {} {value} {}", self.operator, self.scope)
    }
}

/// The part of a rule that is not read yet.
struct Remainder<'a>(&'a str);

impl<'a> Remainder<'a> {
    /// The text before the first of these characters.
    fn until(&mut self, end: impl Fn(char) -> bool) -> &'a str {
        let (found, rest) = self.0.split_at(self.0.find(end).unwrap_or(self.0.len()));
        self.0 = rest;
        found
    }

    /// The next word, or the text in the next quotation marks.
    fn word(&mut self, part: Part, ends: impl Fn(char) -> bool) -> Result<String, RuleParseError> {
        self.0 = self.0.trim_start();
        let Some(quoted) = self.0.strip_prefix('"') else {
            return Ok(self.until(|c| c.is_whitespace() || ends(c)).to_owned());
        };
        let mut text = String::new();
        let mut characters = quoted.chars();
        loop {
            match characters.next() {
                Some('"') => break,
                Some('\\') => text.extend(characters.next()),
                Some(plain) => text.push(plain),
                None => {
                    let text = format!("The quotation marks around the {part} are not closed.");
                    return Err(RuleParseError { part, text });
                }
            }
        }
        self.0 = characters.as_str();
        Ok(text)
    }
}

impl FromStr for Rule {
    type Err = RuleParseError;

    /// Reads `PARAMETER OPERATOR VALUE SCOPE`. The scope is `everywhere`, `on` with the name of a [`DeviceClass`], or `on definition`,
    /// `on policy`, `on device` with a name; `on` may be left out. Letter case matters in values only. Texts with spaces are written in
    /// quotation marks, in which a backslash escapes the next character; a name is the last part and needs none.
    fn from_str(text: &str) -> Result<Self, RuleParseError> {
        let mut rest = Remainder(text.trim());
        let parameter = rest.word(Part::Parameter, |c| OPERATORS.contains(&c))?;
        rest.0 = rest.0.trim_start();
        let operator = operator(rest.until(|c| !OPERATORS.contains(&c)), &parameter)?;
        let value = rest.word(Part::Value, |_| false)?;
        let scope = scope(rest.0.trim_start())?;
        Self::new(&parameter, operator, &value, scope)
    }
}

fn operator(written: &str, parameter: &str) -> Result<Operator, RuleParseError> {
    Operator::ALL.into_iter().find(|operator| operator.as_str() == written).ok_or_else(|| {
        let problem = match (parameter, written) {
            ("", "") => "There is no rule".to_owned(),
            (_, "") => format!("There is no operator after `{parameter}`"),
            _ => format!("`{written}` is no operator"),
        };
        let text = format!("{problem}; allowed are = != < <= > >= as in DoorOpenTimeLimit <= 300 on freezers.");
        RuleParseError { part: Part::Operator, text }
    })
}

fn scope(written: &str) -> Result<Scope, RuleParseError> {
    let place = strip_word(written, "on").unwrap_or(written);
    if place.eq_ignore_ascii_case("everywhere") {
        return Ok(Scope::Everywhere);
    }
    if let Some(sort) = DeviceClass::ALL.into_iter().find(|sort| sort.as_str().eq_ignore_ascii_case(place)) {
        return Ok(Scope::Sort(sort));
    }
    for (word, scope) in NAMED {
        let Some(name) = strip_word(place, word) else { continue };
        if !name.starts_with('"') {
            return Ok(scope(name.to_owned()));
        }
        let mut rest = Remainder(name);
        let name = rest.word(Part::Scope, |_| false)?;
        if rest.0.is_empty() {
            return Ok(scope(name));
        }
    }
    Err(nowhere(written))
}

/// The text behind a keyword, which may be in any letter case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (found, rest) = (text.get(..word.len())?, text.get(word.len()..)?);
    let ends = rest.starts_with(|c: char| c.is_whitespace() || c == '"');
    (ends && found.eq_ignore_ascii_case(word)).then(|| rest.trim_start())
}

fn nowhere(written: &str) -> RuleParseError {
    let mut text = match written {
        "" => "It is not said where the rule holds".to_owned(),
        _ => format!("`{written}` is not a place where a rule holds"),
    };
    text.push_str("; allowed are everywhere");
    for sort in DeviceClass::ALL {
        text.push_str(", on ");
        text.push_str(sort.as_str());
    }
    text.push_str(", on definition \"NAME\", on policy \"NAME\" and on device \"NAME\".");
    RuleParseError { part: Part::Scope, text }
}
