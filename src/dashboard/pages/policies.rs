//! The pages about policies. They are loaded when somebody first goes there (see [`crate::on_demand`]).

mod list;
mod one;

use leptos::prelude::*;

use super::NotFoundPage;
use crate::paths::PolicyPage;

/// The page that the URL names.
pub fn page(page: PolicyPage) -> AnyView {
    match page {
        PolicyPage::List => view! { <list::PoliciesPage/> }.into_any(),
        PolicyPage::One(name) => view! { <one::OnePolicyPage name/> }.into_any(),
        _ => view! { <NotFoundPage/> }.into_any(),
    }
}
