//! Signatures of functions as constants: no table is built when the program starts.

use std::fmt;
use std::sync::Arc;

use crate::expr::types::Type;

/// A type in a signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Anything.
    Dyn,
    /// `null`
    Null,
    /// `bool`
    Bool,
    /// `int`
    Int,
    /// `uint`
    Uint,
    /// `double`
    Double,
    /// `string`
    String,
    /// A string that is one of these.
    Words(&'static [&'static str]),
    /// `bytes`
    Bytes,
    /// `timestamp`
    Timestamp,
    /// `duration`
    Duration,
    /// `list(T)`
    List(&'static Shape),
    /// `map(K, V)`
    Map(&'static Shape, &'static Shape),
    /// `optional(T)`
    Optional(&'static Shape),
    /// `type(T)`
    Type(&'static Shape),
    /// A type with a name of its own.
    Opaque(&'static str),
    /// A type parameter: the same number is the same type.
    Parameter(u32),
}

/// One signature of a function.
#[derive(Clone, Copy, Debug)]
pub struct Overload {
    /// True for `receiver.name(arguments)`; the receiver is the first parameter.
    pub is_method: bool,
    /// The parameters.
    pub parameters: &'static [Shape],
    /// True if the last parameter may be repeated.
    pub is_variadic: bool,
    /// The type of the result.
    pub result: Shape,
}

/// A signature `name(parameters)`.
pub(super) const fn global(parameters: &'static [Shape], result: Shape) -> Overload {
    Overload { is_method: false, parameters, is_variadic: false, result }
}

/// A signature `receiver.name(parameters)`, the receiver first among the parameters.
pub(super) const fn method(parameters: &'static [Shape], result: Shape) -> Overload {
    Overload { is_method: true, parameters, is_variadic: false, result }
}

/// A signature whose last parameter may be repeated.
pub(super) const fn variadic(parameters: &'static [Shape], result: Shape) -> Overload {
    Overload { is_method: false, parameters, is_variadic: true, result }
}

impl From<&Shape> for Type {
    fn from(shape: &Shape) -> Self {
        match shape {
            Shape::Dyn => Self::Dyn,
            Shape::Null => Self::Null,
            Shape::Bool => Self::Bool,
            Shape::Int => Self::Int,
            Shape::Uint => Self::Uint,
            Shape::Double => Self::Double,
            Shape::String => Self::String,
            Shape::Words(words) => Self::words(words.iter().copied()),
            Shape::Bytes => Self::Bytes,
            Shape::Timestamp => Self::Timestamp,
            Shape::Duration => Self::Duration,
            Shape::List(element) => Self::list(Self::from(*element)),
            Shape::Map(key, value) => Self::map(Self::from(*key), Self::from(*value)),
            Shape::Optional(inner) => Self::optional(Self::from(*inner)),
            Shape::Type(inner) => Self::Type(Arc::new(Self::from(*inner))),
            Shape::Opaque(name) => Self::Opaque(name),
            Shape::Parameter(number) => Self::Parameter(*number),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dyn => formatter.write_str("dyn"),
            Self::Null => formatter.write_str("null"),
            Self::Bool => formatter.write_str("bool"),
            Self::Int => formatter.write_str("int"),
            Self::Uint => formatter.write_str("uint"),
            Self::Double => formatter.write_str("double"),
            Self::String | Self::Words(_) => formatter.write_str("string"),
            Self::Bytes => formatter.write_str("bytes"),
            Self::Timestamp => formatter.write_str("timestamp"),
            Self::Duration => formatter.write_str("duration"),
            Self::List(element) => write!(formatter, "list({element})"),
            Self::Map(key, value) => write!(formatter, "map({key}, {value})"),
            Self::Optional(inner) => write!(formatter, "optional({inner})"),
            Self::Type(inner) => write!(formatter, "type({inner})"),
            Self::Opaque(name) => formatter.write_str(name),
            Self::Parameter(number) => {
                let name = char::from_u32('A' as u32 + number % 26).unwrap_or('T');
                write!(formatter, "{name}")
            }
        }
    }
}

impl Overload {
    /// The signature as documentation shows it: `string.split(string) -> list(string)`.
    #[must_use]
    pub fn describe(&self, name: &str) -> String {
        let (receiver, parameters) = match self.parameters.split_first() {
            Some((receiver, rest)) if self.is_method => (format!("{receiver}."), rest),
            _ => (String::new(), self.parameters),
        };
        let parameters: Vec<_> = parameters.iter().map(ToString::to_string).collect();
        let more = if self.is_variadic { "..." } else { "" };
        format!("{receiver}{name}({}{more}) -> {}", parameters.join(", "), self.result)
    }
}
