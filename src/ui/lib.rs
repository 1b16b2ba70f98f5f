//! Interface primitives that every page is made of. They know nothing of devices; they decide how a control is named, focused, refused,
//! announced and coloured.
//!
//! | primitive | props (`?`: optional) | description |
//! |---|---|---|
//! | [`Icon`] | `icon` | a decorative glyph of [`icon`], in the size of the text beside it |
//! | [`Button`] | `kind? submit? icon? pending? refused? pressed? label? on_click?` children | a button that keeps the focus while it is pending or refused |
//! | [`TextField`] | `label value on_input hint? error? kind? step? inputmode? hide_label? mono? autofocus? readonly?` | a text field of one line |
//! | [`TextArea`] | `label value on_input hint? error?` | a text field of several lines |
//! | [`SelectField`] | `label value on_change choices hint? hide_label?` | a native select |
//! | [`Checkbox`] | `label checked on_change hint?` | a checkbox |
//! | [`ComboField`] | `label value on_input suggestions hint? error?` | a text field with native suggestions |
//! | [`SuggestField`] | `label value on_input propose fault` | a text field for a query language: suggests completions and marks errors |
//! | [`SecretField`] | `label noun value on_input hint? error? autofocus? readonly?` | a field for a secret, with "Show NOUN" |
//! | [`SecretTextArea`] | `label noun value on_input hint? error?` | a field for secrets, one per line, with "Show NOUN" |
//! | [`Secret`] | `noun value` | a masked text, with "Show NOUN" |
//! | [`Dialog`] | `open title on_close on_submit?` children | a modal native `<dialog>`, a form where it has `on_submit` |
//! | [`Panel`] | `title actions?` children | a region named by its heading |
//! | [`Badge`] | `tone word icon?` | a state: icon, text and colour, never colour alone |
//! | [`Notice`] | `kind title action? announce?` children? | information that is needed before going on |
//! | [`EmptyState`] | `title icon? action?` children | names the missing content, and how to get it |
//! | [`Skeleton`] | `what lines?` | a placeholder for content that is loading |
//! | [`LazyView`] | `load show on_missing` | a part of the app that is loaded when it is first shown |
//! | [`Disclosure`] | `summary open?` children | content that is shown on demand |
//! | [`CopyButton`] | `text` children | copies through the [`ClipboardContext`] |
//! | [`Time`] | `at text title` | a point in time, formatted by the caller |
//! | [`Tabs`] | `name tabs` | links between the views of one subject |
//! | [`VirtualList`] | `name class columns count render origin? subject? goal? sorted? on_sort? on_range? busy?` | a grid of any number of rows |
//! | [`Cell`] | `class?` children | a cell of its rows |
//!
//! Classes of `style/` that need no component (tones are `ok warn bad info plain unknown`):
//!
//! | where | classes |
//! |---|---|
//! | frame | `.shell` > `.band` (a real environment's name), `.bar` (`.brand`, `.feed-state.TONE`), `.nav`, `.page`, `.news` (at the foot); `.page.fill` where a list takes the window; `.covered` behind a lock |
//! | page | `.page-head` (h1, count, actions), `.filters` (fields in a bar), `.panels` (regions side by side; `.wide` for one that is not) |
//! | text | `.soft`, `.small`, `.mono`, `.visually-hidden`; `.line` (in a row), `.stack` (below each other), `.push` (to the end) |
//! | facts | `dl.facts` > `div` > `dt` + `dd`; `ul.conditions` > `li`; `ul.can` > `li` (buttons with their reasons), `.can.destructive` |
//! | form | `.actions` (at its end; `.apart` sets one off), `.presets`, `.outcome`, `.output` |
//! | grid | a class of its own with `--columns` and, where it may scroll sideways, `--least`; cells `.lead`, `.mark`, `.sub`; `.gap` |
//! | command | `.commands` > `.command` > `.command-head` (`.command-name`) + `ol.timeline` > `li.step.TONE` (`.awaited` where it may never happen) |
//! | sign-in | `.sign-in` > `.sign-in-card` |
//! | paper | `.no-print` |
//!
//! Rules for all: strings that change are `Signal`s (a plain value also works); callbacks get values, not events;
//! views are erased to `AnyView`, so that a page costs its own code only. Styles are classes of `style/`; the only styles set here are
//! lengths that depend on data, and those go through the CSSOM, which the Content-Security-Policy allows. A primitive touches no DOM but
//! the elements that it drew, through their `NodeRef`; everything else goes through `jetstream-browser`.

mod badge;
mod button;
mod combo_field;
#[cfg(all(test, target_arch = "wasm32"))]
mod component_tests;
mod copy;
mod dialog;
mod disclosure;
mod empty;
mod field;
pub mod icon;
mod lazy_view;
mod notice;
mod panel;
mod secret;
mod secret_area;
mod skeleton;
mod suggest_field;
mod tabs;
mod text_area;
mod time;
mod unique_id;
mod virtual_list;

pub use crate::badge::{Badge, BadgeTone};
pub use crate::button::{Button, ButtonKind};
pub use crate::combo_field::ComboField;
pub use crate::copy::{ClipboardContext, CopyButton};
pub use crate::dialog::{Dialog, InertBackground};
pub use crate::disclosure::Disclosure;
pub use crate::empty::EmptyState;
pub use crate::field::{Checkbox, Choice, SelectField, TextField};
pub use crate::icon::Icon;
pub use crate::lazy_view::LazyView;
pub use crate::notice::{Notice, NoticeKind};
pub use crate::panel::Panel;
pub use crate::secret::{Secret, SecretField};
pub use crate::secret_area::SecretTextArea;
pub use crate::skeleton::Skeleton;
pub use crate::suggest_field::{InputError, SuggestField, Suggestion, SuggestionRequest};
pub use crate::tabs::{Tab, Tabs};
pub use crate::text_area::TextArea;
pub use crate::time::Time;
pub use crate::unique_id::unique_id;
pub use crate::virtual_list::{Cell, Column, Row, ScrollTarget, SortDirection, VirtualList};
