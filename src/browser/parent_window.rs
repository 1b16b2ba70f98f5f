//! The connection to the page around this one: a handshake, then messages over a `MessagePort`.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, JSON, JsString, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{MessageChannel, MessageEvent, MessagePort};

/// The maximum length of a message, in UTF-16 units.
const MAX_LENGTH: u32 = 65_536;

/// The connection to the page around this one. Cheap to clone; nothing is sent to a page whose origin is not listed.
#[derive(Clone)]
pub struct ParentWindow {
    /// One per origin that a hello was sent to; a port whose other end was not delivered receives nothing.
    ports: Rc<RefCell<Vec<MessagePort>>>,
    on_message: Rc<dyn Fn(Option<String>)>,
    hello: String,
}

impl ParentWindow {
    /// Sends `hello` to the page around this one, if its origin is one of `origins`, and calls `on_message` with each message from then on:
    /// JSON, or `None` for what was no message of a listed page. A page that was not ready may send a hello itself (`is_hello`) and gets
    /// another one.
    pub fn connect(
        origins: Vec<String>,
        hello: String,
        is_hello: impl Fn(&str) -> bool + 'static,
        on_message: impl Fn(Option<String>) + 'static,
    ) -> Self {
        let parent = Self { ports: Rc::default(), on_message: Rc::new(on_message), hello };
        parent.offer(&candidates(&origins));
        let listening = parent.clone();
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let around: Option<JsValue> = window().parent().ok().flatten().map(Into::into);
            let is_parent = around.is_some() && event.source().map(JsValue::from) == around;
            let is_listed = is_parent && origins.contains(&event.origin());
            match text_of(&event).filter(|text| is_listed && is_hello(text)) {
                Some(_) => listening.offer(&[event.origin()]),
                None => (listening.on_message)(None),
            }
        });
        if window().add_event_listener_with_callback("message", listener.as_ref().unchecked_ref()).is_ok() {
            // It listens as long as the page lives.
            listener.forget();
        }
        parent
    }

    /// Sends a message, which is JSON, over the port.
    pub fn post(&self, json: &str) {
        let Ok(message) = JSON::parse(json) else { return };
        for port in self.ports.borrow().iter() {
            // What can be made of JSON can be sent.
            let _ = port.post_message(&message);
        }
    }

    /// Sends hello with a port for each origin; the browser delivers it only to a page of that origin.
    fn offer(&self, origins: &[String]) {
        let (Ok(hello), Ok(Some(parent))) = (JSON::parse(&self.hello), window().parent()) else { return };
        let mut ports = Vec::new();
        for origin in origins {
            let Ok(channel) = MessageChannel::new() else { return };
            let on_message = Rc::clone(&self.on_message);
            let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| on_message(text_of(&event)));
            // The port keeps what listens to it, and listening opens it.
            channel.port1().set_onmessage(Some(listener.into_js_value().unchecked_ref()));
            if parent.post_message_with_transfer(&hello, origin, &Array::of1(&channel.port2())).is_ok() {
                ports.push(channel.port1());
            }
        }
        self.ports.replace(ports).iter().for_each(MessagePort::close);
    }
}

/// The listed origins that the page around this one may have. Browsers that reveal the origin leave one; for the others a message would
/// log an error.
fn candidates(listed: &[String]) -> Vec<String> {
    let around = around();
    listed.iter().filter(|origin| around.first().is_none_or(|around| around == *origin)).cloned().collect()
}

/// Is there a page around this one, at any level, whose origin is neither listed nor our own? `false` where the browser does not reveal
/// that: there only the headers of the host prevent other pages from framing this one.
pub fn is_framed_by_untrusted_origin(listed: &[String]) -> bool {
    let own = window().location().origin().ok();
    around().iter().any(|origin| !listed.contains(origin) && own.as_ref() != Some(origin))
}

/// The origins of the pages around this one, the nearest first; empty where the browser does not reveal them.
fn around() -> Vec<String> {
    let Ok(origins) = Reflect::get(&window().location(), &"ancestorOrigins".into()) else { return Vec::new() };
    let Ok(origins) = origins.dyn_into() else { return Vec::new() };
    (0..).map_while(|index| Reflect::get_u32(&origins, index).ok()?.as_string()).collect()
}

/// A message as JSON; `None` for one that cannot be written as JSON, or is too long.
fn text_of(event: &MessageEvent) -> Option<String> {
    let text = JSON::stringify(&event.data()).ok()?.dyn_into::<JsString>().ok()?;
    (text.length() <= MAX_LENGTH).then(|| text.into())
}
