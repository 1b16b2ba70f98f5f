//! Tests of a batch of calls.

use jetstream_api::{
    catalogue::Command,
    commands::{CommandResponse, CommandStatus},
    ids::CommandId,
};
use jetstream_fleet::{Click, ClickResult};

use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_000_000 + second).unwrap()
}

fn name(name: &str) -> DeviceName {
    DeviceName::parse(name).unwrap()
}

#[test]
fn what_came_of_each_call_is_counted_and_what_went_wrong_is_named() {
    let mut fleet = Fleet::new(1 << 16);
    let mut calls = Calls::default();
    let answered = |status, id: &str| {
        ClickResult::Response(CommandResponse {
            command_id: CommandId::new(id),
            status,
            exceptions: Vec::new(),
            output: Vec::new(),
        })
    };
    let answers = [
        Some(answered(CommandStatus::Completed, "6bd4b8fb-d964-4d00-ae0a-e3943d58e001")),
        Some(answered(CommandStatus::Queued, "6bd4b8fb-d964-4d00-ae0a-e3943d58e002")),
        Some(ClickResult::Failed("HTTP 409".into())),
        Some(ClickResult::Unknown("the connection broke".into())),
        None,
    ];
    for (number, answer) in (1_u8..).zip(answers) {
        let (click, device) = (Guid::from_random([number; 16]), format!("Cabinet {number}"));
        let command = Command::SetPolicyParameters;
        calls.queue.push_first(DeviceCall { click, device: name(&device) });
        assert_eq!(calls.next().map(|call| call.click), Some(click));
        fleet.click(Click { id: click, device, command, parameters: Vec::new(), at: at(0) });
        if let Some(answer) = answer {
            fleet.answer(click, answer, at(1));
            assert!(calls.queue.finish(&click));
        }
    }
    calls.queue.push_first(DeviceCall { click: Guid::from_random([9; 16]), device: name("Cabinet 9") });

    let progress = progress(&calls, &fleet, at(2));
    assert_eq!((progress.total, progress.waiting, progress.in_flight), (6, 1, 1));
    assert_eq!((progress.completed, progress.queued, progress.answered(), progress.is_over()), (1, 1, 4, false));
    let troubles: Vec<_> = progress.troubles.iter().map(|(device, why)| (device.as_str(), why.as_str())).collect();
    assert_eq!(troubles, [("Cabinet 3", "HTTP 409"), ("Cabinet 4", "No usable answer came: it may have been done.")]);
}
