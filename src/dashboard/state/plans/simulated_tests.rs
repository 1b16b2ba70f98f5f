//! Tests of a plan against the simulated fleet: undisturbed, with every call failing in every way, and interrupted at every point.

use std::cell::{Cell, RefCell};

use futures_util::FutureExt;
use jetstream_api::{
    call::{Call, Endpoint, Reply, Safety},
    capabilities::Connection,
    catalogue::Command,
    client::{Client, Transport},
    device_policy::{GetDevicePolicy, GetPolicyParameters, SetPolicyParameters, SyncResponse},
    devices::GetDeviceStatus,
    error::{ApiError, TransportError},
    events::Event,
    ids::Guid,
    key::AccessKey,
    names::DeviceName,
    policies::ListPolicyDetails,
};
use jetstream_fleet::{
    Click, ClickResult, Fleet,
    configuration::Values,
    plan::{Assignment, DeviceState, Journal, JournalEntry, Outcome, Plan, PlanSpec, PreviousAssignment, Stage, Step},
};
use jetstream_simulator::{DEMO_KEY, Options, Request, Simulator};

use crate::state::{
    call_queue::AT_ONCE,
    plans::execute_call::{PolicyCall, execute, verify},
};

const OLD: &str = "Security cabinets, audited";
const NEW: &str = "Security cabinets, audited, five minutes";
const OFFLINE: &str = "Security Cabinet 2, offline";

/// The failure of one call that changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// A 500, without an effect.
    ServerError,
    /// The connection broke before the call took effect.
    LostBefore,
    /// The connection broke after the call took effect.
    LostAfter,
    /// The page is closed before the call took effect.
    ClosedBefore,
    /// The page is closed after the call took effect, and nobody receives the answer.
    ClosedAfter,
}

const FAULTS: [Fault; 5] =
    [Fault::ServerError, Fault::LostBefore, Fault::LostAfter, Fault::ClosedBefore, Fault::ClosedAfter];

struct Wire {
    simulator: RefCell<Simulator>,
    key: AccessKey,
    /// The number of calls so far that change something.
    made: Cell<usize>,
    fault: Option<(usize, Fault)>,
    closed: Cell<bool>,
}

impl Wire {
    fn reach(&self, call: &Call) -> Reply {
        self.simulator.borrow_mut().handle(&Request::from((call, &self.key))).reply
    }
}

impl Transport for &Wire {
    async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
        if call.safety == Safety::Read {
            return Ok(self.reach(call));
        }
        let number = self.made.replace(self.made.get() + 1);
        let Some((_, fault)) = self.fault.filter(|(which, _)| *which == number) else { return Ok(self.reach(call)) };
        if matches!(fault, Fault::LostAfter | Fault::ClosedAfter) {
            self.reach(call);
        }
        self.closed.set(matches!(fault, Fault::ClosedBefore | Fault::ClosedAfter));
        match fault {
            Fault::ServerError => Ok(Reply::new(500, "")),
            _ => Err(TransportError::NoAnswer("the connection broke".into())),
        }
    }
}

/// A page that executes a plan as in a browser, but without one.
struct Page {
    wire: Wire,
    fleet: Fleet,
    plan: Plan,
    journal: Journal,
    clicks: u8,
    sent: Vec<Step>,
    asked: Vec<Step>,
}

impl Page {
    fn open(fault: Option<(usize, Fault)>) -> Self {
        let simulator = RefCell::new(Simulator::new(&Options { devices: 16, ..Options::default() }));
        let key = AccessKey::parse(DEMO_KEY).unwrap();
        let wire = Wire { simulator, key, made: Cell::new(0), fault, closed: Cell::new(false) };
        let plan = plan(&Client::new(&wire));
        let (fleet, journal) = (Fleet::new(1 << 20), Journal::default());
        Self { wire, fleet, plan, journal, clicks: 0, sent: Vec::new(), asked: Vec::new() }
    }

    fn now(&self) -> jiff::Timestamp {
        self.wire.simulator.borrow().now()
    }

    fn note(&mut self, step: Step, outcome: Outcome) {
        self.journal.push(JournalEntry { step, outcome });
    }

    /// Receives the events, and appends the results that they prove.
    fn hear(&mut self) {
        for raw in self.wire.simulator.borrow_mut().take_issued() {
            self.fleet.ingest(Event::parse(&raw).unwrap());
        }
        for note in self.plan.results_from_events(&self.journal, self.fleet.commands(), self.now()) {
            self.journal.push(note);
        }
    }

    /// Sends until no step may be sent; `false` if the page was closed meanwhile.
    fn run(&mut self) -> bool {
        loop {
            let steps = self.plan.next(&self.journal, AT_ONCE);
            if steps.is_empty() {
                return true;
            }
            for step in steps {
                self.clicks += 1;
                let click = Guid::from_random([self.clicks; 16]);
                self.note(step.clone(), Outcome::Started { at: self.now(), click: Some(click) });
                self.sent.push(step.clone());
                let outcome = match PolicyCall::of(&self.plan, &step) {
                    Some(change) => {
                        let (client, now) = (Client::new(&self.wire), self.now());
                        let result =
                            execute(&client, &client, &self.plan, &step, &change, || now).now_or_never().unwrap();
                        Some(result.outcome)
                    }
                    None => {
                        self.command(&step, click);
                        None
                    }
                };
                if self.wire.closed.take() {
                    return false;
                }
                if let Some(outcome) = outcome {
                    self.note(step, outcome);
                }
                self.hear();
                self.hold();
            }
        }
    }

    /// Sends a command as `state::commands::start` does.
    fn command(&mut self, step: &Step, id: Guid) {
        let (device, at) = (step.device().unwrap().clone(), self.now());
        let client = Client::new(&self.wire);
        let (command, answer) = match step {
            Step::Sync(_) => {
                let endpoint = SetPolicyParameters(device.clone());
                let answer = answered(&client, &endpoint).map(|answer| match answer {
                    SyncResponse::Command(response) => ClickResult::Response(response),
                    SyncResponse::Policy(_) => ClickResult::Accepted,
                });
                (Command::SetPolicyParameters, answer)
            }
            _ => {
                let answer = answered(&client, &GetPolicyParameters(device.clone())).map(ClickResult::Response);
                (Command::GetPolicyParameters, answer)
            }
        };
        self.fleet.click(Click { id, device: device.to_string(), command, parameters: Vec::new(), at });
        if !self.wire.closed.get() {
            self.fleet.answer(id, answer.unwrap_or_else(|error| ClickResult::from(&error)), at);
        }
    }

    /// A new page after the old one was closed: it has the journal, and the events that the feed retains.
    fn open_again(&mut self) {
        let events: Vec<_> = self.fleet.log().iter_newest().cloned().collect();
        self.fleet = Fleet::new(1 << 20);
        for event in events {
            self.fleet.ingest(event.event().unwrap());
        }
        self.hear();
    }

    /// Acts as the button "Resume".
    fn resume(&mut self) {
        let unknown = self.plan.unknown(&self.journal).into_iter().filter(|step| !step.is_command());
        for step in self.plan.open(&self.journal).into_iter().chain(unknown) {
            let (client, now) = (Client::new(&self.wire), self.now());
            let result = verify(&client, &self.plan, &step, || now).now_or_never().unwrap();
            self.note(step, result.outcome);
        }
        self.hear();
        for step in self.plan.retries(&self.journal) {
            self.asked.push(step.clone());
            self.note(step, Outcome::Asked { at: self.now() });
        }
    }

    /// Asserts the invariants that hold at every moment.
    fn hold(&self) {
        let result = self.plan.without_policy(&self.journal);
        for assignment in &self.plan.spec().devices {
            let name = assignment.device.as_str();
            assert!(
                self.policy_of(&assignment.device).is_some() || result.contains(&name),
                "{name} is without, unnoticed"
            );
        }
        for step in &self.sent {
            let times = |steps: &[Step]| steps.iter().filter(|one| *one == step).count();
            assert!(times(&self.sent) <= 1 + times(&self.asked), "{step:?} was sent twice");
        }
    }

    fn policy_of(&self, device: &DeviceName) -> Option<String> {
        let client = Client::new(&self.wire);
        let policy = client.send(&GetDevicePolicy(device.clone())).now_or_never().unwrap();
        policy.ok().flatten().map(|policy| policy.name)
    }

    fn states(&self) -> Vec<DeviceState> {
        self.plan.spec().devices.iter().map(|assignment| assignment.state(&self.journal)).collect()
    }
}

fn answered<E: Endpoint>(client: &Client<&Wire>, endpoint: &E) -> Result<E::Response, ApiError> {
    client.send(endpoint).now_or_never().unwrap()
}

/// Three cabinets of one policy, the second of them offline; one has a value of its own.
fn plan(client: &Client<&Wire>) -> Plan {
    let details = client.send(&ListPolicyDetails).now_or_never().unwrap().unwrap();
    let old = details.into_iter().find(|details| details.policy.name == OLD).unwrap();
    let connected = |name: &str| {
        let status = GetDeviceStatus(name.parse().unwrap());
        !name.starts_with("Sentinel") && answered(client, &status) == Ok(Connection::Connected)
    };
    let mut chosen: Vec<_> =
        old.devices.iter().filter(|device| device.name == OFFLINE || connected(&device.name)).collect();
    chosen.sort_by_key(|device| (device.name != OFFLINE, device.overrides.is_empty()));
    let devices = chosen.into_iter().take(3).map(|device| {
        let overrides = Values::from(device.overrides.as_slice());
        let held = PreviousAssignment { policy: OLD.parse().unwrap(), overrides: overrides.clone() };
        Assignment { before: Some(held), overrides, ..Assignment::new(device.name.parse().unwrap()) }
    });
    let mut parameters = Values::from(old.policy.parameters.as_slice());
    parameters.set("DoorOpenTimeLimit", "300");
    let spec = PlanSpec {
        from: Some(OLD.parse().unwrap()),
        delete_old: true,
        parameters,
        devices: devices.collect(),
        ..PlanSpec::new(NEW.parse().unwrap(), old.policy.definition.parse().unwrap())
    };
    assert_eq!(spec.devices.len(), 3);
    assert_eq!(spec.devices[0].device.as_str(), OFFLINE);
    Plan::new(Guid::from_random([77; 16]), "Simulated fleet", jiff::Timestamp::UNIX_EPOCH, spec).unwrap()
}

#[test]
fn three_cabinets_change_their_policy_and_the_one_offline_follows_with_its_poll() {
    let mut page = Page::open(None);
    assert!(page.run());
    assert_eq!(page.states(), [DeviceState::SyncQueued, DeviceState::ReadBack, DeviceState::ReadBack]);
    assert_eq!(page.plan.stage(&page.journal), Stage::Sent);
    let kept = page.journal.outcome(&Step::DeleteOld).and_then(Outcome::why).unwrap();
    assert!(kept.starts_with("Kept, since"), "other devices still have it: {kept}");

    page.wire.simulator.borrow_mut().poll(OFFLINE).unwrap();
    page.hear();
    assert_eq!(page.states(), [DeviceState::ReadBack, DeviceState::ReadBack, DeviceState::ReadBack]);
    assert_eq!(page.plan.stage(&page.journal), Stage::Finished);
    let details = Client::new(&page.wire).send(&ListPolicyDetails).now_or_never().unwrap().unwrap();
    assert_eq!(page.plan.check(&page.journal, &details, page.now()), [], "Jetstream lists it so");
}

#[test]
fn whatever_call_fails_in_whatever_way_the_plan_says_so_and_is_resumed() {
    let mut whole = Page::open(None);
    assert!(whole.run());
    let calls = whole.wire.made.get();
    assert!(calls > 12, "create, and four calls for each of three cabinets: {calls}");
    for fault in FAULTS {
        for number in 0..calls {
            let mut page = Page::open(Some((number, fault)));
            if !page.run() {
                page.open_again();
                page.hold();
            }
            let noted = page.plan.stage(&page.journal) == Stage::Begun || matches!(fault, Fault::LostAfter);
            assert!(noted, "{fault:?} of call {number} went by unnoticed");
            let states: Vec<_> = page.states();
            page.resume();
            assert!(page.run());
            // A command without events stays unknown until a person decides.
            for step in page.plan.unknown(&page.journal) {
                assert!(step.is_command(), "{fault:?} of call {number}: {step:?}, {states:?}");
                page.asked.push(step.clone());
                page.note(step, Outcome::Asked { at: page.now() });
            }
            assert!(page.run());
            page.wire.simulator.borrow_mut().poll(OFFLINE).unwrap();
            page.hear();
            page.hold();
            let end = page.plan.stage(&page.journal);
            assert_eq!(end, Stage::Finished, "{fault:?} of call {number}: {states:?}, then {:?}", page.states());
            for assignment in &page.plan.spec().devices {
                assert_eq!(page.policy_of(&assignment.device).as_deref(), Some(NEW));
            }
        }
    }
}
