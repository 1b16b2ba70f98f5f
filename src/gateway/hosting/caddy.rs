//! A site for Caddy.

use super::NAMED_BY_CONTENTS;
use crate::{base::BasePath, headers::StaticHeaders};

pub(super) fn site(headers: &StaticHeaders, base: &BasePath) -> String {
    let lines: String =
        headers.headers.iter().map(|(name, value)| format!("            {name} \"{value}\"\n")).collect();
    let StaticHeaders { immutable, revalidate, .. } = headers;
    format!(
        r#"# The dashboard on Caddy. Lay the files of the build into ROOT{base}, and name your host.
jetstream.example.org {{
    root * /var/www/jetstream
    handle {base}* {{
        @named path_regexp {NAMED_BY_CONTENTS}
        @pages not path_regexp {NAMED_BY_CONTENTS}
        header @named Cache-Control "{immutable}"
        header @pages Cache-Control "{revalidate}"
        header {{
{lines}        }}
        # Every path that is no file is a page of the dashboard.
        try_files {{path}} {base}index.html
        file_server {{
            precompressed br gzip
        }}
    }}
}}
"#
    )
}
