//! Sentinels: devices named after the failure that they cause, one for each failure that a client should survive.
//!
//! | name | a command answers | did it take effect? |
//! |---|---|---|
//! | `Sentinel 400 ModelState` | 400 with `Message` and `ModelState` | no |
//! | `Sentinel 401` | 401, as for a revoked key | no |
//! | `Sentinel 404` | 404, as a device that was deleted a moment ago | no |
//! | `Sentinel 409` | 409 with a bare text | no |
//! | `Sentinel 429` | 429 with `Retry-After: 30` | no |
//! | `Sentinel 500` | 500 with an empty body | no, but a client cannot know |
//! | `Sentinel HTML` | 502 with a page of HTML | no, but a client cannot know |
//! | `Sentinel truncated` | 200 of which half arrives | yes |
//! | `Sentinel never answers` | nothing, and the connection stays open | no, but a client cannot know |
//! | `Sentinel drops after effect` | nothing, and the connection breaks | yes |
//!
//! They are connected security cabinets, listed last in *Get All Devices*. The eight commands and *Get Last Device
//! Credentials Sync Date/Time* fail; all other calls work as for any device, so that a page can show them.

/// A failure, with the device that causes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sentinel {
    /// 400 with field errors.
    ModelState,
    /// 401.
    Unauthorized,
    /// 404.
    NotFound,
    /// 409.
    Conflict,
    /// 429 with `Retry-After`.
    TooMany,
    /// 500 with an empty body.
    ServerError,
    /// 502 with a page of HTML.
    Html,
    /// Half of the answer, after the effect.
    Truncated,
    /// No answer, no effect.
    Never,
    /// No answer, after the effect.
    Drops,
}

impl Sentinel {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::ModelState,
        Self::Unauthorized,
        Self::NotFound,
        Self::Conflict,
        Self::TooMany,
        Self::ServerError,
        Self::Html,
        Self::Truncated,
        Self::Never,
        Self::Drops,
    ];

    /// The name of the device.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ModelState => "Sentinel 400 ModelState",
            Self::Unauthorized => "Sentinel 401",
            Self::NotFound => "Sentinel 404",
            Self::Conflict => "Sentinel 409",
            Self::TooMany => "Sentinel 429",
            Self::ServerError => "Sentinel 500",
            Self::Html => "Sentinel HTML",
            Self::Truncated => "Sentinel truncated",
            Self::Never => "Sentinel never answers",
            Self::Drops => "Sentinel drops after effect",
        }
    }
}
