//! The page `embed-example`: an example of a page that shows the dashboard in a frame, with its documentation.

use axum::{
    Router,
    http::header,
    response::{Html, IntoResponse},
    routing::get,
};

use crate::csp_hash::hash_inline_script;

const PAGE: &str = include_str!("embedding.html");

/// The route. The policy allows the page's inline scripts and styles by their hashes.
pub fn routes() -> Router {
    let answer = || {
        let headers = [
            (header::CONTENT_SECURITY_POLICY, policy()),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            (header::REFERRER_POLICY, "no-referrer".to_owned()),
            (header::CACHE_CONTROL, "no-cache".to_owned()),
        ];
        (headers, Html(PAGE)).into_response()
    };
    Router::new().route("/embed-example", get(async move || answer()))
}

fn policy() -> String {
    format!(
        "default-src 'none'; script-src {}; style-src {}; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'",
        hash_inline_script(PAGE, "script"),
        hash_inline_script(PAGE, "style"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_runs_what_stands_in_it_and_nothing_else() {
        let policy = policy();
        assert_eq!(policy.matches("'sha256-").count(), 3, "two scripts and a style sheet: {policy}");
        assert!(!policy.contains("unsafe"));
    }

    #[test]
    fn the_page_tells_every_message_of_the_contract() {
        let contract = include_str!("../dashboard/state/embed/message.rs");
        for word in [
            "session", "end", "theme", "locale", "open", "hello", "ready", "location", "height", "locked", "ended",
            "refused", "ignored",
        ] {
            assert!(PAGE.contains(&format!("<td>{word}</td>")), "{word} on the page");
            assert!(contract.contains(&format!("\"{word}\"")), "{word} in the contract");
        }
    }
}
