//! The simulator: it answers calls, lets time pass, and hands out events.

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

/// A simulated Jetstream with a fleet of devices. It never reads a clock, never sleeps, and does no I/O: the caller
/// passes in calls and the time, and fetches replies and events.
#[derive(Debug)]
pub struct Simulator {
    pub(crate) world: World,
}

impl Simulator {
    /// A fleet that has already run for a little more than an hour, so that every device that sends heartbeats has sent
    /// one. The events of that hour are the first that [`Simulator::take_issued`] returns.
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

    /// Answers a call at the current simulated time. Every call that arrives is executed and counted, also one that names
    /// a [click](Request::click) that arrived before: recognising repeated calls is up to the caller.
    pub fn handle(&mut self, request: &Request) -> Response {
        self.world.request_log.receive(request.click.as_deref());
        routing::answer(&mut self.world, request)
    }

    /// Advances the time to `to`, by seconds or by weeks, and executes in order everything that is due until then. Time
    /// never goes back: an earlier `to` changes nothing.
    ///
    /// The events of that time are held for [`Simulator::take_issued`], so make long jumps at a high rate in steps.
    pub fn advance(&mut self, to: Timestamp) {
        self.advance_to(clock::of(to));
    }

    /// Executes every scheduled item until `to`, in order.
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

    /// The time of the next scheduled item, rounded up to the millisecond; until then there is nothing to do.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.world.context.schedule.next().map(clock::timestamp)
    }

    /// The events issued since the last call, as raw JSON in the order of their issue.
    pub fn take_issued(&mut self) -> Vec<Arc<str>> {
        self.world.context.outbox.take()
    }

    /// The number of events ever issued, and the wrapping sum of the 64-bit FNV-1a hashes of their ids in lower case. The
    /// sum does not depend on the order, so a client that received all events has the same two numbers.
    pub fn issued(&self) -> (u64, u64) {
        self.world.context.outbox.issued()
    }

    /// The log of calls received and commands executed.
    pub fn asked(&self) -> RequestLog {
        self.world.request_log.read()
    }

    /// The number of devices, sentinels included.
    pub fn devices(&self) -> usize {
        self.world.devices.len()
    }
}

#[cfg(test)]
#[path = "simulator_tests.rs"]
mod tests;
