//! The shared simulator: a lock around it, its clock, and the log that its events are published to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jetstream_api::{call::Endpoint, feed::Close, key::AccessKey, regions::ListRegions};
use jetstream_simulator::{Options, Request, Response, Simulator};
use jiff::{SignedDuration, Timestamp};
use tokio::{sync::Notify, task::JoinError};

use crate::{
    clock::Clock,
    feed::{FeedSource, Limits, Ring},
};

/// A jump is made in steps of this length, so that calls are answered meanwhile and a week's events are never held all at once.
const STEP: SignedDuration = SignedDuration::from_mins(10);

/// A simulated Jetstream whose time passes.
pub struct Simulation {
    state: Mutex<SimulationState>,
    ring: Arc<Ring>,
    touched: Notify,
    speed: f64,
}

struct SimulationState {
    simulator: Simulator,
    clock: Clock,
}

impl SimulationState {
    /// Advances the simulator to the time of the clock.
    fn catch_up(&mut self) {
        self.simulator.advance(self.clock.now());
    }
}

impl Simulation {
    /// Starts a simulator and its clock.
    pub fn new(options: &Options, speed: f64, limits: Limits) -> Self {
        let clock = Clock::new(options.start, speed);
        let state = SimulationState { simulator: Simulator::new(options), clock };
        Self { state: Mutex::new(state), ring: Arc::new(Ring::new(limits)), touched: Notify::new(), speed }
    }

    /// Answers an API call at the current simulated time.
    pub fn ask(&self, request: &Request) -> Response {
        self.with(|simulator| simulator.handle(request))
    }

    /// Calls a function with the simulator at the current simulated time, and publishes the events that it issues.
    pub fn with<R>(&self, act: impl FnOnce(&mut Simulator) -> R) -> R {
        let mut state = self.lock();
        state.catch_up();
        let result = act(&mut state.simulator);
        self.publish(state);
        self.touched.notify_one();
        result
    }

    /// Advances the simulator, and returns the real time until something is due again; `None` if nothing is.
    pub fn tick(&self) -> Option<Duration> {
        let mut state = self.lock();
        state.catch_up();
        let wait = state.simulator.next_due().and_then(|due| state.clock.until(due));
        self.publish(state);
        wait
    }

    /// Waits until something has been done to the simulator.
    pub async fn touched(&self) {
        self.touched.notified().await;
    }

    /// Moves the clock forward, with everything that is due on the way, and sends the new time to every connection.
    ///
    /// Errors: the simulator panicked.
    pub async fn jump(self: &Arc<Self>, by: SignedDuration) -> Result<(), JoinError> {
        let simulation = Arc::clone(self);
        let steps = move || {
            let mut left = by;
            while left > SignedDuration::ZERO {
                let step = left.min(STEP);
                simulation.step(step);
                left -= step;
            }
            simulation.ring.beat();
            simulation.touched.notify_one();
        };
        tokio::task::spawn_blocking(steps).await
    }

    /// Simulated seconds per second.
    pub fn speed(&self) -> f64 {
        self.speed
    }

    fn step(&self, by: SignedDuration) {
        let mut state = self.lock();
        state.clock.jump(by);
        state.catch_up();
        self.publish(state);
    }

    /// Under the lock, so that the order in the feed is the order of issue.
    fn publish(&self, mut state: MutexGuard<'_, SimulationState>) {
        self.ring.push(state.simulator.take_issued());
    }

    fn lock(&self) -> MutexGuard<'_, SimulationState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FeedSource for Simulation {
    const NAME: &'static str = "simulated";

    type FeedLog = Arc<Ring>;

    /// All keys of the simulator belong to one application, whose events they share.
    async fn open(&self, key: &AccessKey) -> Result<Arc<Ring>, Close> {
        let answer = self.ask(&Request::from((&ListRegions.call(), key)));
        if answer.reply.is_success() { Ok(Arc::clone(&self.ring)) } else { Err(Close::BadKey) }
    }

    fn now(&self) -> Timestamp {
        self.with(|simulator| simulator.now())
    }

    fn is_real_time(&self) -> bool {
        (self.speed - 1.0).abs() < f64::EPSILON
    }
}
