//! The demo backend: a simulated Jetstream in this page, created at its first use and advanced by the browser's clock.

use std::{cell::RefCell, future::pending, time::Duration};

use jetstream_api::{
    call::{Call, Reply},
    error::TransportError,
    key::AccessKey,
};
use jetstream_simulator::{Delivery, Options, Request, Simulator};
use jiff::{SignedDuration, Timestamp};

use crate::state::demo::issued::IssuedEvents;
use jetstream_browser as browser;

/// The API base of the demo backend. No host ever has a name below `invalid` (RFC 2606), so calls to it cannot reach another host, and
/// calls to other API bases go over the network as usual.
pub(super) const API: &str = "https://in-this-page.invalid/3";
/// The most simulated time per step. After the computer has slept there may be days to simulate, and the page must stay responsive.
const STEP: SignedDuration = SignedDuration::from_mins(10);

thread_local! {
    static WORLD: RefCell<Option<DemoState>> = const { RefCell::new(None) };
}

/// The simulator, and the events that it has issued.
struct DemoState {
    simulator: Simulator,
    issued: IssuedEvents,
}

impl DemoState {
    /// The fleet of `cargo xtask serve`, at the time `now`.
    fn new(now: Timestamp) -> Self {
        let simulator = Simulator::new(&Options { start: now, ..Options::default() });
        let mut world = Self { simulator, issued: IssuedEvents::default() };
        world.publish();
        world
    }

    /// Advances the simulation by one step at most; `true` while it is still behind `now`.
    fn step(&mut self, now: Timestamp) -> bool {
        let step = self.simulator.now().checked_add(STEP).unwrap_or(now);
        self.simulator.advance(step.min(now));
        self.publish();
        step < now
    }

    fn publish(&mut self) {
        self.issued.push(self.simulator.take_issued());
    }
}

/// A handle of the demo backend. Copied freely: there is one backend per page.
#[derive(Debug, Clone, Copy)]
pub struct DemoBackend(());

impl DemoBackend {
    /// The demo backend, if this is its API base.
    pub fn at(api: &str) -> Option<Self> {
        (api == API).then_some(Self(()))
    }

    /// Answers a call as a browser would deliver the answer, within the timeout if there is one. Calls within the page are never sent twice, so no click identifier is needed.
    ///
    /// # Errors
    ///
    /// The simulator dropped the connection or truncated the answer, or it did not answer in time.
    pub async fn answer(
        self,
        call: &Call,
        key: &AccessKey,
        timeout: Option<Duration>,
    ) -> Result<Reply, TransportError> {
        // Yields once, as a call over the network does: the waiting state is painted first.
        browser::sleep(Duration::ZERO).await;
        while self.step() {
            browser::sleep(Duration::ZERO).await;
        }
        let answer = self.with(|world| {
            let answer = world.simulator.handle(&Request::from((call, key)));
            world.publish();
            answer
        });
        match answer.delivery {
            Delivery::Whole => return Ok(answer.reply),
            Delivery::Never => match timeout {
                Some(timeout) => browser::sleep(timeout).await,
                None => pending().await,
            },
            Delivery::Truncated | Delivery::DropConnection => {}
        }
        Err(TransportError::NoAnswer("the simulation in this page has cut it off, as it would on the way".to_owned()))
    }

    /// Advances the simulation by one step towards the browser's clock; `true` while it is still behind.
    pub(super) fn step(self) -> bool {
        self.with(|world| world.step(browser::now()))
    }

    /// The simulated time.
    pub(super) fn now(self) -> Timestamp {
        self.with(|world| world.simulator.now())
    }

    /// Reads the issued events.
    pub(super) fn issued<T>(self, read: impl FnOnce(&IssuedEvents) -> T) -> T {
        self.with(|world| read(&world.issued))
    }

    fn with<T>(self, act: impl FnOnce(&mut DemoState) -> T) -> T {
        WORLD.with_borrow_mut(|world| act(world.get_or_insert_with(|| DemoState::new(browser::now()))))
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::{call::Endpoint, devices::ListDevices};
    use jetstream_simulator::DEMO_KEY;

    use super::*;
    use crate::state::demo::issued::NextItem;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(1_772_550_000 + 3_600 * hour).unwrap()
    }

    #[test]
    fn a_fleet_that_was_heard_before_is_there_at_once() {
        let mut world = DemoState::new(at(0));
        let key = AccessKey::parse(DEMO_KEY).unwrap();
        let reply = world.simulator.handle(&Request::from((&ListDevices::default().call(), &key))).reply;
        assert!(ListDevices::default().decode(&reply).unwrap().len() > 48);
        assert!(world.issued.retained().1 > 48, "every device that beats has been heard");
    }

    #[test]
    fn time_that_was_slept_through_is_made_up_for_in_steps_and_nothing_of_it_is_left_out() {
        let (mut asleep, mut awake) = (DemoState::new(at(0)), DemoState::new(at(0)));
        let steps = 1 + (0..).take_while(|_| asleep.step(at(24))).count();
        assert_eq!((steps, asleep.simulator.now()), (24 * 6, at(24)));
        for minute in 0..=24 * 60 {
            awake.step(at(0) + SignedDuration::from_mins(minute));
        }
        let issued_to = |world: &DemoState| world.issued.after(0, usize::MAX);
        assert!(matches!(issued_to(&asleep), NextItem::Events(events, _) if events.len() > 1_000));
        assert_eq!(issued_to(&asleep), issued_to(&awake), "the same as to a page that was awake");
        assert!(!asleep.step(at(0)), "a clock that is put back changes nothing");
        assert_eq!(asleep.simulator.now(), at(24));
    }
}
