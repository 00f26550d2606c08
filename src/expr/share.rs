//! Equal parts of several programs are numbered alike, so that what rules have in common is evaluated once a document and
//! not once a rule (value numbering). A part is shared if its value depends on the document alone, or on it and on an
//! element of a list that several rules run over. Knows programs and the slots of their variables, nothing of rules.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use super::program::Program;
use super::tree::{ExprId, ExprKind, Tree};

/// One program of a set that is evaluated with the same variables, such as the expressions of a rule.
#[derive(Debug)]
pub struct Shareable<'p> {
    /// What its value is for.
    pub role: Role,
    /// The program.
    pub program: &'p mut Program,
}

/// What the value of a program is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The list whose elements are given to the variable of this slot, one after the other (see [`super::Frame::set_element`]).
    Elements(usize),
    /// The value of the variable of this slot (see [`super::Frame::define`]).
    Value(usize),
    /// Nothing else.
    Result,
}

/// The number of a part, by which its value is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) index: u32,
    /// The value is another one for each element of the list.
    pub(super) is_by_element: bool,
}

/// Numbers what the programs of several sets have in common; says how many numbers there are. The variables of the first
/// `fixed` slots are the same in all sets. In a set, programs stand in the order in which their variables come into being.
pub fn share(sets: &mut [Vec<Shareable<'_>>], fixed: usize) -> usize {
    let mut sharing = Sharing::new(fixed);
    let classes: Vec<_> = sets.iter().map(|set| sharing.classify(set, fixed)).collect();
    for (set, classes) in sets.iter().zip(&classes) {
        sharing.count_uses(set, classes);
    }
    let mut numbers = HashMap::new();
    for (set, classes) in sets.iter_mut().zip(&classes) {
        for (part, classes) in set.iter_mut().zip(classes) {
            for (expr, class) in part.program.tree_mut().expressions.iter_mut().zip(classes) {
                expr.number = sharing.is_shared(*class).then(|| {
                    let next = numbers.len();
                    let index = *numbers.entry(*class).or_insert(next);
                    let is_by_element = sharing.class(*class).is_by_element;
                    Number { index: u32::try_from(index).unwrap_or(u32::MAX), is_by_element }
                });
            }
        }
    }
    numbers.len()
}

/// Expressions that have equal values wherever they stand.
type ClassId = u32;

#[derive(Clone, Copy, Debug)]
struct Class {
    /// The lowest variable of a macro that it reads and that is bound outside of it; `u32::MAX` if there is none.
    free_local: u32,
    is_by_element: bool,
    /// It reads a variable whose value is another one in each set or at each evaluation.
    is_own: bool,
    effort: Effort,
    uses: u32,
}

/// What it takes to evaluate an expression whose parts have values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effort {
    /// A constant, or a variable that has a value.
    None,
    /// A field of such a variable: to look up what it was costs as much.
    Little,
    Much,
}

const CLOSED: u32 = u32::MAX;

/// What makes two expressions equal: what they are, the words they hold, the classes of their parts.
#[derive(PartialEq, Eq, Hash)]
struct Shape {
    /// None for an element of a list.
    kind: Option<Discriminant<ExprKind>>,
    words: (u32, Option<Arc<str>>),
    parts: Vec<ClassId>,
}

struct Sharing {
    shapes: HashMap<Shape, ClassId>,
    classes: Vec<Class>,
    /// The classes of the variables that are the same in all sets.
    fixed: Vec<ClassId>,
}

impl Sharing {
    fn new(fixed: usize) -> Self {
        let mut sharing = Self { shapes: HashMap::new(), classes: Vec::new(), fixed: Vec::new() };
        sharing.fixed = (0..fixed).map(|_| sharing.add(Class { is_own: false, ..Class::OWN })).collect();
        sharing
    }

    fn add(&mut self, class: Class) -> ClassId {
        self.classes.push(class);
        u32::try_from(self.classes.len() - 1).unwrap_or(u32::MAX)
    }

    fn class(&self, id: ClassId) -> Class {
        self.classes.get(id as usize).copied().unwrap_or(Class::OWN)
    }

    fn is_shared(&self, id: ClassId) -> bool {
        let class = self.class(id);
        class.uses > 1 && class.can_be_shared()
    }

    /// The class of each expression of each program of a set.
    fn classify(&mut self, set: &[Shareable<'_>], fixed: usize) -> Vec<Vec<ClassId>> {
        let mut slots: Vec<Option<ClassId>> = self.fixed.iter().copied().map(Some).collect();
        let mut all = Vec::with_capacity(set.len());
        for part in set {
            let tree = part.program.tree();
            let mut classes = Vec::with_capacity(tree.expressions.len());
            // Parts stand before the whole.
            for index in 0..tree.expressions.len() {
                let class = self.classify_one(tree, ExprId::at(index), &classes, &mut slots);
                classes.push(class);
            }
            let root = classes.get(tree.root.index()).copied();
            match (part.role, root) {
                (Role::Value(slot), Some(root)) => {
                    put(&mut slots, slot, root);
                }
                // The elements of a list within the element of another have no number of their own.
                (Role::Elements(slot), Some(list)) if slot == fixed => {
                    let element = Shape { kind: None, words: (0, None), parts: vec![list] };
                    let element = self.shaped(element, |class| {
                        (class.is_by_element, class.effort) = (true, Effort::None);
                    });
                    put(&mut slots, slot, element);
                }
                _ => {}
            }
            all.push(classes);
        }
        all
    }

    fn classify_one(
        &mut self,
        tree: &Tree,
        id: ExprId,
        known: &[ClassId],
        slots: &mut Vec<Option<ClassId>>,
    ) -> ClassId {
        let kind = &tree.get(id).kind;
        match kind {
            ExprKind::Variable(slot) => {
                let slot = *slot as usize;
                let known = slots.get(slot).copied().flatten();
                return known.unwrap_or_else(|| put(slots, slot, self.add(Class::OWN)));
            }
            ExprKind::Name { .. } => return self.add(Class::OWN),
            _ => {}
        }
        let mut parts = Vec::new();
        kind.each_child(&mut |child| parts.extend(known.get(child.index())));
        let is_field_of_variable = matches!(kind, ExprKind::Select(_))
            && parts.iter().all(|part| self.class(*part).effort == Effort::None);
        let shape = Shape { kind: Some(discriminant(kind)), words: words(tree, id), parts };
        self.shaped(shape, |class| match kind {
            ExprKind::Constant(_) => class.effort = Effort::None,
            ExprKind::Local(depth) => (class.effort, class.free_local) = (Effort::None, *depth),
            ExprKind::Select(_) if is_field_of_variable => class.effort = Effort::Little,
            ExprKind::Comprehension(walk) if class.free_local >= walk.local => class.free_local = CLOSED,
            ExprKind::Bind(bind) if class.free_local >= bind.local => class.free_local = CLOSED,
            _ => {}
        })
    }

    /// The class of a shape. A new one has the properties of its parts, which `adjust` changes.
    fn shaped(&mut self, shape: Shape, adjust: impl FnOnce(&mut Class)) -> ClassId {
        if let Some(known) = self.shapes.get(&shape) {
            return *known;
        }
        let mut class = Class { is_own: false, effort: Effort::Much, ..Class::OWN };
        for part in shape.parts.iter().map(|part| self.class(*part)) {
            class.free_local = class.free_local.min(part.free_local);
            class.is_by_element |= part.is_by_element;
            class.is_own |= part.is_own;
        }
        adjust(&mut class);
        let id = self.add(class);
        self.shapes.insert(shape, id);
        id
    }

    /// Counts how often each class would be evaluated if each were evaluated once: parts of what was counted before are
    /// not counted again. Variables are evaluated where they are first read, once a set.
    fn count_uses(&mut self, set: &[Shareable<'_>], classes: &[Vec<ClassId>]) {
        let mut is_read = vec![false; set.len()];
        let value_at = |slot: u32| set.iter().position(|part| part.role == Role::Value(slot as usize));
        let mut waiting: Vec<(usize, ExprId)> = Vec::new();
        for (index, part) in set.iter().enumerate() {
            if !matches!(part.role, Role::Value(_)) {
                waiting.push((index, part.program.tree().root));
            }
            while let Some((program, id)) = waiting.pop() {
                let Some(tree) = set.get(program).map(|part| part.program.tree()) else { continue };
                let kind = &tree.get(id).kind;
                if let ExprKind::Variable(slot) = kind {
                    let value = value_at(*slot);
                    let is_read = value.and_then(|value| is_read.get_mut(value));
                    if is_read.is_some_and(|is_read| !std::mem::replace(is_read, true)) {
                        let value = value.and_then(|value| Some((value, set.get(value)?)));
                        waiting.extend(value.map(|(value, part)| (value, part.program.tree().root)));
                    }
                    continue;
                }
                let class = classes.get(program).and_then(|classes| classes.get(id.index()));
                let Some(class) = class.and_then(|class| self.classes.get_mut(*class as usize)) else {
                    continue;
                };
                class.uses += 1;
                if class.uses == 1 || !class.can_be_shared() {
                    kind.each_child(&mut |child| waiting.push((program, child)));
                }
            }
        }
    }
}

/// Gives the variable of a slot its class.
fn put(slots: &mut Vec<Option<ClassId>>, slot: usize, class: ClassId) -> ClassId {
    if slots.len() <= slot {
        slots.resize(slot + 1, None);
    }
    if let Some(place) = slots.get_mut(slot) {
        *place = Some(class);
    }
    class
}

/// What an expression says besides its parts: a number, and a word.
fn words(tree: &Tree, id: ExprId) -> (u32, Option<Arc<str>>) {
    match &tree.get(id).kind {
        ExprKind::Constant(_) => (0, Some(Arc::from(tree.text(id)))),
        ExprKind::Local(depth) => (*depth, None),
        ExprKind::Select(select) => {
            (u32::from(select.is_test) * 2 + u32::from(select.is_optional), Some(Arc::clone(&select.field)))
        }
        ExprKind::Index { is_optional: flag, .. } | ExprKind::OrElse { unwraps: flag, .. } => {
            (u32::from(*flag), None)
        }
        ExprKind::Call(call) => (u32::from(call.has_receiver), Some(Arc::clone(&call.name))),
        ExprKind::Unary(operator, _) => (*operator as u32, None),
        ExprKind::Binary(operator, ..) => (*operator as u32, None),
        ExprKind::List(elements) => (0, optional_ones(elements.iter().map(|element| element.is_optional))),
        ExprKind::Map(entries) => (0, optional_ones(entries.iter().map(|entry| entry.is_optional))),
        ExprKind::Comprehension(walk) => {
            let is_with_index = walk.variables.len() > 1;
            let form = u32::from(is_with_index) * 2 + u32::from(walk.predicate.is_some());
            (walk.local * 64 + walk.walk as u32 * 4 + form, None)
        }
        ExprKind::Bind(bind) => (bind.local * 4 + bind.kind as u32, None),
        ExprKind::Variable(_)
        | ExprKind::Name { .. }
        | ExprKind::And(_)
        | ExprKind::Or(_)
        | ExprKind::Conditional { .. } => (0, None),
    }
}

/// Which parts are optional, as a word; none if no part is.
fn optional_ones(parts: impl Iterator<Item = bool> + Clone) -> Option<Arc<str>> {
    let any = parts.clone().any(|is_optional| is_optional);
    any.then(|| parts.map(|is_optional| if is_optional { '?' } else { ' ' }).collect::<String>().into())
}

impl Class {
    const OWN: Self =
        Self { free_local: CLOSED, is_by_element: false, is_own: true, effort: Effort::None, uses: 0 };

    const fn can_be_shared(self) -> bool {
        self.free_local == CLOSED && !self.is_own && matches!(self.effort, Effort::Much)
    }
}

#[cfg(test)]
mod tests;
