//! StatusEvents, sent at power-on and in the nightly scan.

use jetstream_api::kind::DeviceKind;

use crate::model::{
    clock::{Ms, SECOND},
    device::Device,
    json,
    sim_context::SimContext,
};

/// Sends versions, addresses, memory and uptime. The fields vary by device; older firmware has no serial number.
pub(crate) fn report(device: &mut Device, context: &mut SimContext) {
    let board = match device.kind() {
        DeviceKind::SecurityCabinet => "ZeusSecure",
        DeviceKind::RfidEnclosure | DeviceKind::CountertopCabinet => "ZeusEnclosure",
        DeviceKind::ReadPoint | DeviceKind::SurfaceReadPoint => "ZeusReadPoint",
        DeviceKind::MobileCase => "ZeusCase",
        DeviceKind::Handheld => return,
        DeviceKind::Unknown => "ZeusEvaluation",
    };
    let id = device.id;
    let agent = match device.kind() {
        DeviceKind::ReadPoint => "4.7.6",
        DeviceKind::SurfaceReadPoint => "4.9.2",
        _ if id.is_multiple_of(7) => "4.8.21",
        _ => "4.8.44",
    };
    let memory = if device.state.memory.is_some() { 21 } else { device.state.rng.between(38, 71) };
    let mut fields = String::new();
    json::field(&mut fields, "DeviceType", board);
    if !id.is_multiple_of(5) {
        json::field(&mut fields, "SerialNum", &device.serial);
    }
    json::field(&mut fields, "AgentVersion", agent);
    if device.kind().has_reader() != Some(false) {
        json::field(&mut fields, "ScannerVersion", "0x10102F0");
    }
    json::field(&mut fields, "ActualIP", &format!("10.20.{}.{}", id / 250 % 250, id % 250 + 1));
    json::field(&mut fields, "ActualSubnet", "255.255.0.0");
    json::field(&mut fields, "ActualGateway", "10.20.0.1");
    json::field(&mut fields, "ActualDNS", "10.20.0.2");
    json::field(&mut fields, "FreeMem", &memory.to_string());
    json::field(
        &mut fields,
        "MACAddress",
        &format!("00:1E:C0:{:02X}:{:02X}:{:02X}", id >> 16 & 255, id >> 8 & 255, id & 255),
    );
    json::field(&mut fields, "Uptime", &span(context.now - device.state.booted_at));
    json::field(&mut fields, "WebsocketUptime", &span(context.now - device.state.linked_at));
    json::field(&mut fields, "WebsocketReconnects", &device.state.reconnects.to_string());
    device.emit(context, "StatusEvent", fields);
}

/// A duration in the format `XdXhXmXs`.
fn span(span: Ms) -> String {
    let seconds = span.max(0) / SECOND;
    format!("{}d{}h{}m{}s", seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_uptime_is_written_as_in_the_reference() {
        assert_eq!(span(0), "0d0h0m0s");
        assert_eq!(span(((3 * 24 + 4) * 3_600 + 5 * 60 + 6) * SECOND), "3d4h5m6s");
    }
}
