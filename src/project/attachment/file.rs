//! What `file(path)` is in a rule: a path as one folder's documents write it, and the content it leads to, if any.

use std::sync::Arc;

use super::content::{Content, Status};
use super::defect::Defect;
use super::facts::Facts;
use super::fields::FIELDS;
use super::kind::{FileType, UNKNOWN};
use super::locate::Place;
use super::preview::Preview;
use crate::expr::{Object, Value};

/// An attached file, or the lack of it.
#[derive(Debug)]
pub(super) struct AttachedFile {
    path: String,
    /// Equal for equal files: the real path, or where it should be.
    identity: String,
    place: Place,
    content: Option<Arc<Content>>,
}

static NO_FACTS: std::sync::LazyLock<Facts> = std::sync::LazyLock::new(Facts::default);

impl AttachedFile {
    /// The file that `path` names, with its content if there is something.
    pub(super) fn new(path: &str, identity: String, place: Place, content: Option<Arc<Content>>) -> Self {
        Self { path: path.to_owned(), identity, place, content }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn exists(&self) -> bool {
        self.content.is_some()
    }

    pub(super) fn escapes(&self) -> bool {
        self.place == Place::Outside
    }

    pub(super) fn nearest(&self) -> &str {
        match &self.place {
            Place::Missing { nearest } => nearest,
            _ => "",
        }
    }

    pub(super) fn status(&self) -> Status {
        self.content.as_ref().map_or(Status::default(), |content| content.status())
    }

    /// Behind the last dot of the last part of the path, lower-case; a dot in front begins no extension.
    pub(super) fn extension(&self) -> String {
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or_default();
        let extension = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
        extension.map_or(String::new(), |(_, extension)| extension.to_lowercase())
    }

    pub(super) fn file_type(&self) -> &'static FileType {
        self.content.as_ref().map_or(&UNKNOWN, |content| content.file_type())
    }

    pub(super) fn sha256(&self) -> &str {
        self.content.as_ref().map_or("", |content| content.sha256())
    }

    pub(super) fn facts(&self) -> &Facts {
        self.content.as_ref().map_or(&NO_FACTS, |content| &content.examination().facts)
    }

    /// What a reader is shown of it; the picture only if it is asked for.
    pub(super) fn preview(&self, with_picture: bool) -> Preview {
        let Some(content) = self.content.as_ref().filter(|content| content.status().is_file) else {
            return Preview::default();
        };
        let facts = self.facts();
        Preview {
            file_type: Some(content.file_type().name),
            size: content.status().size,
            pages: facts.pages,
            seconds: facts.duration.as_secs(),
            picture: with_picture.then(|| content.small_picture()).flatten(),
        }
    }

    pub(super) fn defect(&self) -> Option<Defect> {
        match (&self.place, &self.content) {
            (Place::Outside, _) => Some(Defect::Outside),
            (_, None) => Some(Defect::NotFound),
            (_, Some(content)) => content.examination().defect,
        }
    }
}

impl Object for AttachedFile {
    fn type_name(&self) -> &'static str {
        "file"
    }

    fn field(&self, name: &str) -> Option<Value<'static>> {
        FIELDS.iter().find(|field| field.name == name).map(|field| (field.read)(self))
    }

    fn as_text(&self) -> &str {
        &self.identity
    }
}
