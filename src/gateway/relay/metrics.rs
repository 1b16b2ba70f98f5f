//! The counters of the relay, and the route `metrics`, which lists them in the text format of Prometheus.

use std::{
    fmt::Write,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{Router, http::header, response::IntoResponse, routing::get};

/// A counter that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Adds to it.
    pub fn add(&self, count: usize) {
        self.0.fetch_add(count as u64, Ordering::Relaxed);
    }

    /// Its value.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The counters of a relay.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Events that were stored.
    pub stored: Counter,
    /// Events that were received again and had been stored before.
    pub repeated: Counter,
    /// Events sent to feed connections.
    pub sent: Counter,
    /// Batches that were read from a queue and stored.
    pub turns: Counter,
    /// Calls of the relay's own that failed.
    pub upstream_failures: Counter,
    /// Batches that could not be stored.
    pub store_failures: Counter,
    /// Keys that Jetstream did not accept.
    pub refused_keys: Counter,
    /// Calls passed on.
    pub calls: Counter,
    /// Calls passed on that got no response.
    pub lost_calls: Counter,
    /// Repeated calls of a click, which got the response of the first.
    pub repeated_calls: Counter,
    /// Calls that were refused because of a limit.
    pub refused_calls: Counter,
}

/// Current values, which rise and fall.
#[derive(Debug, Clone, Copy)]
pub struct Gauges {
    /// Connections to the feed.
    pub sockets: usize,
    /// Keys in use.
    pub keys: usize,
    /// Whether everything could be stored so far.
    pub is_well: bool,
}

impl Metrics {
    /// All counters and gauges in the text format of Prometheus.
    pub fn to_text(&self, now: Gauges) -> String {
        let counters = [
            ("events_stored_total", "Events written to the disk.", &self.stored),
            ("events_repeated_total", "Events that came again and were known.", &self.repeated),
            ("events_sent_total", "Events sent over the feed, to all connections together.", &self.sent),
            ("batches_total", "Batches read from Jetstream's queues and written to the disk.", &self.turns),
            ("upstream_failures_total", "Calls of the relay's own that failed.", &self.upstream_failures),
            ("store_failures_total", "Batches that could not be written to the disk.", &self.store_failures),
            ("refused_keys_total", "Keys that Jetstream did not accept.", &self.refused_keys),
            ("calls_total", "Calls passed on to Jetstream.", &self.calls),
            ("lost_calls_total", "Calls passed on to Jetstream that got no answer.", &self.lost_calls),
            ("repeated_calls_total", "Calls answered from the first result of their click.", &self.repeated_calls),
            ("refused_calls_total", "Calls refused because of a limit.", &self.refused_calls),
        ];
        let gauges = [
            ("sockets", "Feed connections.", now.sockets),
            ("keys", "Access keys in use.", now.keys),
            ("store_up", "1 as long as everything could be written to the disk.", usize::from(now.is_well)),
        ];
        let mut text = String::new();
        for (name, help, counter) in counters {
            line(&mut text, name, help, "counter", counter.get());
        }
        for (name, help, value) in gauges {
            line(&mut text, name, help, "gauge", value as u64);
        }
        text
    }
}

fn line(text: &mut String, name: &str, help: &str, kind: &str, value: u64) {
    let name = format!("jetstream_relay_{name}");
    // Writing to a text cannot fail.
    let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}\n");
}

/// The route.
pub fn routes(metrics: Arc<Metrics>, gauges: impl Fn() -> Gauges + Clone + Send + Sync + 'static) -> Router {
    let answer = move || {
        let kind =
            [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
        (kind, metrics.to_text(gauges())).into_response()
    };
    Router::new().route("/metrics", get(async move || answer()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_the_form_that_prometheus_reads() {
        let metrics = Metrics::default();
        metrics.stored.add(3);
        let text = metrics.to_text(Gauges { sockets: 2, keys: 1, is_well: true });
        assert!(text.contains("\njetstream_relay_sockets 2\n"), "{text}");
        assert!(text.starts_with("# HELP jetstream_relay_events_stored_total Events written to the disk.\n"), "{text}");
        for (index, line) in text.lines().enumerate() {
            let words: Vec<_> = line.split(' ').collect();
            match (index % 3, words.as_slice()) {
                (0, ["#", "HELP", name, ..]) => assert!(name.starts_with("jetstream_relay_")),
                (1, ["#", "TYPE", _, kind]) => assert!(["counter", "gauge"].contains(kind)),
                (2, [_, value]) => assert!(value.parse::<u64>().is_ok()),
                _ => panic!("{line}"),
            }
        }
        assert!(text.ends_with('\n'));
    }
}
