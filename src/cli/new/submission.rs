//! `greenlight new PACK FOLDER`: a submission with all that the schema of the pack requires. On a terminal it asks for the
//! values and holds each answer against the schema at once.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};
use std::path::Path;

use super::{File, messages, say, write};
use crate::cli::dialog::Dialog;
use crate::cli::failure::Failure;
use crate::cli::setup::Setup;
use crate::output::escape::visible;
use crate::rule::Pack;
use crate::schema::{Draft, Field};
use crate::text::Language;
use crate::yaml::Problem;

/// The name of the file in the folder that is named.
const FILE: &str = "submission.yaml";

/// Writes the submission.
pub(super) fn run((pack, folder): (&str, &str), asks: bool, setup: &Setup) -> Result<(), Failure> {
    let language = setup.language;
    let loaded = setup.known_packs();
    let pack = setup.pack(pack, &loaded.packs)?;
    let path = setup.project.absolute(&Path::new(folder).join(FILE));
    if path.symlink_metadata().is_ok() {
        // Said before anybody is asked for thirty values.
        return write(&[File { path, text: String::new() }], "", setup);
    }
    let mut draft = Draft::new(&pack.schema, language);
    if asks {
        draft =
            ask(draft, pack, (&mut io::stdin().lock(), &mut io::stdout()), language).map_err(|error| {
                let parameters = [("reason", crate::project::system_reason(&error))];
                Failure::new(&crate::cli::messages::STDIN_NOT_READ, language, &parameters)
            })?;
    }
    let head = say(&messages::SUBMISSION_HEAD, setup, &[("pack", pack.reference())]);
    let claim = if draft.open_fields().is_empty() || draft.has_key("policy") {
        String::new()
    } else {
        format!("policy: {}\n\n", pack.reference())
    };
    let next = say(&messages::NEXT_SUBMISSION, setup, &[("path", setup.project.shown(&path))]);
    let text = format!("{head}\n{claim}{}", draft.text());
    write(&[File { path, text }], &next, setup)
}

/// Asks for each value of a draft until there are no more answers.
fn ask(
    mut draft: Draft,
    pack: &Pack,
    (input, output): (&mut dyn BufRead, &mut dyn Write),
    language: Language,
) -> io::Result<Draft> {
    let mut dialog = Dialog::new(input, output, language);
    dialog.say(messages::ASKING.text(language))?;
    let mut decided = BTreeSet::new();
    while let Some(field) = draft.next_open(&decided).cloned() {
        describe(&field, &mut dialog, language)?;
        let value = field.value().unwrap_or_default();
        let prompt = format!("{} [{}]: ", visible(&field.key), visible(&value));
        let Some(answer) = dialog.ask(&prompt)? else { return Ok(draft) };
        if !answer.is_empty() {
            match draft.answered(&pack.schema, &field.pointer, &answer) {
                Ok(better) => draft = better,
                Err(problems) => {
                    refuse(&problems, &mut dialog, language)?;
                    continue;
                }
            }
        }
        decided.insert(field.pointer);
    }
    Ok(draft)
}

fn describe(field: &Field, dialog: &mut Dialog<'_>, language: Language) -> io::Result<()> {
    let words = [&field.title, &field.description].into_iter().flatten();
    dialog.say(&format!("\n{}", words.map(|text| visible(text)).collect::<Vec<_>>().join(": ")))?;
    for (value, meaning) in &field.choices {
        let meaning = meaning.as_ref().map(|meaning| format!(": {meaning}")).unwrap_or_default();
        dialog.say(&format!("  - {}", visible(&format!("{value}{meaning}"))))?;
    }
    if field.is_list() { dialog.say(messages::SEPARATE.text(language)) } else { Ok(()) }
}

/// Says what is wrong with an answer, in the words of a check.
fn refuse(problems: &[Problem], dialog: &mut Dialog<'_>, language: Language) -> io::Result<()> {
    for problem in problems {
        let message = problem.message.render(language, &problem.parameters);
        dialog.say(&format!("  × {}", visible(&message)))?;
        if let Some(help) = problem.help {
            dialog.say(&format!("    {}", visible(&help.render(language, &problem.parameters))))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Loaded, embedded_folder};

    fn kakao() -> Pack {
        let folder = embedded_folder("kakao-messaging").unwrap();
        Loaded::from_folder(&folder, Language::En).pack.unwrap()
    }

    fn asked(pack: &Pack, input: &str) -> (String, String) {
        let (mut reader, mut shown) = (input.as_bytes(), Vec::new());
        let draft = Draft::new(&pack.schema, Language::En);
        let draft = ask(draft, pack, (&mut reader, &mut shown), Language::En).unwrap();
        (draft.text(), String::from_utf8(shown).unwrap())
    }

    #[test]
    fn a_wrong_answer_is_refused_in_words_and_asked_again() {
        let pack = kakao();
        let (text, shown) = asked(&pack, "fax\ndevtalk\n");
        assert!(shown.contains("× `fax` is not one of the allowed values"), "{shown}");
        assert_eq!(shown.matches("process [").count(), 2, "{shown}");
        assert!(text.contains("\nprocess: devtalk\n"), "{text}");
    }

    #[test]
    fn an_answer_that_asks_for_more_keys_brings_their_questions() {
        let pack = kakao();
        let draft = Draft::new(&pack.schema, Language::En);
        assert!(!draft.text().contains("identity_verified:"), "{}", draft.text());
        let draft = draft.answered(&pack.schema, "/app/type", "biz_individual").unwrap();
        assert!(draft.text().contains("    identity_verified:"), "{}", draft.text());
    }
}
