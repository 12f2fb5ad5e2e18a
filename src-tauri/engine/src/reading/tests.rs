//! What is read is what was written.

use proptest::prelude::*;

use super::*;
use crate::dto::{Inline, Item, Side};

fn shown(source: &str) -> String {
    blocks(source).iter().map(block).collect::<Vec<_>>().join("\n")
}

/// The tree in one line a block, as short as it can be told.
fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { inlines } => format!("p({})", inline(inlines)),
        Block::Heading { level, inlines } => format!("h{level}({})", inline(inlines)),
        Block::List { tight, items } => {
            let items: Vec<String> = items.iter().map(item).collect();
            format!("{}[{}]", if *tight { "list" } else { "loose" }, items.join(" "))
        }
        Block::Quote { blocks } => format!("quote[{}]", blocks.iter().map(self::block).collect::<Vec<_>>().join(" ")),
        Block::Code { info, text } => format!("code({info}|{text})"),
        Block::Rule => "rule".to_owned(),
        Block::Table { columns, head, rows } => {
            let row = |cells: &Vec<crate::dto::Cell>| {
                cells.iter().map(|cell| inline(&cell.inlines)).collect::<Vec<_>>().join("|")
            };
            let rows: Vec<String> = std::iter::once(head).chain(rows).map(row).collect();
            format!("table({columns:?} {})", rows.join(" / "))
        }
    }
}

fn item(item: &Item) -> String {
    let number = item.number.map(|number| format!("{number}.")).unwrap_or_default();
    let done = item.done.map(|done| if done { "+" } else { "-" }).unwrap_or_default();
    format!("{number}{done}{}", item.blocks.iter().map(block).collect::<Vec<_>>().join(" "))
}

fn inline(inlines: &[Inline]) -> String {
    let one = |one: &Inline| match one {
        Inline::Text { text } => text.clone(),
        Inline::Strong { inlines } => format!("<b {}>", inline(inlines)),
        Inline::Emphasis { inlines } => format!("<i {}>", inline(inlines)),
        Inline::Strike { inlines } => format!("<s {}>", inline(inlines)),
        Inline::Code { text } => format!("<code {text}>"),
        Inline::Break => "⏎".to_owned(),
        Inline::Link { inlines, address, title } => format!("<link {}|{address}|{title}>", inline(inlines)),
        Inline::Image { alt, address, title } => format!("<image {alt}|{address}|{title}>"),
    };
    inlines.iter().map(one).collect()
}

#[track_caller]
fn check(source: &str, expect: &str) {
    assert_eq!(shown(source), expect, "{source:?}");
}

#[test]
fn markdown_becomes_a_tree() {
    check("", "");
    check("Tea.", "p(Tea.)");
    check("# One\n### Three #\ntext", "h1(One)\nh3(Three)\np(text)");
    check("*a* **b** ~~c~~ `d`", "p(<i a> <b b> <s c> <code d>)");
    check("> a\n> > b", "quote[p(a) quote[p(b)]]");
    check("- a\n- b\n  - c", "list[p(a) p(b) list[p(c)]]");
    check("- a\n\n- b", "loose[p(a) p(b)]");
    check("- [ ] a\n- [x] b", "list[-p(a) +p(b)]");
    check("```js\nlet a;\n```", "code(js|let a;\n)");
    check("    let a;\n", "code(|let a;\n)");
    check("a\n\n---\n\nb", "p(a)\nrule\np(b)");
    check("|a|b|\n|:-:|-:|\n|1|*2*|", "table([Center, End] a|b / 1|<i 2>)");
    assert_eq!(side_of("|a|\n|-|\n|b|"), Side::Start);
}

fn side_of(source: &str) -> Side {
    match blocks(source).as_slice() {
        [Block::Table { columns, .. }] => columns[0],
        _ => panic!("no table"),
    }
}

#[test]
fn line_breaks_stay() {
    check("roses\nviolets", "p(roses⏎violets)");
    check("roses  \nviolets\\\nblue", "p(roses⏎violets⏎blue)");
    check("roses\r\nviolets\rblue", "p(roses⏎violets⏎blue)");
    check("# a\rb", "h1(a)\np(b)");
}

#[test]
fn numbers_stay_those_that_were_written() {
    check("1. a\n2. b", "list[1.p(a) 2.p(b)]");
    check("5. a\n3. b\n1. c", "list[5.p(a) 3.p(b) 1.p(c)]");
    check("1986. A good year.", "list[1986.p(A good year.)]");
    check("> 7) a\n> 8) b", "quote[list[7.p(a) 8.p(b)]]");
}

#[test]
fn a_line_of_signs_makes_no_heading_of_the_line_above() {
    check("a\nb\n---\nc", "p(a⏎b)\nrule\np(c)");
    check("a\n-", "p(a⏎-)");
    check("a\n--", "p(a⏎--)");
    check("a\n===\n\nb", "p(a⏎===)\np(b)");
    check("#a\n=", "p(#a⏎=)");
    check("> a\n> ----\n> b", "quote[p(a) rule p(b)]");
    check("- a\n  ---", "list[p(a) rule]");
    check("a\n- b", "p(a)\nlist[p(b)]");
}

#[test]
fn html_is_text_and_what_stands_in_it_is_read() {
    check("<div>\n*a*\n</div>", "p(<div>⏎<i a>⏎</div>)");
    check("<!-- a\n\n# b", "p(<!-- a)\nh1(b)");
    check("<script>alert(1)</script>", "p(<script>alert(1)</script>)");
    check("a <b>*c*</b>", "p(a <b><i c></b>)");
    check("&lt;b&gt; &amp; &nbsp; &#65; &copy;", "p(&lt;b&gt; &amp; &nbsp; &#65; &copy;)");
    check("`<b>` and <https://example.org>", "p(<code <b>> and <https://example.org>)");
    check("```\n<b>\n```", "code(|<b>\n)");
}

#[test]
fn links_and_images_are_words_with_their_addresses() {
    check("[tea](https://example.org \"now\")", "p(<link tea|https://example.org|now>)");
    check("[tea](<a b>)", "p(<link tea|a b|>)");
    check("![our *door*](door.png)", "p(<image our door|door.png|>)");
    // What is defined elsewhere is not looked for.
    check("[tea][1] [1]\n\n[1]: https://example.org", "p([tea][1] [1])\np([1]: https://example.org)");
    check("[Anna]: hello", "p([Anna]: hello)");
}

#[test]
fn escapes_and_single_tildes_are_signs() {
    check(r"\*a\* \<b> \_", "p(*a* <b> _)");
    check("~a~ and ~~b~~", "p(~a~ and <s b>)");
}

#[test]
fn rare_signs_stay_as_they_are() {
    check("a\0b\u{200b}c\u{feff}d\u{202e}e", "p(a\0b\u{200b}c\u{feff}d\u{202e}e)");
    check("`a\0b`", "p(<code a\0b>)");
    check("שלום **לך**", "p(שלום <b לך>)");
    check("e\u{301} 👩‍👩‍👧", "p(e\u{301} 👩‍👩‍👧)");
}

#[test]
fn what_the_parser_would_leave_out_is_shown_as_written() {
    // A row with a cell too many.
    check("|a|b|\n|-|-|\n|1|2|3|", "p(|a|b|⏎|-|-|⏎|1|2|3|)");
    check("[a](b&amp;c)", "p([a](b&amp;c))");
}

/// Each is one text, and none may become anything but text.
const SCRIPTS: [&str; 40] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<base href=javascript:alert(1)//>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action=javascript:alert(1)><input type=submit>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex action=javascript:alert(1) type=image>",
    "<table background=javascript:alert(1)>",
    "<div style=width:expression(alert(1))>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "\"><script>alert(1)</script>",
    "'-alert(1)-'",
    "{{constructor.constructor('alert(1)')()}}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
];

#[test]
fn no_script_becomes_more_than_text() {
    for script in SCRIPTS {
        let said = shown(script);
        // Some hold a sign of Markdown; every letter is there, and nothing but text.
        assert!(words::holds(&said, script), "{script} became {said}");
        assert!(said.starts_with("p(") && !said.contains("|javascript"), "{said}");
    }
    // An address is a string beside the words; the page gives nobody a way to follow it.
    check("[x](javascript:alert(1))", "p(<link x|javascript:alert(1)|>)");
    check("![x](javascript:alert(1))", "p(<image x|javascript:alert(1)|>)");
}

fn depth_of_blocks(blocks: &[Block]) -> usize {
    let deepest = blocks.iter().map(|block| match block {
        Block::Quote { blocks } => depth_of_blocks(blocks),
        Block::List { items, .. } => {
            items.iter().map(|item| depth_of_blocks(&item.blocks)).max().unwrap_or_default() + 1
        }
        Block::Paragraph { inlines } | Block::Heading { inlines, .. } => depth_of_inlines(inlines),
        _ => 1,
    });
    deepest.max().map_or(0, |depth| depth + 1)
}

fn depth_of_inlines(inlines: &[Inline]) -> usize {
    let deepest = inlines.iter().map(|inline| match inline {
        Inline::Strong { inlines } | Inline::Emphasis { inlines } | Inline::Strike { inlines } => {
            depth_of_inlines(inlines)
        }
        Inline::Link { inlines, .. } => depth_of_inlines(inlines),
        _ => 0,
    });
    deepest.max().map_or(0, |depth| depth + 1)
}

#[test]
fn depth_is_bounded_and_what_is_deeper_is_text() {
    let many = 10_000;
    for (deep, word) in [
        (format!("{}end", ">".repeat(many)), "end"),
        (format!("{}end", "- ".repeat(many)), "end"),
        (format!("{}end", "1. ".repeat(many)), "end"),
        (format!("{}end{}", "[".repeat(many), "](a)".repeat(many)), "end"),
        (format!("{}end{}", "![".repeat(many), "](a)".repeat(many)), "end"),
        (format!("{}end{}", "*a ".repeat(many), "a*".repeat(many)), "end"),
        (format!("{}end{}", "**_".repeat(many), "_**".repeat(many)), "end"),
        (format!("{}end", "<div>".repeat(many)), "end"),
        ((0..200).flat_map(|depth| ["  ".repeat(depth), "- a\n".to_owned()]).collect::<String>() + "end", "end"),
    ] {
        let tree = blocks(&deep);
        assert!(depth_of_blocks(&tree) <= 33, "{}", depth_of_blocks(&tree));
        let mut said = String::new();
        words::of_blocks(&tree, &mut said);
        assert!(said.contains(word));
        assert!(words::holds(&said, &deep));
        // And the whole of it crosses to the page.
        serde_json::to_string(&stretch(&deep, 0)).unwrap();
    }
}

#[test]
fn a_long_entry_comes_in_stretches_that_together_are_all_of_it() {
    let day = "# A day\n\nWe walked *far* and <b>sat</b> down.\n\n- tea\n- bread\n\n```\ncode\n\ncode\n```\n\n";
    let long = day.repeat(1024 * 1024 / day.len());
    let (mut from, mut tree, mut count) = (0, Vec::new(), 0);
    loop {
        let mut stretch = stretch(&long, from);
        assert!(stretch.blocks.len() <= MOST_BLOCKS);
        tree.append(&mut stretch.blocks);
        count += 1;
        let Some(next) = stretch.next else { break };
        assert!(next as usize > from);
        from = next as usize;
    }
    assert!(count > 32);
    // Cut nowhere within a block: the same five, again and again.
    let one = blocks(day);
    assert!(tree.chunks(one.len()).all(|chunk| chunk == one));
    assert_eq!(tree.len(), one.len() * (long.len() / day.len()));
}

#[test]
fn one_block_that_is_too_long_is_cut_at_a_line() {
    let line = "word ".repeat(10) + "\n";
    let long = line.repeat(STRETCH * 3 / line.len());
    let tree = blocks(&long);
    assert!(tree.len() > 2);
    let mut said = String::new();
    words::of_blocks(&tree, &mut said);
    assert!(said.split_whitespace().eq(long.split_whitespace()));
    // Also where there is no line to cut at, and within a character.
    let unbroken = "é".repeat(STRETCH);
    let mut said = String::new();
    words::of_blocks(&blocks(&unbroken), &mut said);
    assert_eq!(said.replace('\n', ""), unbroken);
    assert!(stretch("é", 1).blocks == blocks("é"));
    assert!(stretch("é", 9).blocks.is_empty());
}

#[test]
fn a_stretch_of_nothing_but_signs_is_read() {
    for sign in [
        "[",
        "![",
        "*",
        "*a_ ",
        "`",
        "``` ",
        "~~",
        "[a](",
        "[a](<",
        "<",
        "&",
        "|a|\n|-|\n",
        "- a\n ",
        "> ",
        "a\n=\n",
        "]:",
    ] {
        let much = sign.repeat(STRETCH / sign.len());
        let mut said = String::new();
        words::of_blocks(&blocks(&much), &mut said);
        assert!(words::holds(&said, &much));
    }
}

fn markdown() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-zé0-9 ]{1,6}",
        2 => prop::sample::select(vec![
            "\n", "\n\n", "\r", "\r\n", "# ", "> ", "- ", "1. ", "9) ", "    ", "\t", "```", "~~~", "`", "*", "**", "_", "~~", "~",
            "[", "](", ")", "![", "]:", "][", "<", ">", "</b>", "<b>", "<!--", "-->", "|", "|-|-|\n", "---\n", "===\n", "- [ ] ", "- [x] ",
            "&amp;", "&", ";", "\\", "\"", "'", "\0", "\u{200b}", "\u{202e}", "\u{a6f3}", "שלום", "👩‍👧", ":", "http://a.b",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_letter_that_was_written_vanishes(source in markdown()) {
        let mut said = String::new();
        words::of_blocks(&blocks(&source), &mut said);
        prop_assert!(words::holds(&said, &source), "{source:?} became {said:?}");
    }

    #[test]
    fn any_stretch_of_any_text_can_be_read(source in any::<String>(), from in 0..200usize) {
        let stretch = stretch(&source, from);
        prop_assert!(stretch.next.is_none_or(|next| next as usize > from));
    }
}
