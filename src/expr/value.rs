//! Values of expressions. A value that was read from a document unchanged remembers its node.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::DateTime;

use crate::yaml::{self, Node};

pub(super) mod compare;
mod json;
pub(super) mod print;
mod read;
pub(super) mod time;

/// A value and, if it stands in a document as it is, where.
#[derive(Clone, Debug)]
pub struct Value<'d> {
    pub(super) data: Data<'d>,
    pub(super) origin: Option<Node<'d>>,
}

/// The value itself.
#[derive(Clone, Debug)]
pub enum Data<'d> {
    /// `null`
    Null,
    /// `bool`
    Bool(bool),
    /// `int`
    Int(i64),
    /// `uint`
    Uint(u64),
    /// `double`
    Double(f64),
    /// `string`
    String(Text<'d>),
    /// `bytes`
    Bytes(Arc<[u8]>),
    /// `list`
    List(List<'d>),
    /// `map`
    Map(Map<'d>),
    /// `google.protobuf.Timestamp`, in UTC, in years 1 to 9999
    Timestamp(DateTime),
    /// `google.protobuf.Duration`
    Duration(SignedDuration),
    /// `type`, by its name
    Type(&'static str),
    /// `optional_type`
    Optional(Optional<'d>),
    /// A value with fields that a function or the host provides.
    Object(Arc<dyn Object>),
}

/// Text of a document or of an expression; cheap to clone.
#[derive(Clone, Debug)]
pub enum Text<'d> {
    /// Stands in the document.
    Borrowed(&'d str),
    /// Was made.
    Shared(Arc<str>),
}

/// A list of a document or of an expression; cheap to clone.
#[derive(Clone, Debug)]
pub enum List<'d> {
    /// A sequence of the document.
    Node(Node<'d>),
    /// Was made.
    Built(Arc<[Value<'d>]>),
}

/// A map of a document or of an expression, in source order; cheap to clone.
#[derive(Clone, Debug)]
pub enum Map<'d> {
    /// A mapping of the document.
    Node(Node<'d>),
    /// Was made; keys are distinct.
    Built(Arc<[(Value<'d>, Value<'d>)]>),
}

/// A value that may be absent; cheap to clone.
#[derive(Clone, Debug)]
pub enum Optional<'d> {
    /// There is none.
    None,
    /// A value of the document.
    Node(Node<'d>),
    /// A value that was made.
    Built(Arc<Value<'d>>),
}

/// A value with named fields that computes them when asked, such as a parsed URL or an attached file.
pub trait Object: std::fmt::Debug + Send + Sync {
    /// The name of its type.
    fn type_name(&self) -> &'static str;

    /// The value of a field, or none if there is no such field.
    fn field(&self, name: &str) -> Option<Value<'static>>;

    /// The text that equality and printing go by: equal objects of one type have equal texts.
    fn as_text(&self) -> &str;
}

impl<'d> Value<'d> {
    /// The value of a node; remembers the node.
    #[inline]
    #[must_use]
    pub fn from_node(node: Node<'d>) -> Self {
        let data = match node.value() {
            yaml::Value::Null => Data::Null,
            yaml::Value::Bool(value) => Data::Bool(value),
            yaml::Value::Int(value) => Data::Int(value),
            yaml::Value::BigInt(digits) => big_number(digits),
            yaml::Value::Float(value) => Data::Double(value),
            yaml::Value::String(text) => Data::String(Text::Borrowed(text)),
            yaml::Value::Sequence => Data::List(List::Node(node)),
            yaml::Value::Mapping => Data::Map(Map::Node(node)),
        };
        Self { data, origin: Some(node) }
    }

    /// A value that stands in no document.
    #[must_use]
    pub fn new(data: Data<'d>) -> Self {
        Self { data, origin: None }
    }

    /// A truth value.
    #[must_use]
    pub fn bool(value: bool) -> Self {
        Self::new(Data::Bool(value))
    }

    /// An integer.
    #[must_use]
    pub fn int(value: i64) -> Self {
        Self::new(Data::Int(value))
    }

    /// A floating-point number.
    #[must_use]
    pub fn double(value: f64) -> Self {
        Self::new(Data::Double(value))
    }

    /// A text.
    #[must_use]
    pub fn string(text: &str) -> Self {
        Self::new(Data::String(Text::Shared(Arc::from(text))))
    }

    /// A text of the document, without its node.
    #[must_use]
    pub fn borrowed(text: &'d str) -> Self {
        Self::new(Data::String(Text::Borrowed(text)))
    }

    /// A text that is shared already.
    #[must_use]
    pub fn shared(text: Arc<str>) -> Self {
        Self::new(Data::String(Text::Shared(text)))
    }

    /// A list.
    #[must_use]
    pub fn list(elements: Vec<Self>) -> Self {
        let elements: Arc<[Self]> = if elements.is_empty() { Arc::new([]) } else { Arc::from(elements) };
        Self::new(Data::List(List::Built(elements)))
    }

    /// A map with text keys, which must be distinct.
    #[must_use]
    pub fn map(entries: Vec<(&str, Self)>) -> Self {
        let entries = entries.into_iter().map(|(key, value)| (Self::string(key), value)).collect();
        Self::new(Data::Map(Map::Built(entries)))
    }

    /// A point in time, in UTC.
    #[must_use]
    pub fn timestamp(value: DateTime) -> Self {
        Self::new(Data::Timestamp(value))
    }

    /// A value with fields of its own.
    #[must_use]
    pub fn object(object: Arc<dyn Object>) -> Self {
        Self::new(Data::Object(object))
    }

    /// The value itself.
    #[must_use]
    pub fn data(&self) -> &Data<'d> {
        &self.data
    }

    /// The node that the value was read from, unchanged.
    #[must_use]
    pub fn node(&self) -> Option<Node<'d>> {
        self.origin
    }
}

impl Optional<'_> {
    /// True if there is a value.
    #[must_use]
    pub fn is_some(&self) -> bool {
        !matches!(self, Self::None)
    }
}

impl<'d> Optional<'d> {
    /// The value, if there is one.
    #[must_use]
    pub fn get(&self) -> Option<Value<'d>> {
        match self {
            Self::None => None,
            Self::Node(node) => Some(Value::from_node(*node)),
            Self::Built(value) => Some(Value::clone(value)),
        }
    }
}

impl<'d> From<Value<'d>> for Optional<'d> {
    fn from(value: Value<'d>) -> Self {
        match value.origin {
            Some(node) if !matches!(value.data, Data::Optional(_)) => Self::Node(node),
            _ => Self::Built(Arc::new(value)),
        }
    }
}

impl Text<'_> {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Shared(text) => text,
        }
    }
}

/// An integer that does not fit 64 bits with a sign: `uint` if it fits that, else the nearest `double`.
fn big_number<'d>(digits: &str) -> Data<'d> {
    match digits.trim_start_matches('+').parse() {
        Ok(value) => Data::Uint(value),
        Err(_) => Data::Double(digits.parse().unwrap_or(f64::NAN)),
    }
}
