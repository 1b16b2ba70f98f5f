//! A response headers policy for CloudFront, as `aws cloudfront create-response-headers-policy
//! --response-headers-policy-config file://...` reads it. It has not been tried with CloudFront.

use serde_json::{Value, json};

use crate::headers::SecurityHeaders;

/// Headers that CloudFront has fields of their own for; it refuses them among the custom headers.
const KNOWN: [&str; 5] = [
    "Access-Control-Allow-Origin",
    "Content-Security-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
];

pub(super) fn policy(headers: &SecurityHeaders, caching: &str) -> String {
    let value = |name: &str| headers.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    let custom = |(name, value): (&str, &str)| json!({ "Header": name, "Value": value, "Override": true });
    let others =
        headers.headers.iter().filter(|(name, _)| !KNOWN.contains(name)).map(|(name, value)| (*name, value.as_str()));
    let custom: Vec<Value> = others.chain([("Cache-Control", caching)]).map(custom).collect();
    let seconds =
        value("Strict-Transport-Security").and_then(|value| value.strip_prefix("max-age=")?.parse::<u32>().ok());
    let kind = if caching == headers.immutable { "assets" } else { "pages" };
    let policy = json!({
        "Name": format!("jetstream-dashboard-{kind}"),
        "Comment": "Written by the build of the Jetstream dashboard. Not tried with CloudFront by its developers.",
        "CorsConfig": {
            "AccessControlAllowOrigins": { "Quantity": 1, "Items": [value("Access-Control-Allow-Origin")] },
            "AccessControlAllowHeaders": { "Quantity": 1, "Items": ["*"] },
            "AccessControlAllowMethods": { "Quantity": 2, "Items": ["GET", "HEAD"] },
            "AccessControlAllowCredentials": false,
            "OriginOverride": true,
        },
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": { "ContentSecurityPolicy": value("Content-Security-Policy"), "Override": true },
            "ContentTypeOptions": { "Override": true },
            "ReferrerPolicy": { "ReferrerPolicy": value("Referrer-Policy"), "Override": true },
            "StrictTransportSecurity": { "AccessControlMaxAgeSec": seconds, "Override": true },
        },
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
    });
    format!("{policy:#}\n")
}
