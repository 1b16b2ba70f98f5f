//! Just enough of HTML to find the elements of our own page: where they are, their attributes, and the text of scripts.

use std::ops::Range;

/// The start tag of an element, and the text in it where that is not HTML (scripts, styles).
#[derive(Debug, PartialEq, Eq)]
pub struct Element {
    /// Lower case.
    pub name: String,
    /// From `<` to behind `>`.
    pub tag: Range<usize>,
    /// The raw text of a script or style, else empty.
    pub text: Range<usize>,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute; empty for one without value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Whether this is a link of that relation.
    pub fn is_link(&self, relation: &str) -> bool {
        let is = |rel: &str| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(relation));
        self.name == "link" && self.attribute("rel").is_some_and(is)
    }

    /// The text of a classic script that stands in the page itself: what a CSP lists by its hash.
    pub fn inline_script<'html>(&self, html: &'html str) -> Option<&'html str> {
        let is_ours = self.name == "script" && self.attribute("src").is_none() && self.attribute("type").is_none();
        is_ours.then(|| html.get(self.text.clone())).flatten()
    }
}

/// Every start tag of the page, in its order. Comments and the insides of scripts are not looked into.
pub fn elements(html: &str) -> Vec<Element> {
    let mut cursor = Cursor { html, at: 0 };
    let mut found = Vec::new();
    while cursor.skip_to("<") {
        if cursor.rest().starts_with("<!--") {
            cursor.skip_behind("-->");
        } else if let Some(element) = cursor.element() {
            found.push(element);
        }
    }
    found
}

struct Cursor<'html> {
    html: &'html str,
    at: usize,
}

impl<'html> Cursor<'html> {
    fn rest(&self) -> &'html str {
        self.html.get(self.at..).unwrap_or_default()
    }

    fn skip_to(&mut self, text: &str) -> bool {
        let distance = self.rest().find(text);
        self.at += distance.unwrap_or(self.rest().len());
        distance.is_some()
    }

    fn skip_behind(&mut self, text: &str) {
        if self.skip_to(text) {
            self.at += text.len();
        }
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'html str {
        let rest = self.rest();
        let taken = rest.split(|letter| !belongs(letter)).next().unwrap_or_default();
        self.at += taken.len();
        taken
    }

    /// Stands on `<`. Moves on by at least that in every case.
    fn element(&mut self) -> Option<Element> {
        let start = self.at;
        self.at += 1;
        let name = self.take_while(|letter| letter.is_ascii_alphanumeric() || letter == '-').to_ascii_lowercase();
        if name.is_empty() {
            return None;
        }
        let mut attributes = Vec::new();
        while let Some(attribute) = self.attribute() {
            attributes.push(attribute);
        }
        self.skip_behind(">");
        let tag = start..self.at;
        if name == "script" || name == "style" {
            self.skip_to(&format!("</{name}"));
        }
        Some(Element { name, text: tag.end..self.at, tag, attributes })
    }

    fn attribute(&mut self) -> Option<(String, String)> {
        self.take_while(|letter| letter.is_ascii_whitespace() || letter == '/');
        let name = self.take_while(|letter| !letter.is_ascii_whitespace() && !"=>/".contains(letter));
        if name.is_empty() {
            return None;
        }
        let value = match self.rest().starts_with('=') {
            true => {
                self.at += 1;
                self.value()
            }
            false => "",
        };
        Some((name.to_ascii_lowercase(), value.to_owned()))
    }

    fn value(&mut self) -> &'html str {
        let Some(quote) = self.rest().chars().next().filter(|letter| "\"'".contains(*letter)) else {
            return self.take_while(|letter| !letter.is_ascii_whitespace() && letter != '>');
        };
        self.at += 1;
        let value = self.take_while(|letter| letter != quote);
        self.at += 1;
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html>
<!-- <link rel="stylesheet" href="commented.css"> -->
<html lang=en><head>
<LINK REL="stylesheet" href="./one.css"/>
<script>if (1 < 2) document.write("<link rel='stylesheet' href='written.css'>");</script>
<script type="application/json" id='assets'>{}</script>
</head><body hidden></body></html>"#;

    #[test]
    fn start_tags_are_found_with_their_attributes() {
        let found = elements(PAGE);
        let names: Vec<_> = found.iter().map(|element| element.name.as_str()).collect();
        assert_eq!(names, ["html", "head", "link", "script", "script", "body"]);
        assert_eq!(found[0].attribute("lang"), Some("en"));
        assert_eq!(found[2].attribute("href"), Some("./one.css"));
        assert_eq!(&PAGE[found[2].tag.clone()], r#"<LINK REL="stylesheet" href="./one.css"/>"#);
        assert!(found[2].is_link("stylesheet") && !found[2].is_link("icon"));
        assert_eq!(found[4].attribute("id"), Some("assets"));
        assert_eq!(found[5].attribute("hidden"), Some(""));
    }

    #[test]
    fn the_text_of_scripts_is_kept_as_it_is() {
        let found = elements(PAGE);
        assert!(found[3].inline_script(PAGE).unwrap().starts_with("if (1 < 2)"));
        assert_eq!(found[4].inline_script(PAGE), None, "data is not a script");
        assert_eq!(&PAGE[found[4].text.clone()], "{}");
    }

    #[test]
    fn pages_that_break_off_end_the_search() {
        for page in ["<", "<a", "<a b", "<a b=", "<a b=\"", "<a b='c", "<!--", "<script", "<script>", "é<é>é"] {
            assert!(elements(page).len() <= 1, "{page}");
        }
    }
}
