//! A queue of calls with a limit of calls in flight, without signals.

/// Maximum number of calls in flight: fewer than the connections that a browser opens to one host, so that a command never waits
/// behind them.
pub const AT_ONCE: usize = 4;

/// A value that can wait in a [`CallQueue`].
pub trait QueuedCall {
    /// The type of the key.
    type Key: Clone + PartialEq;

    /// The key of the call. No two calls of one key are in flight at the same time.
    fn key(&self) -> &Self::Key;
}

/// Calls that wait, and the keys of those in flight.
#[derive(Debug)]
pub struct CallQueue<C: QueuedCall> {
    /// In reverse order: the next call is the last.
    waiting: Vec<C>,
    in_flight: Vec<C::Key>,
}

impl<C: QueuedCall> CallQueue<C> {
    /// Replaces the waiting calls. The first one is made first. Calls in flight are not changed.
    pub fn replace_waiting(&mut self, calls: impl DoubleEndedIterator<Item = C>) {
        self.waiting = calls.rev().collect();
    }

    /// Adds a call before those that wait.
    pub fn push_first(&mut self, call: C) {
        self.waiting.push(call);
    }

    /// Removes the waiting calls, and returns their number.
    pub fn clear_waiting(&mut self) -> usize {
        std::mem::take(&mut self.waiting).len()
    }

    /// Returns the next call, which is then in flight; `None` while [`AT_ONCE`] calls are in flight, and when none waits. A call whose key
    /// is in flight is dropped.
    pub fn next_call(&mut self) -> Option<C> {
        while self.in_flight.len() < AT_ONCE {
            let call = self.waiting.pop()?;
            if !self.in_flight.contains(call.key()) {
                self.in_flight.push(call.key().clone());
                return Some(call);
            }
        }
        None
    }

    /// Records that a call was answered or is not waited for any longer. Returns `false` if it was not in flight.
    pub fn finish(&mut self, key: &C::Key) -> bool {
        let position = self.in_flight.iter().position(|other| other == key);
        position.map(|position| self.in_flight.swap_remove(position)).is_some()
    }

    /// Number of waiting calls.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Number of calls in flight.
    pub fn in_flight(&self) -> usize {
        self.in_flight.len()
    }
}

impl<C: QueuedCall> Default for CallQueue<C> {
    fn default() -> Self {
        Self { waiting: Vec::new(), in_flight: Vec::new() }
    }
}

#[cfg(test)]
#[path = "call_queue_tests.rs"]
mod tests;
