//! A JSON text of a file, with the line on which it begins.

/// The longest JSON text that is read, in bytes: four times what a frame of the feed may carry.
pub const MOST: usize = 4 << 20;

/// A JSON text of a file.
#[derive(Debug)]
pub(super) struct LineRef {
    pub(super) line: u64,
    pub(super) bytes: Vec<u8>,
    /// It was longer than [`MOST`]; this is the beginning of it.
    pub(super) is_cut: bool,
}

impl LineRef {
    /// Appends bytes, up to [`MOST`].
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let room = MOST - self.bytes.len();
        self.is_cut |= bytes.len() > room;
        self.bytes.extend(bytes.iter().take(room));
    }
}
