use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use ajar_engine::dto::{ErrorCode, PictureType, Proof};
use ajar_engine::{Engine, Secret};
use image::{ImageFormat, Rgb, RgbImage};

use crate::world::*;

const DAY: i64 = 24 * 60;
/// Names no picture.
const UNKNOWN: &str = "01890a5d-ac96-774b-bcce-b302099a80ff";

/// No two numbers make the same picture.
fn picture(number: u8, format: ImageFormat) -> Vec<u8> {
    let shade = |place: u32| u8::try_from(place).unwrap();
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_fn(60, 40, |x, y| Rgb([number, shade(x * y / 10), shade(x ^ y)]))
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

fn png(number: u8) -> Vec<u8> {
    picture(number, ImageFormat::Png)
}

/// An entry that holds this picture; the picture's id.
fn entry_with(engine: &Engine, entry: u8, bytes: &[u8]) -> String {
    if engine.entry(&entry_id(entry)).is_err() {
        write(engine, &entry_id(entry), 0, "With a picture");
    }
    engine.add_picture(&entry_id(entry), bytes).unwrap();
    engine.pictures(&entry_id(entry)).unwrap().pop().unwrap().id
}

fn ids(engine: &Engine, entry: u8) -> Vec<String> {
    engine.pictures(&entry_id(entry)).unwrap().into_iter().map(|picture| picture.id).collect()
}

#[test]
fn a_picture_stays_as_it_was_given_through_lock_and_kill() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "");
    let kinds = [
        (ImageFormat::Png, PictureType::Png),
        (ImageFormat::Jpeg, PictureType::Jpeg),
        (ImageFormat::WebP, PictureType::Webp),
        (ImageFormat::Gif, PictureType::Gif),
    ];
    for (format, kind) in kinds {
        let id = entry_with(&engine, 1, &picture(1, format));
        let shown = engine.pictures(&entry_id(1)).unwrap().pop().unwrap();
        assert_eq!((shown.kind, shown.small_type, shown.width, shown.height), (kind, PictureType::Jpeg, 60, 40));
        let seen = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().to_rgb8();
        assert_eq!(seen(&engine.picture(&id, false).unwrap()), seen(&picture(1, format)));
    }
    let before = ids(&engine, 1);
    engine.lock();
    for refused in [code(engine.pictures(&entry_id(1))), code(engine.add_picture(&entry_id(1), b"not even one"))] {
        assert_eq!(refused, ErrorCode::Locked);
    }
    assert_eq!(code(engine.picture(&before[0], true)), ErrorCode::Locked);
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(ids(&engine, 1), before);
    let engine = world.kill_and_unlock(engine);
    assert_eq!(ids(&engine, 1), before);
    assert!(engine.picture(&before[3], false).unwrap().starts_with(b"GIF89a"));
}

#[test]
fn a_picture_is_taken_out_put_back_and_captioned() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let [first, second] = [1, 2].map(|number| entry_with(&engine, 1, &png(number)));
    engine.remove_picture(&first).unwrap();
    assert_eq!(ids(&engine, 1), std::slice::from_ref(&second));
    engine.restore_picture(&first).unwrap();
    assert_eq!(ids(&engine, 1), [first.clone(), second]);
    engine.caption_picture(&first, " Two\nlines \u{202e}x ").unwrap();
    assert_eq!(engine.pictures(&entry_id(1)).unwrap()[0].caption, "Two lines \u{202e}x");
    assert_eq!(field(engine.caption_picture(&first, &"é".repeat(501))), "caption");
    engine.caption_picture(&first, &"é".repeat(500)).unwrap();
    engine.caption_picture(&first, "").unwrap();
    assert_eq!(engine.pictures(&entry_id(1)).unwrap()[0].caption, "");
    for refused in [
        code(engine.remove_picture(UNKNOWN)),
        code(engine.restore_picture("../../etc/passwd")),
        code(engine.caption_picture(UNKNOWN, "x")),
        code(engine.picture(UNKNOWN, true)),
        code(engine.pictures(UNKNOWN)),
        code(engine.add_picture(UNKNOWN, &png(1))),
    ] {
        assert_eq!(refused, ErrorCode::NotFound);
    }
}

#[test]
fn of_several_files_the_good_ones_are_added_and_the_others_are_counted() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "");
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let good = [file("a.txt", &png(1)), file("photo.HEIC", &picture(2, ImageFormat::Jpeg))];
    let empty = file("private name.png", b"");
    let words = file("words.png", b"Dear diary");
    let large = file("large.png", &vec![0; 20 * 1024 * 1024 + 1]);
    let apple = file("apple.jpg", b"\0\0\0\x18ftypheic");
    let cut = file("cut.png", &png(3)[..100]);

    let check = |files: &[&PathBuf], added: u32, says: &[&str]| {
        let files: Vec<PathBuf> = files.iter().map(|&file| file.clone()).collect();
        let answer = engine.add_pictures(&entry_id(1), &files).unwrap();
        let problem = answer.problem.unwrap_or_default();
        assert_eq!(answer.added, added, "{problem}");
        assert!(!problem.contains("private name"), "{problem}");
        for words in says {
            assert!(problem.contains(words), "{problem}");
        }
        assert_eq!(problem.is_empty(), says.is_empty());
        for sentence in problem.split_terminator('.') {
            assert!(sentence.split_whitespace().count() <= 18, "too long: {sentence}");
        }
    };
    check(&[], 0, &[]);
    check(&[&empty], 0, &["This file is empty."]);
    check(&[&words], 0, &["This is not a picture."]);
    check(&[&large], 0, &["larger than 20 MiB"]);
    check(&[&apple], 0, &["Save it as JPEG or PNG first."]);
    check(&[&cut], 0, &["damaged or not whole"]);
    check(&[&folder.path().join("gone.png")], 0, &["could not read this file"]);
    check(&[&folder.path().to_owned()], 0, &["could not read this file"]);
    assert!(ids(&engine, 1).is_empty());
    check(&[&good[0], &empty, &good[1]], 2, &["1 of 3 pictures was not added."]);
    check(&[&words, &good[0], &empty], 1, &["2 of 3 pictures were not added.", "JPEG, PNG, WebP or GIF"]);
    check(&[&good[0], &good[1]], 2, &[]);
    assert_eq!(ids(&engine, 1).len(), 2, "the same one again is there once");
}

#[test]
fn pictures_go_with_their_entry_into_the_trash_and_for_ever() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let shared = [1, 2].map(|entry| entry_with(&engine, entry, &png(1)));
    let alone = entry_with(&engine, 1, &png(2));

    engine.delete_entry(&entry_id(1)).unwrap();
    assert_eq!(ids(&engine, 1), [shared[0].clone(), alone.clone()], "the trash keeps them");
    engine.restore_entry(&entry_id(1)).unwrap();
    assert_eq!(ids(&engine, 1).len(), 2);

    engine.delete_entry(&entry_id(1)).unwrap();
    engine.purge_entry(&entry_id(1), &Proof::Passphrase(PASSPHRASE.into())).unwrap();
    for gone in [&shared[0], &alone] {
        assert_eq!(code(engine.picture(gone, true)), ErrorCode::NotFound);
        assert_eq!(code(engine.restore_picture(gone)), ErrorCode::NotFound);
    }
    assert!(!engine.picture(&shared[1], false).unwrap().is_empty(), "another entry holds it");
    engine.verify().unwrap();
}

#[test]
fn thirty_days_take_what_lay_in_the_trash_and_what_was_taken_out() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let in_trash = entry_with(&engine, 1, &png(1));
    let [stays, taken_out] = [2, 3].map(|number| entry_with(&engine, 2, &png(number)));
    engine.delete_entry(&entry_id(1)).unwrap();
    engine.remove_picture(&taken_out).unwrap();
    world.pass(30 * DAY - 1);
    assert!(!engine.purge_if_due().unwrap());
    assert!(!engine.picture(&taken_out, true).unwrap().is_empty());
    world.pass(1);
    assert!(engine.purge_if_due().unwrap());
    for gone in [in_trash, taken_out] {
        assert_eq!(code(engine.picture(&gone, false)), ErrorCode::NotFound);
    }
    assert_eq!(ids(&engine, 2), [stays]);
    assert!(!engine.purge_if_due().unwrap(), "once is enough");
}

#[test]
fn backups_carry_pictures_and_a_picture_that_is_gone_is_no_accident() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let first = entry_with(&engine, 1, &png(1));
    // Nearly all of the journal is this one.
    let noise = RgbImage::from_fn(400, 400, |x, y| {
        let mixed = (x * 7919 + y * 104_729).wrapping_mul(2_654_435_761);
        let [red, green, blue, _] = mixed.to_le_bytes();
        Rgb([red, green, blue])
    });
    let mut large = Cursor::new(Vec::new());
    noise.write_to(&mut large, ImageFormat::Png).unwrap();
    let second = entry_with(&engine, 2, large.get_ref());
    engine.back_up_now().unwrap();
    assert!(engine.verify().unwrap().backups.iter().all(|backup| backup.problem.is_none()));

    for number in 3..=15 {
        write(&engine, &entry_id(number), 0, "One of many");
    }
    engine.delete_entry(&entry_id(2)).unwrap();
    engine.purge_entry(&entry_id(2), &Proof::Passphrase(PASSPHRASE.into())).unwrap();
    world.pass(1);
    engine.back_up_now().unwrap();
    assert_eq!(engine.backup_health().unwrap().problem, None);

    let mut backups: Vec<PathBuf> =
        fs::read_dir(world.path("backups")).unwrap().map(|file| file.unwrap().path()).collect();
    backups.retain(|path| path.extension().is_some_and(|ending| ending == "copy"));
    backups.sort();
    engine.restore(&backups[0], Secret::Passphrase(PASSPHRASE)).unwrap();
    drop(engine);
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    assert!(!engine.picture(&first, true).unwrap().is_empty());
    assert_eq!(engine.picture(&second, false).unwrap().len(), large.get_ref().len());
}
