//! Numbers of a document as JSON Schema compares them. Knows how YAML writes numbers; must not know keywords.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use jsonschema::json::JsonNumber;
use jsonschema::json::cmp::equal_numbers;

use crate::yaml::{Node, Value};

/// A finite number. Exact within `i64` and `u64`; beyond, as near as a double comes, which is how schemas hold theirs.
#[derive(Clone, Copy)]
pub(super) enum Number<'d> {
    Signed(i64),
    Unsigned(u64),
    /// An integer beyond 64 bits, as written.
    Big(&'d str, f64),
    /// A number written with a point or an exponent.
    Float(&'d str, f64),
}

impl<'d> Number<'d> {
    /// The number that a node is; none for other values and for `.nan` and `.inf`, which JSON does not have.
    pub(super) fn of(node: Node<'d>) -> Option<Self> {
        match node.value() {
            Value::Int(value) => Some(Self::Signed(value)),
            Value::BigInt(written) => Some(Self::big(written)),
            Value::Float(value) => {
                let written = node.written_text();
                // `1e999` is a JSON number although a double holds it as infinite.
                let is_number = value.is_finite() || written.bytes().any(|byte| byte.is_ascii_digit());
                is_number.then_some(Self::Float(written, value))
            }
            _ => None,
        }
    }

    fn big(written: &'d str) -> Self {
        let unsigned = written.strip_prefix('+').unwrap_or(written);
        let (digits, radix) = match (unsigned.strip_prefix("0x"), unsigned.strip_prefix("0o")) {
            (Some(digits), _) => (digits, 16),
            (_, Some(digits)) => (digits, 8),
            _ => (unsigned, 10),
        };
        if let Ok(value) = u64::from_str_radix(digits, radix) {
            return Self::Unsigned(value);
        }
        let value = if radix == 10 { digits.parse().unwrap_or(f64::INFINITY) } else { double(digits, radix) };
        Self::Big(written, value)
    }

    /// Equal as numbers, however written.
    pub(super) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Big(one, _), Self::Big(other, _)) if is_decimal(one) && is_decimal(other) => {
                significant(one) == significant(other)
            }
            _ => equal_numbers(self, &other.to_number()),
        }
    }

    fn double(self) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "only hashes and comparisons beyond 64 bits ask for it"
        )]
        match self {
            Self::Signed(value) => value as f64,
            Self::Unsigned(value) => value as f64,
            Self::Big(_, value) | Self::Float(_, value) => value,
        }
    }
}

impl Hash for Number<'_> {
    /// Equal numbers hash alike.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let value = self.double();
        (if value == 0.0 { 0 } else { value.to_bits() }).hash(state);
    }
}

impl JsonNumber for Number<'_> {
    fn as_u64(&self) -> Option<u64> {
        match *self {
            Self::Signed(value) => u64::try_from(value).ok(),
            Self::Unsigned(value) => Some(value),
            Self::Big(..) | Self::Float(..) => None,
        }
    }

    fn as_i64(&self) -> Option<i64> {
        match *self {
            Self::Signed(value) => Some(value),
            Self::Unsigned(value) => i64::try_from(value).ok(),
            Self::Big(..) | Self::Float(..) => None,
        }
    }

    fn as_f64(&self) -> Option<f64> {
        Some(self.double())
    }

    fn as_str(&self) -> Cow<'_, str> {
        match *self {
            Self::Signed(value) => Cow::Owned(value.to_string()),
            Self::Unsigned(value) => Cow::Owned(value.to_string()),
            Self::Big(written, _) | Self::Float(written, _) => Cow::Borrowed(written),
        }
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        Cow::Owned(match *self {
            Self::Signed(value) => serde_json::Number::from(value),
            Self::Unsigned(value) => serde_json::Number::from(value),
            Self::Big(_, value) | Self::Float(_, value) => {
                // INVARIANT: clamped, so finite; `of` lets no not-a-number in.
                serde_json::Number::from_f64(value.clamp(f64::MIN, f64::MAX)).unwrap_or_else(|| 0.into())
            }
        })
    }

    fn is_integer(&self) -> bool {
        match *self {
            Self::Signed(_) | Self::Unsigned(_) | Self::Big(..) => true,
            // A number that is too large for a double has no digits left behind its point.
            Self::Float(_, value) => value.is_infinite() || value.fract() == 0.0,
        }
    }

    fn is_written_as_integer(&self) -> bool {
        !matches!(self, Self::Float(..))
    }
}

fn double(digits: &str, radix: u32) -> f64 {
    let digit = |character: char| f64::from(character.to_digit(radix).unwrap_or(0));
    digits.chars().fold(0.0, |value, character| value.mul_add(f64::from(radix), digit(character)))
}

fn is_decimal(written: &str) -> bool {
    !written.contains(['x', 'o'])
}

/// The sign and the digits that count.
fn significant(written: &str) -> (bool, &str) {
    let digits = written.trim_start_matches(['+', '-']);
    (written.starts_with('-'), digits.trim_start_matches('0'))
}
