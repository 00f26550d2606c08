//! Questions to a person, a line at a time: over any reader and writer, so that no terminal is needed to try them.

use std::io::{self, BufRead, Write};

use super::messages;
use crate::text::Language;

/// A conversation.
pub(super) struct Dialog<'d> {
    input: &'d mut dyn BufRead,
    output: &'d mut dyn Write,
    language: Language,
}

impl<'d> Dialog<'d> {
    /// A conversation in `language`.
    pub(super) fn new(input: &'d mut dyn BufRead, output: &'d mut dyn Write, language: Language) -> Self {
        Self { input, output, language }
    }

    /// Says something, with a line break.
    ///
    /// # Errors
    /// Those of the streams, as for all that follows.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{text}")
    }

    /// The line that is answered to a prompt, without blanks around it; none if there will be no more answers.
    pub(super) fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        write!(self.output, "{prompt}")?;
        self.output.flush()?;
        let mut line = String::new();
        if self.input.read_line(&mut line)? == 0 {
            writeln!(self.output)?;
            return Ok(None);
        }
        Ok(Some(line.trim().to_owned()))
    }

    /// True if a question is answered with yes, or with an empty line.
    pub(super) fn confirm(&mut self, question: &str) -> io::Result<bool> {
        let choice = messages::YES_OR_NO.text(self.language);
        loop {
            let Some(answer) = self.ask(&format!("{question} [{choice}] "))? else { return Ok(false) };
            match answer.to_lowercase().as_str() {
                "" | "y" | "yes" | "예" | "네" => return Ok(true),
                "n" | "no" | "아니요" | "아니오" => return Ok(false),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(input: &str) -> (bool, String) {
        let (mut reader, mut shown) = (input.as_bytes(), Vec::new());
        let mut dialog = Dialog::new(&mut reader, &mut shown, Language::En);
        let is_confirmed = dialog.confirm("really?").unwrap();
        (is_confirmed, String::from_utf8(shown).unwrap())
    }

    #[test]
    fn an_empty_line_means_yes_and_the_end_means_no() {
        let rows =
            [("\n", true), ("Yes\n", true), ("네\n", true), ("n\n", false), ("", false), ("hm\nno\n", false)];
        for (input, expected) in rows {
            assert_eq!(answer(input).0, expected, "{input:?}");
        }
        assert_eq!(answer("hm\ny\n").1, "really? [Y/n] really? [Y/n] ");
    }
}
