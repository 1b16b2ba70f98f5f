//! The configuration of a site for Caddy.

use super::hashed_names::HASHED_NAME;
use crate::{base_path::BasePath, headers::SecurityHeaders};

pub(super) fn site(headers: &SecurityHeaders, base: &BasePath) -> String {
    let lines: String =
        headers.headers.iter().map(|(name, value)| format!("            {name} \"{value}\"\n")).collect();
    let SecurityHeaders { immutable, revalidate, .. } = headers;
    let base = base.to_string();
    let bare = match base.trim_end_matches('/') {
        "" => String::new(),
        bare => format!("    redir {bare} {base} 308\n"),
    };
    format!(
        r#"# The dashboard on Caddy. Lay the files of the build into ROOT{base}, and name your host.
jetstream.example.org {{
    root * /var/www/jetstream
{bare}    handle {base}* {{
        header {{
{lines}        }}
        # A file that is named by its contents, and is not there, is missing: no page may be kept for a year in its place.
        @named {{
            path_regexp {HASHED_NAME}
            file
        }}
        @missing {{
            path_regexp {HASHED_NAME}
            not file
        }}
        handle @named {{
            header Cache-Control "{immutable}"
            file_server {{
                precompressed br gzip
            }}
        }}
        handle @missing {{
            header Cache-Control "{revalidate}"
            respond 404
        }}
        # Every other path that is no file is a page of the dashboard.
        handle {{
            header Cache-Control "{revalidate}"
            try_files {{path}} {base}index.html
            file_server {{
                precompressed br gzip
            }}
        }}
    }}
}}
"#
    )
}
