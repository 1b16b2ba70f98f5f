//! A splitter of JSON texts that follow each other or are in lists: it finds their ends by their brackets.

use super::line_ref::LineRef;

/// The state of the splitter.
#[derive(Debug)]
pub(super) struct Values {
    line: u64,
    /// The text that has begun and not ended.
    current: Option<Current>,
}

#[derive(Debug)]
struct Current {
    text: LineRef,
    /// How many brackets are open.
    depth: usize,
    /// Whether it is in a string, and whether the next character is escaped.
    string: bool,
    escaped: bool,
}

impl Default for Values {
    fn default() -> Self {
        Self { line: 1, current: None }
    }
}

impl Values {
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<LineRef> {
        let mut texts = Vec::new();
        for byte in bytes {
            match &mut self.current {
                None => self.begin(*byte),
                // A number, a word or what is no JSON at all ends where something else begins.
                Some(current) if current.is_bare() && is_between(*byte) => {
                    texts.extend(self.current.take().map(|current| current.text));
                }
                Some(current) => {
                    if current.push(*byte) {
                        texts.extend(self.current.take().map(|current| current.text));
                    }
                }
            }
            if *byte == b'\n' {
                self.line += 1;
            }
        }
        texts
    }

    fn begin(&mut self, byte: u8) {
        // The brackets of a list around the texts do not count.
        if !is_between(byte) {
            let text = LineRef { line: self.line, bytes: Vec::new(), is_cut: false };
            let mut current = Current { text, depth: 0, string: false, escaped: false };
            current.push(byte);
            self.current = Some(current);
        }
    }

    /// The text that has not ended: it cannot be read, and is reported.
    pub(super) fn end(self) -> Option<LineRef> {
        self.current.map(|current| current.text)
    }
}

impl Current {
    fn is_bare(&self) -> bool {
        self.depth == 0 && !self.string
    }

    /// Adds a byte; `true` if the text ends with it.
    fn push(&mut self, byte: u8) -> bool {
        self.text.push(&[byte]);
        if self.string {
            self.string = self.escaped || byte != b'"';
            self.escaped = byte == b'\\' && !self.escaped;
            return self.is_bare();
        }
        match byte {
            b'"' => self.string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

fn is_between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']')
}
