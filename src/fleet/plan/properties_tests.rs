//! Property tests of plans: whatever is answered, lost, interrupted, repaired or done by others meanwhile, the promises are kept.

use std::collections::BTreeMap;

use jetstream_api::{
    device_policy::DevicePolicy,
    names::DeviceName,
    policies::{Policy, PolicyDetails, PolicyDevice},
};
use proptest::{collection::vec, prelude::*, sample::Index};

use super::{Journal, JournalEntry, Outcome, Plan, Stage, Step, VerificationQuery, VerificationResult, samples::*};
use crate::configuration::Values;

const DEVICES: [&str; 5] = ["One", "Two", "Three", "Four", "Five"];
const AT_ONCE: usize = 2;

/// What happens next.
#[derive(Debug, Clone)]
enum Act {
    /// The runner sends what may be sent.
    Send,
    /// It sends only what it must before a pause.
    Close,
    /// A call that is under way comes to its end.
    End(Index, End),
    /// The page is closed and opened again: calls are cut off, notes that were not written are lost, and what is open is read.
    Restart { took_effect: u8, lost: usize, readable: bool },
    /// A person goes on.
    Resume { readable: bool },
    /// A person repairs a device.
    Repair { device: Index, with_old: bool },
    /// Somebody else changes a device's policy: to none, or to another one.
    Meddle { device: Index, to: Option<bool> },
    /// The end is held against what Jetstream lists.
    Check,
}

#[derive(Debug, Clone, Copy)]
enum End {
    Answered,
    Queued,
    Refused,
    /// No answer; did it take effect, and can Jetstream be asked?
    Lost {
        took_effect: bool,
        readable: bool,
    },
}

fn ends() -> impl Strategy<Value = End> {
    prop_oneof![
        4 => Just(End::Answered),
        1 => Just(End::Queued),
        1 => Just(End::Refused),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(took_effect, readable)| End::Lost { took_effect, readable }),
    ]
}

fn acts(meddling: u32) -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        8 => Just(Act::Send),
        1 => Just(Act::Close),
        12 => (any::<Index>(), ends()).prop_map(|(which, end)| Act::End(which, end)),
        1 => (any::<u8>(), 0_usize..4, any::<bool>())
            .prop_map(|(took_effect, lost, readable)| Act::Restart { took_effect, lost, readable }),
        2 => any::<bool>().prop_map(|readable| Act::Resume { readable }),
        2 => (any::<Index>(), any::<bool>()).prop_map(|(device, with_old)| Act::Repair { device, with_old }),
        meddling => (any::<Index>(), prop_oneof![Just(None), Just(Some(false)), Just(Some(true))])
            .prop_map(|(device, to)| Act::Meddle { device, to }),
        1 => Just(Act::Check),
    ];
    vec(act, 0..120)
}

/// What a device has in the Jetstream of this test.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Has {
    policy: &'static str,
    own: Values,
}

/// A Jetstream, a runner and its page.
struct World {
    plan: Plan,
    journal: Journal,
    created: bool,
    deleted: bool,
    has: BTreeMap<DeviceName, Option<Has>>,
    /// Devices that the plan has left without a policy, in truth.
    robbed: Vec<DeviceName>,
    under_way: Vec<Step>,
    /// How many entries must be in the database because a call followed them.
    safe: usize,
    may_send: BTreeMap<Step, usize>,
    sent: BTreeMap<Step, usize>,
}

impl World {
    fn new() -> Self {
        let plan = plan(&DEVICES);
        let old = || Some(Has { policy: "Ward", own: values(&[("ip", "10.0.0.7")]) });
        Self {
            has: DEVICES.iter().map(|name| (device(name), old())).collect(),
            plan,
            journal: Journal::default(),
            created: false,
            deleted: false,
            robbed: Vec::new(),
            under_way: Vec::new(),
            safe: 0,
            may_send: BTreeMap::new(),
            sent: BTreeMap::new(),
        }
    }

    fn note(&mut self, step: Step, outcome: Outcome) {
        self.journal.push(JournalEntry { step, outcome });
    }

    fn send(&mut self, steps: Vec<Step>) {
        for step in steps {
            let found = self.answer(&self.plan.first_question(&step), true);
            self.note(step.clone(), started());
            if let Some(outcome) = self.plan.blocking_reason(&step, &found, noon()) {
                self.note(step, outcome);
                continue;
            }
            self.safe = self.journal.entries().len();
            let sent = self.sent.entry(step.clone()).or_default();
            *sent += 1;
            let allowed = 1 + self.may_send.get(&step).copied().unwrap_or_default();
            assert!(*sent <= allowed, "{step:?} was sent {sent} times and asked for {allowed} times");
            self.under_way.push(step);
        }
    }

    /// What the call does when it arrives; `false` where Jetstream refuses it.
    fn take_effect(&mut self, step: &Step) -> bool {
        let target = |policy: &'static str| Some(Has { policy, own: values(&[("ip", "10.0.0.7")]) });
        match step {
            Step::CreatePolicy => !std::mem::replace(&mut self.created, true),
            Step::DeleteOld => {
                let used = self.has.values().flatten().any(|has| has.policy == "Ward");
                !used && !std::mem::replace(&mut self.deleted, true)
            }
            Step::Sync(_) | Step::Read(_) => true,
            Step::Remove(device) => match self.has.insert(device.clone(), None).flatten() {
                Some(_) => {
                    self.robbed.push(device.clone());
                    true
                }
                None => false,
            },
            Step::Add(device) | Step::Restore(device) => {
                let policy = if matches!(step, Step::Add(_)) { "Ward 2" } else { "Ward" };
                let exists = if policy == "Ward" { !self.deleted } else { self.created };
                if !exists || self.has[device].is_some() {
                    return false;
                }
                self.has.insert(device.clone(), target(policy));
                self.robbed.retain(|robbed| robbed != device);
                true
            }
        }
    }

    fn answer(&self, question: &VerificationQuery, readable: bool) -> VerificationResult {
        if !readable {
            return VerificationResult::Unread("HTTP 503".into());
        }
        match question {
            VerificationQuery::Nothing => VerificationResult::Unread("There is nothing to ask.".into()),
            VerificationQuery::Policy(name) => {
                let exists = if name.as_str() == "Ward" { !self.deleted } else { self.created };
                let parameters = self.plan.spec().parameters.pairs();
                let definition = self.plan.spec().definition.to_string();
                let policy = Policy { id: None, name: name.to_string(), definition, parameters };
                VerificationResult::Policy(exists.then_some(policy))
            }
            VerificationQuery::DevicePolicy(device) => {
                VerificationResult::DevicePolicy(self.has[device].as_ref().map(|has| DevicePolicy {
                    name: has.policy.to_owned(),
                    overrides: has.own.pairs(),
                    last_update: None,
                    last_sync: None,
                }))
            }
            VerificationQuery::Holders(name) => VerificationResult::holders(name, &self.details()),
        }
    }

    fn details(&self) -> Vec<PolicyDetails> {
        ["Ward", "Ward 2", "Other"]
            .map(|name| {
                let with_it = self.has.iter().filter_map(|(device, has)| {
                    let has = has.as_ref().filter(|has| has.policy == name)?;
                    Some(PolicyDevice { name: device.to_string(), overrides: has.own.pairs() })
                });
                let (definition, parameters) = (String::new(), Vec::new());
                let policy = Policy { id: None, name: name.to_owned(), definition, parameters };
                PolicyDetails { devices: with_it.collect(), policy }
            })
            .to_vec()
    }

    fn settle(&mut self, step: &Step, readable: bool) {
        let found = self.answer(&self.plan.question(step), readable);
        let outcome = self.plan.resolve_unknown(step, &found, "", noon());
        self.note(step.clone(), outcome);
    }

    fn end(&mut self, step: Step, end: End) {
        match end {
            End::Answered | End::Queued if self.take_effect(&step) => {
                let queued_now = step.is_command() && matches!(end, End::Queued);
                self.note(step, if queued_now { queued() } else { done() });
            }
            End::Answered | End::Queued | End::Refused if step.is_command() => self.note(step, failed()),
            End::Answered | End::Queued | End::Refused => self.settle(&step, true),
            End::Lost { took_effect, readable } => {
                if took_effect {
                    self.take_effect(&step);
                }
                self.settle(&step, readable);
            }
        }
    }

    fn restart(&mut self, took_effect: u8, lost: usize, readable: bool) {
        for (number, step) in std::mem::take(&mut self.under_way).into_iter().enumerate() {
            if took_effect >> (number % 8) & 1 == 1 {
                self.take_effect(&step);
            }
        }
        let written = self.journal.entries().len().saturating_sub(lost).max(self.safe);
        self.journal = self.journal.entries()[..written].iter().cloned().collect();
        self.hold();
        for step in self.plan.open(&self.journal) {
            self.settle(&step, readable);
        }
    }

    fn ask(&mut self, step: Step) {
        *self.may_send.entry(step.clone()).or_default() += 1;
        // Whoever asks for a step asks for what follows it.
        if let Some(name) = step.device() {
            let after = [Step::Add(name.clone()), Step::Sync(name.clone()), Step::Read(name.clone())];
            after.into_iter().filter(|later| *later > step).for_each(|later| {
                *self.may_send.entry(later).or_default() += 1;
            });
        }
        self.note(step, asked());
    }

    fn resume(&mut self, readable: bool) {
        let unknown = self.plan.unknown(&self.journal);
        for step in unknown.iter().filter(|step| !step.is_command()) {
            self.settle(step, readable);
        }
        for step in self.plan.retries(&self.journal) {
            self.ask(step);
        }
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Send => self.send(self.plan.next(&self.journal, AT_ONCE)),
            Act::Close => self.send(self.plan.final_steps(&self.journal, AT_ONCE)),
            Act::End(which, end) if !self.under_way.is_empty() => {
                let step = self.under_way.swap_remove(which.index(self.under_way.len()));
                self.end(step, end);
            }
            Act::End(..) => {}
            Act::Restart { took_effect, lost, readable } => self.restart(took_effect, lost, readable),
            Act::Resume { readable } => self.resume(readable),
            Act::Repair { device, with_old } => {
                let lacking: Vec<String> =
                    self.plan.without_policy(&self.journal).into_iter().map(str::to_owned).collect();
                if !lacking.is_empty() {
                    let name = super::samples::device(&lacking[device.index(lacking.len())]);
                    self.ask(if with_old { Step::Restore(name) } else { Step::Add(name) });
                }
            }
            Act::Meddle { device, to } => {
                let name = super::samples::device(DEVICES[device.index(DEVICES.len())]);
                let other = |same: bool| Has { policy: if same { "Ward 2" } else { "Other" }, own: Values::default() };
                self.has.insert(name.clone(), to.map(other));
                self.robbed.retain(|robbed| *robbed != name);
            }
            Act::Check => {
                let notes = self.plan.check(&self.journal, &self.details(), noon());
                notes.into_iter().for_each(|note| self.journal.push(note));
            }
        }
        self.hold();
    }

    /// What must hold at every moment.
    fn hold(&self) {
        let told = self.plan.without_policy(&self.journal);
        for robbed in &self.robbed {
            assert!(told.contains(&robbed.as_str()), "{robbed} has lost its policy, and nobody says so");
        }
        assert!(self.robbed.len() <= AT_ONCE, "{:?} are without a policy", self.robbed);
        let progress = self.plan.progress(&self.journal);
        assert!(progress.done + progress.queued <= progress.total, "{progress:?}");
        assert!(
            self.plan.next(&self.journal, AT_ONCE).len() + self.journal.under_way()
                <= AT_ONCE.max(self.journal.under_way())
        );
        let finished = matches!(self.plan.stage(&self.journal), Stage::Finished | Stage::Sent);
        assert!(!finished || self.robbed.is_empty());
    }

    /// From now on everything is answered, and a person does what the page offers.
    fn bring_to_an_end(&mut self) {
        self.restart(0, 0, true);
        for _ in 0..200 {
            let before = self.journal.entries().len();
            self.resume(true);
            for step in self.plan.unknown(&self.journal) {
                self.ask(step);
            }
            self.send(self.plan.next(&self.journal, AT_ONCE));
            for step in std::mem::take(&mut self.under_way) {
                self.end(step, End::Answered);
            }
            self.hold();
            if self.journal.entries().len() == before {
                return;
            }
        }
        panic!("it goes on for ever: {:?}", self.journal.entries().last());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_step_is_sent_twice_and_no_device_is_without_a_policy_unnoticed(acts in acts(1)) {
        let mut world = World::new();
        acts.into_iter().for_each(|act| world.act(act));
        let text = world.journal.to_text();
        prop_assert_eq!(Journal::from_text(&text), Ok(world.journal));
    }

    #[test]
    fn whatever_was_interrupted_comes_to_its_end(acts in acts(0)) {
        let mut world = World::new();
        acts.into_iter().for_each(|act| world.act(act));
        let restored: Vec<_> = DEVICES.iter().filter(|name| world.journal.outcome(&Step::Restore(device(name))).is_some()).collect();
        world.bring_to_an_end();
        let own = values(&[("ip", "10.0.0.7")]);
        for name in DEVICES {
            let has = world.has[&device(name)].as_ref();
            // One with its old policy back stays so until somebody decides otherwise.
            let wanted = if restored.contains(&&name) { has.is_some() } else { has == Some(&Has { policy: "Ward 2", own: own.clone() }) };
            prop_assert!(wanted, "{name} has {has:?}");
        }
        let stage = world.plan.stage(&world.journal);
        prop_assert!(!restored.is_empty() || matches!(stage, Stage::Sent | Stage::Finished), "{stage:?}");
    }
}
