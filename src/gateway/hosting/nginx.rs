//! The configuration of a site for nginx.

use super::hashed_names::HASHED_NAME;
use crate::{base_path::BasePath, headers::SecurityHeaders};

pub(super) fn site(headers: &SecurityHeaders, base: &BasePath) -> String {
    let lines: String = headers
        .headers
        .iter()
        .map(|(name, value)| format!("        add_header {name} \"{value}\" always;\n"))
        .collect();
    let SecurityHeaders { immutable, revalidate, .. } = headers;
    format!(
        r#"# The dashboard on nginx. Lay the files of the build into ROOT{base}, put this into sites-enabled, and name your host
# and your certificate. With the module brotli_static add `brotli_static on;`.
map $uri $jetstream_caching {{
    default "{revalidate}";
    "~{HASHED_NAME}" "{immutable}";
}}
server {{
    listen 80;
    root /var/www/jetstream;
    absolute_redirect off;
    location {base} {{
        # Every path that is no file is a page of the dashboard.
        try_files $uri {base}index.html;
        gzip_static on;
        add_header Cache-Control $jetstream_caching always;
{lines}    }}
}}
"#
    )
}
