//! Locks between the tabs of this origin (Web Locks): who holds one runs, who does not only looks on. A browser lets go of them when
//! a tab is closed or dies. They do not exist on plain http, nor in a frame without an origin of its own.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

use super::reflect::method;

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Hold {
    /// It is ours until this is dropped.
    Held(Lock),
    /// Another tab has it.
    Taken,
    /// This browser has no locks here.
    Unsupported,
}

/// A lock that is held. Dropping it lets go.
#[derive(Debug)]
pub struct Lock(Function);

impl Drop for Lock {
    fn drop(&mut self) {
        // The function that resolves a promise does not throw.
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

fn manager() -> Option<JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// Does this browser have locks here?
pub fn has_locks() -> bool {
    manager().is_some()
}

/// Takes a lock if nobody has it; does not wait for it.
pub async fn hold(name: &str) -> Hold {
    let Some((granted, release)) = request(name) else { return Hold::Unsupported };
    match JsFuture::from(granted).await.ok().and_then(|granted| granted.as_bool()) {
        Some(true) => Hold::Held(Lock(release)),
        Some(false) => Hold::Taken,
        None => Hold::Unsupported,
    }
}

/// Asks for the lock. The first promise tells whether it was granted, or rejects where locks are refused altogether; the lock is held
/// until the function is called.
fn request(name: &str) -> Option<(Promise, Function)> {
    let request = method(&manager()?, "request")?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).ok()?;
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
        match asked.map(JsCast::dyn_into::<Promise>) {
            // Of a lock that is granted this promise ends when it is let go, and then nobody listens any more.
            Ok(Ok(asked)) => {
                if let Some(then) = method(&asked, "then") {
                    let _ = then.call2(&JsValue::UNDEFINED, &JsValue::UNDEFINED, &reject);
                }
            }
            _ => {
                let _ = reject.call0(&JsValue::UNDEFINED);
            }
        }
    });
    Some((granted, release?))
}

/// Is a lock of this name held by any tab? `None` where nobody can say.
pub async fn is_held(name: &str) -> Option<bool> {
    let query = method(&manager()?, "query")?.call0(&JsValue::UNDEFINED).ok()?;
    let state = JsFuture::from(query.dyn_into::<Promise>().ok()?).await.ok()?;
    let held = Array::from(&Reflect::get(&state, &"held".into()).ok()?);
    let named = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok().and_then(|found| found.as_string());
    Some(held.iter().any(|lock| named(lock).as_deref() == Some(name)))
}
