//! The lists of known exceptions, one for each rule. They may only become shorter.

/// Exceptions from the rule "layers".
pub const LAYERS: &[&str] = &[];

/// Exceptions from the rule "simulator layers".
pub const SIMULATOR_LAYERS: &[&str] = &[];

/// Exceptions from the rule "features".
pub const FEATURES: &[&str] = &[];

/// Exceptions from the rule "façades".
pub const FACADES: &[&str] = &[];

/// Exceptions from the rule "cycles".
pub const CYCLES: &[&str] = &[
    "src/api/call.rs <-> \
     src/api/error.rs",
    "src/api/catalogue/models.rs <-> \
     src/api/kind.rs",
    "src/api/commands.rs <-> \
     src/api/credentials.rs",
    "src/api/wire.rs <-> \
     src/api/wire/object.rs <-> \
     src/api/wire/raw.rs",
    "src/dashboard/browser/fetch.rs <-> \
     src/dashboard/demo/feed.rs <-> \
     src/dashboard/demo/jetstream.rs",
    "src/dashboard/components/ability.rs <-> \
     src/dashboard/components/access/mod.rs <-> \
     src/dashboard/components/access/row.rs <-> \
     src/dashboard/components/announce.rs <-> \
     src/dashboard/components/change/assignment.rs <-> \
     src/dashboard/components/change/devices.rs <-> \
     src/dashboard/components/change/giving.rs <-> \
     src/dashboard/components/change/make.rs <-> \
     src/dashboard/components/change/refusals.rs <-> \
     src/dashboard/components/compare/lines.rs <-> \
     src/dashboard/components/compare/picker.rs <-> \
     src/dashboard/components/compare/side.rs <-> \
     src/dashboard/components/compare/table.rs <-> \
     src/dashboard/components/condition.rs <-> \
     src/dashboard/components/configuration/apply.rs <-> \
     src/dashboard/components/configuration/head.rs <-> \
     src/dashboard/components/configuration/mod.rs <-> \
     src/dashboard/components/configuration/own_values.rs <-> \
     src/dashboard/components/configuration/table.rs <-> \
     src/dashboard/components/device_list/columns_dialog.rs <-> \
     src/dashboard/components/device_list/export.rs <-> \
     src/dashboard/components/device_list/filter_bar.rs <-> \
     src/dashboard/components/device_list/freshness.rs <-> \
     src/dashboard/components/device_list/in_sight.rs <-> \
     src/dashboard/components/device_list/known.rs <-> \
     src/dashboard/components/device_list/live_cells.rs <-> \
     src/dashboard/components/device_list/mod.rs <-> \
     src/dashboard/components/device_list/rank.rs <-> \
     src/dashboard/components/device_list/row.rs <-> \
     src/dashboard/components/drift/asking.rs <-> \
     src/dashboard/components/drift/bar.rs <-> \
     src/dashboard/components/drift/batch.rs <-> \
     src/dashboard/components/drift/board.rs <-> \
     src/dashboard/components/drift/bulk.rs <-> \
     src/dashboard/components/drift/filter.rs <-> \
     src/dashboard/components/drift/line.rs <-> \
     src/dashboard/components/drift/row.rs <-> \
     src/dashboard/components/drift/sight.rs <-> \
     src/dashboard/components/drift/words.rs <-> \
     src/dashboard/components/event_list/details.rs <-> \
     src/dashboard/components/event_list/dialog.rs <-> \
     src/dashboard/components/event_list/export.rs <-> \
     src/dashboard/components/event_list/filter_bar.rs <-> \
     src/dashboard/components/event_list/jump.rs <-> \
     src/dashboard/components/event_list/line.rs <-> \
     src/dashboard/components/event_list/mod.rs <-> \
     src/dashboard/components/event_list/row.rs <-> \
     src/dashboard/components/event_list/search_field.rs <-> \
     src/dashboard/components/facts.rs <-> \
     src/dashboard/components/file/no_connection.rs <-> \
     src/dashboard/components/file/report.rs <-> \
     src/dashboard/components/incidents/case.rs <-> \
     src/dashboard/components/incidents/dialog.rs <-> \
     src/dashboard/components/incidents/filter.rs <-> \
     src/dashboard/components/incidents/filter_bar.rs <-> \
     src/dashboard/components/incidents/mod.rs <-> \
     src/dashboard/components/incidents/notes.rs <-> \
     src/dashboard/components/incidents/row.rs <-> \
     src/dashboard/components/inventory.rs <-> \
     src/dashboard/components/moment.rs <-> \
     src/dashboard/components/of_device.rs <-> \
     src/dashboard/components/overview.rs <-> \
     src/dashboard/components/parameter_editor/copied.rs <-> \
     src/dashboard/components/parameter_editor/editor.rs <-> \
     src/dashboard/components/parameter_editor/exchange.rs <-> \
     src/dashboard/components/parameter_editor/import.rs <-> \
     src/dashboard/components/parameter_editor/layers.rs <-> \
     src/dashboard/components/parameter_editor/row.rs <-> \
     src/dashboard/components/passes/book.rs <-> \
     src/dashboard/components/passes/list.rs <-> \
     src/dashboard/components/passes/mod.rs <-> \
     src/dashboard/components/passes/named.rs <-> \
     src/dashboard/components/passes/row.rs <-> \
     src/dashboard/components/passes/standing.rs <-> \
     src/dashboard/components/plan/alarm.rs <-> \
     src/dashboard/components/plan/controls.rs <-> \
     src/dashboard/components/plan/device.rs <-> \
     src/dashboard/components/plan/devices.rs <-> \
     src/dashboard/components/plan/missing.rs <-> \
     src/dashboard/components/plan/repair.rs <-> \
     src/dashboard/components/policies/found.rs <-> \
     src/dashboard/components/policies/freshness.rs <-> \
     src/dashboard/components/policies/holders.rs <-> \
     src/dashboard/components/policies/known.rs <-> \
     src/dashboard/components/policies/list.rs <-> \
     src/dashboard/components/policies/parameters.rs <-> \
     src/dashboard/components/policies/sorting.rs <-> \
     src/dashboard/components/policies/standing.rs <-> \
     src/dashboard/components/queue/consent.rs <-> \
     src/dashboard/components/queue/export.rs <-> \
     src/dashboard/components/queue/kept.rs <-> \
     src/dashboard/components/queue/limits.rs <-> \
     src/dashboard/components/queue/mod.rs <-> \
     src/dashboard/components/rules/list.rs <-> \
     src/dashboard/components/rules/stand.rs <-> \
     src/dashboard/components/rules/tallies.rs <-> \
     src/dashboard/components/sensors/chart.rs <-> \
     src/dashboard/components/sensors/latest.rs <-> \
     src/dashboard/components/sensors/mod.rs <-> \
     src/dashboard/components/sensors/panel.rs <-> \
     src/dashboard/components/sensors/rows.rs <-> \
     src/dashboard/components/setup/mod.rs <-> \
     src/dashboard/components/timeline.rs <-> \
     src/dashboard/components/what_if/details.rs <-> \
     src/dashboard/components/what_if/forecast.rs <-> \
     src/dashboard/components/what_if/row.rs <-> \
     src/dashboard/components/what_if/sight.rs <-> \
     src/dashboard/directory/mod.rs <-> \
     src/dashboard/embed/mod.rs <-> \
     src/dashboard/embed/session.rs <-> \
     src/dashboard/embed/stranger.rs <-> \
     src/dashboard/embed/surroundings.rs <-> \
     src/dashboard/forms/command_dialog.rs <-> \
     src/dashboard/forms/configuration.rs <-> \
     src/dashboard/forms/effect.rs <-> \
     src/dashboard/forms/intent.rs <-> \
     src/dashboard/forms/lockdown.rs <-> \
     src/dashboard/forms/mod.rs <-> \
     src/dashboard/forms/outcome.rs <-> \
     src/dashboard/forms/passes/add_named.rs <-> \
     src/dashboard/forms/passes/add_passes.rs <-> \
     src/dashboard/forms/passes/edit.rs <-> \
     src/dashboard/forms/passes/edit_dialog.rs <-> \
     src/dashboard/forms/passes/outcome.rs <-> \
     src/dashboard/forms/plain.rs <-> \
     src/dashboard/forms/policies/attempt.rs <-> \
     src/dashboard/forms/policies/delete.rs <-> \
     src/dashboard/forms/policies/outcome.rs <-> \
     src/dashboard/forms/policies/rename.rs <-> \
     src/dashboard/forms/unlock.rs <-> \
     src/dashboard/live/file.rs <-> \
     src/dashboard/live/file/read.rs <-> \
     src/dashboard/live/gaps.rs <-> \
     src/dashboard/live/history.rs <-> \
     src/dashboard/live/history/batch.rs <-> \
     src/dashboard/live/history/pending.rs <-> \
     src/dashboard/live/history/stock.rs <-> \
     src/dashboard/live/in_page.rs <-> \
     src/dashboard/live/limits.rs <-> \
     src/dashboard/live/mod.rs <-> \
     src/dashboard/live/queue.rs <-> \
     src/dashboard/live/queue/empty.rs <-> \
     src/dashboard/live/queue/observe.rs <-> \
     src/dashboard/live/queue/word.rs <-> \
     src/dashboard/live/socket.rs <-> \
     src/dashboard/on_demand.rs <-> \
     src/dashboard/pages/access.rs <-> \
     src/dashboard/pages/commands.rs <-> \
     src/dashboard/pages/device.rs <-> \
     src/dashboard/pages/device_configuration.rs <-> \
     src/dashboard/pages/device_inventory.rs <-> \
     src/dashboard/pages/device_passes.rs <-> \
     src/dashboard/pages/devices.rs <-> \
     src/dashboard/pages/events.rs <-> \
     src/dashboard/pages/incidents.rs <-> \
     src/dashboard/pages/overview.rs <-> \
     src/dashboard/pages/policies.rs <-> \
     src/dashboard/pages/policies/assign.rs <-> \
     src/dashboard/pages/policies/compare.rs <-> \
     src/dashboard/pages/policies/drift.rs <-> \
     src/dashboard/pages/policies/edit.rs <-> \
     src/dashboard/pages/policies/list.rs <-> \
     src/dashboard/pages/policies/new.rs <-> \
     src/dashboard/pages/policies/new/begin.rs <-> \
     src/dashboard/pages/policies/new/create.rs <-> \
     src/dashboard/pages/policies/one.rs <-> \
     src/dashboard/pages/policies/plan.rs <-> \
     src/dashboard/pages/policies/plans.rs <-> \
     src/dashboard/pages/policies/rules.rs <-> \
     src/dashboard/pages/policies/what_if.rs <-> \
     src/dashboard/pages/sensors.rs <-> \
     src/dashboard/plans/mod.rs",
    "src/fleet/configuration/checks.rs <-> \
     src/fleet/configuration/checks/network.rs <-> \
     src/fleet/configuration/checks/warnings.rs",
    "src/fleet/configuration/what_if.rs <-> \
     src/fleet/configuration/what_if/wrong.rs",
    "src/fleet/event_log.rs <-> \
     src/fleet/event_log/gaps.rs <-> \
     src/fleet/event_log/record.rs",
    "src/fleet/event_log/import.rs <-> \
     src/fleet/event_log/import/values.rs",
    "src/fleet/plan.rs <-> \
     src/fleet/plan/step.rs",
    "src/gateway/clock.rs <-> \
     src/gateway/simulation.rs",
    "src/gateway/feed.rs <-> \
     src/gateway/feed/follower.rs <-> \
     src/gateway/feed/socket.rs",
    "src/gateway/hosting.rs <-> \
     src/gateway/hosting/caddy.rs <-> \
     src/gateway/hosting/nginx.rs",
    "src/gateway/relay.rs <-> \
     src/gateway/relay/lines.rs <-> \
     src/gateway/relay/proxy.rs <-> \
     src/gateway/relay/pumping.rs",
    "src/gateway/relay/store.rs <-> \
     src/gateway/relay/store/tables.rs",
    "src/xtask/dist.rs <-> \
     src/xtask/twins.rs",
];

/// Exceptions from the rule "browser".
pub const BROWSER: &[&str] =
    &["src/dashboard/live/queue.rs", "src/dashboard/live/queue/empty.rs", "src/dashboard/live/socket.rs"];

/// Exceptions from the rule "splitting".
pub const SPLITTING: &[&str] = &["src/dashboard/on_demand.rs"];

/// Exceptions from the rule "module docs".
pub const MODULE_DOCS: &[&str] = &[
    "src/api/catalogue/mod.rs",
    "src/api/catalogue/parameter.rs",
    "src/api/catalogue/parameters/build.rs",
    "src/api/catalogue/parameters/shared.rs",
    "src/api/catalogue/words.rs",
    "src/api/events/body.rs",
    "src/api/events/severity.rs",
    "src/api/kind.rs",
    "src/api/rules.rs",
    "src/dashboard/browser/kept.rs",
    "src/dashboard/components/ability.rs",
    "src/dashboard/components/about.rs",
    "src/dashboard/components/change/changes.rs",
    "src/dashboard/components/command_state.rs",
    "src/dashboard/components/condition.rs",
    "src/dashboard/components/configuration/apply.rs",
    "src/dashboard/components/configuration/head.rs",
    "src/dashboard/components/device_list/by.rs",
    "src/dashboard/components/device_list/export.rs",
    "src/dashboard/components/device_list/filter.rs",
    "src/dashboard/components/device_list/freshness.rs",
    "src/dashboard/components/drift/bar.rs",
    "src/dashboard/components/drift/bulk.rs",
    "src/dashboard/components/drift/filter.rs",
    "src/dashboard/components/drift/line.rs",
    "src/dashboard/components/drift/sight.rs",
    "src/dashboard/components/drift/words.rs",
    "src/dashboard/components/event_list/export.rs",
    "src/dashboard/components/event_list/filter.rs",
    "src/dashboard/components/event_list/help.rs",
    "src/dashboard/components/event_list/summary.rs",
    "src/dashboard/components/facts.rs",
    "src/dashboard/components/feed_status.rs",
    "src/dashboard/components/file/report.rs",
    "src/dashboard/components/incidents/filter.rs",
    "src/dashboard/components/incidents/notes.rs",
    "src/dashboard/components/inventory.rs",
    "src/dashboard/components/lockdown.rs",
    "src/dashboard/components/parameter_editor/filter.rs",
    "src/dashboard/components/parameter_editor/found.rs",
    "src/dashboard/components/parameter_editor/layers.rs",
    "src/dashboard/components/parameter_editor/standing.rs",
    "src/dashboard/components/passes/book.rs",
    "src/dashboard/components/passes/standing.rs",
    "src/dashboard/components/passes/words.rs",
    "src/dashboard/components/plan/progress.rs",
    "src/dashboard/components/plan/record.rs",
    "src/dashboard/components/plan/summary.rs",
    "src/dashboard/components/plan/words.rs",
    "src/dashboard/components/policies/found.rs",
    "src/dashboard/components/policies/freshness.rs",
    "src/dashboard/components/policies/problems.rs",
    "src/dashboard/components/queue/consent.rs",
    "src/dashboard/components/queue/export.rs",
    "src/dashboard/components/queue/kept.rs",
    "src/dashboard/components/queue/limits.rs",
    "src/dashboard/components/rules/tallies.rs",
    "src/dashboard/components/sensors/latest.rs",
    "src/dashboard/components/sensors/mod.rs",
    "src/dashboard/components/setup/heard.rs",
    "src/dashboard/components/setup/mod.rs",
    "src/dashboard/components/site.rs",
    "src/dashboard/components/what_if/details.rs",
    "src/dashboard/components/what_if/mod.rs",
    "src/dashboard/components/what_if/words.rs",
    "src/dashboard/directory/mod.rs",
    "src/dashboard/directory/parameters.rs",
    "src/dashboard/embed/message.rs",
    "src/dashboard/embed/stranger.rs",
    "src/dashboard/forms/effect.rs",
    "src/dashboard/forms/intent.rs",
    "src/dashboard/forms/outcome.rs",
    "src/dashboard/forms/passes/outcome.rs",
    "src/dashboard/forms/policies/deed.rs",
    "src/dashboard/forms/policies/outcome.rs",
    "src/dashboard/live/backoff.rs",
    "src/dashboard/live/gaps.rs",
    "src/dashboard/live/history/gaps.rs",
    "src/dashboard/live/history/others.rs",
    "src/dashboard/live/history/pending.rs",
    "src/dashboard/live/history/stock.rs",
    "src/dashboard/live/limits.rs",
    "src/dashboard/live/link.rs",
    "src/dashboard/live/mod.rs",
    "src/dashboard/live/queue/consent.rs",
    "src/dashboard/live/queue/word.rs",
    "src/dashboard/pages/device_inventory.rs",
    "src/dashboard/pages/incidents.rs",
    "src/dashboard/pages/policies/new/begin.rs",
    "src/dashboard/pages/policies/what_if.rs",
    "src/dashboard/pages/sensors.rs",
    "src/dashboard/plans/orders.rs",
    "src/dashboard/plans/store.rs",
    "src/dashboard/session/mod.rs",
    "src/dashboard/ui/virtual_list/state.rs",
    "src/fleet/commands/facts.rs",
    "src/fleet/commands/own.rs",
    "src/fleet/commands/relate.rs",
    "src/fleet/commands/state.rs",
    "src/fleet/commands/steps.rs",
    "src/fleet/configuration.rs",
    "src/fleet/configuration/assertions/operator.rs",
    "src/fleet/configuration/checks.rs",
    "src/fleet/configuration/difference.rs",
    "src/fleet/configuration/layers.rs",
    "src/fleet/configuration/reported.rs",
    "src/fleet/configuration/sent.rs",
    "src/fleet/configuration/what_if.rs",
    "src/fleet/configuration/what_if/wrong.rs",
    "src/fleet/event_log/gaps.rs",
    "src/fleet/event_log/query/complete.rs",
    "src/fleet/event_log/query/error.rs",
    "src/fleet/event_log/secrets.rs",
    "src/fleet/examples/event_log.rs",
    "src/fleet/inventory.rs",
    "src/fleet/lib.rs",
    "src/fleet/lockdowns/ground.rs",
    "src/fleet/passes/facts.rs",
    "src/fleet/passes/outcome.rs",
    "src/fleet/passes/preview.rs",
    "src/fleet/plan/due.rs",
    "src/fleet/plan/found.rs",
    "src/fleet/plan/heard.rs",
    "src/fleet/plan/journal.rs",
    "src/fleet/plan/settle.rs",
    "src/fleet/plan/state.rs",
    "src/fleet/plan/step.rs",
    "src/fleet/sensors.rs",
    "src/fleet/sensors/spans.rs",
    "src/fleet/sight/filter.rs",
    "src/fleet/sight/spot.rs",
    "src/gateway/delivery.rs",
    "src/gateway/feed/log.rs",
    "src/gateway/hosting.rs",
    "src/gateway/relay/answer.rs",
    "src/gateway/relay/metrics.rs",
    "src/gateway/relay/secret.rs",
    "src/gateway/site.rs",
    "src/xtask/browser.rs",
    "src/xtask/counts.rs",
    "src/xtask/playwright.rs",
    "src/xtask/seal/check.rs",
    "src/xtask/seal/digest.rs",
    "src/xtask/sizes.rs",
    "src/xtask/tools.rs",
    "src/xtask/twins.rs",
    "src/xtask/workspace.rs",
];

/// Exceptions from the rule "length".
pub const LENGTH: &[&str] = &["src/dashboard/components/parameter_editor/draft.rs", "src/dashboard/paths.rs"];
