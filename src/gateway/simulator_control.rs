//! The routes that control the simulator, `simulator/…`, for tests and demonstrations: they move the clock, disconnect devices and raise
//! alarms, and list the calls that the simulator received and the number of events that it issued.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::{Path, Request, State},
    http::StatusCode,
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::{get, post},
};
use jetstream_api::time;
use jetstream_simulator::{ControlError, MAX_RATE, Response as Answer, Simulator};
use jiff::SignedDuration;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use crate::{
    idempotency::IdempotencyCache,
    origin::Origins,
    responses::{self, error_response},
    simulation::Simulation,
};

/// The longest jump, in seconds: a year and a day.
const LONGEST_JUMP: f64 = 366.0 * 86_400.0;

/// The state of the routes.
pub struct SimulatorControl {
    simulation: Arc<Simulation>,
    clicks: Arc<IdempotencyCache<Answer>>,
    origins: Origins,
    seed: u64,
}

type ControlState = State<Arc<SimulatorControl>>;

impl SimulatorControl {
    /// Controls this simulation. `clicks` counts the requests that were answered from the cache and never reached it.
    pub fn new(
        simulation: Arc<Simulation>,
        clicks: Arc<IdempotencyCache<Answer>>,
        origins: Origins,
        seed: u64,
    ) -> Self {
        Self { simulation, clicks, origins, seed }
    }

    /// The routes.
    pub fn routes(self) -> Router {
        let control = Arc::new(self);
        Router::new()
            .route("/simulator", get(state))
            .route("/simulator/asked", get(asked))
            .route("/simulator/advance", post(advance))
            .route("/simulator/rate", post(rate))
            .route("/simulator/devices/{name}/connect", post(connect))
            .route("/simulator/devices/{name}/disconnect", post(disconnect))
            .route("/simulator/devices/{name}/poll", post(poll))
            .route("/simulator/devices/{name}/trip", post(trip))
            .layer(from_fn_with_state(Arc::clone(&control), own_pages_only))
            .with_state(control)
    }

    fn state(&self) -> Response {
        let (now, devices, (count, hash)) =
            self.simulation.with(|simulator| (simulator.now(), simulator.devices(), simulator.issued()));
        let state = json!({
            "now": time::format(now),
            "devices": devices,
            "issued": count,
            "hash": format!("{hash:016x}"),
            "speed": self.simulation.speed(),
            "seed": self.seed,
        });
        responses::json(StatusCode::OK, &state)
    }

    fn device(&self, act: impl FnOnce(&mut Simulator) -> Result<(), ControlError>) -> Response {
        match self.simulation.with(act) {
            Ok(()) => self.state(),
            Err(error) => error_response(status(error), error),
        }
    }
}

async fn state(State(control): ControlState) -> Response {
    control.state()
}

/// The calls that the simulator received. A repeat that was answered from the cache is counted as well, for as long as the cached
/// response is stored.
async fn asked(State(control): ControlState) -> Response {
    let mut asked = control.simulation.with(|simulator| simulator.asked());
    for (click, repeats) in control.clicks.replay_count() {
        if let Some(counts) = asked.clicks.get_mut(&click.to_string()) {
            counts.received += repeats;
        }
    }
    responses::json(StatusCode::OK, &json!(asked))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: f64,
}

async fn advance(State(control): ControlState, body: Bytes) -> Response {
    let by = match read::<Advance>(&body) {
        Ok(Advance { seconds }) if (0.0..=LONGEST_JUMP).contains(&seconds) => {
            SignedDuration::try_from_secs_f64(seconds)
        }
        Ok(_) => {
            return error_response(StatusCode::BAD_REQUEST, format_args!("\"seconds\" is from 0 to {LONGEST_JUMP}."));
        }
        Err(refusal) => return *refusal,
    };
    let Ok(by) = by else { return error_response(StatusCode::BAD_REQUEST, "\"seconds\" is no length of time.") };
    match control.simulation.jump(by).await {
        Ok(()) => control.state(),
        Err(error) => error_response(StatusCode::INTERNAL_SERVER_ERROR, error),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Rate {
    per_second: f64,
}

async fn rate(State(control): ControlState, body: Bytes) -> Response {
    match read::<Rate>(&body) {
        Ok(Rate { per_second }) if (0.0..=MAX_RATE).contains(&per_second) => {
            control.simulation.with(|simulator| simulator.set_rate(per_second));
            control.state()
        }
        Ok(_) => error_response(StatusCode::BAD_REQUEST, format_args!("\"perSecond\" is from 0 to {MAX_RATE}.")),
        Err(refusal) => *refusal,
    }
}

async fn connect(State(control): ControlState, Path(name): Path<String>) -> Response {
    control.device(|simulator| simulator.connect(&name))
}

async fn disconnect(State(control): ControlState, Path(name): Path<String>) -> Response {
    control.device(|simulator| simulator.disconnect(&name))
}

async fn poll(State(control): ControlState, Path(name): Path<String>) -> Response {
    control.device(|simulator| simulator.poll(&name))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TripRequest {
    entry: String,
}

async fn trip(State(control): ControlState, Path(name): Path<String>, body: Bytes) -> Response {
    match read::<TripRequest>(&body) {
        Ok(TripRequest { entry }) => control.device(|simulator| simulator.raise_incident(&name, &entry)),
        Err(refusal) => *refusal,
    }
}

fn status(error: ControlError) -> StatusCode {
    match error {
        ControlError::NoDevice => StatusCode::NOT_FOUND,
        ControlError::NoEntry => StatusCode::BAD_REQUEST,
        ControlError::NotNow => StatusCode::CONFLICT,
    }
}

/// Any page may send a form to any host; only our own may move the clock here.
async fn own_pages_only(State(control): ControlState, request: Request, next: Next) -> Response {
    match control.origins.allow(request.headers()) {
        true => next.run(request).await,
        false => error_response(StatusCode::FORBIDDEN, "This page's origin is not allowed to steer."),
    }
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Box<Response>> {
    serde_json::from_slice(body).map_err(|error| Box::new(error_response(StatusCode::BAD_REQUEST, error)))
}

#[cfg(test)]
#[path = "simulator_control_tests.rs"]
mod tests;
