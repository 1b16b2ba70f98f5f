//! Tests of every endpoint of the API crate over HTTP, compared byte for byte with the same simulator called in process.

use std::{
    any::type_name,
    collections::BTreeSet,
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

use jetstream_api::{
    aliases::*,
    applications::*,
    call::{Call, Endpoint, Reply},
    client::Transport,
    commands::*,
    credentials::*,
    definitions::*,
    device_policy::*,
    devices::*,
    error::{ApiError, CallOutcome, TransportError},
    events::{DeleteBatch, DeleteEvents, EventLimit, GetEvents},
    ids::Guid,
    key::AccessKey,
    names::{AliasName, DefinitionName, DeviceName, PolicyName, SerialNumber},
    policies::*,
    regions::ListRegions,
    wire::Pair,
};
use jetstream_simulator::{DEMO_KEY, Delivery, Options, Request, Simulator, sentinels::Sentinel};

use crate::testing::{Running, START, start};

struct Http {
    client: reqwest::Client,
    base: String,
    key: AccessKey,
}

impl Transport for Http {
    async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
        let method = call.method.as_str().parse::<reqwest::Method>().unwrap();
        let mut request =
            self.client.request(method, call.url(&self.base)).header(AccessKey::HEADER, self.key.reveal());
        if let Some(body) = &call.body {
            request = request.header("Content-Type", "application/json").body(body.clone());
        }
        let lost = |error: reqwest::Error| TransportError::NoAnswer(error.to_string());
        let answer = request.send().await.map_err(lost)?;
        let retry_after = answer.headers().get("retry-after").map(|seconds| seconds.to_str().unwrap().parse().unwrap());
        let status = answer.status().as_u16();
        Ok(Reply { status, retry_after, body: answer.bytes().await.map_err(lost)?.to_vec() })
    }
}

struct InProcess {
    simulator: Mutex<Simulator>,
    key: AccessKey,
}

impl Transport for InProcess {
    async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
        let mut simulator = self.simulator.lock().unwrap_or_else(PoisonError::into_inner);
        let response = simulator.handle(&Request::from((call, &self.key)));
        match response.delivery {
            Delivery::Whole => Ok(response.reply),
            broken => Err(TransportError::NoAnswer(format!("{broken:?}"))),
        }
    }
}

/// The same simulator twice, over HTTP and in process, with the same calls.
struct Both {
    _gateway: Running,
    http: Http,
    in_process: InProcess,
    asked: BTreeSet<String>,
}

impl Both {
    async fn new() -> Self {
        let gateway = start(&["--seed", "5"]).await;
        let key = AccessKey::parse(DEMO_KEY).unwrap();
        let base = format!("{}3", gateway.url);
        let http = Http { client: reqwest::Client::new(), base, key: key.clone() };
        let options = Options { seed: 5, start: START.parse().unwrap(), ..Options::default() };
        let in_process = InProcess { simulator: Mutex::new(Simulator::new(&options)), key };
        Self { _gateway: gateway, http, in_process, asked: BTreeSet::new() }
    }

    async fn ask<E: Endpoint>(&mut self, endpoint: E) -> Result<E::Response, ApiError> {
        let call = endpoint.call();
        let (outside, inside) = (self.http.send(&call).await, self.in_process.send(&call).await);
        self.asked.insert(type_name::<E>().rsplit("::").next().unwrap().to_owned());
        match (outside, inside) {
            (Ok(outside), Ok(inside)) => {
                assert_eq!(outside.text(), inside.text(), "{call:?}");
                assert_eq!(outside, inside, "{call:?}");
                endpoint.decode(&outside)
            }
            (Err(lost), Err(_)) => Err(ApiError::lost(&call, lost)),
            (outside, inside) => panic!("{call:?}: {outside:?} over HTTP, {inside:?} in process"),
        }
    }
}

fn device(name: &str) -> DeviceName {
    DeviceName::parse(name).unwrap()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<Pair> {
    pairs.iter().map(|(key, value)| Pair { key: (*key).to_owned(), value: (*value).to_owned() }).collect()
}

#[tokio::test]
async fn every_endpoint_says_over_http_what_it_says_in_process() {
    let mut both = Both::new().await;
    // The first call subscribes; events from here on are in the queue that is read below.
    both.ask(GetEvents::default()).await.unwrap();
    resources(&mut both).await;
    commands(&mut both).await;
    queue(&mut both).await;
    assert_eq!(both.asked, endpoints(), "every endpoint of the API crate was asked");
}

async fn resources(both: &mut Both) {
    assert!(!both.ask(ListRegions).await.unwrap().is_empty());
    let definitions = both.ask(ListDeviceDefinitions).await.unwrap();
    let definition = DefinitionName::parse(&definitions[0].name).unwrap();
    both.ask(GetDeviceDefinition(definition.clone())).await.unwrap();
    // Which old id means which definition is not documented; both sides must answer the same.
    let _ = both.ask(GetDeviceDefinitionByOldId(Guid::from_random([7; 16]))).await;

    let (name, region) = (device("Ward 3, east. No. 7"), "US".to_owned());
    let draft = DeviceDraft {
        name: name.clone(),
        serial_number: SerialNumber::parse("SN-4711").unwrap(),
        definition: definition.clone(),
        aliases: Vec::new(),
    };
    both.ask(CreateDevice { device: draft.clone(), region: region.clone() }).await.unwrap();
    both.ask(CreateDevice { device: draft.clone(), region: region.clone() }).await.unwrap_err();
    assert!(both.ask(ListDevices::default()).await.unwrap().len() > 48);
    let in_us = ListDevices { region: Some(region.clone()), ..ListDevices::default() };
    assert!(both.ask(in_us).await.unwrap().iter().all(|device| device.region == "US"));
    both.ask(GetDevice(name.clone())).await.unwrap();
    both.ask(ModifyDevice { name: name.clone(), device: draft }).await.unwrap();
    both.ask(GetDeviceStatus(name.clone())).await.unwrap();

    let existing =
        both.ask(ListPolicies).await.unwrap().into_iter().find(|policy| policy.definition == definition.as_str());
    let existing = existing.expect("a policy for the first definition");
    let (policy, renamed) =
        (PolicyName::parse("Nights, strict").unwrap(), PolicyName::parse("Nights. Stricter").unwrap());
    let create = CreatePolicy { name: policy.clone(), definition, parameters: existing.parameters };
    both.ask(create).await.unwrap();
    both.ask(RenamePolicy { name: policy, new_name: renamed.clone() }).await.unwrap();
    both.ask(GetPolicy(renamed.clone())).await.unwrap();
    both.ask(ListPolicyDetails).await.unwrap();
    both.ask(AddDevicePolicy { device: name.clone(), policy: renamed.clone(), overrides: Vec::new() }).await.unwrap();
    both.ask(GetDevicePolicy(name.clone())).await.unwrap();
    assert!(both.ask(DeletePolicy(renamed.clone())).await.is_err(), "it is assigned");
    both.ask(RemoveDevicePolicy(name.clone())).await.unwrap();
    both.ask(DeletePolicy(renamed)).await.unwrap();

    let alias = AliasName::parse("Handheld, 2nd floor").unwrap();
    let draft = AliasDraft { name: alias.clone(), devices: vec![name.clone()], region };
    both.ask(CreateAlias(draft.clone())).await.unwrap();
    both.ask(ModifyAlias { name: alias.clone(), alias: draft }).await.unwrap();
    both.ask(ListAliases).await.unwrap();
    both.ask(ListAliasNames).await.unwrap();
    both.ask(GetAlias(alias.clone())).await.unwrap();
    both.ask(DeleteAlias(alias)).await.unwrap();
    both.ask(DeleteDevice(name.clone())).await.unwrap();
    assert_eq!(both.ask(GetDevice(name)).await.unwrap_err().http_status(), Some(404));
}

async fn commands(both: &mut Both) {
    let cabinet = || device("Security Cabinet 1");
    let hours = LockdownHours::new(4).unwrap();
    for name in ["Security Cabinet 1", "Security Cabinet 2, offline", "Nobody"] {
        let answer = both.ask(Lockdown { device: device(name), hours }).await;
        assert_eq!(answer.is_ok(), name != "Nobody");
    }
    both.ask(Lockdown { device: cabinet(), hours: LockdownHours::new(0).unwrap() }).await.unwrap();
    let token = || AccessToken::parse("6bd4b8fb-d964-4d00-ae0a-e3943d58e004").unwrap();
    both.ask(UnlockDoor { device: cabinet(), token: token() }).await.unwrap();
    let offline = UnlockDoor { device: device("Security Cabinet 2, offline"), token: token() };
    assert!(both.ask(offline).await.is_err(), "unlocking is never queued");
    both.ask(GetTags(cabinet())).await.unwrap_err();
    let values = pairs(&[("dooropentimelimit", "60")]);
    both.ask(SetConfigurationValues { device: cabinet(), values }).await.unwrap();

    let kind = CredentialType::Basic;
    let passes =
        |numbers: &[&str]| Credentials::Basic(numbers.iter().map(|number| Pass::parse(number).unwrap()).collect());
    both.ask(AddCredentials { device: cabinet(), credentials: passes(&["0400ABCDEF01"]) }).await.unwrap();
    both.ask(ReplaceCredentials { device: cabinet(), credentials: passes(&["0400ABCDEF02", "0400ABCDEF03"]) })
        .await
        .unwrap();
    both.ask(ListCredentials { device: cabinet(), kind }).await.unwrap();
    for (number, by_patch) in [("0400ABCDEF02", false), ("0400ABCDEF03", true)] {
        let names = vec![number.to_owned()];
        both.ask(RemoveCredentials { device: cabinet(), kind, names, by_patch }).await.unwrap();
    }
    both.ask(SyncCredentials(cabinet())).await.unwrap();
    both.ask(LastCredentialsSync(cabinet())).await.unwrap();
    both.ask(SetPolicyParameters(cabinet())).await.unwrap();
    both.ask(GetPolicyParameters(cabinet())).await.unwrap();
    both.ask(Restart(cabinet())).await.unwrap();

    // These are typed but not simulated yet: only the equality of both answers is compared.
    let url = || "https://host/file".to_owned();
    let firmware =
        UpdateFirmware { device: cabinet(), new_definition: None, url: url(), component: "AGENT".to_owned() };
    let _ = both.ask(firmware).await;
    let _ =
        both.ask(GetApplicationValues { device: cabinet(), parameters: vec!["a".to_owned(), "b,c".to_owned()] }).await;
    let _ = both.ask(SetApplicationValues { device: cabinet(), parameters: pairs(&[("a", "1")]) }).await;
    let (username, password) = ("user".to_owned(), "secret".to_owned());
    let _ = both.ask(UpdateApplication { device: cabinet(), url: url(), username, password }).await;
}

async fn queue(both: &mut Both) {
    let limit = Some(EventLimit::new(5).unwrap());
    let first = both.ask(GetEvents { limit, ..GetEvents::default() }).await.unwrap();
    assert_eq!(first.events.len(), 5);
    both.ask(DeleteBatch(first.id.unwrap())).await.unwrap();
    let of_type = GetEvents { event_type: Some("CommandCompletionEvent".to_owned()), ..GetEvents::default() };
    let found = both.ask(of_type).await.unwrap();
    let ids: Vec<_> = found.events.iter().map(|event| event.id.clone()).collect();
    assert!(!ids.is_empty());
    for call in DeleteEvents::in_calls(&ids) {
        both.ask(call).await.unwrap();
    }
}

#[tokio::test]
async fn every_sentinel_fails_over_http_as_it_does_in_process() {
    let mut both = Both::new().await;
    // The sentinel that never answers has a test of its own, since a client would have to give up.
    for sentinel in Sentinel::ALL.into_iter().filter(|sentinel| *sentinel != Sentinel::Never) {
        let hours = LockdownHours::new(1).unwrap();
        let error = both.ask(Lockdown { device: device(sentinel.name()), hours }).await.unwrap_err();
        let is_unknown =
            matches!(sentinel, Sentinel::ServerError | Sentinel::Html | Sentinel::Truncated | Sentinel::Drops);
        assert_eq!(error.outcome == CallOutcome::Unknown, is_unknown, "{sentinel:?}: {error}");
        assert_eq!(error.retry_after.is_some(), sentinel == Sentinel::TooMany);
        assert_eq!(error.fields.is_empty(), sentinel != Sentinel::ModelState);
    }
}

#[tokio::test]
async fn a_key_that_is_not_accepted_is_refused() {
    let mut both = Both::new().await;
    let other = AccessKey::parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301").unwrap();
    both.http.key = other.clone();
    both.in_process.key = other;
    assert_eq!(both.ask(ListRegions).await.unwrap_err().http_status(), Some(401));
}

/// The names of all types that implement `Endpoint`, from the sources of the API crate.
fn endpoints() -> BTreeSet<String> {
    fn collect(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.to_str().unwrap().ends_with("tests.rs")
            {
                let text = fs::read_to_string(&path).unwrap();
                let names = text.lines().filter_map(|line| line.strip_prefix("impl Endpoint for ")?.split(' ').next());
                found.extend(names.map(str::to_owned));
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../api"), &mut found);
    assert!(found.len() > 40, "{found:?}");
    found
}
