//! Questions, and asking them of a document.

use std::collections::HashSet;

use super::arrange::{Slots, arrange};
use super::number::{Meaning, Meanings, Numbering};
use super::op::{Op, OpId, OpKind};
use super::pass::Pass;
use super::run::Run;
use crate::expr::frame::Host;
use crate::expr::program::Program;
use crate::expr::value::Value;

/// What is asked of every element of some lists, or of those only to which it applies. Programs stand with the slots of the
/// variables to which they give values.
#[derive(Debug, Default)]
pub struct Question<'p> {
    /// The lists, the outermost first; without one, it is asked once.
    pub lists: Vec<(usize, &'p Program)>,
    /// Named values, each of which may read those before it.
    pub values: Vec<(usize, &'p Program)>,
    /// Where this is false, it does not apply.
    pub when: Option<&'p Program>,
    /// What is asked: a condition that should be true, or any value. Without it, there is no question.
    pub result: Option<&'p Program>,
}

/// Questions that are asked together.
#[derive(Debug)]
pub struct Screening {
    ops: Vec<Op>,
    pub(super) slots: Slots,
    pub(super) asked: Vec<Option<Asked>>,
    groups: Vec<Group>,
}

/// A question, compiled.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) lists: Vec<Listed>,
    pub(super) when: Option<OpId>,
    pub(super) result: OpId,
    /// It may be settled for several texts at once: something in it can be told of them.
    pub(super) tells: bool,
}

/// A list, and the operation that is its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) list: OpId,
    pub(super) element: OpId,
}

/// Questions with the same first list, which is walked once for all of them.
#[derive(Debug)]
struct Group {
    first: Option<Listed>,
    questions: Vec<usize>,
    /// One of them may be settled for several texts at once.
    tells: bool,
}

/// Most elements of a list that are asked about together: for each of them results are kept.
pub(super) const CHUNK: usize = 256;

impl Screening {
    /// Compiles questions. The variables of the first `fixed` slots are the same for all of them.
    #[must_use]
    pub fn new(questions: &[Question<'_>], fixed: usize) -> Self {
        let mut numbering = Numbering::default();
        let fixed: Meanings = (0..fixed).map(|index| Some(numbering.variable(index))).collect();
        let mut asked: Vec<_> =
            questions.iter().map(|question| compile(question, fixed.clone(), &mut numbering)).collect();
        let mut groups: Vec<Group> = Vec::new();
        let mut roots = Vec::new();
        for (index, asked) in asked.iter_mut().enumerate() {
            let Some(asked) = asked else { continue };
            let parts = asked.when.into_iter().chain([asked.result]);
            asked.tells = asked.lists.len() == 1 && may_tell(&numbering.ops, parts);
            let first = asked.lists.first().copied();
            match groups.iter_mut().find(|group| group.first == first) {
                Some(group) => {
                    group.questions.push(index);
                    group.tells |= asked.tells;
                }
                None => {
                    roots.extend(first.map(|first| first.list));
                    groups.push(Group { first, questions: vec![index], tells: asked.tells });
                }
            }
            roots.extend(asked.lists.iter().skip(1).map(|listed| listed.list));
            roots.extend(asked.when);
            roots.push(asked.result);
        }
        let mut ops = numbering.ops;
        let slots = arrange(&mut ops, &roots);
        Self { ops, slots, asked, groups }
    }

    /// A pass over one document, with the variables that are the same for all questions, by slot. `limit` bounds the steps
    /// of one question over all elements of its lists.
    #[must_use]
    pub fn begin<'q, 'd>(
        &'q self,
        variables: &[Value<'d>],
        host: Option<&'q dyn Host>,
        limit: u64,
    ) -> Pass<'q, 'd> {
        let run = Run::new(&self.ops, variables, host, self.slots.of(None));
        Pass::new(self, run, limit)
    }

    /// Asks what `passes` are to be asked: one question after the other of all documents, since the code and the data of a
    /// question that was just asked are at hand.
    pub fn ask<'q, 'd>(&'q self, passes: &mut [&mut Pass<'q, 'd>]) {
        for group in &self.groups {
            let Some(first) = group.first else {
                for index in &group.questions {
                    passes.iter_mut().for_each(|pass| pass.ask_one(*index, 0));
                }
                continue;
            };
            let slots = self.slots.of(Some(first.element));
            passes.iter_mut().for_each(|pass| pass.open(first, &group.questions));
            let most = passes.iter().map(|pass| pass.elements()).max().unwrap_or(0);
            for start in (0..most).step_by(CHUNK) {
                passes.iter_mut().for_each(|pass| pass.begin_chunk(start, slots, group.tells));
                for index in &group.questions {
                    let mut failures = 0;
                    passes.iter_mut().for_each(|pass| pass.ask_chunk(*index, slots, &mut failures));
                }
            }
            passes.iter_mut().for_each(|pass| pass.close());
        }
    }
}

fn compile(question: &Question<'_>, mut meanings: Meanings, numbering: &mut Numbering) -> Option<Asked> {
    let result = question.result?;
    let mut lists = Vec::with_capacity(question.lists.len());
    for (depth, (slot, program)) in question.lists.iter().enumerate() {
        let list = numbering.program(program.tree(), &meanings).op;
        let element = numbering.element(list, depth);
        lists.push(Listed { list, element: element.op });
        put(&mut meanings, *slot, element);
    }
    for (slot, program) in &question.values {
        let value = numbering.named(program.tree(), &meanings);
        put(&mut meanings, *slot, value);
    }
    let when = question.when.map(|when| numbering.program(when.tree(), &meanings).op);
    let result = numbering.program(result.tree(), &meanings).op;
    Some(Asked { lists, when, result, tells: false })
}

/// True if these operations lead to a call of which something can be told for several texts at once.
fn may_tell(ops: &[Op], from: impl Iterator<Item = OpId>) -> bool {
    let mut waiting: Vec<OpId> = from.collect();
    let mut seen = HashSet::new();
    while let Some(id) = waiting.pop() {
        let Some(op) = ops.get(id.index()).filter(|_| seen.insert(id)) else { continue };
        if let OpKind::Call(call) = &op.kind
            && call.function.tell.is_some()
            && op.needs.elements > 0
        {
            return true;
        }
        op.kind.each_part(&mut |part, _| waiting.push(part));
    }
    false
}

fn put(meanings: &mut Meanings, slot: usize, meaning: Meaning) {
    if meanings.len() <= slot {
        meanings.resize(slot + 1, None);
    }
    if let Some(place) = meanings.get_mut(slot) {
        *place = Some(meaning);
    }
}
