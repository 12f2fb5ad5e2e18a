//! The shell: windows, tray, notifications, the ticker. It talks to the machine and decides nothing.

mod autostart;
mod commands;
mod display;
mod events;
mod exchange;
mod exporting;
mod flush;
mod host;
mod log;
mod notices;
mod notify;
mod opened;
mod pictures;
mod presence;
mod session;
mod shell;
mod start;
mod ticker;
mod tray;
mod window;

pub use commands::handler;
pub use events::{Event, Page};
pub use host::Host;
pub use opened::{Open, Opened};
pub use shell::Shell;
pub use start::run;
