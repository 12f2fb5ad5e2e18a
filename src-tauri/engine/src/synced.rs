//! Folders that other programs copy elsewhere. A database that is copied while it is written breaks, and the copy is out of
//! the user's hands.

use std::path::Path;

/// How the folder of a service begins, in lower case, and what it is called.
const SERVICES: [(&str, &str); 12] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mobile documents", "iCloud"),
    ("icloud", "iCloud"),
    ("cloudstorage", "a cloud folder"),
    ("pcloud", "pCloud"),
    ("syncthing", "Syncthing"),
];
/// What a program leaves in a folder that it copies.
const MARKS: [(&str, &str); 3] =
    [(".stfolder", "a Syncthing folder"), (".dropbox.cache", "Dropbox"), (".nextcloudsync.log", "Nextcloud")];

/// What the user must hear when Ajar's folder lies in such a place.
pub(crate) fn notice(root: &Path) -> Option<String> {
    let place = place(root).or_else(|| place(&root.canonicalize().ok()?))?;
    Some(format!(
        "Ajar's folder lies inside {place}. A half-copied journal can be damaged, and copies may reach others. \
         Close Ajar, move the folder elsewhere, and set AJAR_DATA_DIR to it."
    ))
}

fn place(root: &Path) -> Option<&'static str> {
    root.ancestors().find_map(|folder| {
        let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let named = SERVICES.iter().find(|(beginning, _)| name.starts_with(beginning));
        let is_documents = name == "documents";
        let marked = || MARKS.iter().find(|(mark, _)| folder.join(mark).exists());
        let known = named.or_else(marked).map(|(_, place)| *place);
        known.or(is_documents.then_some("your Documents, which many systems copy to a cloud"))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn places_that_are_copied_are_known_by_their_names() {
        let check = |path: &str, expected: Option<&str>| assert_eq!(place(Path::new(path)), expected, "{path}");
        check("/home/a/.local/share/ajar", None);
        check("/home/a/Dropbox/ajar", Some("Dropbox"));
        check("/home/a/Dropbox (Personal)/x/ajar", Some("Dropbox"));
        check("/home/a/OneDrive - Work/Ajar", Some("OneDrive"));
        check("/home/a/Nextcloud/ajar", Some("Nextcloud"));
        check("/Users/a/Library/CloudStorage/GoogleDrive-a@example.org/My Drive/Ajar", Some("Google Drive"));
        check("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/Ajar", Some("iCloud"));
        check("/Users/a/Library/Application Support/Ajar", None);
        check("/home/a/Documents/ajar", Some("your Documents, which many systems copy to a cloud"));
        check("/home/a/my dropbox is not here/ajar", None);
        check("C/Documents and Settings/a/ajar", None);
    }

    #[test]
    fn a_mark_in_any_folder_above_tells_too() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("shared/deep/ajar");
        fs::create_dir_all(&root).unwrap();
        assert_eq!(notice(&root), None);
        fs::create_dir(dir.path().join("shared/.stfolder")).unwrap();
        assert!(notice(&root).unwrap().contains("a Syncthing folder"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_hide_the_place() {
        let dir = tempfile::tempdir().unwrap();
        let real = dir.path().join("Dropbox/ajar");
        fs::create_dir_all(&real).unwrap();
        let link = dir.path().join("ajar");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert!(notice(&link).unwrap().contains("Dropbox"));
    }
}
