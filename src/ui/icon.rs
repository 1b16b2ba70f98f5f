//! The icon set (Lucide, as data from a crate) and the component that draws one. A constant that no view names is not in the WebAssembly.
//!
//! Icons are always decoration: there is text beside them, or the control has an `aria-label`.

pub use icondata_lu::{
    LuActivity as ACTIVITY, LuArrowDown as ARROW_DOWN, LuArrowUp as ARROW_UP, LuBatteryLow as BATTERY_LOW,
    LuBox as BOX, LuBriefcase as BRIEFCASE, LuCheck as CHECK, LuChevronRight as CHEVRON_RIGHT,
    LuChevronsUpDown as CHEVRONS_UP_DOWN, LuCircleAlert as CIRCLE_ALERT, LuCircleCheck as CIRCLE_CHECK,
    LuCircleDashed as CIRCLE_DASHED, LuCircleDot as CIRCLE_DOT, LuCircleHelp as CIRCLE_HELP,
    LuCircleMinus as CIRCLE_MINUS, LuCircleX as CIRCLE_X, LuClock as CLOCK, LuColumns3 as COLUMNS, LuCopy as COPY,
    LuDoorClosed as DOOR_CLOSED, LuDoorOpen as DOOR_OPEN, LuDownload as DOWNLOAD, LuEye as EYE, LuEyeOff as EYE_OFF,
    LuHistory as HISTORY, LuHourglass as HOURGLASS, LuInbox as INBOX, LuInfo as INFO, LuKeyRound as KEY,
    LuList as LIST, LuLoaderCircle as LOADER, LuLock as LOCK, LuLockOpen as LOCK_OPEN, LuLogOut as LOG_OUT,
    LuMonitor as MONITOR, LuMoon as MOON, LuOctagonAlert as OCTAGON_ALERT, LuPause as PAUSE, LuPencil as PENCIL,
    LuPlay as PLAY, LuPlug as PLUG, LuPlugZap as PLUG_ZAP, LuPlus as PLUS, LuRadio as RADIO, LuRefreshCw as REFRESH,
    LuRefrigerator as REFRIGERATOR, LuRotateCw as RESTART, LuScanLine as SCAN, LuSearch as SEARCH, LuSend as SEND,
    LuServer as SERVER, LuSettings2 as SETTINGS, LuShieldAlert as SHIELD_ALERT, LuSmartphone as SMARTPHONE,
    LuSnowflake as SNOWFLAKE, LuSquare as SQUARE, LuSquareCheck as SQUARE_CHECK, LuSun as SUN, LuTags as TAGS,
    LuTerminal as TERMINAL, LuThermometer as THERMOMETER, LuTriangleAlert as TRIANGLE_ALERT, LuUnplug as UNPLUG,
    LuUser as USER, LuWifi as WIFI, LuWifiOff as WIFI_OFF, LuX as X,
};

use leptos::prelude::*;
use leptos::tachys::html::InertElement;

/// One icon: its shapes on a 24 × 24 grid.
pub type Glyph = icondata_core::Icon;

/// Draws an icon in the size and colour of the text beside it, hidden from assistive technology.
///
/// One static element, as `view!` makes of constant markup: it is parsed once per icon and cloned after that, which
/// matters in lists. Being static it takes no `attr:`; give the class to the element around it.
#[component]
pub fn Icon(
    /// The icon, such as [`LOCK`].
    icon: Glyph,
) -> impl IntoView {
    InertElement::new(markup(icon))
}

fn markup(icon: Glyph) -> String {
    let view_box = icon.view_box.unwrap_or("0 0 24 24");
    // The line ends between the shapes would be text of the button around them.
    let shapes = icon.data.replace('\n', "");
    format!(r#"<svg class="icon" viewBox="{view_box}" aria-hidden="true">{shapes}</svg>"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_hidden_from_assistive_technology_and_carries_no_inline_style() {
        for icon in [LOCK, LOADER, TRIANGLE_ALERT, CIRCLE_DASHED] {
            let markup = markup(icon);
            assert!(markup.contains(r#"aria-hidden="true""#));
            assert!(!markup.contains("style"), "{markup}");
        }
    }
}
