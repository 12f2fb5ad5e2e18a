//! Looks at a page in both themes and both sizes: takes its picture, and asks whether everybody can use it.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::page::Page;
use crate::patience::{USUAL, until_true};

const THEMES: [&str; 2] = ["light", "dark"];

/// The size a window has at first, and the smallest it can have.
const SIZES: [(u32, u32); 2] = [(1080, 740), (720, 560)];

pub struct Gallery<'test> {
    desktop: &'test Desktop,
    /// Where pictures go; without it the pages are only examined.
    photos: Option<PathBuf>,
    findings: Vec<String>,
}

impl<'test> Gallery<'test> {
    pub fn new(desktop: &'test Desktop) -> Self {
        let photos = std::env::var_os("AJAR_PHOTOS").map(PathBuf::from);
        if let Some(folder) = &photos {
            fs::create_dir_all(folder).expect("the folder for pictures can be made");
        }
        Self { desktop, photos, findings: Vec::new() }
    }

    /// Watches the page from here on for anything that breaks the policy of the window.
    pub fn watch(page: &Page) {
        page.script(
            "window.broken = [];
            document.addEventListener('securitypolicyviolation', (event) =>
                window.broken.push(event.violatedDirective + ' ' + event.blockedURI));
            window.addEventListener('error', (event) => window.broken.push(String(event.message)));
            window.addEventListener('unhandledrejection', (event) => window.broken.push(String(event.reason)))",
        );
    }

    /// Examines what is on the page now, under this name.
    pub fn examine(&mut self, page: &Page, name: &str) {
        let broken = page.script("return window.broken.splice(0)");
        self.note(name, "policy", broken.as_array().into_iter().flatten().map(ToString::to_string));
        for size in SIZES {
            self.resize(page, size);
            let (width, height) = size;
            let scrolls = page.script("return document.documentElement.scrollWidth > innerWidth");
            self.note(name, &format!("{width} px"), (scrolls == true).then(|| "it scrolls sideways".to_owned()));
            for theme in THEMES {
                page.call_done(&format!("document.documentElement.dataset.theme = '{theme}'; {SETTLED}"));
                self.picture(page, &format!("{name}-{theme}-{width}x{height}"));
                if size == SIZES[0] {
                    self.note(name, theme, violations(page));
                }
            }
        }
        self.resize(page, SIZES[0]);
        self.picture_below(page, name);
    }

    /// Shows that a mistake would be seen: what finds nothing on good pages must find something on a bad one.
    pub fn prove_that_it_sees(page: &Page) {
        page.script(
            "const bad = document.createElement('div');
            bad.id = 'bad';
            bad.append(document.createElement('button'));
            bad.setAttribute('style', 'color: red');
            document.querySelector('main').append(bad)",
        );
        assert!(
            violations(page).iter().any(|found| found.starts_with("button-name")),
            "axe-core saw no nameless button"
        );
        until_true("the policy to be broken", USUAL, || page.script("return window.broken.splice(0).length") != 0);
        page.script("document.getElementById('bad').remove()");
    }

    /// Fails with everything that was found on the way.
    pub fn close(self) {
        assert!(self.findings.is_empty(), "{} findings:\n{}", self.findings.len(), self.findings.join("\n"));
    }

    fn picture(&self, page: &Page, name: &str) {
        let Some(folder) = &self.photos else { return };
        let picture = page.session.screenshot().expect("the driver takes a picture");
        fs::write(folder.join(format!("{name}.png")), picture).expect("the folder for pictures is writable");
    }

    /// A page that is longer than the window, at its end.
    fn picture_below(&self, page: &Page, name: &str) {
        let scroll_to = |place: &str| {
            page.script(&format!(
                "const long = [...document.querySelectorAll('html, main, main *, dialog[open], dialog[open] *')].filter(
                    (one) => one.scrollHeight > one.clientHeight + 8 && /auto|scroll/.test(getComputedStyle(one).overflowY));
                for (const one of long) one.scrollTop = {place};
                return long.length > 0"
            ))
        };
        if self.photos.is_some() && scroll_to("one.scrollHeight") == true {
            page.call_done(SETTLED);
            self.picture(page, &format!("{name}-below"));
            scroll_to("0");
        }
    }

    fn resize(&self, page: &Page, (width, height): (u32, u32)) {
        self.desktop.ask_window(&["-F", "-r", "Ajar", "-e", &format!("0,-1,-1,{width},{height}")]);
        until_true("the window to take its size", USUAL, || {
            page.script("return [innerWidth, innerHeight]") == json!([width, height])
        });
    }

    fn note(&mut self, page: &str, where_seen: &str, findings: impl IntoIterator<Item = String>) {
        self.findings.extend(findings.into_iter().map(|finding| format!("{page}, {where_seen}: {finding}")));
    }
}

/// Calls `done` once nothing moves any more and the page was painted.
const SETTLED: &str = "
    const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(null)));
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)).then(painted, painted);";

/// What axe-core finds: one line for each rule that is broken, with the first places.
fn violations(page: &Page) -> Vec<String> {
    if page.script("return typeof window.axe") == "undefined" {
        let axe = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js");
        page.script(&fs::read_to_string(axe).expect("cargo xtask setup installs axe-core"));
    }
    let found = page.call_done(
        "axe.run().then((found) => done(found.violations), (error) => done([{ id: String(error), nodes: [] }]));",
    );
    let describe = |violation: &Value| {
        let places = violation["nodes"].as_array().into_iter().flatten().take(3).map(|node| node["target"].to_string());
        format!("{}: {}", violation["id"].as_str().unwrap_or_default(), places.collect::<Vec<_>>().join(" "))
    };
    found.as_array().into_iter().flatten().map(describe).collect()
}
