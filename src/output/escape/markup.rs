//! Texts for readers with a syntax of their own: workflow commands, XML, HTML, Markdown, addresses.

use std::fmt::Write;

use super::visible;

/// The text as the data of a GitHub workflow command: what would end the command or begin another is encoded.
#[must_use]
pub fn workflow_data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// The text as the value of a property of a GitHub workflow command.
#[must_use]
pub fn workflow_property(text: &str) -> String {
    workflow_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The text as the content of an XML or HTML element or as the value of an attribute.
#[must_use]
pub fn markup(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in visible(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The text as Markdown that shows it as it is, in a table cell too: no emphasis, link, mention, reference or HTML.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in visible(text).chars() {
        match character {
            // GitHub looks for mentions and references after it has resolved entities; a comment keeps them apart.
            '@' | '#' => escaped.extend([entity(character).as_str(), "<!-- -->"]),
            '.' | ',' | '-' | '(' | ')' | '/' | '%' | '=' | '?' | ';' | '\'' => escaped.push(character),
            _ if character.is_ascii_punctuation() => escaped.push_str(&entity(character)),
            _ => escaped.push(character),
        }
    }
    // With these apart, no bare address becomes a link.
    escaped.replace("www.", "www&#46;")
}

/// The text as code in Markdown, in a table cell too.
#[must_use]
pub fn markdown_code(text: &str) -> String {
    let mut code = "<code>".to_owned();
    for character in visible(text).chars() {
        match character {
            ' ' | '.' | '/' | '-' => code.push(character),
            _ if character.is_ascii_punctuation() => code.push_str(&entity(character)),
            _ => code.push(character),
        }
    }
    code.push_str("</code>");
    code
}

fn entity(character: char) -> String {
    format!("&#{};", u32::from(character))
}

/// The text as the address of a web page (RFC 3986): none if it is no such address; what an address cannot hold is
/// encoded.
#[must_use]
pub fn web_address(text: &str) -> Option<String> {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web.then(|| encode(text, b"-._~:/?#[]@!$&'()*+,;=%"))
}

/// A relative path as a relative reference (RFC 3986, section 4.2): everything but letters, digits, `-._~` and the
/// slashes is encoded.
#[must_use]
pub fn relative_reference(path: &str) -> String {
    encode(path, b"-._~/")
}

/// The text with every byte that is neither a letter, a digit nor one of `kept` as `%` and two digits.
fn encode(text: &str, kept: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reader_gets_text_that_it_does_not_act_on() {
        type Escape = fn(&str) -> String;
        let rows: [(Escape, &str, &str); 8] = [
            (workflow_data, "50%: a,b\nc", "50%25: a,b␊c"),
            (workflow_data, "::error::", "\\u{3a}:error::"),
            (workflow_property, "50%: a,b\r", "50%25%3A a%2Cb␍"),
            (markup, "<a b='c'>&\"\u{1b}", "&lt;a b=&#39;c&#39;&gt;&amp;&quot;␛"),
            (markdown, "a|b *c* [d](e) @f", "a&#124;b &#42;c&#42; &#91;d&#93;(e) &#64;<!-- -->f"),
            (markdown, "http://a www.b `c` <d>\\", "http&#58;//a www&#46;b &#96;c&#96; &#60;d&#62;&#92;"),
            (markdown_code, "a|`b`</code>", "<code>a&#124;&#96;b&#96;&#60;/code&#62;</code>"),
            (relative_reference, "앱/a b:c%.yaml", "%EC%95%B1/a%20b%3Ac%25.yaml"),
        ];
        for (escape, text, expected) in rows {
            assert_eq!(escape(text), expected, "{text:?}");
        }
        assert_eq!(web_address("https://a/b c|\u{1b}\"").as_deref(), Some("https://a/b%20c%7C%1B%22"));
        assert_eq!(web_address("javascript:alert(1)"), None);
    }
}
