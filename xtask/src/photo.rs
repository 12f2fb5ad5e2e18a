//! `cargo xtask photo`: every page as a picture, and all of them on one sheet.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{Failure, Outcome, cargo, run};
use crate::{packages, setup, ui, workspace};

/// The pictures that the README shows, by the photograph they come from.
const README: [(&str, &str); 2] =
    [("today-full-light-1080x740.png", "docs/today.png"), ("journal-full-light-1080x740.png", "docs/journal.png")];

pub fn take() -> Outcome {
    setup::prepare(packages::PHOTO)?;
    ui::build()?;
    let folder = workspace::at("docs/photos");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .map_err(|error| Failure::new(format!("{} cannot be emptied: {error}.", folder.display())))?;
    }
    // The test that walks every page takes a picture at each stop when it is told where to put it.
    run(cargo(&["test", "--workspace", "--features", "ajar/custom-protocol", "--test", "e2e", "--", "every_page"])
        .env("AJAR_PHOTOS", &folder))?;
    for (photo, picture) in README {
        let (from, to) = (folder.join(photo), workspace::at(picture));
        fs::copy(&from, &to)
            .map_err(|error| Failure::new(format!("{} cannot become {picture}: {error}.", from.display())))?;
    }
    let pictures = pictures(&folder)?;
    let sheet = folder.join("sheet.png");
    run(Command::new("montage")
        .args(["-label", "%t", "-tile", "6x", "-geometry", "480x360+8+8"])
        .args(&pictures)
        .arg(&sheet))?;
    println!("{} photographs and {}", pictures.len(), sheet.display());
    Ok(())
}

fn pictures(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).map_err(|error| Failure::new(format!("{} cannot be read: {error}.", folder.display())))?;
    let mut pictures: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    pictures.sort();
    Ok(pictures)
}
