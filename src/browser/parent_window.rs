//! The page around this one, and the port over which the two speak.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, JSON, JsString, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{MessageChannel, MessageEvent, MessagePort};

/// More characters than any message has.
const LONGEST: u32 = 65_536;

/// The way to the page around this one. Cheap to clone; nothing is said to anybody whose origin is not listed.
#[derive(Clone)]
pub struct ParentWindow {
    /// One for each greeting under way: a port whose other end reached nobody is deaf.
    ports: Rc<RefCell<Vec<MessagePort>>>,
    hear: Rc<dyn Fn(Option<String>)>,
    hello: String,
}

impl ParentWindow {
    /// Greets the page around this one, if its origin is one of `origins`, and hears what it says from then on: JSON, or `None` for
    /// what was no message of a listed page. A page that was not there yet may say hello itself (`is_hello`) and is greeted again.
    pub fn connect(
        origins: Vec<String>,
        hello: String,
        is_hello: impl Fn(&str) -> bool + 'static,
        hear: impl Fn(Option<String>) + 'static,
    ) -> Self {
        let parent = Self { ports: Rc::default(), hear: Rc::new(hear), hello };
        parent.offer(&candidates(&origins));
        let listening = parent.clone();
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let around: Option<JsValue> = window().parent().ok().flatten().map(Into::into);
            let is_parent = around.is_some() && event.source().map(JsValue::from) == around;
            let is_listed = is_parent && origins.contains(&event.origin());
            match text_of(&event).filter(|text| is_listed && is_hello(text)) {
                Some(_) => listening.offer(&[event.origin()]),
                None => (listening.hear)(None),
            }
        });
        if window().add_event_listener_with_callback("message", listener.as_ref().unchecked_ref()).is_ok() {
            // It listens as long as the page lives.
            listener.forget();
        }
        parent
    }

    /// Says something over the port.
    pub fn post(&self, json: &str) {
        let Ok(message) = JSON::parse(json) else { return };
        for port in self.ports.borrow().iter() {
            // What can be made of JSON can be sent.
            let _ = port.post_message(&message);
        }
    }

    /// Sends hello with a port to each origin; the browser delivers it to the page that is there and has it, and to no other.
    fn offer(&self, origins: &[String]) {
        let (Ok(hello), Ok(Some(parent))) = (JSON::parse(&self.hello), window().parent()) else { return };
        let mut ports = Vec::new();
        for origin in origins {
            let Ok(channel) = MessageChannel::new() else { return };
            let hear = Rc::clone(&self.hear);
            let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| hear(text_of(&event)));
            // The port keeps what listens to it, and listening opens it.
            channel.port1().set_onmessage(Some(listener.into_js_value().unchecked_ref()));
            if parent.post_message_with_transfer(&hello, origin, &Array::of1(&channel.port2())).is_ok() {
                ports.push(channel.port1());
            }
        }
        self.ports.replace(ports).iter().for_each(MessagePort::close);
    }
}

/// Who may be there: browsers that know the origin around a frame spare us the others, about which they would complain.
fn candidates(listed: &[String]) -> Vec<String> {
    let around = around();
    listed.iter().filter(|origin| around.first().is_none_or(|around| around == *origin)).cloned().collect()
}

/// Is there a page around this one, at any remove, whose origin is neither listed nor our own? `false` where the browser does not tell: there
/// only the headers of the host keep others from showing it.
pub fn is_framed_by_untrusted_origin(listed: &[String]) -> bool {
    let own = window().location().origin().ok();
    around().iter().any(|origin| !listed.contains(origin) && own.as_ref() != Some(origin))
}

/// The origins of the pages around this one, from the nearest on; empty where the browser does not tell them.
fn around() -> Vec<String> {
    let Ok(origins) = Reflect::get(&window().location(), &"ancestorOrigins".into()) else { return Vec::new() };
    let Ok(origins) = origins.dyn_into() else { return Vec::new() };
    (0..).map_while(|index| Reflect::get_u32(&origins, index).ok()?.as_string()).collect()
}

/// A message as JSON; `None` for what has none, and for what is too long.
fn text_of(event: &MessageEvent) -> Option<String> {
    let text = JSON::stringify(&event.data()).ok()?.dyn_into::<JsString>().ok()?;
    (text.length() <= LONGEST).then(|| text.into())
}
