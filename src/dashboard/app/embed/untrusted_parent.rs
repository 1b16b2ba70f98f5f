//! A notice that replaces the app inside a frame of an untrusted page.
//!
//! Hosts that send the headers of the build prevent such framing altogether. This is for hosts that send none: a page that frames the app
//! can cover it, and lead people to click what they do not see.

use leptos::{mount::mount_to_body, prelude::*};

use crate::shared::page_title::PageTitle;
use jetstream_browser as browser;

/// Replaces the page by the notice.
pub fn replace_page_with_notice() {
    browser::clear_document();
    mount_to_body(page);
}

/// The notice, with a link that opens the dashboard outside of the frame.
fn page() -> AnyView {
    let address = browser::address();
    view! {
        <PageTitle page="Not shown here"/>
        <main class="main" id="main">
            <h1>"This dashboard cannot be shown inside another page"</h1>
            <p>
                "A page that shows it could cover it, and lead you to click what you do not see. Whoever runs the dashboard lists the pages that \
                may show it, and one around this frame is not among them."
            </p>
            <p><a href=address.clone() target="_blank" rel="noopener">"Open it in a tab of its own"</a></p>
            <p class="soft mono">{address}</p>
        </main>
    }
    .into_any()
}
