//! The reader of a queue: starts what the consent allows, and stops it when the consent changes.

use std::time::Duration;

use futures_util::future::{AbortHandle, abortable};
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    history::History,
    live::{LiveState, feed_state::FeedState},
    queue::{
        Queue, TabRole, consent::ReadConsent, context::QueueContext, deleting_problem, drain, observe,
        tab_message::TabMessage,
    },
    session::Session,
};
use jetstream_browser::{self as browser, Channel, Lock, LockResult};

/// The interval at which the lock is requested again, in browsers that cannot wait for it.
const TAKE_OVER: Duration = Duration::from_secs(2);

/// Starts what the stored consent allows, as soon as the stored events are loaded, and follows each change of the consent. Runs until
/// the owner is gone.
pub fn start(live: LiveState, session: Session, history: History, queue: Queue) {
    let Queue { consent, chosen, space, .. } = queue;
    let context = QueueContext { live, session, history, queue, channel: StoredValue::new_local(None) };
    let space = space.get_value();
    let name = format!("jetstream-queue {space}");
    context.channel.set_value(Channel::open(&name, move |text| context.on_message(&text)));
    let running = StoredValue::new(None::<AbortHandle>);
    let stop = move || {
        if let Some(Some(handle)) = running.try_update_value(Option::take) {
            handle.abort();
        }
    };
    let start = move |consent: ReadConsent| {
        stop();
        let (task, handle) = abortable(follow(context, consent, name.clone()));
        running.set_value(Some(handle));
        spawn_local(async move {
            // It is aborted when the consent changes.
            let _ = task.await;
        });
    };
    // True also where the database could not be opened: then nothing can be stored, and so nothing is deleted.
    let is_open = Memo::new(move |_| context.history.stats().is_open);
    Effect::new(move || {
        if is_open.get() {
            chosen.track();
            let consent = consent.get();
            start(if consent == ReadConsent::ReadAndDelete && deleting_problem(session).is_some() {
                ReadConsent::ReadOnly
            } else {
                consent
            });
        }
    });
    on_cleanup(stop);
    if consent.get_untracked() == ReadConsent::ReadAndDelete {
        queue.refresh_storage_persistence(false);
    }
}

async fn follow(context: QueueContext, consent: ReadConsent, name: String) {
    match consent {
        ReadConsent::NotGiven => {
            context.set_role(TabRole::Idle);
            context.live.set_feed_state(FeedState::Off);
        }
        ReadConsent::ReadOnly => {
            context.record_gap();
            observe::poll_without_deleting(context).await;
        }
        ReadConsent::ReadAndDelete => {
            // The channel is open by now: batches stored before that are read here, and later ones are announced by messages.
            context.history.read_missing(context.live).await;
            let lock = acquire_lock(context, &name).await;
            context.record_gap();
            drain::drain_loop(context, lock).await;
        }
    }
}

/// Waits for the browser's lock, the only proof that no other tab drains the queue. Until then this tab follows another one.
async fn acquire_lock(context: QueueContext, name: &str) -> Lock {
    if let LockResult::Acquired(lock) = browser::try_acquire(name).await {
        return lock;
    }
    context.set_role(TabRole::Follower);
    context.live.set_feed_state(FeedState::Connecting);
    context.send(&TabMessage::StatusRequest);
    loop {
        match browser::acquire(name).await {
            Some(lock) => return lock,
            None => browser::sleep(TAKE_OVER).await,
        }
    }
}
