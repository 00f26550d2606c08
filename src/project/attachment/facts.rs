//! What an examination finds in a file: whatever was found before a defect stopped it stays.

use jiff::SignedDuration;

use super::picture::Picture;

/// The facts of a file's content. The default is that of a file of which nothing is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Pixels from left to right, as displayed.
    pub(super) width: u32,
    /// Pixels from top to bottom, as displayed.
    pub(super) height: u32,
    /// How long it plays; zero for what does not play.
    pub(super) duration: SignedDuration,
    /// Pages of a document.
    pub(super) pages: u32,
    /// True if it opens only with a password.
    pub(super) is_encrypted: bool,
    /// True if it says where it was taken.
    pub(super) has_location: bool,
    /// The decoded picture.
    pub(super) picture: Option<Picture>,
}
