//! A list of the decoders of the API crate: all functions in it that read text from outside.

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

/// A function that decodes a reply as the answer of one endpoint.
type Decode = Box<dyn Fn(&Reply)>;

/// One endpoint for each kind of answer.
pub struct Decoders {
    decode: Vec<Decode>,
}

impl Decoders {
    /// All decoders; `None` when the crate refuses the names in their requests.
    pub fn new() -> Option<Self> {
        let device = || DeviceName::parse("Cabinet 7").ok();
        Some(Self {
            decode: vec![
                decoder(GetAlias(AliasName::parse("Ward").ok()?)),
                decoder(GetDevice(device()?)),
                decoder(GetDeviceDefinition(DefinitionName::parse("TS092").ok()?)),
                decoder(GetDevicePolicy(device()?)),
                decoder(GetDeviceStatus(device()?)),
                decoder(GetEvents::default()),
                decoder(GetPolicy(PolicyName::parse("Night").ok()?)),
                decoder(LastCredentialsSync(device()?)),
                decoder(ListAliasNames),
                decoder(ListAliases),
                decoder(ListCredentials { device: device()?, kind: CredentialType::Basic }),
                decoder(ListDeviceDefinitions),
                decoder(ListDevices::default()),
                decoder(ListPolicies),
                decoder(ListPolicyDetails),
                decoder(ListRegions),
                decoder(Lockdown { device: device()?, hours: LockdownHours::new(4).ok()? }),
                decoder(RemoveDevicePolicy(device()?)),
                decoder(SetPolicyParameters(device()?)),
            ],
        })
    }

    /// Runs every decoder on the input. Errors are as good as answers; a panic is not.
    pub fn run(&self, input: &[u8]) {
        for status in [200, 400, 500] {
            let reply = Reply::new(status, input);
            self.decode.iter().for_each(|decode| decode(&reply));
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
        // A text between quotes may be a name, an id or a time.
        for token in text.split('"') {
            drop((
                time::parse(token),
                Guid::parse(token),
                DeviceName::parse(token),
                Pass::parse(token),
                LockdownHours::parse(token),
            ));
        }
    }
}

/// A function that decodes a reply as the answer of `endpoint`, and makes the message of an error.
fn decoder<E: Endpoint + 'static>(endpoint: E) -> Decode {
    Box::new(move |reply| match endpoint.decode(reply) {
        Ok(answer) => drop(answer),
        // The message is made from the input, too.
        Err(error) => drop(error.to_string()),
    })
}
