//! The routes of the pages about policies, which are loaded when one of them is first shown (see [`crate::app::lazy`]).

use leptos::prelude::*;

use crate::{
    features::{
        compare, drift, plans,
        policies::{self, create, edit_page, policy_page},
        rules, what_if,
    },
    paths::PolicyPage,
};

/// The page of the URL.
pub fn page(page: PolicyPage) -> AnyView {
    match page {
        PolicyPage::List => view! { <policies::list_page::PoliciesPage/> }.into_any(),
        PolicyPage::New => view! { <create::page::NewPolicyPage/> }.into_any(),
        PolicyPage::Edit(name) => view! { <edit_page::EditPolicyPage name/> }.into_any(),
        PolicyPage::One(name) => view! { <policy_page::PolicyPage name/> }.into_any(),
        PolicyPage::Plans => view! { <plans::list_page::PlansPage/> }.into_any(),
        PolicyPage::Plan(id) => view! { <plans::page::PlanPage id/> }.into_any(),
        PolicyPage::Compare => view! { <compare::page::ComparePage/> }.into_any(),
        PolicyPage::WhatIf => view! { <what_if::page::WhatIfPage/> }.into_any(),
        PolicyPage::Drift => view! { <drift::page::DriftPage/> }.into_any(),
        PolicyPage::Rules => view! { <rules::page::RulesPage/> }.into_any(),
    }
}
