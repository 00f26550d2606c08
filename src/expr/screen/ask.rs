//! Questions, and asking them of a document.

use super::arrange::{Slots, arrange};
use super::got::Got;
use super::number::{Meaning, Meanings, Numbering};
use super::op::{Op, OpId};
use super::run::Run;
use super::{Quick, Unknown};
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
    slots: Slots,
    asked: Vec<Option<Asked>>,
    groups: Vec<Group>,
}

/// A screening on its way through one document.
pub struct Pass<'q, 'd> {
    screening: &'q Screening,
    run: Run<'q, 'd>,
    limit: u64,
    standings: Vec<Standing>,
}

/// A question, compiled.
#[derive(Debug)]
struct Asked {
    lists: Vec<Listed>,
    when: Option<OpId>,
    result: OpId,
}

/// A list, and the operation that is its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Listed {
    list: OpId,
    element: OpId,
}

/// Questions with the same first list, which is walked once for all of them.
#[derive(Debug)]
struct Group {
    first: Option<Listed>,
    questions: Vec<usize>,
}

/// How one question stands.
#[derive(Clone, Copy)]
struct Standing {
    /// So far; false if it is not asked.
    is_settled: bool,
    steps: u64,
}

impl Screening {
    /// Compiles questions. The variables of the first `fixed` slots are the same for all of them.
    #[must_use]
    pub fn new(questions: &[Question<'_>], fixed: usize) -> Self {
        let mut numbering = Numbering::default();
        let fixed: Meanings = (0..fixed).map(|index| Some(numbering.variable(index))).collect();
        let asked: Vec<_> =
            questions.iter().map(|question| compile(question, fixed.clone(), &mut numbering)).collect();
        let mut groups: Vec<Group> = Vec::new();
        let mut roots = Vec::new();
        for (index, asked) in asked.iter().enumerate() {
            let Some(asked) = asked else { continue };
            let first = asked.lists.first().copied();
            match groups.iter_mut().find(|group| group.first == first) {
                Some(group) => group.questions.push(index),
                None => {
                    roots.extend(first.map(|first| first.list));
                    groups.push(Group { first, questions: vec![index] });
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
        Pass { screening: self, run, limit, standings: Vec::new() }
    }

    /// Asks what `passes` are to be asked: one question after the other of all documents, since the code and the data of a
    /// question that was just asked are at hand.
    pub fn ask<'q, 'd>(&'q self, passes: &mut [&mut Pass<'q, 'd>]) {
        for group in &self.groups {
            match group.first {
                Some(first) => passes.iter_mut().for_each(|pass| pass.ask_group(group, first)),
                None => {
                    for index in &group.questions {
                        passes.iter_mut().for_each(|pass| pass.ask_one(*index, 0));
                    }
                }
            }
        }
    }
}

impl<'q, 'd> Pass<'q, 'd> {
    /// The same pass, to be asked the questions for whose position `is_asked` says yes.
    #[must_use]
    pub fn asking(mut self, is_asked: impl Fn(usize) -> bool) -> Self {
        let stands = |(index, asked): (usize, &Option<Asked>)| {
            let is_settled = asked.is_some() && is_asked(index);
            Standing { is_settled, steps: 0 }
        };
        self.standings = self.screening.asked.iter().enumerate().map(stands).collect();
        self
    }

    /// True if a question is settled: it was asked, and its result is true for all that it applies to, as evaluating its
    /// programs one by one would say too.
    #[must_use]
    pub fn is_settled(&self, index: usize) -> bool {
        self.standings.get(index).is_some_and(|standing| standing.is_settled && standing.steps <= self.limit)
    }

    /// The results of a question for all elements of its lists, whatever it applies to; none if one of them is unknown.
    pub fn values(&mut self, index: usize) -> Option<Vec<Value<'d>>> {
        let asked = self.screening.asked.get(index)?.as_ref()?;
        let mut values = Vec::new();
        let mut steps = 0;
        let mark = self.run.memory.mark();
        let result = self.each_value(asked, 0, &mut values, &mut steps);
        self.run.memory.release(mark);
        result.ok()?;
        (steps <= self.limit).then_some(values)
    }

    // Recursion is bounded by the number of lists.
    fn each_value(
        &mut self,
        asked: &Asked,
        depth: usize,
        values: &mut Vec<Value<'d>>,
        steps: &mut u64,
    ) -> Quick<()> {
        let Some(listed) = asked.lists.get(depth) else {
            values.push(self.run.value(asked.result)?);
            *steps += self.run.steps();
            return Ok(());
        };
        for element in self.elements(*listed, steps)? {
            self.run.set_element(depth, element, self.screening.slots.of(Some(listed.element)));
            self.each_value(asked, depth + 1, values, steps)?;
        }
        Ok(())
    }

    fn elements(&mut self, listed: Listed, steps: &mut u64) -> Quick<Vec<Got<'q, 'd>>> {
        let elements = self.run.list(listed.list);
        *steps += self.run.steps();
        elements.and_then(|elements| if *steps <= self.limit { Ok(elements) } else { Err(Unknown) })
    }

    fn ask_group(&mut self, group: &Group, first: Listed) {
        if !group.questions.iter().any(|index| self.is_settled(*index)) {
            return;
        }
        let mark = self.run.memory.mark();
        let mut steps = 0;
        let elements = self.elements(first, &mut steps);
        for index in &group.questions {
            if let Some(standing) = self.standings.get_mut(*index) {
                standing.is_settled &= elements.is_ok();
                standing.steps = steps;
            }
        }
        let Ok(elements) = elements else { return };
        let slots = self.screening.slots.of(Some(first.element));
        for element in &elements {
            self.run.set_element(0, *element, slots);
            group.questions.iter().for_each(|index| self.ask_one(*index, 1));
        }
        self.run.give_back(elements);
        self.run.memory.release(mark);
    }

    /// Asks a question of the elements at hand of its first `depth` lists, unless it needs attention already.
    fn ask_one(&mut self, index: usize, depth: usize) {
        let Some(standing) = self.standings.get(index).copied().filter(|standing| standing.is_settled) else {
            return;
        };
        let Some(asked) = self.screening.asked.get(index).and_then(Option::as_ref) else { return };
        let mut steps = standing.steps;
        let is_settled = self.holds(asked, depth, &mut steps).unwrap_or(false);
        if let Some(standing) = self.standings.get_mut(index) {
            *standing = Standing { is_settled, steps };
        }
    }

    // Recursion is bounded by the number of lists.
    fn holds(&mut self, asked: &Asked, depth: usize, steps: &mut u64) -> Quick<bool> {
        if *steps > self.limit {
            return Err(Unknown);
        }
        if let Some(listed) = asked.lists.get(depth) {
            let mark = self.run.memory.mark();
            let elements = self.elements(*listed, steps)?;
            let mut holds = Ok(true);
            for element in &elements {
                self.run.set_element(depth, *element, self.screening.slots.of(Some(listed.element)));
                holds = self.holds(asked, depth + 1, steps);
                if !matches!(holds, Ok(true)) {
                    break;
                }
            }
            self.run.give_back(elements);
            self.run.memory.release(mark);
            return holds;
        }
        if let Some(when) = asked.when {
            let applies = self.run.truth(when)?;
            *steps += self.run.steps();
            if !applies {
                return Ok(true);
            }
        }
        let holds = self.run.truth(asked.result);
        *steps += self.run.steps();
        holds
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
        let value = numbering.program(program.tree(), &meanings);
        put(&mut meanings, *slot, value);
    }
    let when = question.when.map(|when| numbering.program(when.tree(), &meanings).op);
    let result = numbering.program(result.tree(), &meanings).op;
    Some(Asked { lists, when, result })
}

fn put(meanings: &mut Meanings, slot: usize, meaning: Meaning) {
    if meanings.len() <= slot {
        meanings.resize(slot + 1, None);
    }
    if let Some(place) = meanings.get_mut(slot) {
        *place = Some(meaning);
    }
}
