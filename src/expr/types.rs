//! Static types, those of CEL and finer ones for documents whose schema is known.

use std::fmt;
use std::sync::Arc;

/// The static type of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Anything: checked when evaluated.
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
    /// `bytes`
    Bytes,
    /// `google.protobuf.Timestamp`
    Timestamp,
    /// `google.protobuf.Duration`
    Duration,
    /// A string of a format.
    Formatted(Format),
    /// One of these constants, all of one type.
    Words(Arc<[Word]>),
    /// `list(T)`
    List(Arc<Type>),
    /// `map(K, V)`
    Map(Arc<Type>, Arc<Type>),
    /// `optional_type(T)`
    Optional(Arc<Type>),
    /// `type(T)`
    Type(Arc<Type>),
    /// A map with known string keys.
    Object(Arc<ObjectType>),
    /// One of several types; of several objects, told apart by their fields of [`Type::Words`].
    Union(Arc<[Type]>),
    /// A type that the host or a function provides, with this name (`net.IP`, `url`).
    Opaque(&'static str),
    /// A type parameter; only inside signatures and while a check runs.
    Parameter(u32),
}

/// What the text of a string is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `2026-01-31`
    Date,
    /// `2026-01-31T09:30:00Z`
    DateTime,
    /// `name@example.com`
    Email,
    /// `https://example.com/`
    Url,
}

/// A constant that a value may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// A text.
    Text(Arc<str>),
    /// A whole number.
    Int(i64),
    /// A truth value.
    Bool(bool),
}

impl Word {
    /// The type of the constant.
    #[must_use]
    pub const fn ty(&self) -> Type {
        match self {
            Self::Text(_) => Type::String,
            Self::Int(_) => Type::Int,
            Self::Bool(_) => Type::Bool,
        }
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }
}

impl fmt::Display for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Int(number) => number.fmt(formatter),
            Self::Bool(truth) => truth.fmt(formatter),
        }
    }
}

/// A map with known keys.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectType {
    /// The known keys, in the order of the schema.
    pub properties: Vec<Property>,
    /// The type of values under other keys; none if there must not be other keys.
    pub additional: Option<Type>,
}

/// A known key of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The key.
    pub name: Arc<str>,
    /// The type of its value.
    pub ty: Type,
    /// True if every such object has it.
    pub is_required: bool,
}

impl Type {
    /// A list of elements of this type.
    #[must_use]
    pub fn list(element: Self) -> Self {
        Self::List(Arc::new(element))
    }

    /// A map of keys and values of these types.
    #[must_use]
    pub fn map(key: Self, value: Self) -> Self {
        Self::Map(Arc::new(key), Arc::new(value))
    }

    /// A value of this type that may be absent.
    #[must_use]
    pub fn optional(inner: Self) -> Self {
        Self::Optional(Arc::new(inner))
    }

    /// A string that is one of these.
    #[must_use]
    pub fn words<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        Self::Words(words.into_iter().map(Word::from).collect())
    }

    /// The type without the format or the constants that it is limited to.
    pub(super) fn widened(&self) -> Self {
        match self {
            Self::Words(words) => words.first().map_or(Self::Dyn, Word::ty),
            Self::Formatted(_) => Self::String,
            other => other.clone(),
        }
    }

    /// One of these types; flattened, without repetitions, `Dyn` if it is among them.
    #[must_use]
    pub fn union(members: impl IntoIterator<Item = Self>) -> Self {
        let mut kept: Vec<Self> = Vec::new();
        for member in members {
            match member {
                Self::Dyn => return Self::Dyn,
                Self::Union(inner) => {
                    for member in inner.iter() {
                        add_member(&mut kept, member.clone());
                    }
                }
                member => add_member(&mut kept, member),
            }
        }
        if kept.len() > 1 { Self::Union(kept.into()) } else { kept.pop().unwrap_or(Self::Dyn) }
    }

    /// The type of the elements of a list; `Dyn` if the type is no list.
    #[must_use]
    pub fn element(&self) -> Self {
        let of_list = |member: &Self| match member {
            Self::List(element) => Self::clone(element),
            _ => Self::Dyn,
        };
        Self::union(self.members().iter().map(of_list))
    }

    /// The types that a value of this type may have: those of a union, else itself.
    pub(super) fn members(&self) -> &[Self] {
        match self {
            Self::Union(members) => members,
            other => std::slice::from_ref(other),
        }
    }
}

fn add_member(kept: &mut Vec<Type>, member: Type) {
    if let Type::Words(more) = &member {
        let ty = member.widened();
        let place = kept.iter_mut().filter(|known| known.widened() == ty).find_map(|known| match known {
            Type::Words(words) => Some(words),
            _ => None,
        });
        if let Some(words) = place {
            let new = more.iter().filter(|word| !words.contains(word));
            *words = words.iter().chain(new).cloned().collect();
            return;
        }
    }
    if !kept.contains(&member) {
        kept.push(member);
    }
}

impl ObjectType {
    /// The known key of a name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| &*property.name == name)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dyn | Self::Parameter(_) => formatter.write_str("dyn"),
            Self::Null => formatter.write_str("null"),
            Self::Bool => formatter.write_str("bool"),
            Self::Int => formatter.write_str("int"),
            Self::Uint => formatter.write_str("uint"),
            Self::Double => formatter.write_str("double"),
            Self::String | Self::Formatted(_) => formatter.write_str("string"),
            Self::Words(_) => self.widened().fmt(formatter),
            Self::Bytes => formatter.write_str("bytes"),
            Self::Timestamp => formatter.write_str("timestamp"),
            Self::Duration => formatter.write_str("duration"),
            Self::List(element) => write!(formatter, "list({element})"),
            Self::Map(key, value) => write!(formatter, "map({key}, {value})"),
            Self::Optional(inner) => write!(formatter, "optional({inner})"),
            Self::Type(_) => formatter.write_str("type"),
            Self::Object(_) => formatter.write_str("map"),
            Self::Union(members) => {
                let mut names: Vec<_> = members.iter().map(ToString::to_string).collect();
                names.dedup();
                formatter.write_str(&names.join(" or "))
            }
            Self::Opaque(name) => formatter.write_str(name),
        }
    }
}
