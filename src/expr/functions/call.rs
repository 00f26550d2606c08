//! What the code of a function sees: its arguments as the types it wants, the host, compiled patterns, the cost.

use std::sync::{Arc, OnceLock};

use regex::Regex;

use super::fingerprint::{Fingerprint, Fingerprints};
use super::mentions::Words;
use super::needles::Needles;
use crate::expr::frame::{COST_LIMIT, Host};
use crate::expr::messages;
use crate::expr::value::{Data, List, Optional, Text, Value};
use crate::text::{Message, Parameter};

/// The result of a function.
pub(in crate::expr) type Answer<'d> = Result<Value<'d>, Fault>;

/// Why a function has no result.
#[derive(Debug)]
pub(in crate::expr) enum Fault {
    /// It does not take arguments of these types, or not so many.
    NoOverload,
    /// It cannot do what was asked.
    Message(&'static Message, Vec<Parameter>),
}

impl Fault {
    pub(in crate::expr) fn new(message: &'static Message) -> Self {
        Self::Message(message, Vec::new())
    }

    pub(in crate::expr) fn with(message: &'static Message, parameters: &[(&'static str, String)]) -> Self {
        Self::Message(message, parameters.to_vec())
    }
}

/// One call.
pub(in crate::expr) struct Call<'c, 'd> {
    /// The arguments, the receiver first.
    pub(in crate::expr) arguments: &'c [&'c Value<'d>],
    pub(in crate::expr) host: Option<&'c dyn Host>,
    /// What was made of the second argument, if that is a literal.
    pub(in crate::expr) literal: Option<&'c OnceLock<Prepared>>,
    /// Patterns that are no literals, the last used last.
    pub(in crate::expr) patterns: &'c mut Vec<(String, Arc<Regex>)>,
    /// The fingerprints of the texts of the document, where they are kept.
    pub(in crate::expr) fingerprints: Option<&'c mut Fingerprints<'d>>,
    /// Steps taken so far.
    pub(in crate::expr) cost: &'c mut u64,
}

/// One call about a text, where the answer is true or false.
pub(in crate::expr) struct TextCall<'c, 'd> {
    pub(in crate::expr) text: &'c str,
    /// The same, if it stands in the document.
    pub(in crate::expr) standing: Option<&'d str>,
    /// What was made of the other argument, which is a literal.
    pub(in crate::expr) literal: Option<&'c OnceLock<Prepared>>,
    pub(in crate::expr) fingerprints: &'c mut Fingerprints<'d>,
}

impl<'c> TextCall<'c, '_> {
    /// The text, if it is the only argument.
    pub(super) fn alone(&self) -> Option<&'c str> {
        self.literal.is_none().then_some(self.text)
    }

    /// Whether the pattern matches somewhere in the text; none if that is not known without compiling it.
    pub(super) fn matches(&mut self) -> Option<bool> {
        let Some(Prepared::Pattern(pattern)) = self.literal?.get() else { return None };
        let fingerprint = self.standing.and_then(|text| self.fingerprints.of(text));
        if pattern.cannot_match(self.text, fingerprint) {
            return Some(false);
        }
        pattern.regex.get().map(|regex| regex.is_match(self.text))
    }
}

/// What a literal argument is made into when it is first needed, and kept as.
#[derive(Debug)]
pub(in crate::expr) enum Prepared {
    Pattern(Pattern),
    Words(Words),
}

/// A pattern, compiled when a text is met in which it may match.
#[derive(Debug)]
pub(in crate::expr) struct Pattern {
    needles: Option<Needles>,
    regex: OnceLock<Arc<Regex>>,
}

/// Longest text, in bytes, of which a fingerprint is made only to save the compiling of a pattern.
const SHORT: usize = 4_096;

impl Pattern {
    fn new(text: &str) -> Self {
        Self { needles: Needles::of(text), regex: OnceLock::new() }
    }

    fn cannot_match(&self, text: &str, fingerprint: Option<&Fingerprint>) -> bool {
        let Some(needles) = &self.needles else { return false };
        if fingerprint.is_some_and(|fingerprint| !needles.may_be_in_one_like(fingerprint)) {
            return true;
        }
        let is_compiled = self.regex.get().is_some();
        if (needles.are_few() || !is_compiled) && !needles.may_be_in(text) {
            return true;
        }
        // To compile a pattern takes longer than to look at a short text closely.
        let is_worth_it = !is_compiled && fingerprint.is_none() && text.len() <= SHORT;
        is_worth_it && !needles.may_be_in_one_like(&Fingerprint::of(text))
    }

    /// True if it is certain that it matches in none of the texts that have this fingerprint together.
    pub(super) fn matches_none(&self, fingerprint: &Fingerprint) -> bool {
        self.needles.as_ref().is_some_and(|needles| !needles.may_be_in_one_like(fingerprint))
    }

    fn regex(&self, text: &str) -> Result<Arc<Regex>, Fault> {
        match self.regex.get() {
            Some(regex) => Ok(Arc::clone(regex)),
            None => {
                let regex = Arc::new(compile(text)?);
                Ok(Arc::clone(self.regex.get_or_init(|| regex)))
            }
        }
    }
}

/// How many patterns that are no literals are kept.
const PATTERNS_KEPT: usize = 16;

impl<'c, 'd> Call<'c, 'd> {
    /// The number of arguments.
    #[inline]
    pub(in crate::expr) fn count(&self) -> usize {
        self.arguments.len()
    }

    /// The argument at `index`.
    #[inline]
    pub(in crate::expr) fn value(&self, index: usize) -> Result<&'c Value<'d>, Fault> {
        self.arguments.get(index).copied().ok_or(Fault::NoOverload)
    }

    /// The argument at `index` without its origin.
    #[inline]
    pub(in crate::expr) fn data(&self, index: usize) -> Result<&'c Data<'d>, Fault> {
        Ok(&self.value(index)?.data)
    }

    /// The text at `index`.
    #[inline]
    pub(in crate::expr) fn text(&self, index: usize) -> Result<&'c str, Fault> {
        self.value(index)?.as_str().ok_or(Fault::NoOverload)
    }

    /// The argument at `index` as what a function gives that did not change it: it stands in no document.
    pub(in crate::expr) fn same(&self, index: usize) -> Answer<'d> {
        Ok(Value::new(self.data(index)?.clone()))
    }

    /// The integer at `index`.
    pub(in crate::expr) fn int(&self, index: usize) -> Result<i64, Fault> {
        self.value(index)?.as_int().ok_or(Fault::NoOverload)
    }

    /// The floating-point number at `index`.
    pub(in crate::expr) fn double(&self, index: usize) -> Result<f64, Fault> {
        match self.data(index)? {
            Data::Double(value) => Ok(*value),
            _ => Err(Fault::NoOverload),
        }
    }

    /// The list at `index`.
    #[inline]
    pub(in crate::expr) fn list(&self, index: usize) -> Result<&'c List<'d>, Fault> {
        match self.data(index)? {
            Data::List(list) => Ok(list),
            _ => Err(Fault::NoOverload),
        }
    }

    /// The bytes at `index`.
    pub(in crate::expr) fn bytes(&self, index: usize) -> Result<&'c [u8], Fault> {
        match self.data(index)? {
            Data::Bytes(bytes) => Ok(bytes),
            _ => Err(Fault::NoOverload),
        }
    }

    /// The optional value at `index`.
    pub(in crate::expr) fn optional(&self, index: usize) -> Result<&'c Optional<'d>, Fault> {
        match self.data(index)? {
            Data::Optional(optional) => Ok(optional),
            _ => Err(Fault::NoOverload),
        }
    }

    /// No overload unless there are this many arguments.
    #[inline]
    pub(in crate::expr) fn expect_count(&self, counts: std::ops::RangeInclusive<usize>) -> Result<(), Fault> {
        if counts.contains(&self.count()) { Ok(()) } else { Err(Fault::NoOverload) }
    }

    /// Counts work that grows with the size of the arguments, before it is done; a fault if it is too much.
    pub(in crate::expr) fn charge(&mut self, steps: usize) -> Result<(), Fault> {
        let cost = self.cost.saturating_add(steps as u64);
        if cost > COST_LIMIT {
            return Err(Fault::with(&messages::TOO_COSTLY, &[("limit", COST_LIMIT.to_string())]));
        }
        *self.cost = cost;
        Ok(())
    }

    /// The words of the second argument, to be looked for at once; none if it is no literal.
    pub(in crate::expr) fn words(&self) -> Result<Option<&'c Words>, Fault> {
        let Some(kept) = self.literal else { return Ok(None) };
        if kept.get().is_none() {
            let list = self.list(1)?.to_vec();
            let words = list.iter().map(|word| word.as_str().ok_or(Fault::NoOverload));
            let words = Words::new(&words.collect::<Result<Vec<_>, _>>()?);
            let _ = kept.set(Prepared::Words(words));
        }
        match kept.get() {
            Some(Prepared::Words(words)) => Ok(Some(words)),
            _ => Ok(None),
        }
    }

    /// The fingerprint of the first argument, if that is a text of the document and they are kept.
    pub(super) fn fingerprint(&mut self) -> Option<&Fingerprint> {
        match (&self.arguments.first()?.data, &mut self.fingerprints) {
            (Data::String(Text::Borrowed(text)), Some(fingerprints)) => fingerprints.of(text),
            _ => None,
        }
    }

    /// True if it is certain that the regular expression in the second argument matches nowhere in the first.
    pub(in crate::expr) fn cannot_match(&mut self) -> Result<bool, Fault> {
        let text = self.text(0)?;
        let pattern = self.literal_pattern()?;
        Ok(pattern.is_some_and(|pattern| pattern.cannot_match(text, self.fingerprint())))
    }

    fn literal_pattern(&self) -> Result<Option<&'c Pattern>, Fault> {
        let Some(kept) = self.literal else { return Ok(None) };
        let text = self.text(1)?;
        match kept.get_or_init(|| Prepared::Pattern(Pattern::new(text))) {
            Prepared::Pattern(pattern) => Ok(Some(pattern)),
            Prepared::Words(_) => Ok(None),
        }
    }

    /// The regular expression in the second argument; a literal one is compiled once. Shared rather than cloned: a clone
    /// of a `Regex` begins with an empty cache.
    pub(in crate::expr) fn pattern(&mut self) -> Result<Arc<Regex>, Fault> {
        let text = self.text(1)?;
        if let Some(pattern) = self.literal_pattern()? {
            return pattern.regex(text);
        }
        if let Some((_, regex)) = self.patterns.iter().find(|(known, _)| known == text) {
            return Ok(Arc::clone(regex));
        }
        self.charge(text.len())?;
        let regex = Arc::new(compile(text)?);
        if self.patterns.len() >= PATTERNS_KEPT {
            self.patterns.remove(0);
        }
        self.patterns.push((text.to_owned(), Arc::clone(&regex)));
        Ok(regex)
    }
}

/// Compiles a regular expression; one that is too large or malformed is a fault.
pub(in crate::expr) fn compile(text: &str) -> Result<Regex, Fault> {
    Regex::new(text).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned();
        Fault::with(&messages::BAD_PATTERN, &[("pattern", format!("`{text}`")), ("error", reason)])
    })
}
