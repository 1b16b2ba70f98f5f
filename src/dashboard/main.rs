//! The program of the dashboard: starts the app in the page that loaded it.

fn main() {
    console_error_panic_hook::set_once();
    jetstream_browser::remove_boot_screen();
    leptos::mount::mount_to_body(jetstream_dashboard::App);
}
