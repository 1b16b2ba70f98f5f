//! What keeps values from being sent, once somebody has tried.

use leptos::prelude::*;

use crate::features::parameter_editor::draft::Draft;
use jetstream_ui::{Button, Notice, NoticeKind};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormProblem {
    /// Values are wrong or missing; the editor says which.
    InvalidValues,
    /// This, in a sentence.
    Message(String),
}

impl FormProblem {
    /// What is wrong, in a sentence.
    pub fn message(why: impl ToString) -> Self {
        Self::Message(why.to_string())
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
    problems: Signal<Vec<FormProblem>>,
    /// What cannot be done.
    title: &'static str,
) -> AnyView {
    let line = move |problem: FormProblem| match problem {
        FormProblem::Message(text) => view! { <li>{text}</li> }.into_any(),
        FormProblem::InvalidValues => {
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
