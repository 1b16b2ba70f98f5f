//! Sensor readings, sent every SensorReadingEventInterval minutes.

use jetstream_api::{
    catalogue,
    kind::{DeviceKind, Form},
};

use crate::model::{
    clock::{self, MINUTE, Ms},
    device::Device,
    device_event::DeviceEvent,
    json,
    sim_context::SimContext,
};

/// The interval between two; `None` for devices without sensors, and for those that read only when they wake.
pub(crate) fn interval(device: &Device) -> Option<Ms> {
    if device.kind() != DeviceKind::RfidEnclosure {
        return None;
    }
    Some(device.number("sensorreadingeventinterval", 60)).filter(|minutes| *minutes > 0).map(|minutes| minutes * MINUTE)
}

/// Starts the timer anew, at a random point of the interval.
pub(crate) fn start(device: &mut Device, context: &mut SimContext) {
    device.state.reading = device.state.next_token();
    if let Some(interval) = interval(device) {
        let first = device.state.rng.between(0, interval);
        device.plan(context, first, DeviceEvent::Reading(device.state.reading));
    }
}

/// Sends the readings at the end of an interval.
pub(crate) fn read(device: &mut Device, context: &mut SimContext, token: u32) {
    if token != device.state.reading {
        return;
    }
    if let Some(interval) = interval(device) {
        device.plan(context, interval, DeviceEvent::Reading(token));
        if device.state.up && !device.has_full_backlog() {
            emit_readings(device, context);
        }
    }
}

/// Sends the values of all sensors of the device.
pub(crate) fn emit_readings(device: &mut Device, context: &mut SimContext) {
    let time = clock::text(context.now.saturating_add(device.state.skew));
    let mut fields = String::from("\"SensorReadings\":");
    json::array(&mut fields, catalogue::sensors(device.kind()), |out, sensor| {
        out.push('{');
        json::field(out, "Name", sensor.name);
        json::field(out, "Value", &value(device, sensor.name));
        out.push_str("\"ReadingTime\":");
        json::text(out, &time);
        out.push('}');
    });
    fields.push(',');
    device.emit(context, "SensorReadingEvent", fields);
}

fn value(device: &mut Device, sensor: &str) -> String {
    match sensor {
        "SignalStrength" => device.state.rng.between(-95, -55).to_string(),
        "BatteryLevel" => device.state.rng.between(46, 98).to_string(),
        "Latitude" => format!("43.0{}", 30_000 + device.state.rng.between(0, 3_000)),
        "Longitude" => format!("-89.4{}", 10_000 + device.state.rng.between(0, 3_000)),
        _ => temperature(device),
    }
}

/// A temperature in Celsius: whole degrees from most enclosures, one decimal from mobile cases and some others, as both
/// are in the examples.
fn temperature(device: &mut Device) -> String {
    let base = match device.definition.form {
        Some(Form::Fridge) => 45,
        Some(Form::Freezer) => -200,
        Some(Form::UltraLowFreezer) => -780,
        _ => 215,
    };
    // An open door or a cooling without power warms a cold device.
    let warmth = if base < 200 && device.state.door.is_some() { 35 } else { 0 }
        + if base < 200 && !device.state.mains { 60 } else { 0 };
    let tenths = base + warmth + device.state.rng.between(-9, 9);
    if device.kind() == DeviceKind::MobileCase || device.form(3) == 0 {
        let sign = if tenths < 0 { "-" } else { "" };
        format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
    } else {
        (tenths / 10).to_string()
    }
}
