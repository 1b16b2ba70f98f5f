//! The simulator as it is used.

use std::sync::Arc;

use jiff::Timestamp;

use crate::{
    firmware, fleet,
    handlers::{
        command_queue,
        request::{Request, Response},
        routing,
    },
    model::{
        clock::{self, Ms},
        options::Options,
        request_log::{Recorder, RequestLog},
        schedule::ScheduledItem,
        world::World,
    },
};

/// A Jetstream with a fleet of its own. It never reads a clock, never sleeps, and does no I/O: time and calls come from
/// outside, replies and events go back.
#[derive(Debug)]
pub struct Simulator {
    pub(crate) world: World,
}

impl Simulator {
    /// A fleet that has already lived for a little more than an hour, so that every device that beats has been heard. The
    /// events of that hour are the first that [`Simulator::take_issued`] returns.
    pub fn new(options: &Options) -> Self {
        let fleet = fleet::build(options);
        let mut simulator = Self { world: fleet.world };
        for scene in fleet.scenes {
            simulator.advance_to(scene.at);
            (scene.play)(&mut simulator.world, &scene.device);
        }
        simulator.advance_to(clock::of(options.start));
        simulator.world.request_log = Recorder::default();
        if let Some(rate) = options.rate {
            let World { traffic, context, .. } = &mut simulator.world;
            traffic.set_rate(context, rate);
        }
        simulator
    }

    /// The simulated time.
    pub fn now(&self) -> Timestamp {
        clock::timestamp(self.world.context.now)
    }

    /// Answers a call, at the simulated time as it stands. Each call that arrives is carried out and counted, also where it
    /// names a [click](Request::click) that was there before: recognising repetitions is the wire's business.
    pub fn handle(&mut self, request: &Request) -> Response {
        self.world.request_log.receive(request.click.as_deref());
        routing::answer(&mut self.world, request)
    }

    /// Lets the time pass until `to`, everything that is due in its order, be it seconds or weeks. Time never goes back: an
    /// earlier `to` changes nothing.
    ///
    /// Every event of that time waits for [`Simulator::take_issued`], so long jumps at a high rate are better made in steps.
    pub fn advance(&mut self, to: Timestamp) {
        self.advance_to(clock::of(to));
    }

    fn advance_to(&mut self, to: Ms) {
        let world = &mut self.world;
        while let Some((at, item)) = world.context.schedule.pop_due(to) {
            world.context.now = world.context.now.max(at);
            match item {
                ScheduledItem::Device(slot, event) => {
                    if let Some(device) = world.devices.get_mut(slot) {
                        firmware::dispatch::dispatch(device, &mut world.context, event);
                    }
                }
                ScheduledItem::TimeOut(command) => command_queue::time_out(world, command),
                ScheduledItem::Traffic(token) => firmware::traffic::emit_next(world, token),
            }
        }
        world.context.now = world.context.now.max(to);
    }

    /// When something will happen next, rounded up to the millisecond; until then there is nothing to do.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.world.context.schedule.next().map(clock::timestamp)
    }

    /// The events issued since the last call, as raw JSON in the order of their issue.
    pub fn take_issued(&mut self) -> Vec<Arc<str>> {
        self.world.context.outbox.take()
    }

    /// How many events were ever issued, and the wrapping sum of the 64-bit FNV-1a hashes of their ids in lower case, which
    /// does not depend on their order: whoever has received them all has the same two numbers.
    pub fn issued(&self) -> (u64, u64) {
        self.world.context.outbox.issued()
    }

    /// What it was asked, and what it did.
    pub fn asked(&self) -> RequestLog {
        self.world.request_log.read()
    }

    /// How many devices there are now, sentinels included.
    pub fn devices(&self) -> usize {
        self.world.devices.len()
    }
}

#[cfg(test)]
#[path = "simulator_tests.rs"]
mod tests;
