//! What a rule sees besides the document: the day, the files, its named values; and the language of what it says.

use jiff::civil::DateTime;

use crate::expr::{Frame, Host, Value};
use crate::rule::{FIXED_VARIABLES, Rule};
use crate::schema::Schema;
use crate::text::Language;
use crate::yaml::Node;

/// What surrounds the evaluation of a rule.
#[derive(Clone, Copy)]
pub struct Scope<'s> {
    /// The language of findings.
    pub language: Language,
    /// What `today` means.
    pub today: DateTime,
    /// What `file()` reads; none where there are no files.
    pub host: Option<&'s dyn Host>,
    /// Says in which order the keys of a document should stand; without it, a fix adds them at the end.
    pub schema: Option<&'s Schema>,
}

/// A frame with the variables of a rule.
pub(super) fn frame<'f, 'd>(rule: &'f Rule, root: Node<'d>, scope: &Scope<'f>) -> Frame<'f, 'd> {
    let mut frame = Frame::new();
    prepare(&mut frame, rule, root, scope);
    frame
}

/// Gives a frame the variables of a rule: `this`, `today` and its named values; its binders are given their elements
/// later. A frame that served another rule on the same document keeps what is the same in all rules.
pub(super) fn prepare<'f, 'd>(frame: &mut Frame<'f, 'd>, rule: &'f Rule, root: Node<'d>, scope: &Scope<'f>) {
    frame.clear_from(FIXED_VARIABLES);
    if frame.is_empty() {
        if let Some(host) = scope.host {
            frame.set_host(host);
        }
        frame.set(0, Value::from_node(root));
        frame.set(1, Value::timestamp(scope.today));
    }
    let first = rule.first_let();
    for (index, value) in rule.lets.iter().enumerate() {
        frame.define(first + index, &value.program);
    }
}
