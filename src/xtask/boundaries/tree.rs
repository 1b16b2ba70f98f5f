//! The tree of modules of all packages: which file holds which module, and which files are for tests only.

use super::package::Target;
use super::parser;
use super::scope::{Reference, Scope, Use};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The place of a file in [`Tree::files`].
pub type FileId = usize;
/// The place of a module in [`Tree::modules`].
pub type ModuleId = usize;

/// All Rust files and modules of the workspace.
#[derive(Debug, Default)]
pub struct Tree {
    pub files: Vec<File>,
    pub modules: Vec<Module>,
    /// The Rust files that no target reaches by `mod` items.
    pub unreached: Vec<String>,
}

/// A file that a target reaches.
#[derive(Debug)]
pub struct File {
    /// The path from the root of the workspace, with `/`.
    pub path: String,
    pub package: String,
    /// Whether it is compiled for tests or benchmarks only, or named as such a file.
    pub is_test: bool,
    /// The first line of the text.
    pub first_line: String,
    pub lines: usize,
}

/// A module: a file, or an inline module in one.
#[derive(Debug)]
pub struct Module {
    pub file: FileId,
    /// `None` for the root of a target.
    pub parent: Option<ModuleId>,
    pub is_test: bool,
    pub names: BTreeSet<String>,
    /// Several modules of one name are compiled under different conditions.
    pub children: BTreeMap<String, Vec<ModuleId>>,
    pub uses: Vec<Use>,
    pub references: Vec<Reference>,
}

/// A tree that is being built.
struct Builder<'a> {
    texts: &'a BTreeMap<String, String>,
    tree: Tree,
    ids: HashMap<String, FileId>,
}

/// A module whose items are still to be entered.
struct Open {
    parent: Option<ModuleId>,
    file: FileId,
    /// The folder in which `mod name;` looks for its file.
    folder: String,
    /// The folder that `#[path]` starts from.
    path_folder: String,
    is_test: bool,
}

impl Tree {
    /// Reads the files of these targets. `texts` holds every Rust file by its path.
    pub fn new(texts: &BTreeMap<String, String>, targets: &[Target]) -> Result<Self, String> {
        let mut builder = Builder { texts, tree: Self::default(), ids: HashMap::new() };
        for target in targets {
            let (folder, _) = split(&target.root);
            builder.enter_file(&target.root, folder, target.is_test, None, &target.package)?;
        }
        let Builder { mut tree, ids, .. } = builder;
        tree.unreached = texts.keys().filter(|path| !ids.contains_key(*path)).cloned().collect();
        Ok(tree)
    }

    /// The root module of the target that a module belongs to.
    pub fn root_of(&self, module: ModuleId) -> ModuleId {
        let mut root = module;
        while let Some(parent) = self.modules[root].parent {
            root = parent;
        }
        root
    }
}

impl Builder<'_> {
    /// Enters a file and everything below it. `folder` is where its `mod` items look for their files.
    fn enter_file(
        &mut self,
        path: &str,
        folder: &str,
        is_test: bool,
        parent: Option<ModuleId>,
        package: &str,
    ) -> Result<ModuleId, String> {
        let text =
            self.texts.get(path).ok_or_else(|| format!("{path} is declared as a module, but there is no such file"))?;
        let scope = parser::parse(text).map_err(|error| format!("{path} could not be read: {error}"))?;
        let is_test = is_test || is_named_as_test(path);
        let file = self.enter_text(path, text, is_test, package);
        let path_folder = split(path).0.to_owned();
        self.enter_scope(scope, Open { parent, file, folder: folder.to_owned(), path_folder, is_test })
    }

    fn enter_text(&mut self, path: &str, text: &str, is_test: bool, package: &str) -> FileId {
        if let Some(&known) = self.ids.get(path) {
            self.tree.files[known].is_test &= is_test;
            return known;
        }
        let first_line = text.lines().next().unwrap_or_default().to_owned();
        let lines = text.lines().count();
        self.tree.files.push(File { path: path.to_owned(), package: package.to_owned(), is_test, first_line, lines });
        self.ids.insert(path.to_owned(), self.tree.files.len() - 1);
        self.tree.files.len() - 1
    }

    fn enter_scope(&mut self, scope: Scope, open: Open) -> Result<ModuleId, String> {
        let Open { parent, file, folder, path_folder, is_test } = open;
        let Scope { names, children, uses, references } = scope;
        let id = self.tree.modules.len();
        let names = names.into_iter().collect();
        self.tree.modules.push(Module { file, parent, is_test, names, children: BTreeMap::new(), uses, references });
        for child in children {
            let is_test = is_test || child.is_test;
            let below = format!("{folder}/{}", child.name);
            let entered = match (child.inline, child.path) {
                (Some(scope), _) => {
                    let path_folder = below.clone();
                    self.enter_scope(scope, Open { parent: Some(id), file, folder: below, path_folder, is_test })?
                }
                (None, Some(path)) => {
                    let path = normalised(&format!("{path_folder}/{path}"));
                    let package = self.tree.files[file].package.clone();
                    // A file behind `#[path]` has its own modules beside it.
                    let folder = split(&path).0.to_owned();
                    self.enter_file(&path, &folder, is_test, Some(id), &package)?
                }
                (None, None) => {
                    let beside = format!("{below}.rs");
                    let path = if self.texts.contains_key(&beside) { beside } else { format!("{below}/mod.rs") };
                    let package = self.tree.files[file].package.clone();
                    self.enter_file(&path, &below, is_test, Some(id), &package)?
                }
            };
            self.tree.modules[id].children.entry(child.name).or_default().push(entered);
        }
        Ok(id)
    }
}

/// Test files have names of their own, so that a reader knows them without looking for their `mod` item.
fn is_named_as_test(path: &str) -> bool {
    let (_, name) = split(path);
    name == "tests.rs" || name == "testing.rs" || name.ends_with("_tests.rs")
}

/// The path without `..`, which a `#[path]` may hold.
fn normalised(path: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            ".." => _ = parts.pop(),
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// Folder and name.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
