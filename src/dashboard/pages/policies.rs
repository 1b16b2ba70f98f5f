//! The pages about policies. They are loaded when somebody first goes there (see [`crate::on_demand`]).

mod assign;
mod compare;
mod drift;
mod edit;
mod list;
mod new;
mod one;
mod plan;
mod plans;
mod rules;
mod what_if;

use leptos::prelude::*;

use crate::paths::PolicyPage;

/// The page that the URL names.
pub fn page(page: PolicyPage) -> AnyView {
    match page {
        PolicyPage::List => view! { <list::PoliciesPage/> }.into_any(),
        PolicyPage::New => view! { <new::NewPolicyPage/> }.into_any(),
        PolicyPage::Edit(name) => view! { <edit::EditPolicyPage name/> }.into_any(),
        PolicyPage::One(name) => view! { <one::PolicyPage name/> }.into_any(),
        PolicyPage::Plans => view! { <plans::PlansPage/> }.into_any(),
        PolicyPage::Plan(id) => view! { <plan::PlanPage id/> }.into_any(),
        PolicyPage::Compare => view! { <compare::ComparePage/> }.into_any(),
        PolicyPage::WhatIf => view! { <what_if::WhatIfPage/> }.into_any(),
        PolicyPage::Drift => view! { <drift::DriftPage/> }.into_any(),
        PolicyPage::Rules => view! { <rules::RulesPage/> }.into_any(),
    }
}
