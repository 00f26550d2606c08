//! `greenlight schema`: the JSON Schema of a pack, for editors.

use std::sync::Arc;

use clap::Args;

use super::exit::Exit;
use super::failure::Failure;
use super::outputs::to_stdout;
use super::setup::Setup;
use super::terminal::Terminal;
use crate::rule::{Folder, own_schema};
use crate::schema::annotated;
use crate::text::{Language, Source};
use crate::yaml::{Limits, Node, parse};

/// greenlight's own kinds of file that have a schema.
const OWN: [&str; 4] = ["baseline", "config", "pack", "rule"];

const EXAMPLES: &str = "\
Examples:
  greenlight schema kakao-messaging > submission.schema.json
  greenlight schema kakao-messaging --lang ko
  greenlight schema config                      of greenlight.yaml";

/// Print the JSON Schema of a pack, for editors
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SchemaArguments {
    /// Name of a pack; or `baseline`, `config`, `pack`, `rule` for greenlight's own files
    #[arg(value_name = "PACK")]
    pack: String,
}

/// Runs the command.
///
/// # Errors
/// There is no such pack, or it has no schema.
pub(super) fn run(arguments: &SchemaArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    let folders = setup.known_packs().folders;
    let folder = folders.iter().find(|folder| folder.name == arguments.pack);
    let own = || OWN.contains(&&*arguments.pack).then(|| own_schema(&arguments.pack)).flatten();
    let Some(source) = folder.and_then(schema_of).or_else(own) else {
        let known: Vec<&str> = folders.iter().map(|folder| folder.name.as_str()).chain(OWN).collect();
        return Err(setup.no_such_pack(&arguments.pack, &known));
    };
    let text = for_readers(&source, setup.language);
    to_stdout(setup.language, |out| out.write_all(text.unwrap_or_default().as_bytes()))?;
    Ok(Exit::Clean)
}

/// The schema of a pack, for readers of a language.
pub(super) fn text_of(folder: &Folder, language: Language) -> Option<String> {
    for_readers(&schema_of(folder)?, language)
}

fn for_readers(source: &Arc<Source>, language: Language) -> Option<String> {
    let stream = parse(source, &Limits::default());
    stream.documents.first().map(|document| annotated(document, language))
}

/// The schema that the manifest of a pack names.
fn schema_of(folder: &Folder) -> Option<Arc<Source>> {
    let stream = parse(folder.manifest()?, &Limits::default());
    let name = stream.documents.first()?.root().get("schema").and_then(Node::as_str)?;
    folder.schema(name).cloned()
}
