//! Mutual exclusion between the tabs of this origin. On secure pages browsers have it (Web Locks), and release a lock when its tab is
//! closed or crashes. Elsewhere the tabs negotiate over a `BroadcastChannel`: of two tabs that request a lock at the same time the one that
//! began first gets it, as long as the messages arrive within the time that each waits.

use std::{cell::Cell, rc::Rc, time::Duration};

use futures_util::future::{Either, select};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::{random::random_fraction, reflect::method, timer::sleep};

/// The name of the channel on which tabs negotiate.
const CHANNEL: &str = "jetstream-locks";
/// How long another tab may take to answer. Messages reach hidden tabs, too.
const ANSWER_TIMEOUT: Duration = Duration::from_millis(500);

/// The outcome of a request for a lock.
#[derive(Debug)]
pub enum LockResult {
    /// This tab holds it until the value is dropped.
    Acquired(Lock),
    /// Another tab holds it.
    Busy,
    /// This browser has neither locks nor channels between tabs.
    Unsupported,
}

/// A lock that this tab holds. Dropping it releases it.
#[derive(Debug)]
pub struct Lock(LockGuardKind);

#[derive(Debug)]
enum LockGuardKind {
    Lock(Function),
    Channel(BroadcastChannel),
}

impl Drop for Lock {
    fn drop(&mut self) {
        match &self.0 {
            // The function that resolves a promise does not throw.
            LockGuardKind::Lock(release) => drop(release.call0(&JsValue::UNDEFINED)),
            LockGuardKind::Channel(channel) => channel.close(),
        }
    }
}

/// Does the browser have locks here?
pub fn has_locks() -> bool {
    manager().is_some()
}

/// Acquires a lock if it is free; does not wait for it.
pub async fn try_acquire(name: &str) -> LockResult {
    if let Some((granted, lock)) = request(name, true) {
        match JsFuture::from(granted).await.ok().and_then(|granted| granted.as_bool()) {
            Some(true) => return LockResult::Acquired(lock),
            Some(false) => return LockResult::Busy,
            // A frame without an origin of its own has the locks, and may not use them.
            None => {}
        }
    }
    let Some(LockRequest { lock, taken, since }) = request_from_tabs(name) else { return LockResult::Unsupported };
    if resolves_in_time(taken).await {
        return LockResult::Busy;
    }
    since.set(0);
    LockResult::Acquired(lock)
}

/// Acquires a lock as soon as it is free. The browser decides that, not a timer, which would be slow in a hidden tab. `None` where there
/// are no locks.
pub async fn acquire(name: &str) -> Option<Lock> {
    let (granted, lock) = request(name, false)?;
    JsFuture::from(granted).await.ok()?.is_truthy().then_some(lock)
}

/// Does any tab hold the lock of this name? `None` where that cannot be found out.
pub async fn is_locked(name: &str) -> Option<bool> {
    match listed(name).await {
        Some(held) => Some(held),
        None => is_answered(name).await,
    }
}

fn manager() -> Option<JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// Requests the lock from the browser. The promise resolves with whether it was granted, or rejects where the browser refuses all locks. A
/// caller that stops waiting drops the lock; then it is released at the moment in which it is granted.
fn request(name: &str, if_available: bool) -> Option<(Promise, Lock)> {
    let request = method(&manager()?, "request")?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &if_available.into()).ok()?;
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let granted = Promise::new(&mut |resolve, reject| {
        let held = held.clone();
        let on_lock = move |lock: JsValue| -> JsValue {
            let granted = lock.is_object();
            // The function that resolves a promise does not throw.
            let _ = resolve.call1(&JsValue::UNDEFINED, &granted.into());
            if granted { held.into() } else { JsValue::UNDEFINED }
        };
        let callback = Closure::once_into_js(on_lock);
        let requested = request.call3(&JsValue::UNDEFINED, &name.into(), &options, &callback);
        // For a granted lock this promise ends when it is released, and then nobody listens any more.
        let requested = requested.and_then(|requested| method(&requested, "then").ok_or(JsValue::UNDEFINED));
        let _ = match requested {
            Ok(then) => then.call2(&JsValue::UNDEFINED, &JsValue::UNDEFINED, &reject),
            Err(_) => reject.call0(&JsValue::UNDEFINED),
        };
    });
    Some((granted, Lock(LockGuardKind::Lock(release?))))
}

/// Does the browser list the lock as held?
async fn listed(name: &str) -> Option<bool> {
    let query = method(&manager()?, "query")?.call0(&JsValue::UNDEFINED).ok()?;
    let state = JsFuture::from(query.dyn_into::<Promise>().ok()?).await.ok()?;
    let held = Array::from(&Reflect::get(&state, &"held".into()).ok()?);
    let named = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok().and_then(|found| found.as_string());
    Some(held.iter().any(|lock| named(lock).as_deref() == Some(name)))
}

/// The messages of tabs about one lock.
struct LockMessage {
    /// Asks who holds it. A tab that requests it itself appends since when, in microseconds of this computer's clock, of which the last
    /// three digits are random.
    question: String,
    answer: String,
}

fn messages(name: &str) -> LockMessage {
    LockMessage { question: format!("who holds {name}?"), answer: format!("I hold {name}") }
}

fn on_message(channel: &BroadcastChannel, mut run: impl FnMut(&str) + 'static) {
    let listen = move |event: MessageEvent| {
        if let Some(message) = event.data().as_string() {
            run(&message);
        }
    };
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(listen).into_js_value();
    channel.set_onmessage(Some(listen.unchecked_ref()));
}

/// A request for a lock that was sent to the other tabs.
struct LockRequest {
    /// Until this is dropped, a later request is answered with busy.
    lock: Lock,
    /// Resolves when another tab holds it, or requested it earlier.
    taken: Promise,
    /// When it was requested; 0 once it is held, so that no request is earlier.
    since: Rc<Cell<u64>>,
}

fn request_from_tabs(name: &str) -> Option<LockRequest> {
    let channel = BroadcastChannel::new(CHANNEL).ok()?;
    let lock = Lock(LockGuardKind::Channel(channel.clone()));
    // Whole numbers: reading and writing others is code of its own, which a first visit has no other use for.
    let since = Rc::new(Cell::new((js_sys::Date::now() * 1_000.0 + random_fraction() * 1_000.0) as u64));
    let LockMessage { question, answer } = messages(name);
    let request = format!("{question} {}", since.get());
    let taken = Promise::new(&mut |resolve, _| {
        let (sender, question, answer, since) = (channel.clone(), question.clone(), answer.clone(), Rc::clone(&since));
        on_message(&channel, move |message| {
            let asked = message.strip_prefix(&question);
            let before =
                asked.and_then(|asked| asked.trim().parse::<u64>().ok()).is_some_and(|other| other < since.get());
            if asked.is_some() && !before {
                // Only a closed channel refuses, and that receives no question.
                let _ = sender.post_message(&JsValue::from_str(&answer));
            } else if before || message == answer {
                // The function that resolves a promise does not throw.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        });
    });
    channel.post_message(&request.into()).ok()?;
    Some(LockRequest { lock, taken, since })
}

/// Does another tab answer that it holds the lock?
async fn is_answered(name: &str) -> Option<bool> {
    let channel = BroadcastChannel::new(CHANNEL).ok()?;
    let LockMessage { question, answer } = messages(name);
    let answered = Promise::new(&mut |resolve, _| {
        let answer = answer.clone();
        on_message(&channel, move |message| {
            if message == answer {
                // The function that resolves a promise does not throw.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        });
    });
    channel.post_message(&question.into()).ok()?;
    let answered = resolves_in_time(answered).await;
    channel.close();
    Some(answered)
}

/// Does the promise resolve within the time that another tab may take?
async fn resolves_in_time(awaited: Promise) -> bool {
    let timeout = std::pin::pin!(sleep(ANSWER_TIMEOUT));
    matches!(select(JsFuture::from(awaited), timeout).await, Either::Left(_))
}
