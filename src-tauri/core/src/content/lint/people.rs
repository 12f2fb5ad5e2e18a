//! How Ajar speaks of people: no gender, no "always", and nothing that is done to the partner.

use super::{Breaks, File, check, words};

/// The text without what it quotes: advice may name what should not be said.
fn outside_quotes(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_letter = |index: Option<usize>| index.and_then(|i| chars.get(i)).is_some_and(|c| c.is_alphanumeric());
    let mut quoted = false;
    let mut kept = String::new();
    for (i, c) in chars.iter().enumerate() {
        let opens = *c == '\'' && !quoted && !is_letter(i.checked_sub(1));
        let closes = *c == '\'' && quoted && !is_letter(Some(i + 1));
        if opens || closes {
            quoted = opens;
        } else if !quoted {
            kept.push(*c);
        }
    }
    kept
}

/// Names of organizations are theirs.
fn the_partner_is_they(file: &File) -> Breaks {
    const GENDERED: [&str; 20] = [
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "man",
        "men",
        "woman",
        "women",
        "husband",
        "wife",
        "boyfriend",
        "girlfriend",
        "guy",
        "girl",
        "lady",
        "male",
    ];
    let gendered = |text: &&str| words(text).iter().any(|word| GENDERED.contains(&word.trim_end_matches("'s")));
    file.said_outside(&["name"]).filter(gendered).map(str::to_owned).collect()
}

fn nobody_is_always_or_never(file: &File) -> Breaks {
    const PEOPLE: [&str; 6] = ["you", "they", "partner", "people", "everyone", "both"];
    const VERBS: [&str; 8] = ["are", "is", "have", "has", "do", "does", "will", "can"];
    let sweeping = |text: &&str| {
        let words = words(&outside_quotes(text));
        words.iter().enumerate().filter(|(_, word)| matches!(word.as_str(), "always" | "never")).any(|(i, _)| {
            let before = |n: usize| i.checked_sub(n).and_then(|at| words.get(at)).map_or("", String::as_str);
            PEOPLE.contains(&before(1)) || (VERBS.contains(&before(1)) && PEOPLE.contains(&before(2)))
        })
    };
    file.said().filter(sweeping).map(str::to_owned).collect()
}

/// The user practices their own side; the partner is nobody's project.
fn nothing_is_done_to_the_partner(file: &File) -> Breaks {
    const DONE: [&str; 10] = [
        "fix them",
        "fix your partner",
        "get them to",
        "get your partner to",
        "make them",
        "make your partner",
        "open them up",
        "they will open",
        "they will change",
        "your partner will",
    ];
    let does = |text: &&str| {
        let text = words(&outside_quotes(text)).join(" ");
        DONE.iter().any(|phrase| format!(" {text} ").contains(&format!(" {phrase} ")))
    };
    file.said().filter(does).map(str::to_owned).collect()
}

#[test]
fn the_partner_has_no_gender() {
    check(the_partner_is_they, "What did they enjoy telling?", "What did he enjoy telling?");
    check(the_partner_is_they, "One slow breath.", "Her turn.");
    check(the_partner_is_they, "Hurt or afraid, whoever you are", "Women who are hurt or afraid");
}

#[test]
fn people_are_not_always_or_never() {
    check(nobody_is_always_or_never, "They wave it off: once is enough.", "They always wave it off.");
    check(nobody_is_always_or_never, "They wave it off: once is enough.", "They are never moved.");
}

#[test]
fn the_partner_is_nobodys_project() {
    check(nothing_is_done_to_the_partner, "Choose one small act today", "Get them to act today");
    check(nothing_is_done_to_the_partner, "They wave it off: once is enough.", "They will open up soon.");
}
