use std::io::{self, BufRead, IsTerminal, Read, Write};

use ajar_engine::MAX_TEXT_BYTES;
use zeroize::Zeroizing;

use crate::failure::Failure;

/// No passphrase is so long; a text without line ends may be.
const MAX_LINE_BYTES: u64 = 64 * 1024;

const END_OF_INPUT: &str = if cfg!(windows) { "Ctrl+Z and Enter" } else { "Ctrl+D" };

/// Where secrets come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The first lines of standard input, one a secret.
    FirstLines,
    /// Somebody who types, unseen; standard input is the text alone.
    Terminal,
    /// Nobody is there to ask.
    Nowhere,
}

impl Source {
    /// The terminal, when anybody sits at it. A script has none of the three, even where its session has a terminal.
    pub fn without_stdin() -> Self {
        let is_there = io::stdin().is_terminal() || io::stdout().is_terminal() || io::stderr().is_terminal();
        if is_there { Self::Terminal } else { Self::Nowhere }
    }
}

/// What a command is given: secrets, then the text.
pub struct Input<R> {
    stdin: R,
    source: Source,
}

impl<R: BufRead> Input<R> {
    pub fn new(stdin: R, source: Source) -> Self {
        Self { stdin, source }
    }

    /// One secret. `name` is what the person at the terminal is asked for.
    pub fn secret(&mut self, name: &str) -> Result<Zeroizing<String>, Failure> {
        match self.source {
            Source::FirstLines => self.line(),
            Source::Terminal => ask(name),
            Source::Nowhere => Err(Failure::NoSecret),
        }
    }

    /// A secret that will protect something: at the terminal it is asked for twice, since it cannot be seen.
    pub fn new_secret(&mut self, name: &str) -> Result<Zeroizing<String>, Failure> {
        let first = self.secret(name)?;
        if self.source == Source::Terminal && ask("The same again")? != first {
            return Err(Failure::TwoDiffer);
        }
        Ok(first)
    }

    /// The next line without its end. Only the line end is taken off: a passphrase may begin or end with a space.
    fn line(&mut self) -> Result<Zeroizing<String>, Failure> {
        let mut line = Zeroizing::new(Vec::new());
        let mut stdin = self.stdin.by_ref().take(MAX_LINE_BYTES);
        stdin.read_until(b'\n', &mut line).map_err(|error| Failure::Input(error.kind()))?;
        if stdin.limit() == 0 {
            return Err(Failure::LongLine);
        }
        let line = line.strip_suffix(b"\n").unwrap_or(&line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let text = std::str::from_utf8(line).map_err(|_| Failure::NotText)?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    /// Everything else, byte for byte.
    pub fn text(&mut self) -> Result<String, Failure> {
        if self.is_typed() {
            // A hint that cannot be shown is missed by nobody.
            let _hint = writeln!(io::stderr(), "Write your text. {END_OF_INPUT} on a line of its own ends it.");
        }
        let mut bytes = Vec::new();
        let most = MAX_TEXT_BYTES as u64 + 1;
        self.stdin.by_ref().take(most).read_to_end(&mut bytes).map_err(|error| Failure::Input(error.kind()))?;
        if bytes.len() > MAX_TEXT_BYTES {
            return Err(Failure::LongText);
        }
        String::from_utf8(bytes).map_err(|_| Failure::NotText)
    }

    /// Whether the text would have to be typed now.
    pub fn is_typed(&self) -> bool {
        self.source == Source::Terminal && io::stdin().is_terminal()
    }
}

fn ask(name: &str) -> Result<Zeroizing<String>, Failure> {
    rpassword::prompt_password(format!("{name}: ")).map(Zeroizing::new).map_err(|_| Failure::NoSecret)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, passphrase: &str, text: &str) {
        let mut input = Input::new(given.as_bytes(), Source::FirstLines);
        assert_eq!(input.secret("").unwrap().as_str(), passphrase);
        assert_eq!(input.text().unwrap(), text);
    }

    #[test]
    fn the_first_line_is_the_passphrase_and_the_rest_is_the_text() {
        check("four words\nline\r\nline\n", "four words", "line\r\nline\n");
        check("four words\r\n", "four words", "");
        check(" spaced \n\n", " spaced ", "\n");
        check("no line end", "no line end", "");
        let mut input = Input::new(&b"\xff\n"[..], Source::FirstLines);
        assert!(matches!(input.secret(""), Err(Failure::NotText)));
    }

    #[test]
    fn each_secret_has_a_line() {
        let mut input = Input::new(&b"old one\nnew one\ntext"[..], Source::FirstLines);
        assert_eq!(input.secret("").unwrap().as_str(), "old one");
        assert_eq!(input.new_secret("").unwrap().as_str(), "new one");
        assert_eq!(input.text().unwrap(), "text");
    }

    #[test]
    fn without_a_source_nothing_is_read() {
        let mut input = Input::new(&b"text"[..], Source::Nowhere);
        assert!(matches!(input.secret(""), Err(Failure::NoSecret)));
        assert_eq!(input.text().unwrap(), "text");
    }

    #[test]
    fn what_never_ends_is_not_read_to_its_end() {
        let mut endless = Input::new(io::BufReader::new(io::repeat(b'x')), Source::FirstLines);
        assert!(matches!(endless.secret(""), Err(Failure::LongLine)));
        assert!(matches!(endless.text(), Err(Failure::LongText)));
    }
}
