//! A component without a view that loads and opens the connection to the host page.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::lazy,
    config::Config,
    state::{
        embed::{Embed, handover::HostSessions},
        session::key_check::SignInRefusal,
    },
};

/// Loads the connection to the host page and opens it. Draws nothing. It is part of the router, above every session.
#[component]
pub fn HostConnection(
    /// Lists the trusted origins and the environments.
    config: Config,
    /// The open session, which the host page may set.
    sessions: HostSessions,
) -> impl IntoView {
    let (embed, owner) = (Embed::current(), Owner::current());
    embed.wait();
    spawn_local(async move {
        match (lazy::surroundings().await, owner) {
            (Ok(connect), Some(owner)) => owner.with(|| connect(config, sessions)),
            _ => embed.give_up(SignInRefusal {
                problem: "What speaks with the page around this one could not be loaded.".to_owned(),
                remedy: "Reload, or sign in here.".to_owned(),
            }),
        }
    });
}
