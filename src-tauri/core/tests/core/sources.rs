//! The table of where each tip and each step lives, held against the content.

use ajar_core::content::Content;

const TABLE: &str = include_str!("../../../../docs/where-each-tip-lives.md");

/// Source and practice of each row.
fn rows() -> Vec<(String, String)> {
    let lines = TABLE.lines().filter(|line| line.starts_with("| ") && line.contains('`'));
    let cells = lines.map(|line| line.split('|').map(str::trim).map(str::to_owned).collect::<Vec<_>>());
    cells.map(|cells| (cells[1].clone(), cells[2].trim_matches('`').to_owned())).collect()
}

#[test]
fn every_source_has_its_row_and_every_row_its_source() {
    let content = Content::builtin();
    let rows = rows();
    for source in &content.sources {
        let name = format!("{} · {}", source.label, source.title);
        let row = rows.iter().find(|(shown, _)| *shown == name);
        let (_, practice) = row.unwrap_or_else(|| panic!("no row for “{name}”"));
        let cites = content.practice(practice).is_some_and(|practice| practice.source.contains(&source.id));
        assert!(cites, "“{practice}” does not come from “{name}”");
    }
    assert_eq!(rows.len(), content.sources.len());
}

#[test]
fn every_practice_has_a_row() {
    let rows = rows();
    for practice in &Content::builtin().practices {
        assert!(rows.iter().any(|(_, slug)| *slug == practice.id), "no row for “{}”", practice.id);
    }
}
