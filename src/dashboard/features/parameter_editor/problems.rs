//! A list of the problems that prevent submitting a form, shown after the first attempt.

use leptos::prelude::*;

use crate::features::parameter_editor::draft::Draft;
use jetstream_ui::{Button, Notice, NoticeKind};

/// A problem of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormProblem {
    /// Values are wrong or missing; the editor shows which.
    InvalidValues,
    /// Any other problem, as a sentence.
    Message(String),
}

impl FormProblem {
    /// Creates a problem from a sentence.
    pub fn message(why: impl ToString) -> Self {
        Self::Message(why.to_string())
    }
}

/// The list. It is updated as the user fixes the problems.
#[component]
pub fn Problems(
    /// The draft, if the form edits one.
    #[prop(optional_no_strip)]
    draft: Option<Draft>,
    /// Whether the user has tried to submit the form.
    #[prop(into)]
    shown: Signal<bool>,
    /// The problems.
    #[prop(into)]
    problems: Signal<Vec<FormProblem>>,
    /// The title, which names the action that is not possible.
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
