//! A page: what is said of one id, in sections, in one language. Knows neither where its words come from nor how they are
//! set.

use crate::finding::Finding;
use crate::text::Language;

/// All that is said of an id.
#[derive(Debug)]
pub struct Page {
    /// The id.
    pub id: String,
    /// The language of all its texts.
    pub language: Language,
    /// Its severity and where it comes from, such as `error` and `kakao-messaging/v1`.
    pub facts: Vec<String>,
    /// What is wrong, in one line.
    pub title: String,
    /// The rest.
    pub sections: Vec<Section>,
}

/// A part of a page.
#[derive(Debug)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What stands below it.
    pub blocks: Vec<Block>,
}

/// What stands in a section.
#[derive(Debug)]
pub enum Block {
    /// A paragraph; code in it stands between backticks.
    Text(String),
    /// The words of a requirement.
    Quote {
        /// Its number in the source document.
        statement: Option<String>,
        /// The words.
        words: Option<String>,
        /// Where they are published.
        url: Option<String>,
    },
    /// A file or a part of one, as it is written.
    Yaml(String),
    /// What greenlight says, to be drawn as a check draws it.
    Output(Vec<Finding>),
}

impl Section {
    /// A section of these blocks, or none if there are none.
    pub(super) fn of(heading: impl Into<String>, blocks: Vec<Block>) -> Option<Self> {
        (!blocks.is_empty()).then(|| Self { heading: heading.into(), blocks })
    }
}
