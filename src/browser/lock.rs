//! Locks between the tabs of this origin: who holds one runs, who does not only looks on. Browsers have them (Web Locks) on secure
//! pages, and let go of them when a tab is closed or dies. Elsewhere the tabs ask one another: of two that ask at a time the one
//! that began first gets it, as long as each hears the other within the time that it waits.

use std::{cell::Cell, rc::Rc, time::Duration};

use futures_util::future::{Either, select};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::{reflect::method, timer::sleep};

/// Where tabs ask one another.
const CHANNEL: &str = "jetstream-locks";
/// How long another tab may take to answer. Messages reach hidden tabs, too.
const PATIENCE: Duration = Duration::from_millis(500);

/// What came of asking for a lock.
#[derive(Debug)]
pub enum LockResult {
    /// It is ours until this is dropped.
    Acquired(Lock),
    /// Another tab has it.
    Busy,
    /// This browser lets tabs know nothing of one another.
    Unsupported,
}

/// A lock that is held. Dropping it lets go.
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

/// Does the browser itself keep locks here?
pub fn has_locks() -> bool {
    manager().is_some()
}

/// Takes a lock if nobody has it; does not wait for it.
pub async fn try_acquire(name: &str) -> LockResult {
    if let Some((granted, lock)) = request(name, true) {
        match JsFuture::from(granted).await.ok().and_then(|granted| granted.as_bool()) {
            Some(true) => return LockResult::Acquired(lock),
            Some(false) => return LockResult::Busy,
            // A frame without an origin of its own has the locks, and may not use them.
            None => {}
        }
    }
    let Some(LockRequest { lock, taken, since }) = ask_for(name) else { return LockResult::Unsupported };
    if comes(taken).await {
        return LockResult::Busy;
    }
    since.set(0);
    LockResult::Acquired(lock)
}

/// Takes a lock as soon as nobody has it, which no timer decides: those of a hidden tab are slow. `None` where there are no locks.
pub async fn acquire(name: &str) -> Option<Lock> {
    let (granted, lock) = request(name, false)?;
    JsFuture::from(granted).await.ok()?.is_truthy().then_some(lock)
}

/// Is a lock of this name held by any tab? `None` where nobody can say.
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

/// Asks for the lock. The promise tells whether it was granted, or rejects where locks are refused altogether. Whoever waits no longer
/// drops the lock, and lets go of it by that in the moment in which it is granted.
fn request(name: &str, if_available: bool) -> Option<(Promise, Lock)> {
    let request = method(&manager()?, "request")?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &if_available.into()).ok()?;
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let granted = Promise::new(&mut |resolve, reject| {
        let held = held.clone();
        let told = move |lock: JsValue| -> JsValue {
            let granted = lock.is_object();
            // The function that resolves a promise does not throw.
            let _ = resolve.call1(&JsValue::UNDEFINED, &granted.into());
            if granted { held.into() } else { JsValue::UNDEFINED }
        };
        let callback = Closure::once_into_js(told);
        let asked = request.call3(&JsValue::UNDEFINED, &name.into(), &options, &callback);
        // Of a lock that is granted this promise ends when it is let go, and then nobody listens any more.
        let asked = asked.and_then(|asked| method(&asked, "then").ok_or(JsValue::UNDEFINED));
        let _ = match asked {
            Ok(then) => then.call2(&JsValue::UNDEFINED, &JsValue::UNDEFINED, &reject),
            Err(_) => reject.call0(&JsValue::UNDEFINED),
        };
    });
    Some((granted, Lock(LockGuardKind::Lock(release?))))
}

/// What the browser says of a lock.
async fn listed(name: &str) -> Option<bool> {
    let query = method(&manager()?, "query")?.call0(&JsValue::UNDEFINED).ok()?;
    let state = JsFuture::from(query.dyn_into::<Promise>().ok()?).await.ok()?;
    let held = Array::from(&Reflect::get(&state, &"held".into()).ok()?);
    let named = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok().and_then(|found| found.as_string());
    Some(held.iter().any(|lock| named(lock).as_deref() == Some(name)))
}

/// What tabs say to one another of a lock.
struct LockMessage {
    /// Who holds it? A tab that wants it itself says since when, in microseconds of this computer's clock, of which the last
    /// three digits are chance.
    question: String,
    answer: String,
}

fn words(name: &str) -> LockMessage {
    LockMessage { question: format!("who holds {name}?"), answer: format!("I hold {name}") }
}

fn on_message(channel: &BroadcastChannel, mut hear: impl FnMut(&str) + 'static) {
    let listen = move |event: MessageEvent| {
        if let Some(said) = event.data().as_string() {
            hear(&said);
        }
    };
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(listen).into_js_value();
    channel.set_onmessage(Some(listen.unchecked_ref()));
}

/// A lock for which the other tabs were asked.
struct LockRequest {
    /// Until this is dropped, whoever asks later is told that the lock is taken.
    lock: Lock,
    /// Ends when another tab has it, or asked for it before.
    taken: Promise,
    /// When it was asked for. Nobody asks before one who has it.
    since: Rc<Cell<u64>>,
}

fn ask_for(name: &str) -> Option<LockRequest> {
    let channel = BroadcastChannel::new(CHANNEL).ok()?;
    let lock = Lock(LockGuardKind::Channel(channel.clone()));
    // Whole numbers: reading and writing others is code of its own, which a first visit has no other use for.
    let since = Rc::new(Cell::new((js_sys::Date::now() * 1_000.0 + js_sys::Math::random() * 1_000.0) as u64));
    let LockMessage { question, answer } = words(name);
    let asked = format!("{question} {}", since.get());
    let taken = Promise::new(&mut |resolve, _| {
        let (told, question, answer, since) = (channel.clone(), question.clone(), answer.clone(), Rc::clone(&since));
        on_message(&channel, move |said| {
            let asks = said.strip_prefix(&question);
            let before = asks.and_then(|asks| asks.trim().parse::<u64>().ok()).is_some_and(|other| other < since.get());
            if asks.is_some() && !before {
                // Only a closed channel refuses, and that hears no question.
                let _ = told.post_message(&JsValue::from_str(&answer));
            } else if before || said == answer {
                // The function that resolves a promise does not throw.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        });
    });
    channel.post_message(&asked.into()).ok()?;
    Some(LockRequest { lock, taken, since })
}

/// Does another tab say that it holds the lock?
async fn is_answered(name: &str) -> Option<bool> {
    let channel = BroadcastChannel::new(CHANNEL).ok()?;
    let LockMessage { question, answer } = words(name);
    let answered = Promise::new(&mut |resolve, _| {
        let answer = answer.clone();
        on_message(&channel, move |said| {
            if said == answer {
                // The function that resolves a promise does not throw.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        });
    });
    channel.post_message(&question.into()).ok()?;
    let answered = comes(answered).await;
    channel.close();
    Some(answered)
}

/// Does something come within the time that another tab may take?
async fn comes(awaited: Promise) -> bool {
    let patience = std::pin::pin!(sleep(PATIENCE));
    matches!(select(JsFuture::from(awaited), patience).await, Either::Left(_))
}
