//! Configuration files with which other hosts serve the build as this gateway does. All are made from the same headers.

mod caddy;
mod cloudfront;
mod hashed_names;
mod lists;
mod nginx;

use std::{fs, io, path::Path};

use crate::{base_path::BasePath, config::Config, headers::SecurityHeaders};

/// A configuration file for one kind of host.
#[derive(Debug, PartialEq, Eq)]
pub struct HostFile {
    /// Its path relative to the folder of the build.
    pub name: &'static str,
    /// Its contents.
    pub text: String,
}

/// The files for all hosts. `names` are the names of the files of the build.
pub fn files(headers: &SecurityHeaders, base: &BasePath, names: &[String]) -> Vec<HostFile> {
    vec![
        HostFile { name: "config.schema.json", text: Config::schema() },
        HostFile { name: "_headers", text: lists::headers(headers, base, names) },
        HostFile { name: "hosting/_redirects", text: lists::redirects(base) },
        HostFile { name: "hosting/nginx.conf", text: nginx::site(headers, base) },
        HostFile { name: "hosting/Caddyfile", text: caddy::site(headers, base) },
        HostFile { name: "hosting/cloudfront-pages.json", text: cloudfront::policy(headers, headers.revalidate) },
        HostFile { name: "hosting/cloudfront-assets.json", text: cloudfront::policy(headers, headers.immutable) },
    ]
}

/// Writes the files into the folder of a build, and returns their names.
///
/// Errors: the folder cannot be read, or a file cannot be written.
pub fn write(folder: &Path, headers: &SecurityHeaders, base: &BasePath) -> io::Result<Vec<&'static str>> {
    let names = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<_>>>()?;
    fs::create_dir_all(folder.join("hosting"))?;
    let files = files(headers, base, &names);
    for file in &files {
        fs::write(folder.join(file.name), &file.text)?;
    }
    Ok(files.into_iter().map(|file| file.name).collect())
}

#[cfg(test)]
#[path = "hosting/hosting_tests.rs"]
mod tests;
