//! Locks between the tabs of this origin: who holds one runs, who does not only looks on. Browsers have them (Web Locks) on secure
//! pages, and let go of them when a tab is closed or dies. Elsewhere the tabs ask one another, which is not proof against two
//! that ask in the same instant.

use std::time::Duration;

use futures_util::future::{Either, select};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

use super::{reflect::method, timer::sleep};

/// Where tabs ask one another.
const CHANNEL: &str = "jetstream-locks";
/// How long another tab may take to answer. Messages reach hidden tabs, too.
const PATIENCE: Duration = Duration::from_millis(500);

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Hold {
    /// It is ours until this is dropped.
    Held(Lock),
    /// Another tab has it.
    Taken,
    /// This browser lets tabs know nothing of one another.
    Unsupported,
}

/// A lock that is held. Dropping it lets go.
#[derive(Debug)]
pub struct Lock(Release);

#[derive(Debug)]
enum Release {
    Lock(Function),
    Channel(BroadcastChannel),
}

impl Drop for Lock {
    fn drop(&mut self) {
        match &self.0 {
            // The function that resolves a promise does not throw.
            Release::Lock(release) => drop(release.call0(&JsValue::UNDEFINED)),
            Release::Channel(channel) => channel.close(),
        }
    }
}

/// Does the browser itself keep locks here?
pub fn has_locks() -> bool {
    manager().is_some()
}

/// Takes a lock if nobody has it; does not wait for it.
pub async fn hold(name: &str) -> Hold {
    if let Some((granted, lock)) = request(name, true) {
        match JsFuture::from(granted).await.ok().and_then(|granted| granted.as_bool()) {
            Some(true) => return Hold::Held(lock),
            Some(false) => return Hold::Taken,
            // A frame without an origin of its own has the locks, and may not use them.
            None => {}
        }
    }
    match is_answered(name).await {
        Some(true) => Hold::Taken,
        Some(false) => answering(name).map_or(Hold::Unsupported, |channel| Hold::Held(Lock(Release::Channel(channel)))),
        None => Hold::Unsupported,
    }
}

/// Takes a lock as soon as nobody has it, which no timer decides: those of a hidden tab are slow. `None` where there are no locks.
pub async fn wait_for(name: &str) -> Option<Lock> {
    let (granted, lock) = request(name, false)?;
    JsFuture::from(granted).await.ok()?.is_truthy().then_some(lock)
}

/// Is a lock of this name held by any tab? `None` where nobody can say.
pub async fn is_held(name: &str) -> Option<bool> {
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
    Some((granted, Lock(Release::Lock(release?))))
}

/// What the browser says of a lock.
async fn listed(name: &str) -> Option<bool> {
    let query = method(&manager()?, "query")?.call0(&JsValue::UNDEFINED).ok()?;
    let state = JsFuture::from(query.dyn_into::<Promise>().ok()?).await.ok()?;
    let held = Array::from(&Reflect::get(&state, &"held".into()).ok()?);
    let named = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok().and_then(|found| found.as_string());
    Some(held.iter().any(|lock| named(lock).as_deref() == Some(name)))
}

fn question(name: &str) -> String {
    format!("who holds {name}")
}

fn answer(name: &str) -> String {
    format!("I hold {name}")
}

fn on_message(channel: &BroadcastChannel, expected: String, then: impl Fn() + 'static) {
    let listen = move |event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(&expected) {
            then();
        }
    };
    let listen = Closure::<dyn Fn(MessageEvent)>::new(listen).into_js_value();
    channel.set_onmessage(Some(listen.unchecked_ref()));
}

/// Answers whoever asks, from now on.
fn answering(name: &str) -> Option<BroadcastChannel> {
    let channel = BroadcastChannel::new(CHANNEL).ok()?;
    let (told, answer) = (channel.clone(), JsValue::from_str(&answer(name)));
    on_message(&channel, question(name), move || {
        // Only a closed channel refuses, and that hears no question.
        let _ = told.post_message(&answer);
    });
    Some(channel)
}

/// Does another tab say that it holds the lock?
async fn is_answered(name: &str) -> Option<bool> {
    let channel = BroadcastChannel::new(CHANNEL).ok()?;
    let answered = Promise::new(&mut |resolve, _| {
        on_message(&channel, answer(name), move || {
            // The function that resolves a promise does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    channel.post_message(&question(name).into()).ok()?;
    let patience = std::pin::pin!(sleep(PATIENCE));
    let answered = matches!(select(JsFuture::from(answered), patience).await, Either::Left(_));
    channel.close();
    Some(answered)
}
