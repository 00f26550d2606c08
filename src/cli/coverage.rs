//! The requirements of a pack, each with the rules and the parts of the schema that enforce it.

use std::io::{self, Write};

use super::messages;
use crate::output::escape::visible;
use crate::rule::{Enforced, Pack};
use crate::text::Language;

/// Writes what enforces each requirement; false if something enforces none of them and nobody says why.
pub(super) fn write(pack: &Pack, language: Language, out: &mut dyn Write) -> io::Result<bool> {
    let coverage = pack.coverage();
    if coverage.is_empty() {
        let parameters = [("pack", format!("`{}`", pack.reference()))];
        writeln!(out, "{}", messages::NO_STATEMENTS.render(language, &parameters))?;
        return Ok(true);
    }
    for (index, enforced) in coverage.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        describe(enforced, language, out)?;
    }
    let covered = coverage.iter().filter(|enforced| enforced.is_accounted_for()).count();
    let parameters = [("covered", covered.to_string()), ("all", coverage.len().to_string())];
    writeln!(out, "\n{}", messages::COVERED.render(language, &parameters))?;
    Ok(covered == coverage.len())
}

fn describe(enforced: &Enforced<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let statement = enforced.statement;
    writeln!(out, "{}  {}", visible(&statement.id), visible(&statement.words))?;
    for rule in &enforced.rules {
        writeln!(out, "  {}  {}", messages::BY_RULE.text(language), visible(rule))?;
    }
    for pointer in &enforced.keywords {
        writeln!(out, "  {}  {}", messages::BY_SCHEMA.text(language), visible(pointer))?;
    }
    if let Some(reason) = &statement.human {
        writeln!(out, "  {}  {}", messages::BY_PERSON.text(language), visible(reason.get(language)))?;
    }
    if !enforced.is_accounted_for() {
        writeln!(out, "  {}", messages::BY_NOTHING.text(language))?;
    }
    Ok(())
}
