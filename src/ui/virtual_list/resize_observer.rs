//! A guard over a `ResizeObserver`: elements change their size with the window, the font, or a notice above them.

use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, ResizeObserver};

/// Observes elements until it is dropped.
pub struct ResizeObserverGuard {
    observer: ResizeObserver,
    _run: Closure<dyn FnMut()>,
}

impl ResizeObserverGuard {
    /// Calls `run` when one of the elements has changed its size. `None` where the browser has no such observer.
    pub fn watch(elements: &[&Element], run: impl FnMut() + 'static) -> Option<Self> {
        let run = Closure::new(run);
        let observer = ResizeObserver::new(run.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observer.observe(element);
        }
        Some(Self { observer, _run: run })
    }
}

impl Drop for ResizeObserverGuard {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
