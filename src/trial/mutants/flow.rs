//! Documents as rule files show them: a line for each key of the top, its value in one line.

use serde_yaml::Value as Yaml;

/// Documents as one text.
pub(super) fn written(documents: &[Yaml]) -> String {
    documents.iter().map(document).collect::<Vec<_>>().join("---\n")
}

fn document(value: &Yaml) -> String {
    match value {
        Yaml::Mapping(entries) if !entries.is_empty() => {
            entries.iter().map(|(key, value)| format!("{}: {}\n", flow(key), flow(value))).collect()
        }
        value => flow(value) + "\n",
    }
}

// Recursion is bounded by the depth limit of documents.
fn flow(value: &Yaml) -> String {
    match value {
        Yaml::Mapping(entries) if entries.is_empty() => "{}".to_owned(),
        Yaml::Mapping(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", flow(key), flow(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Yaml::Sequence(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Yaml::String(text) => scalar(text),
        other => serde_yaml::to_string(other).unwrap_or_default().trim_end().to_owned(),
    }
}

/// A text, in quotes unless it is plain words that no reader takes for something else.
fn scalar(text: &str) -> String {
    let is_word = |character: char| {
        character.is_alphanumeric() || matches!(character, ' ' | '-' | '_' | '.' | '/' | '@')
    };
    let begins_well = text.starts_with(char::is_alphabetic);
    let means_itself = serde_yaml::to_string(text).is_ok_and(|written| written.trim_end() == text);
    match begins_well && means_itself && text.chars().all(is_word) {
        true => text.to_owned(),
        false => serde_json::Value::from(text).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn a_document_reads_back_as_it_was_and_stays_short() {
        let texts = [
            "a: { b: [x, \"1\", 2, true], c: {} }\nd: \"2026-03-20\"\n",
            "{}\n---\na: \"yes: no\"\n",
            "a: \"true\"\nb: 서비스 이름\nc: \"https://a.kr/?q=1\"\nd: \"\"\n",
        ];
        for text in texts {
            let documents: Vec<_> =
                text.split("---\n").map(|one| serde_yaml::from_str(one).unwrap()).collect();
            assert_eq!(written(&documents), text);
        }
    }
}
