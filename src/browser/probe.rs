//! A diagnosis of calls without an answer. `fetch` gives the same error for no network, a refused origin and a blocked connection; these
//! probes distinguish them as far as a browser allows.

use std::{cell::RefCell, time::Duration};

use gloo_net::http::RequestBuilder;
use leptos::{
    ev,
    prelude::{document, window},
};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{RequestCredentials, RequestMode, SecurityPolicyViolationEvent};

use crate::{document::is_online, timer::sleep};

/// Why a call got no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureCause {
    /// The browser reports that it is offline.
    Offline,
    /// The page's own Content-Security-Policy does not allow this host.
    BlockedByPolicy,
    /// The host answers, but not to this page: it does not allow this origin (CORS).
    OriginRefused,
    /// The host does not answer at all.
    Unreachable,
}

/// How long after the failed call the event of a policy violation may come.
const VIOLATION_DELAY: Duration = Duration::from_millis(50);

thread_local! {
    static BLOCKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Records the URLs that the page's policy blocks, for [`diagnose`]. Called once at start.
pub fn watch_policy() {
    let note = Closure::<dyn Fn(SecurityPolicyViolationEvent)>::new(|event: SecurityPolicyViolationEvent| {
        BLOCKED.with_borrow_mut(|blocked| {
            // Bounded: a page that keeps trying must not fill the memory.
            if blocked.len() < 32 {
                blocked.push(event.blocked_uri());
            }
        });
    });
    let event = ev::Custom::<web_sys::Event>::new("securitypolicyviolation");
    let name = leptos::tachys::html::event::EventDescriptor::name(&event);
    if document().add_event_listener_with_callback(&name, note.as_ref().unchecked_ref()).is_ok() {
        // It listens as long as the page lives.
        note.forget();
    }
}

/// Has the page's policy blocked a connection to this URL's origin?
pub fn blocked_by_policy(url: &str) -> bool {
    let origin = web_sys::Url::new(url).map(|url| url.origin()).unwrap_or_default();
    BLOCKED.with_borrow(|blocked| blocked.iter().any(|uri| !origin.is_empty() && uri.starts_with(&origin)))
}

/// Finds out why a call to this URL got no answer. The key is not sent.
pub async fn diagnose(url: &str) -> FailureCause {
    if !is_online() {
        return FailureCause::Offline;
    }
    let request = RequestBuilder::new(url).mode(RequestMode::NoCors).credentials(RequestCredentials::Omit).build();
    let Ok(request) = request else { return FailureCause::Unreachable };
    // An opaque answer is an answer: the host is there.
    let answered = request.send().await.is_ok();
    // The event of a violation comes after the call has failed.
    sleep(VIOLATION_DELAY).await;
    if blocked_by_policy(url) {
        FailureCause::BlockedByPolicy
    } else if answered && !is_same_origin(url) {
        FailureCause::OriginRefused
    } else {
        FailureCause::Unreachable
    }
}

fn is_same_origin(url: &str) -> bool {
    let origin = web_sys::Url::new(url).map(|url| url.origin());
    matches!((origin, window().location().origin()), (Ok(there), Ok(here)) if there == here)
}
