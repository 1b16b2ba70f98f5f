//! A data model of one Rust source file: its modules, declared names, `use` items and references.

/// A module as it is written in one file: the file's own, or an inline `mod name { ... }` in it.
#[derive(Debug, Default)]
pub struct Scope {
    /// The names of the items that are defined here.
    pub names: Vec<String>,
    /// The modules that are declared here.
    pub children: Vec<Child>,
    /// The imports, also those inside functions. What is compiled for tests only is left out.
    pub uses: Vec<Use>,
    /// The paths outside of `use` items, also those inside macros. What is compiled for tests only is left out.
    pub references: Vec<Reference>,
}

/// A `mod` item.
#[derive(Debug)]
pub struct Child {
    pub name: String,
    /// The value of a `#[path = "..."]` attribute.
    pub path: Option<String>,
    /// Whether it is compiled for tests only.
    pub is_test: bool,
    /// The contents, where they are written inline.
    pub inline: Option<Scope>,
}

/// One name (or glob) of a `use` item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The full path, without `as` and without the `*` of a glob.
    pub path: Vec<String>,
    /// What the path is called here; `None` for a glob.
    pub name: Option<String>,
    /// Whether other modules can import it from here: a re-export.
    pub is_public: bool,
    /// The line of the file, from 1.
    pub line: usize,
}

/// A path in code, without generic arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub path: Vec<String>,
    pub kind: ReferenceKind,
    /// The line of the file, from 1: of the first of several equal references.
    pub line: usize,
}

/// How a path stands in the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// The path of an attribute: `#[path(...)]`.
    Attribute,
    /// A call of a function or macro.
    Call,
    /// Anything else.
    Plain,
    /// A single name that may belong to a variable: it is in lower case, not called, and bound somewhere in the file.
    MaybeLocal,
}
