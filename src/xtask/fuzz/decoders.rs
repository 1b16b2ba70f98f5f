//! Everything in the API crate that reads what others wrote.

use jetstream_api::aliases::{GetAlias, ListAliasNames, ListAliases};
use jetstream_api::call::{Endpoint, Reply};
use jetstream_api::commands::{Lockdown, LockdownHours};
use jetstream_api::credentials::{CredentialType, LastCredentialsSync, ListCredentials, Pass};
use jetstream_api::definitions::{GetDeviceDefinition, ListDeviceDefinitions};
use jetstream_api::device_policy::{GetDevicePolicy, RemoveDevicePolicy, SetPolicyParameters};
use jetstream_api::devices::{GetDevice, GetDeviceStatus, ListDevices};
use jetstream_api::events::{Event, GetEvents};
use jetstream_api::feed::{Frame, Hello};
use jetstream_api::ids::Guid;
use jetstream_api::names::{AliasName, DefinitionName, DeviceName, PolicyName};
use jetstream_api::policies::{GetPolicy, ListPolicies, ListPolicyDetails};
use jetstream_api::regions::ListRegions;
use jetstream_api::time;

/// Reads a reply as the answer of one endpoint.
type Read = Box<dyn Fn(&Reply)>;

/// One endpoint for each kind of answer.
pub struct Decoders {
    read: Vec<Read>,
}

impl Decoders {
    /// Nothing when the names are not accepted by the crate itself.
    pub fn new() -> Option<Self> {
        let device = || DeviceName::parse("Cabinet 7").ok();
        Some(Self {
            read: vec![
                asking(GetAlias(AliasName::parse("Ward").ok()?)),
                asking(GetDevice(device()?)),
                asking(GetDeviceDefinition(DefinitionName::parse("TS092").ok()?)),
                asking(GetDevicePolicy(device()?)),
                asking(GetDeviceStatus(device()?)),
                asking(GetEvents::default()),
                asking(GetPolicy(PolicyName::parse("Night").ok()?)),
                asking(LastCredentialsSync(device()?)),
                asking(ListAliasNames),
                asking(ListAliases),
                asking(ListCredentials { device: device()?, kind: CredentialType::Basic }),
                asking(ListDeviceDefinitions),
                asking(ListDevices::default()),
                asking(ListPolicies),
                asking(ListPolicyDetails),
                asking(ListRegions),
                asking(Lockdown { device: device()?, hours: LockdownHours::new(4).ok()? }),
                asking(RemoveDevicePolicy(device()?)),
                asking(SetPolicyParameters(device()?)),
            ],
        })
    }

    /// Reads the input as everything that it could be. Errors are as good as answers; a panic is not.
    pub fn read(&self, input: &[u8]) {
        for status in [200, 400, 500] {
            let reply = Reply::new(status, input);
            self.read.iter().for_each(|read| read(&reply));
        }
        let text = String::from_utf8_lossy(input);
        if let Ok(event) = Event::parse(&text) {
            assert_eq!(&*event.raw, &*text, "an event must be kept as received");
            let _ = (event.severity(), event.time());
        }
        if let Ok(frame) = Frame::parse(&text) {
            drop(frame.to_text());
        }
        drop(Hello::parse(&text).map(|hello| hello.to_text()));
        // What stands between quotes may be a name, an id or a time.
        for word in text.split('"') {
            drop((
                time::parse(word),
                Guid::parse(word),
                DeviceName::parse(word),
                Pass::parse(word),
                LockdownHours::parse(word),
            ));
        }
    }
}

fn asking<E: Endpoint + 'static>(endpoint: E) -> Read {
    Box::new(move |reply| match endpoint.decode(reply) {
        Ok(answer) => drop(answer),
        // The words for the person are made from the input, too.
        Err(error) => drop(error.to_string()),
    })
}
