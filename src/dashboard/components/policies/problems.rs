//! What keeps values from being sent, once somebody has tried.

use leptos::prelude::*;

use crate::{
    components::parameter_editor::Draft,
    ui::{Button, Notice, NoticeKind},
};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Values are wrong or missing; the editor says which.
    Values,
    /// This, in a sentence.
    Said(String),
}

impl Problem {
    /// What is wrong, in a sentence.
    pub fn said(why: impl ToString) -> Self {
        Self::Said(why.to_string())
    }
}

/// The list, which follows as things are put right.
#[component]
pub fn Problems(
    /// The values, where some are edited.
    #[prop(optional_no_strip)]
    draft: Option<Draft>,
    /// Has somebody tried?
    #[prop(into)]
    shown: Signal<bool>,
    /// What is wrong.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
    /// What cannot be done.
    title: &'static str,
) -> AnyView {
    let line = move |problem: Problem| match problem {
        Problem::Said(text) => view! { <li>{text}</li> }.into_any(),
        Problem::Values => {
            let show = move |()| {
                draft.map(|draft| draft.show_error());
            };
            view! {
                <li class="line">"Values are wrong or missing." <Button on_click=show>"Show the first"</Button></li>
            }
            .into_any()
        }
    };
    let is_wrong = Memo::new(move |_| shown.get() && !problems.with(Vec::is_empty));
    let notice = move || {
        is_wrong.get().then(|| {
            view! {
                <Notice kind=NoticeKind::Error title=title>
                    <ul>{move || problems.get().into_iter().map(line).collect_view()}</ul>
                </Notice>
            }
        })
    };
    notice.into_any()
}
