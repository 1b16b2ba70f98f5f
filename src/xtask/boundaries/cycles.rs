//! A search for cycles in a directed graph: its strongly connected components (Tarjan's algorithm).

use std::collections::BTreeSet;

/// One visit of the search.
#[derive(Debug, Clone, Copy)]
struct Visit {
    index: usize,
    is_on_stack: bool,
}

struct Search<'a> {
    successors: &'a [BTreeSet<usize>],
    visits: Vec<Option<Visit>>,
    stack: Vec<usize>,
    next: usize,
    found: Vec<Vec<usize>>,
}

/// The strongly connected components of more than one node, each in ascending order. A node's successors are at its index.
pub fn cycles(successors: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let visits = vec![None; successors.len()];
    let mut search = Search { successors, visits, stack: Vec::new(), next: 0, found: Vec::new() };
    for node in 0..successors.len() {
        if search.visits[node].is_none() {
            search.visit(node);
        }
    }
    search.found.sort();
    search.found
}

impl Search<'_> {
    /// Visits a node and everything that is reached from it, and returns the lowest index reached on the stack.
    fn visit(&mut self, node: usize) -> usize {
        let index = self.next;
        self.next += 1;
        self.stack.push(node);
        self.visits[node] = Some(Visit { index, is_on_stack: true });
        let mut lowest = index;
        for &successor in &self.successors[node] {
            lowest = match self.visits[successor] {
                None => lowest.min(self.visit(successor)),
                Some(visit) if visit.is_on_stack => lowest.min(visit.index),
                Some(_) => lowest,
            };
        }
        if lowest == index {
            self.close(node);
        }
        lowest
    }

    /// Takes a component off the stack: everything down to its first node.
    fn close(&mut self, first: usize) {
        let mut component = Vec::new();
        while let Some(node) = self.stack.pop() {
            if let Some(visit) = &mut self.visits[node] {
                visit.is_on_stack = false;
            }
            component.push(node);
            if node == first {
                break;
            }
        }
        if component.len() > 1 {
            component.sort_unstable();
            self.found.push(component);
        }
    }
}
