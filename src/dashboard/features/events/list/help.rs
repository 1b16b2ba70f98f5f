//! A help text on the search language, as a list of examples.

use leptos::prelude::*;

use jetstream_ui::Disclosure;

const EXAMPLES: [(&str, &str); 8] = [
    ("door breach", "events that say both words, in any case; pass numbers and tokens are not searched"),
    ("device:\"Cabinet 7\"", "this device; where none is called so, all that have it in their names"),
    ("type:LogEntryEvent", "this type of event, or a part of its name"),
    ("severity>=warning", "also with : > <= <, and debug, information or error"),
    ("since:2h", "not older than that: s, m, h, d, w, or a time in UTC"),
    ("until:2026-05-18T10:00", "goes to a time: what came until then, the newest first"),
    ("user:maria command:Lockdown", "what somebody sent; a command also by its CommandId"),
    ("-type:Heartbeat", "a minus takes out what fits"),
];

/// The examples, in a closed disclosure.
#[component]
pub fn SearchHelp() -> AnyView {
    let example = |(text, meaning)| view! { <div><dt><code>{text}</code></dt><dd>{meaning}</dd></div> };
    view! {
        <Disclosure summary="How to search">
            <dl class="facts">{EXAMPLES.map(example).collect_view()}</dl>
        </Disclosure>
    }
    .into_any()
}
