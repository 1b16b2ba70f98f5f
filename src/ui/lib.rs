//! The primitives every page is made of. They know nothing of devices; they know how a control is named, focused,
//! refused, announced and coloured, so that no page has to.
//!
//! | primitive | props (`?` may be left out) | what it is |
//! |---|---|---|
//! | [`Icon`] | `icon` | a decorative glyph of [`icon`], the size of the text beside it |
//! | [`Button`] | `kind? submit? icon? pending? refused? pressed? label? on_click?` children | a button that keeps the focus while it waits or refuses |
//! | [`TextField`] | `label value on_input hint? error? kind? step? inputmode? hide_label? mono? autofocus? readonly?` | a line of text |
//! | [`TextArea`] | `label value on_input hint? error?` | lines of text |
//! | [`SelectField`] | `label value on_change choices hint? hide_label?` | a native select |
//! | [`Checkbox`] | `label checked on_change hint?` | a checkbox |
//! | [`ComboField`] | `label value on_input suggestions hint? error?` | a line of text with suggestions |
//! | [`SuggestField`] | `label value on_input propose fault` | a search in a language of its own: completes, and points at what is wrong |
//! | [`SecretField`] | `label noun value on_input hint? error? autofocus? readonly?` | a masked line of text with "Show NOUN" |
//! | [`SecretArea`] | `label noun value on_input hint? error?` | masked lines of text with "Show NOUN" |
//! | [`Secret`] | `noun value` | a masked text with "Show NOUN" |
//! | [`Dialog`] | `open title on_close on_submit?` children | a modal native `<dialog>`, a form where it submits |
//! | [`Panel`] | `title actions?` children | a region named by its heading |
//! | [`Badge`] | `tone word icon?` | a state: icon, word and colour, never colour alone |
//! | [`Notice`] | `kind title action? announce?` children? | something to know before going on |
//! | [`Empty`] | `title icon? action?` children | what would be here, and how to get it |
//! | [`Skeleton`] | `what lines?` | the place of something that is on its way |
//! | [`LazyView`] | `load show on_missing` | a part of the app that is loaded when it is first shown |
//! | [`Disclosure`] | `summary open?` children | details on demand |
//! | [`CopyButton`] | `text` children | copies through the [`Clipboard`] of the context |
//! | [`Time`] | `at text title` | a moment, already put into words |
//! | [`Tabs`] | `name tabs` | links between the views of one thing |
//! | [`VirtualList`] | `name class columns count render origin? subject? goal? sorted? on_sort? on_range? busy?` | a grid of any number of rows |
//! | [`Cell`] | `class?` children | a cell of its rows |
//!
//! Classes of `style/` for what needs no component (tones are `ok warn bad info plain unknown`, set on whatever has them):
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
//! Rules for all: strings that change are `Signal`s (a plain value will do, too); callbacks get values, not events;
//! views are erased to `AnyView`, so that a page costs its own code only. Looks are classes of `style/`; the only styles
//! set from here are lengths that depend on data, and those go through the CSSOM, which the Content-Security-Policy
//! allows. A primitive touches no DOM but the elements it drew, through their `NodeRef`: the rest is `browser/`'s.

mod badge;
mod button;
mod combo_field;
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
