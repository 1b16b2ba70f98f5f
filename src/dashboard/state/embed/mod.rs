//! The state of the connection to the page that embeds this one in a frame.
//!
//! [`message`] is the contract, and `app::embed` handles its messages; that part is loaded only inside a frame. All other modules only
//! send: [`Embed::send`] does nothing where there is no frame.

pub mod handover;
pub mod message;

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::state::{embed::message::FrameMessage, session::key_check::SignInRefusal};
use jetstream_browser as browser;

/// How long the host page may take to send a key.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends a message to the host page.
type MessageSender = Box<dyn Fn(&FrameMessage)>;

/// The connection to the host page. Copied freely; without a frame everything in it is empty.
#[derive(Clone, Copy)]
pub struct Embed {
    pub(crate) sender: StoredValue<Option<MessageSender>, LocalStorage>,
    pub(crate) awaited: RwSignal<bool>,
    refusal: RwSignal<Option<SignInRefusal>>,
    pub(crate) title: RwSignal<String>,
    /// How often the host page has sent the key of the open session again.
    renewals: RwSignal<u32>,
    /// Numbers the requests to open or end a session, so that a late answer to an earlier one is ignored.
    request: StoredValue<u32>,
}

impl Embed {
    /// Puts an unconnected one into the context.
    pub fn provide() -> Self {
        let embed = Self {
            sender: StoredValue::new_local(None),
            awaited: RwSignal::new(false),
            refusal: RwSignal::new(None),
            title: RwSignal::new(String::new()),
            renewals: RwSignal::new(0),
            request: StoredValue::new(0),
        };
        provide_context(embed);
        embed
    }

    /// The connection of this app.
    pub fn current() -> Self {
        expect_context()
    }

    /// Sends a message to the host page, if there is a trusted one.
    pub fn send(self, message: &FrameMessage) {
        self.sender.try_with_value(|sender| {
            if let Some(send) = sender {
                send(message);
            }
        });
    }

    /// Is there a trusted host page?
    pub fn is_embedded(self) -> bool {
        self.sender.with_value(Option::is_some)
    }

    /// Is the host page expected to sign in?
    pub fn is_session_pending(self) -> bool {
        self.awaited.get()
    }

    /// Why the key of the host page was refused.
    pub fn refusal(self) -> Option<SignInRefusal> {
        self.refusal.get()
    }

    /// Counts how often the host page has sent the key of the open session again, which unlocks an idle session.
    pub fn has_new_session(self) -> u32 {
        self.renewals.get()
    }

    /// Records the title of the open page.
    pub fn set_page_name(self, title: &str) {
        self.title.set(title.to_owned());
    }

    /// Waits for the host page to sign in, for a limited time.
    pub(crate) fn wait(self) {
        self.awaited.set(true);
        spawn_local(async move {
            browser::sleep(PATIENCE).await;
            self.awaited.try_set(false);
        });
    }

    pub(crate) fn give_up(self, refusal: SignInRefusal) {
        self.refusal.set(Some(refusal));
        self.awaited.set(false);
    }

    /// Numbers a new request about the session.
    pub(super) fn next_request(self) -> u32 {
        self.request.update_value(|request| *request = request.wrapping_add(1));
        self.request.get_value()
    }
}
