//! Notices when elements change their size, for whatever reason: the window, the font, a notice above.

use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, ResizeObserver};

/// Watches for as long as it lives.
pub struct ResizeObserverGuard {
    observer: ResizeObserver,
    _run: Closure<dyn FnMut()>,
}

impl ResizeObserverGuard {
    /// Calls `run` when one of the elements has changed its size. `None` where the browser cannot tell.
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
