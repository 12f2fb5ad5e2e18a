//! `cargo xtask run`: from a fresh clone to the open window.

use std::env;
use std::process::Command;

use crate::command::{Failure, Outcome, cargo, run};
use crate::{packages, setup, ui, workspace};

pub fn open() -> Outcome {
    // Asked first: nobody should wait for a build that ends without a window.
    if cfg!(target_os = "linux") && !has_display() {
        return Err(Failure::new(
            "Ajar needs a display and found none: run this in a desktop session, or, with the packages xvfb and xauth, try `xvfb-run -a cargo xtask run`.",
        ));
    }
    setup::prepare(packages::BUILD)?;
    ui::build()?;
    run(&mut cargo(&["build", "--release", "--package", "ajar", "--features", "custom-protocol"]))?;
    let program = workspace::target()?.join("release").join(if cfg!(windows) { "ajar.exe" } else { "ajar" });
    println!("Ajar is open. It stays in the tray when you close its window; quit it there or with Ctrl+C here.");
    run(&mut Command::new(program))
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}
