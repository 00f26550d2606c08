//! What functions give for each of several texts, where that can be told of all of them at once: mostly because what they
//! look for stands in none of the texts.

use super::call::Prepared;
use super::fingerprint::{Fingerprint, Fingerprints};
use crate::expr::value::{Data, Value};

/// What several texts have in common.
#[derive(Debug, Default)]
pub(in crate::expr) struct Several {
    /// That of all of them as one text.
    fingerprint: Fingerprint,
    /// Of the longest, in bytes.
    longest: usize,
}

/// What a function gives for each of them.
#[derive(Clone, Copy, Debug)]
pub(in crate::expr) enum ForEach {
    False,
    /// An empty list.
    Nothing,
    /// The text as it is.
    Same,
    /// That it is a text, as its type.
    TypeOfText,
}

/// What a function gives for each of several texts and other arguments, and the most steps that it charges; none where
/// that is not certain.
pub(in crate::expr) type Tell = fn(&Several, &[&Value<'_>], Option<&Prepared>) -> Option<(ForEach, u64)>;

impl Several {
    pub(in crate::expr) fn add<'d>(&mut self, text: &'d str, fingerprints: &mut Fingerprints<'d>) {
        match fingerprints.of(text) {
            Some(fingerprint) => self.fingerprint.add(fingerprint),
            None => self.fingerprint = Fingerprint::of_any(),
        }
        self.longest = self.longest.max(text.len());
    }

    /// The most steps that one of them counts for besides those of an operation.
    pub(in crate::expr) const fn weight(&self) -> u64 {
        self.longest as u64 / 64
    }
}

/// `matches(text, pattern)`
pub(super) fn matches(
    texts: &Several,
    others: &[&Value<'_>],
    literal: Option<&Prepared>,
) -> Option<(ForEach, u64)> {
    let ([_], Some(Prepared::Pattern(pattern))) = (others, literal) else { return None };
    pattern.matches_none(&texts.fingerprint).then_some((ForEach::False, 0))
}

/// `regex.replace(text, pattern, by)`
pub(super) fn replace(
    texts: &Several,
    others: &[&Value<'_>],
    literal: Option<&Prepared>,
) -> Option<(ForEach, u64)> {
    let ([_, by], Some(Prepared::Pattern(pattern))) = (others, literal) else { return None };
    (by.as_str().is_some() && pattern.matches_none(&texts.fingerprint)).then_some((ForEach::Same, 0))
}

/// `mentions(text, words)`
pub(super) fn mentions(
    texts: &Several,
    others: &[&Value<'_>],
    literal: Option<&Prepared>,
) -> Option<(ForEach, u64)> {
    let ([list], Some(Prepared::Words(words))) = (others, literal) else { return None };
    let Data::List(list) = &list.data else { return None };
    let count = list.len() as u64;
    let steps = count + (texts.longest as u64).saturating_mul(count) / 1024;
    (!words.may_be_in(&texts.fingerprint)).then_some((ForEach::Nothing, steps))
}

/// `nfc(text)`, `nfkc(text)`
pub(super) fn normal_form(
    texts: &Several,
    others: &[&Value<'_>],
    _literal: Option<&Prepared>,
) -> Option<(ForEach, u64)> {
    (others.is_empty() && texts.fingerprint.is_plain()).then_some((ForEach::Same, 0))
}

/// `type(text)`
pub(super) fn type_name(
    _texts: &Several,
    others: &[&Value<'_>],
    _literal: Option<&Prepared>,
) -> Option<(ForEach, u64)> {
    others.is_empty().then_some((ForEach::TypeOfText, 0))
}
