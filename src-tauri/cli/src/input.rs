use std::io::BufRead;

use zeroize::Zeroizing;

use crate::failure::Failure;

/// Standard input: the passphrase on its first line, the text after it.
pub struct Input<R> {
    stdin: R,
}

impl<R: BufRead> Input<R> {
    pub fn new(stdin: R) -> Self {
        Self { stdin }
    }

    /// The first line without its end. Only the line end is taken off: a passphrase may begin or end with a space.
    pub fn passphrase(&mut self) -> Result<Zeroizing<String>, Failure> {
        let mut line = Zeroizing::new(Vec::new());
        self.stdin.read_until(b'\n', &mut line).map_err(|error| Failure::Input(error.kind()))?;
        let line = line.strip_suffix(b"\n").unwrap_or(&line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let text = std::str::from_utf8(line).map_err(|_| Failure::NotText)?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    /// Everything else, byte for byte.
    pub fn text(&mut self) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        self.stdin.read_to_end(&mut bytes).map_err(|error| Failure::Input(error.kind()))?;
        String::from_utf8(bytes).map_err(|_| Failure::NotText)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, passphrase: &str, text: &str) {
        let mut input = Input::new(given.as_bytes());
        assert_eq!(input.passphrase().unwrap().as_str(), passphrase);
        assert_eq!(input.text().unwrap(), text);
    }

    #[test]
    fn the_first_line_is_the_passphrase_and_the_rest_is_the_text() {
        check("four words\nline\r\nline\n", "four words", "line\r\nline\n");
        check("four words\r\n", "four words", "");
        check(" spaced \n\n", " spaced ", "\n");
        check("no line end", "no line end", "");
        assert!(matches!(Input::new(&b"\xff\n"[..]).passphrase(), Err(Failure::NotText)));
    }
}
