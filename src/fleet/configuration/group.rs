//! The groups of parameters by subject.

/// The subject of a parameter. The groups are ours: the reference sorts parameters by name only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// The door, its lock and who may open it.
    DoorAndAccess,
    /// Mains power and the backup battery.
    Power,
    /// How the device reaches Jetstream.
    Network,
    /// Which events it sends, when and in which form.
    Reporting,
    /// Antennas, scans and tags.
    Rfid,
    /// Log entries.
    Logging,
    /// Its firmware.
    Updates,
    /// All others.
    Other,
}

impl Group {
    /// Every group, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::DoorAndAccess,
        Self::Power,
        Self::Network,
        Self::Reporting,
        Self::Rfid,
        Self::Logging,
        Self::Updates,
        Self::Other,
    ];

    /// The group as a heading: `Door and access`.
    pub const fn title(self) -> &'static str {
        match self {
            Self::DoorAndAccess => "Door and access",
            Self::Power => "Power",
            Self::Network => "Network",
            Self::Reporting => "Reporting",
            Self::Rfid => "RFID",
            Self::Logging => "Logging",
            Self::Updates => "Updates",
            Self::Other => "Other",
        }
    }

    /// The group of a parameter by its key, which must be in lower case. Goes by the words in the key, so that parameters of
    /// which only the name is known find their place too.
    pub(super) fn of(key: &str) -> Self {
        let exact = EXACT.iter().find(|(name, _)| *name == key);
        let by_word = || WORDS.iter().find(|(word, _)| key.contains(word));
        exact.or_else(by_word).map_or(Self::Other, |(_, group)| *group)
    }
}

/// The groups of keys without a telling word, or with a word of another group.
const EXACT: &[(&str, Group)] = &[
    ("continuous", Group::Rfid),
    ("dns", Group::Network),
    ("fieldofview", Group::Rfid),
    ("ip", Group::Network),
    ("jetstreamversion", Group::Reporting),
    ("objecteventhour", Group::Reporting),
    ("ping", Group::Network),
];

/// The first that occurs in the key decides: a lockdown on power failure is about power, the power of an antenna about RFID.
const WORDS: &[(&str, Group)] = &[
    ("antenna", Group::Rfid),
    ("power", Group::Power),
    ("battery", Group::Power),
    ("scan", Group::Rfid),
    ("capture", Group::Rfid),
    ("dwell", Group::Rfid),
    ("lockdown", Group::DoorAndAccess),
    ("door", Group::DoorAndAccess),
    ("bypass", Group::DoorAndAccess),
    ("user", Group::DoorAndAccess),
    ("pass", Group::DoorAndAccess),
    ("autoupdate", Group::Updates),
    ("firmware", Group::Updates),
    ("gateway", Group::Network),
    ("subnet", Group::Network),
    ("socket", Group::Network),
    ("url", Group::Network),
    ("comms", Group::Network),
    ("connect", Group::Network),
    ("inactivity", Group::Network),
    ("poll", Group::Network),
    ("log", Group::Logging),
    ("event", Group::Reporting),
    ("location", Group::Reporting),
];

#[cfg(test)]
mod tests {
    use super::*;
    use jetstream_api::{catalogue::parameters, kind::DeviceKind};

    fn keys_of(group: Group) -> Vec<String> {
        let keys = parameters(DeviceKind::SecurityCabinet).iter().map(|parameter| parameter.key());
        keys.filter(|key| Group::of(key) == group).collect()
    }

    #[test]
    fn the_parameters_of_a_security_cabinet_lie_where_one_looks_for_them() {
        assert_eq!(keys_of(Group::DoorAndAccess), ["dooropentimelimit", "doorunlocktimelimit", "userbypass"]);
        assert_eq!(keys_of(Group::Power), ["aclockdownonpowerfailure", "aclogentryonpowerfailure", "batterythreshold"]);
        assert_eq!(
            keys_of(Group::Network),
            [
                "commandpollinterval",
                "commsreboot",
                "commsreconnectinterval",
                "commstimeout",
                "dns",
                "gateway",
                "inactivityinterval",
                "ip",
                "jetstreamdeviceurl",
                "jetstreamwebsocketappendpoint",
                "ping",
                "securesocket",
                "subnet"
            ]
        );
        assert_eq!(
            keys_of(Group::Reporting),
            [
                "heartbeateventinterval",
                "jetstreamversion",
                "locationservice",
                "objecteventhour",
                "sensorreadingeventinterval"
            ]
        );
        assert_eq!(keys_of(Group::Rfid), ["aggregateeventscancount", "objecteventscancount"]);
        assert_eq!(keys_of(Group::Logging), ["logentrylevel", "logfilelevel"]);
        assert_eq!(keys_of(Group::Updates), ["autoupdate"]);
    }

    #[test]
    fn every_parameter_that_is_known_has_a_group() {
        for kind in DeviceKind::ALL {
            for parameter in parameters(kind) {
                assert_ne!(Group::of(&parameter.key()), Group::Other, "{}", parameter.name);
            }
        }
        for key in ["fieldofview", "lockdownonhightemp", "logentryeventhightemp", "numberofantennas"] {
            assert_ne!(Group::of(key), Group::Other, "{key}");
        }
    }

    #[test]
    fn a_parameter_that_nobody_knows_goes_by_the_words_in_its_name() {
        assert_eq!(Group::of("antenna9txpower"), Group::Rfid);
        assert_eq!(Group::of("doorchime"), Group::DoorAndAccess);
        assert_eq!(Group::of("frobnicate"), Group::Other);
    }
}
