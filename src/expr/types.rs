//! Static types, those of CEL and finer ones for documents whose schema is known.

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
    /// A string that is one of these.
    Words(Arc<[Arc<str>]>),
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
