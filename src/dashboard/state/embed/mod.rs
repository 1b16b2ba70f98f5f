//! Life in another page's frame: what that page says is done, and what happens here is told to it.
//!
//! [`message`] is the contract, `surroundings` keeps it; they are loaded in frames alone. Everybody else only tells: [`Embed::tell`] reaches
//! nobody where there is no frame.

pub mod handover;
pub mod message;

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::lazy,
    config::Config,
    state::{
        embed::{handover::HostSessions, message::FrameMessage},
        session::key_check::SignInRefusal,
    },
};
use jetstream_browser as browser;

/// How long the page around this one may take to say with which key to open.
const PATIENCE: Duration = Duration::from_secs(5);

/// Says something to the page around this one.
type MessageSender = Box<dyn Fn(&FrameMessage)>;

/// The page around this one, and how things stand with it. Copied freely; without a frame everything in it is empty.
#[derive(Clone, Copy)]
pub struct Embed {
    pub(crate) say: StoredValue<Option<MessageSender>, LocalStorage>,
    pub(crate) awaited: RwSignal<bool>,
    refusal: RwSignal<Option<SignInRefusal>>,
    pub(crate) title: RwSignal<String>,
    /// How often the page around this one has given the key of the session once more.
    given_again: RwSignal<u32>,
    /// Counts what was asked of the session, so that a late answer to an earlier wish is not taken for one to the last.
    wish: StoredValue<u32>,
}

impl Embed {
    /// Puts an empty one into the context.
    pub fn provide() -> Self {
        let embed = Self {
            say: StoredValue::new_local(None),
            awaited: RwSignal::new(false),
            refusal: RwSignal::new(None),
            title: RwSignal::new(String::new()),
            given_again: RwSignal::new(0),
            wish: StoredValue::new(0),
        };
        provide_context(embed);
        embed
    }

    /// That of this app.
    pub fn current() -> Self {
        expect_context()
    }

    /// Tells the page around this one something, if there is one that may know.
    pub fn send(self, message: &FrameMessage) {
        self.say.try_with_value(|say| {
            if let Some(say) = say {
                say(message);
            }
        });
    }

    /// Is there a page around this one that may be told something?
    pub fn is_embedded(self) -> bool {
        self.say.with_value(Option::is_some)
    }

    /// Is the page around this one expected to sign in?
    pub fn is_session_pending(self) -> bool {
        self.awaited.get()
    }

    /// Why the key of the page around this one was refused.
    pub fn refusal(self) -> Option<SignInRefusal> {
        self.refusal.get()
    }

    /// Counts how often the page around this one has given the key of the session once more, which opens what is locked.
    pub fn has_new_session(self) -> u32 {
        self.given_again.get()
    }

    /// Notes what the page is called that stands open.
    pub fn set_page_name(self, title: &str) {
        self.title.set(title.to_owned());
    }

    /// Waits for the page around this one, but not for ever.
    fn wait(self) {
        self.awaited.set(true);
        spawn_local(async move {
            browser::sleep(PATIENCE).await;
            self.awaited.try_set(false);
        });
    }

    fn give_up(self, refusal: SignInRefusal) {
        self.refusal.set(Some(refusal));
        self.awaited.set(false);
    }

    /// A wish about the session, newer than all others.
    fn wish(self) -> u32 {
        self.wish.update_value(|wish| *wish = wish.wrapping_add(1));
        self.wish.get_value()
    }
}

/// Loads what keeps the contract with the page around this one, and has it kept from then on. Draws nothing. It stands in the router, above
/// every session.
#[component]
pub fn Surroundings(
    /// Whose origins are listed, and which environments there are.
    config: Config,
    /// What is looked at: the page around this one may set it.
    subject: HostSessions,
) -> impl IntoView {
    let (embed, owner) = (Embed::current(), Owner::current());
    embed.wait();
    spawn_local(async move {
        match (lazy::surroundings().await, owner) {
            (Ok(keep), Some(owner)) => owner.with(|| keep(config, subject)),
            _ => embed.give_up(SignInRefusal {
                problem: "What speaks with the page around this one could not be loaded.".to_owned(),
                remedy: "Reload, or sign in here.".to_owned(),
            }),
        }
    });
}
