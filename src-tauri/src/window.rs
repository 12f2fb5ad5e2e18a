//! The one window: made when it is wanted, destroyed when it is closed.

use std::{
    fs,
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use tauri::{
    AppHandle, Emitter, LogicalSize, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    webview::NewWindowResponse,
};

use crate::events::{Event, Page};

const DEFAULT_SIZE: (f64, f64) = (1080.0, 740.0);
const MINIMUM_SIZE: (f64, f64) = (720.0, 560.0);

/// Each window has a label of its own: a new one may be built while the last is still going.
static OPENED: AtomicU32 = AtomicU32::new(0);
/// Held while a window is built, so that two who ask at once get one.
static BUILDING: Mutex<()> = Mutex::new(());
static LAST_SIZE: Mutex<Option<LogicalSize<f64>>> = Mutex::new(None);

pub fn current<R: Runtime>(app: &AppHandle<R>) -> Option<WebviewWindow<R>> {
    let newest = format!("main-{}", OPENED.load(Ordering::SeqCst));
    app.get_webview_window(&newest)
}

/// Opens the window at a page, or raises the one that is open. Not for the main thread.
pub fn open<R: Runtime>(app: &AppHandle<R>, web_data: &Path, page: Option<Page>, focused: bool) -> tauri::Result<()> {
    let _one_at_a_time = BUILDING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(window) = current(app) {
        window.unminimize()?;
        window.show()?;
        window.set_focus()?;
        if let Some(page) = page {
            let event = Event::WentTo(page);
            window.emit(event.name(), event.payload())?;
        }
        return Ok(());
    }
    let label = format!("main-{}", OPENED.fetch_add(1, Ordering::SeqCst) + 1);
    let start = page.map_or_else(|| "index.html".to_owned(), |page| format!("index.html#{}", page.as_str()));
    let size = last_size();
    WebviewWindowBuilder::new(app, label, WebviewUrl::App(start.into()))
        .title("Ajar")
        .inner_size(size.width, size.height)
        .min_inner_size(MINIMUM_SIZE.0, MINIMUM_SIZE.1)
        .focused(focused)
        .general_autofill_enabled(false)
        .disable_drag_drop_handler()
        .devtools(cfg!(debug_assertions))
        // On Linux an incognito window gets a context of its own, and a second one stays blank.
        .incognito(cfg!(not(target_os = "linux")))
        .data_directory(web_data.to_path_buf())
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    Ok(())
}

/// Destroys the window and remembers its size.
pub fn close<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = current(app) else { return };
    if let (Ok(size), Ok(scale)) = (window.inner_size(), window.scale_factor()) {
        *LAST_SIZE.lock().unwrap_or_else(PoisonError::into_inner) = Some(size.to_logical(scale));
    }
    // A later window gets another label, so that `current` stops seeing this one at once.
    OPENED.fetch_add(1, Ordering::SeqCst);
    if let Err(error) = window.destroy() {
        tracing::error!(%error, "the window did not close");
    }
}

/// An empty folder for the web process that nobody else may look into.
pub fn prepare_web_data(web_data: &Path) {
    empty_web_data(web_data);
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    if let Err(error) = builder.create(web_data) {
        tracing::warn!(%error, "no folder for web data");
    }
}

/// What a web process left behind, in this run or an earlier one.
pub fn empty_web_data(web_data: &Path) {
    if let Err(error) = fs::remove_dir_all(web_data)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "web data stayed behind");
    }
}

fn last_size() -> LogicalSize<f64> {
    LAST_SIZE.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or(LogicalSize::new(DEFAULT_SIZE.0, DEFAULT_SIZE.1))
}

fn is_own_page(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_open() {
        let check = |url: &str, expect: bool| {
            assert_eq!(is_own_page(&Url::parse(url).unwrap()), expect, "{url}");
        };
        check("tauri://localhost/index.html", true);
        check("http://tauri.localhost/index.html#today", true);
        check("https://example.org/", false);
        check("http://localhost/", false);
        check("file:///etc/passwd", false);
        check("data:text/html,hello", false);
        check("https://tauri.localhost.example.org/", false);
    }
}
