//! Tests of the steps from staged files to `dist/`.

use super::*;
use crate::digest::Digest;
use crate::html::elements;
use serde_json::Value;
use std::collections::BTreeSet;

const SOURCE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<script>const assets = JSON.parse(document.getElementById("assets").textContent); // "</" + "script"</script>
<link data-trunk rel="css" href="style/tokens.css">
<link data-trunk rel="css" href="style/ui.css">
<link data-trunk rel="rust" href="src/app/Cargo.toml">
<link rel="icon" href="icon.svg">
<script type="application/json" id="assets">{}</script>
</head>
<body></body>
</html>
"#;

/// The page as Trunk writes it with the settings of this project.
fn built() -> String {
    SOURCE
        .replace(r#"<link data-trunk rel="css" href="style/"#, r#"<link rel="stylesheet" href="./"#)
        .replace("<link data-trunk rel=\"rust\" href=\"src/app/Cargo.toml\">", "")
}

fn staged(html: &str) -> (tempfile::TempDir, BuildHook) {
    let folder = tempfile::tempdir().unwrap();
    let staging = folder.path().join("dist/.stage");
    fs::create_dir_all(staging.join("snippets/app-1")).unwrap();
    for (name, text) in [
        ("index.html", html),
        ("tokens.css", ":root { --space: 4px; }"),
        ("ui.css", "button { padding: var(--space); }"),
        ("app.js", "import { now } from './snippets/app-1/inline0.js';\nexport default now;\n"),
        ("app_bg.wasm", "\0asm"),
        ("snippets/app-1/inline0.js", "export const now = () => Date.now();\n"),
        ("snippets/app-1/of-yesterday.js", ""),
        ("icon.svg", "<svg/>"),
    ] {
        fs::write(staging.join(name), text).unwrap();
    }
    let source = folder.path().join("index.html");
    fs::write(&source, SOURCE).unwrap();
    let hook = BuildHook { staging, source, release: false };
    (folder, hook)
}

fn list_in(page: &str) -> Value {
    let found = elements(page).unwrap();
    let list = found.iter().find(|element| element.attribute("id") == Some("assets")).unwrap();
    serde_json::from_str(&page[list.text.clone()]).unwrap()
}

#[test]
fn every_listed_file_is_there_and_has_the_listed_hash() {
    let (_folder, hook) = staged(&built());
    bundle(&hook).unwrap();
    let list = list_in(&fs::read_to_string(hook.staging.join("index.html")).unwrap());
    let mut listed: Vec<&Value> = list["modules"].as_array().unwrap().iter().collect();
    listed.extend([&list["style"], &list["wasm"]]);
    assert_eq!(listed.len(), 4);
    for asset in &listed {
        let url = asset["url"].as_str().unwrap();
        let bytes = fs::read(hook.staging.join(url)).unwrap();
        assert_eq!(asset["integrity"], Digest::of(&bytes).integrity(), "{url}");
    }
    assert!(list["modules"][0]["url"].as_str().unwrap().starts_with("inline0-"), "what is imported comes first");
    assert_eq!(list["wasm"]["bytes"], 4);

    let left: BTreeSet<_> = dist_names(&hook.staging);
    let mut expected: BTreeSet<_> = listed.iter().map(|asset| asset["url"].as_str().unwrap().to_owned()).collect();
    expected.extend(["index.html".to_owned(), "icon.svg".to_owned()]);
    assert_eq!(left, expected, "nothing else is published");
}

fn dist_names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn style_sheets_are_joined_in_the_order_of_the_page() {
    let (_folder, hook) = staged(&built());
    bundle(&hook).unwrap();
    let page = fs::read_to_string(hook.staging.join("index.html")).unwrap();
    let style = fs::read_to_string(hook.staging.join(list_in(&page)["style"]["url"].as_str().unwrap())).unwrap();
    assert_eq!(style, ":root { --space: 4px; }\nbutton { padding: var(--space); }\n");
    assert!(page::style_links(&page).unwrap().is_empty());
}

#[test]
fn the_boot_script_is_left_as_it_is_written() {
    let (_folder, hook) = staged(&built());
    bundle(&hook).unwrap();
    let page = fs::read_to_string(hook.staging.join("index.html")).unwrap();
    assert!(page.contains(r#"JSON.parse(document.getElementById("assets").textContent); // "</" + "script"</script>"#));

    let (_folder, hook) = staged(&built().replace("const assets", "var assets"));
    assert!(bundle(&hook).unwrap_err().to_string().contains("not the one of index.html"));
}

#[test]
fn a_page_without_a_place_for_the_list_is_refused() {
    let (_folder, hook) = staged(&built().replace(r#"id="assets""#, r#"id="other""#));
    assert!(bundle(&hook).unwrap_err().to_string().contains("no list of assets"));
}

#[test]
fn an_import_in_a_style_sheet_is_refused() {
    let (_folder, hook) = staged(&built());
    fs::write(hook.staging.join("ui.css"), "@import 'more.css';").unwrap();
    assert!(bundle(&hook).unwrap_err().to_string().contains("@import"));
}
