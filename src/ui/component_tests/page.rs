//! Test helper: mounts a component into the document, finds its elements, presses keys, and waits for frames.

use std::any::Any;

use js_sys::Promise;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// A component that is mounted in an element of the document. Dropping it unmounts it and removes the element.
pub struct Page {
    root: HtmlElement,
    mounted: Option<Box<dyn Any>>,
}

impl Page {
    /// Mounts what `view` makes and waits until its effects have run.
    pub async fn mount(view: impl FnOnce() -> AnyView + 'static) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let mounted = mount_to(root.clone(), view);
        let page = Self { root, mounted: Some(Box::new(mounted)) };
        frames(2).await;
        page
    }

    /// The first element that a selector finds.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.root.query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    /// The same where it must exist.
    pub fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector).unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    /// All elements that a selector finds, in document order.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let list = self.root.query_selector_all(selector).unwrap();
        (0..list.length()).filter_map(|index| list.item(index)).map(JsCast::unchecked_into).collect()
    }

    /// An input, which must exist.
    pub fn input(&self, selector: &str) -> HtmlInputElement {
        self.get(selector).unchecked_into()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // Unmounted first: a dialog gives the focus back only while it is in the document.
        self.mounted = None;
        self.root.remove();
    }
}

/// An attribute; `None` where the element has none of that name.
pub fn attribute(element: &Element, name: &str) -> Option<String> {
    element.get_attribute(name)
}

/// The text of an element, without space around it.
pub fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default().trim().to_owned()
}

/// Has this element the focus?
pub fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Sends a key to an element; `true` when the component handled it, that is, prevented the default action.
pub fn press(element: &Element, key: &str) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    !element.dispatch_event(&event).unwrap()
}

/// Replaces the text of an input, as typing does.
pub fn type_text(input: &HtmlInputElement, text: &str) {
    input.set_value(text);
    dispatch(input, "input");
}

/// Sends an event that bubbles and can be cancelled; `true` when its default action was prevented.
pub fn dispatch(element: &Element, name: &str) -> bool {
    let init = EventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    !element.dispatch_event(&Event::new_with_event_init_dict(name, &init).unwrap()).unwrap()
}

/// Waits for so many animation frames; effects and microtasks have run by then.
pub async fn frames(count: usize) {
    for _ in 0..count {
        let painted = Promise::new(&mut |resolve, _| {
            window().request_animation_frame(&resolve).unwrap();
        });
        JsFuture::from(painted).await.unwrap();
    }
}

/// Waits, frame by frame, until a condition holds; fails with its name where it does not within 300 frames.
pub async fn until(name: &str, condition: impl Fn() -> bool) {
    for _ in 0..300 {
        if condition() {
            return;
        }
        frames(1).await;
    }
    panic!("not reached: {name}");
}
