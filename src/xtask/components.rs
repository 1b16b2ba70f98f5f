//! The component tests: those of `jetstream-ui` run in the Chromium of the browser specs, without a WebDriver.
//!
//! A test is a function of `src/ui` behind `#[cfg(all(test, target_arch = "wasm32"))]`, so that `cargo test` for this machine leaves
//! it out. It mounts a component into the page, acts on it as a person would, and checks the page:
//!
//! ```ignore
//! #[wasm_bindgen_test]
//! async fn a_press_adds_one() {
//!     let _mounted = mount_to(document().body().unwrap(), Counter);
//!     let button: HtmlElement = document().query_selector("button").unwrap().unwrap().unchecked_into();
//!     button.click();
//!     tick().await;
//!     assert_eq!(button.text_content().as_deref(), Some("1"));
//! }
//! ```
//!
//! All tests of a program share one page, one after another. So a test holds the handle that `mount_to` returns: dropped at its end,
//! it removes the component. `wasm-bindgen-test` is a dev-dependency for `cfg(target_arch = "wasm32")` alone.

use crate::cargo_messages::built_programs;
use crate::test_counts::{self, Counts};
use crate::{chromium, npm, tools};
use xtask::process::{CapturedOutput, capture};
use xtask::report::{CommandError, Result, step};
use xtask::workspace::{WASM_TARGET, Workspace};

const PACKAGE: &str = "jetstream-ui";

/// Compiles the tests and runs each of their programs in a page of its own.
pub fn run(workspace: &Workspace) -> Result<Counts> {
    let runner = tools::provide_test_runner(workspace)?;
    npm::provide_packages(workspace)?;
    let chromium = chromium::provide(workspace)?;
    step("Compiling the component tests");
    let mut cargo = workspace.cargo(&["test", "--locked", "--no-run", "--package", PACKAGE, "--target", WASM_TARGET]);
    let programs = built_programs(&mut cargo, "Compiling the component tests")?;
    step("Running the component tests");
    let mut node = npm::command(workspace, "node");
    node.arg("components.mjs").arg(runner).args(programs).env("CHROMIUM_PATH", chromium);
    let CapturedOutput { status, stdout, .. } = capture(&mut node)?;
    let counts = test_counts::parse_libtest(&stdout);
    match !status.success() && counts.failed == 0 {
        true => Err(CommandError::fail(format!("A page with component tests ended without a result ({status})."))),
        false => Ok(counts),
    }
}
