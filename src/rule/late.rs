//! What is made when it is first asked for: the schema and the rules of a shipped pack, which maybe no document names.

use std::ops::Deref;
use std::sync::LazyLock;

/// A value that is there, or will be when it is asked for.
#[derive(Debug)]
pub struct Late<T>(LazyLock<T, Box<dyn FnOnce() -> T + Send>>);

impl<T: Send + 'static> Late<T> {
    /// A value that is there.
    pub(super) fn now(value: T) -> Self {
        Self::later(move || value)
    }

    /// A value that `make` makes.
    pub(super) fn later(make: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(LazyLock::new(Box::new(make)))
    }
}

impl<T> Deref for Late<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
