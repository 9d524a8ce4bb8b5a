//! Tauri's build step, with the capabilities where this house keeps them.

use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("src-tauri/capabilities/*.json");
    match tauri_build::try_build(attributes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo:warning=Tauri's build step: {error:#}");
            ExitCode::FAILURE
        }
    }
}
