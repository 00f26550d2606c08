//! How much of a text is read before it is refused.

/// Bounds on a stream. Reaching one is a `yaml/limit` problem, never a crash or a long wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Deepest nesting of collections; more than 800 counts as 800, which the stack of a thread bears.
    pub depth: u32,
    /// Most nodes in a stream, those that aliases repeat counted each time.
    pub nodes: u32,
    /// Largest text, in bytes.
    pub bytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 256, nodes: 1_000_000, bytes: 20 * 1024 * 1024 }
    }
}
