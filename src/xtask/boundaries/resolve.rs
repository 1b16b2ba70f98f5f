//! Name resolution: from a path in a module to the file that defines the name, through re-exports.

use super::scope::Use;
use super::tree::{FileId, ModuleId, Tree};

/// The place that a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The file that defines the name.
    pub file: FileId,
    /// The files whose re-exports the path goes through, the first one first.
    pub facades: Vec<FileId>,
    /// The module itself, if the path names one.
    pub module: Option<ModuleId>,
}

/// One search. It remembers the imports that it is following: an import may seem to import itself
/// (`use name::name`, where the first is another crate).
struct Search<'a> {
    tree: &'a Tree,
    variant: Variant,
    following: Vec<(ModuleId, usize)>,
}

/// Which of two modules of one name is meant; they are compiled under different conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Variant {
    First,
    Last,
}

/// Finds what a path in `module` means; nothing if it leads out of the package. Where a module has two variants, the path may lead to two
/// places.
pub fn resolve(tree: &Tree, module: ModuleId, path: &[String]) -> Vec<Found> {
    let search = |variant| Search { tree, variant, following: Vec::new() }.path_in(module, path);
    let mut found: Vec<_> = [Variant::First, Variant::Last].into_iter().filter_map(search).collect();
    found.dedup();
    found
}

impl Search<'_> {
    /// Resolves a path as it is written in a module.
    fn path_in(&mut self, module: ModuleId, path: &[String]) -> Option<Found> {
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            "crate" => self.tree.root_of(module),
            "self" => module,
            "super" => self.tree.modules[module].parent?,
            _ => return self.inside(module, path),
        };
        match rest.first().map(String::as_str) {
            None => Some(self.module(start)),
            Some("super") => self.path_in(start, rest),
            Some(_) => Some(self.inside(start, rest).unwrap_or_else(|| self.item_of(start))),
        }
    }

    /// Resolves a path whose first name is in the scope of a module.
    fn inside(&mut self, module: ModuleId, path: &[String]) -> Option<Found> {
        let (name, rest) = path.split_first()?;
        let tree = self.tree;
        let here = &tree.modules[module];
        let child = here.children.get(name).and_then(|children| match self.variant {
            Variant::First => children.first().copied(),
            Variant::Last => children.last().copied(),
        });
        let defined = here.names.contains(name).then(|| self.item_of(module));
        if rest.is_empty() {
            // A module and an item may have one name: the item is what is imported, the module only leads there.
            return defined.or_else(|| self.imported(module, path)).or_else(|| child.map(|child| self.module(child)));
        }
        if let Some(child) = child {
            return Some(self.inside(child, rest).unwrap_or_else(|| self.item_of(child)));
        }
        // What follows the name of a type are its variants and functions.
        defined.or_else(|| self.imported(module, path))
    }

    /// Follows the imports of a module, then its globs.
    fn imported(&mut self, module: ModuleId, path: &[String]) -> Option<Found> {
        let (name, rest) = path.split_first()?;
        let tree = self.tree;
        let uses = &tree.modules[module].uses;
        let named = uses.iter().enumerate().filter(|(_, import)| import.name.as_ref() == Some(name));
        for (place, import) in named {
            let whole = [import.path.as_slice(), rest].concat();
            if let Some(found) = self.follow((module, place), import, |search| search.path_in(module, &whole)) {
                return Some(found);
            }
        }
        for (place, import) in uses.iter().enumerate().filter(|(_, import)| import.name.is_none()) {
            let found = self.follow((module, place), import, |search| {
                let glob = search.path_in(module, &import.path)?.module?;
                search.inside(glob, path)
            });
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn follow(
        &mut self,
        step: (ModuleId, usize),
        import: &Use,
        search: impl FnOnce(&mut Self) -> Option<Found>,
    ) -> Option<Found> {
        if self.following.contains(&step) {
            return None;
        }
        self.following.push(step);
        let found = search(self);
        self.following.pop();
        let mut found = found?;
        if import.is_public {
            found.facades.insert(0, self.tree.modules[step.0].file);
        }
        Some(found)
    }

    /// An item of a module, also one that a macro defines and that cannot be seen here.
    fn item_of(&self, module: ModuleId) -> Found {
        Found { file: self.tree.modules[module].file, facades: Vec::new(), module: None }
    }

    fn module(&self, module: ModuleId) -> Found {
        Found { module: Some(module), ..self.item_of(module) }
    }
}
