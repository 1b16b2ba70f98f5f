//! A reader of the elements of a page: the positions of their tags, their attributes, and the text of scripts.

use lol_html::{HtmlRewriter, Settings, element, text};
use std::cell::RefCell;
use std::ops::Range;
use xtask::report::{Context, Result};

/// The start tag of an element, and the text in it where that is not HTML (scripts, styles).
#[derive(Debug, PartialEq, Eq)]
pub struct Element {
    /// In lower case.
    pub name: String,
    /// The bytes of the page from `<` to behind `>`.
    pub tag: Range<usize>,
    /// The bytes of the raw text of a script or style, else empty.
    pub text: Range<usize>,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute as the page has it; empty for one without value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Whether this is a link of that relation.
    pub fn is_link(&self, relation: &str) -> bool {
        let is = |rel: &str| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(relation));
        self.name == "link" && self.attribute("rel").is_some_and(is)
    }

    /// The text of a classic script in the page itself, which a CSP lists by its hash.
    pub fn inline_script<'html>(&self, html: &'html str) -> Option<&'html str> {
        let is_ours = self.name == "script" && self.attribute("src").is_none() && self.attribute("type").is_none();
        is_ours.then(|| html.get(self.text.clone())).flatten()
    }
}

/// Every element of the page, in the order of their start tags; no comments, and nothing inside of scripts. An error where HTML
/// would be read differently by different parsers.
pub fn elements(html: &str) -> Result<Vec<Element>> {
    let found = RefCell::new(Vec::new());
    let start_tags = element!("*", |element| {
        let tag = element.source_location().bytes();
        let attributes = element.attributes().iter().map(|attribute| (attribute.name(), attribute.value())).collect();
        found.borrow_mut().push(Element { name: element.tag_name(), text: tag.end..tag.end, tag, attributes });
        Ok(())
    });
    let raw_texts = text!("script, style", |chunk| {
        // A text may come in several chunks.
        if let Some(element) = found.borrow_mut().last_mut() {
            element.text.end = element.text.end.max(chunk.source_location().bytes().end);
        }
        Ok(())
    });
    let settings = Settings::new().append_element_content_handler(start_tags).append_element_content_handler(raw_texts);
    let mut reader = HtmlRewriter::new(settings, |_: &[u8]| ());
    reader.write(html.as_bytes()).and_then(|()| reader.end()).or_could_not("read the page")?;
    Ok(found.into_inner())
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
        let found = elements(PAGE).unwrap();
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
    fn the_text_of_scripts_is_taken_as_it_is() {
        let found = elements(PAGE).unwrap();
        let script = r#"if (1 < 2) document.write("<link rel='stylesheet' href='written.css'>");"#;
        assert_eq!(found[3].inline_script(PAGE), Some(script));
        assert_eq!(found[4].inline_script(PAGE), None, "data is not a script");
        assert_eq!(&PAGE[found[4].text.clone()], "{}");
    }

    #[test]
    fn letters_of_several_bytes_do_not_shift_what_follows() {
        let page = "<p title='é…'>… é</p><script>/* é… */ a()</script>";
        let found = elements(page).unwrap();
        assert_eq!(found[1].inline_script(page), Some("/* é… */ a()"));
    }

    #[test]
    fn pages_that_break_off_end_the_search() {
        for page in ["<", "<a", "<a b", "<a b=", "<a b=\"", "<a b='c", "<!--", "<script", "<script>", "é<é>é"] {
            assert!(elements(page).unwrap().len() <= 1, "{page}");
        }
    }
}
