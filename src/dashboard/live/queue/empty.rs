//! Emptying the queue: what was read is kept in this browser, told to the other tabs, and then deleted.

use futures_util::future::{Either, select};
use jetstream_api::{
    events::EventBatch,
    pump::{Fault, Pump, Store},
};

use super::{Desk, PATIENCE, Role, Word, after, newest};
use crate::{
    browser::{self, KeepError, Lock},
    live::{Link, backoff, history},
};

/// Where the events go.
struct Shelf {
    desk: Desk,
}

impl Store for Shelf {
    type Error = KeepError;

    async fn keep(&self, batch: &EventBatch) -> Result<(), KeepError> {
        let texts: Vec<history::Text> =
            batch.events.iter().map(|event| (event.id.clone(), event.raw.clone())).collect();
        self.desk.live.ingest(batch.events.clone());
        self.desk.say(&Word::Read(history::write(&texts)));
        let key = self.desk.history.keep(batch).await?;
        self.desk.say(&Word::Kept(key));
        Ok(())
    }
}

/// Turn by turn, until the consent changes, the key is refused or the tab is closed. The lock is held as long.
pub(super) async fn keep_emptying(desk: Desk, _lock: Lock) {
    desk.become_(Role::Empties);
    let client = desk.session.client();
    let shelf = Shelf { desk };
    let (mut pump, mut failures) = (Pump::default(), 0);
    desk.show(Link::Connecting);
    loop {
        let patience = std::pin::pin!(browser::sleep(PATIENCE));
        let turn = {
            let turn = std::pin::pin!(pump.turn(&client, &shelf));
            match select(turn, patience).await {
                Either::Left((turn, _)) => Some(turn),
                Either::Right(_) => None,
            }
        };
        failures = if matches!(turn, Some(Ok(_))) { 0 } else { failures + 1 };
        let wait = match turn {
            Some(Ok(turn)) => {
                let EventBatch { events, unreadable, .. } = &turn.batch;
                desk.was_read(newest(events), events.len() + unreadable.len() >= usize::from(Pump::LIMIT));
                desk.show(match turn.undeleted {
                    None if turn.is_full => Link::CatchingUp { remaining: 0, at: browser::steady_now() },
                    None => Link::Live { at: browser::steady_now() },
                    Some(error) => {
                        let reason = format!("what was kept could not be deleted: {error}");
                        Link::Waiting { last: Some(browser::steady_now()), reason }
                    }
                });
                Some(if turn.is_full { std::time::Duration::ZERO } else { Pump::PAUSE })
            }
            Some(Err(Fault::Read(error))) => after(&desk, &error, failures),
            Some(Err(Fault::Keep(error))) => {
                let reason = format!("this browser cannot keep the events, so none is deleted: {error}");
                desk.show(Link::Waiting { last: Some(browser::steady_now()), reason });
                Some(Pump::PAUSE.max(backoff::wait(failures, js_sys::Math::random())))
            }
            None => {
                let reason = format!("Jetstream did not answer for {} s", PATIENCE.as_secs());
                desk.show(Link::Waiting { last: desk.live.link_untracked().last_frame(), reason });
                Some(backoff::wait(failures, js_sys::Math::random()))
            }
        };
        match wait {
            Some(wait) => browser::sleep(wait).await,
            None => return,
        }
    }
}
