//! Texts as data: a row holds one message in every language, with named places for what the user wrote.
//! Knows no particular message; each layer keeps the table of its own.

use super::korean::particle;
use super::language::Language;

/// One message in every language. `{name}` is replaced by a parameter; `{name:을/를}` also appends the Korean particle
/// that fits it.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// The English text.
    pub en: &'static str,
    /// The Korean text.
    pub ko: &'static str,
}

/// A parameter of a message: its name and its text.
pub type Parameter = (&'static str, String);

impl Message {
    /// The text in `language`.
    #[must_use]
    pub const fn text(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Ko => self.ko,
        }
    }

    /// The text in `language` with its parameters in place. A name that is not among them stays as written.
    #[must_use]
    pub fn render(&self, language: Language, parameters: &[Parameter]) -> String {
        let mut rest = self.text(language);
        let mut rendered = String::with_capacity(rest.len() + 16);
        while let Some((before, after)) = rest.split_once('{') {
            let Some((inside, behind)) = after.split_once('}') else { break };
            rendered.push_str(before);
            push_parameter(&mut rendered, inside, parameters);
            rest = behind;
        }
        rendered.push_str(rest);
        rendered
    }
}

fn push_parameter(rendered: &mut String, inside: &str, parameters: &[Parameter]) {
    let (name, pair) = inside.split_once(':').unwrap_or((inside, ""));
    match parameters.iter().find(|(known, _)| *known == name) {
        Some((_, value)) => {
            rendered.push_str(value);
            if !pair.is_empty() {
                // In `{key}`을/를 the backtick stands between the word and its particle.
                rendered.push_str(particle(value, pair));
            }
        }
        None => {
            rendered.push('{');
            rendered.push_str(inside);
            rendered.push('}');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_stand_in_their_places_with_particles() {
        let message = Message { en: "unknown key {key}", ko: "{key:은/는} 없는 항목입니다" };
        let parameters = [("key", "`앱`".to_owned())];
        assert_eq!(message.render(Language::En, &parameters), "unknown key `앱`");
        assert_eq!(message.render(Language::Ko, &parameters), "`앱`은 없는 항목입니다");
    }
}
