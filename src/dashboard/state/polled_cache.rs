//! A cache of the answers for single devices. Jetstream reports one device per call, so only devices on screen are requested, a few at
//! once, and each answer is stored with its time.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::{call::Endpoint, error::ApiError, names::DeviceName};
use jiff::{SignedDuration, Timestamp};
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    call_queue::{CallQueue, QueuedCall},
    session::Session,
};
use jetstream_browser as browser;

/// Maximum age of an answer before a row on screen requests it again.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// Returns whether an answer of this time can be used without a new request. Both times are of the browser's steady clock.
pub fn is_recent(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at) < FRESH
}

/// The request of one device, and how its answer is stored.
pub trait DeviceRequest: QueuedCall<Key = DeviceName> + Send + Sync + 'static {
    /// The endpoint of the call.
    type Endpoint: Endpoint;
    /// What is stored of the latest answer.
    type Cached: Clone + Send + Sync + 'static;

    /// The call.
    fn endpoint(&self) -> Self::Endpoint;

    /// Returns whether a stored answer can be used without a new call.
    fn is_fresh(&self, cached: &Self::Cached, now: Timestamp) -> bool;

    /// What is stored of an answer that arrived at this time of the browser's steady clock. `previous` is what was stored before.
    fn to_cached(
        self,
        answer: Result<<Self::Endpoint as Endpoint>::Response, ApiError>,
        at: Timestamp,
        previous: Option<&Self::Cached>,
    ) -> Self::Cached;
}

/// The latest answers for all devices that were requested, by device name.
type Answers<T> = Arc<HashMap<String, T>>;

/// The latest answers, and the calls that request them. `Copy`. It makes no more calls after its owner is disposed.
pub struct PolledCache<R: DeviceRequest> {
    answers: RwSignal<Answers<R::Cached>>,
    calls: StoredValue<CallQueue<R>>,
    session: Session,
}

impl<R: DeviceRequest> PolledCache<R> {
    /// Creates an empty cache.
    pub fn new(session: Session) -> Self {
        Self { answers: RwSignal::new(Arc::default()), calls: StoredValue::new(CallQueue::default()), session }
    }

    /// All answers, by device name. Reactive.
    pub fn all(&self) -> Answers<R::Cached> {
        self.answers.get()
    }

    /// Reads the answer of one device; `None` before its first one. Reactive.
    pub fn with<T>(&self, name: &str, read: impl FnOnce(Option<&R::Cached>) -> T) -> T {
        self.answers.with(|answers| read(answers.get(name)))
    }

    /// Requests the devices whose answer is missing or not fresh, the first one first. They replace the devices that still wait for a
    /// call, so that fast scrolling leaves no queue behind.
    pub fn request(&self, requests: impl DoubleEndedIterator<Item = R>) {
        let now = browser::steady_now();
        let is_stale = |answers: &Answers<R::Cached>, request: &R| {
            answers.get(request.key().as_str()).is_none_or(|cached| !request.is_fresh(cached, now))
        };
        self.answers.try_with_untracked(|answers| {
            let stale = requests.filter(|request| is_stale(answers, request));
            self.calls.try_update_value(|calls| calls.replace_waiting(stale));
        });
        self.send_next();
    }

    /// Requests one device next, however fresh its answer is.
    pub fn refresh(&self, request: R) {
        self.calls.try_update_value(|calls| calls.push_first(request));
        self.send_next();
    }

    fn send_next(self) {
        while let Some(request) = self.calls.try_update_value(CallQueue::next_call).flatten() {
            let client = self.session.client();
            spawn_local(async move {
                let answer = client.send(&request.endpoint()).await;
                self.store(request, answer);
            });
        }
    }

    fn store(self, request: R, answer: Result<<R::Endpoint as Endpoint>::Response, ApiError>) {
        let device = request.key().clone();
        let stored = self.answers.try_update(|answers| {
            let answers = Arc::make_mut(answers);
            let cached = request.to_cached(answer, browser::steady_now(), answers.get(device.as_str()));
            answers.insert(device.as_str().to_owned(), cached);
        });
        // After the owner is disposed, nobody needs the other answers.
        if stored.is_some() {
            self.calls.try_update_value(|calls| calls.finish(&device));
            self.send_next();
        }
    }
}

impl<R: DeviceRequest> Clone for PolledCache<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: DeviceRequest> Copy for PolledCache<R> {}

impl<R: DeviceRequest> std::fmt::Debug for PolledCache<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("PolledCache").finish_non_exhaustive()
    }
}
