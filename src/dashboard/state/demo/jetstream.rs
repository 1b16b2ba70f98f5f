//! The simulated Jetstream of this page: made when it is first asked, and moved on by the browser's clock.

use std::{cell::RefCell, future::pending, time::Duration};

use jetstream_api::{
    call::{Call, Reply, Safety},
    error::TransportError,
    key::AccessKey,
};
use jetstream_simulator::{Delivery, Options, Request, Simulator};
use jiff::{SignedDuration, Timestamp};

use crate::state::{demo::issued::IssuedEvents, transport::READ_TIMEOUT};
use jetstream_browser as browser;

/// The API base of the simulated Jetstream. No name below `invalid` is ever given to a host (RFC 2606), so what is meant for the page
/// cannot reach anybody else, and the page can call others as usual.
pub(super) const API: &str = "https://in-this-page.invalid/3";
/// So much time passes at once. After the computer has slept there may be days to make up for, and the page is to answer meanwhile.
const STEP: SignedDuration = SignedDuration::from_mins(10);

thread_local! {
    static WORLD: RefCell<Option<DemoState>> = const { RefCell::new(None) };
}

/// The simulator, and what it has told.
struct DemoState {
    simulator: Simulator,
    issued: IssuedEvents,
}

impl DemoState {
    /// The fleet of `cargo xtask serve`, at the time that it is now.
    fn new(now: Timestamp) -> Self {
        let simulator = Simulator::new(&Options { start: now, ..Options::default() });
        let mut world = Self { simulator, issued: IssuedEvents::default() };
        world.publish();
        world
    }

    /// Lets time pass; `true` while it is not now yet.
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

/// The simulated Jetstream of this page. Copied freely: there is one.
#[derive(Debug, Clone, Copy)]
pub struct DemoBackend(());

impl DemoBackend {
    /// The one that this API base means, if it means one in the page.
    pub fn at(api: &str) -> Option<Self> {
        (api == API).then_some(Self(()))
    }

    /// Answers a call as a browser would hand over the answer. Nothing in a page sends a call twice, so no click needs a name.
    pub async fn answer(self, call: &Call, key: &AccessKey) -> Result<Reply, TransportError> {
        // Once around, as with every answer from outside: what waits for it is painted first.
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
            Delivery::Never if call.safety == Safety::Read => browser::sleep(READ_TIMEOUT).await,
            Delivery::Never => pending().await,
            Delivery::Truncated | Delivery::DropConnection => {}
        }
        Err(TransportError::NoAnswer("the simulation in this page has cut it off, as it would on the way".to_owned()))
    }

    /// Lets a part of the time pass that has passed by the browser's clock; `true` while there is more of it.
    pub(super) fn step(self) -> bool {
        self.with(|world| world.step(browser::now()))
    }

    /// The simulated time.
    pub(super) fn now(self) -> Timestamp {
        self.with(|world| world.simulator.now())
    }

    /// Reads what was issued.
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
        let told = |world: &DemoState| world.issued.after(0, usize::MAX);
        assert!(matches!(told(&asleep), NextItem::Events(events, _) if events.len() > 1_000));
        assert_eq!(told(&asleep), told(&awake), "the same as to a page that was awake");
        assert!(!asleep.step(at(0)), "a clock that is put back changes nothing");
        assert_eq!(asleep.simulator.now(), at(24));
    }
}
