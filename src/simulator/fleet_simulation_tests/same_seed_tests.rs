//! A pinned simulation: three days of one seed, with commands, changes and incidents in between, give a known hash.

use jetstream_api::{
    call::{Endpoint, Method},
    commands::{GetTags, Lockdown, LockdownHours, Restart},
    credentials::SyncCredentials,
    device_policy::{GetPolicyParameters, SetPolicyParameters},
    devices::ListDevices,
    events::GetEvents,
    names::DeviceName,
};

use crate::{Options, testing::TestBed};

/// 64-bit FNV-1a over texts, each ended by a line feed.
struct Hash(u64);

impl Hash {
    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([b'\n']) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn add_reply<E: Endpoint>(&mut self, bed: &mut TestBed, endpoint: &E) {
        let reply = bed.reply(endpoint);
        self.add(&format!("{} {}", reply.status, reply.text()));
    }
}

const INCIDENTS: [&str; 8] = [
    "ACPowerFailure",
    "DoorOpen",
    "LowMemory",
    "UserPassReaderFailure",
    "ValidPass",
    "ACPowerRestore",
    "DoorOpenRestore",
    "UserPassReaderRestore",
];

/// Simulates three days, with an action on a device every half hour.
fn hash_of_three_days(options: &Options) -> (usize, u64) {
    let mut bed = TestBed::with(options);
    let mut hash = Hash(0xcbf2_9ce4_8422_2325);
    let mut count = 0;
    bed.reply(&GetEvents::default());
    let names: Vec<_> = bed.send(&ListDevices::default()).unwrap().into_iter().map(|device| device.name).collect();
    for step in 0..144 {
        bed.minutes(30);
        let name = &names[step * 7 % names.len()];
        let device = DeviceName::parse(name).unwrap();
        match step % 9 {
            0 => hash.add_reply(&mut bed, &Lockdown { device, hours: LockdownHours::new(4).unwrap() }),
            1 => hash.add_reply(&mut bed, &Restart(device)),
            2 => hash.add_reply(&mut bed, &GetTags(device)),
            3 => hash.add_reply(&mut bed, &SyncCredentials(device)),
            4 => hash.add_reply(&mut bed, &GetPolicyParameters(device)),
            5 => hash.add_reply(&mut bed, &SetPolicyParameters(device)),
            6 => bed.simulator.disconnect(name).unwrap(),
            7 => {
                let values = r#"{"heartbeateventinterval":"30"}"#;
                let reply = bed.raw(Method::Post, &format!("devices/{name}/configuration"), values);
                hash.add(&reply.text());
            }
            _ => bed.simulator.connect(&names[(step - 2) * 7 % names.len()]).unwrap(),
        }
        let done = bed.simulator.raise_incident(name, INCIDENTS[step % INCIDENTS.len()]);
        hash.add(&format!("{done:?}"));
        for event in bed.simulator.take_issued() {
            count += 1;
            hash.add(&event);
        }
        hash.add(&format!("{:?} {:?}", bed.simulator.issued(), bed.simulator.next_due()));
    }
    hash.add_reply(&mut bed, &GetEvents::default());
    hash.add_reply(&mut bed, &ListDevices::default());
    (count, hash.0)
}

#[test]
fn the_same_seed_gives_the_same_events_as_ever() {
    let busy = Options { seed: 7, devices: 120, rate: Some(0.2), sentinels: false, ..Options::default() };
    let found = [Options::default(), busy].map(|options| hash_of_three_days(&options));
    assert_eq!(found, [(33349, 11572123340305422658), (108629, 8080004867772599146)]);
}
