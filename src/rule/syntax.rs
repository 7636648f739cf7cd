//! What a rule's expression is made of, once parsed. Every part keeps its
//! span, in bytes of the expression's text, so that messages can point at it.

use super::across::{Across, Back};
use crate::figure::Rat;

/// A stretch of an expression, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// From this span's start to the other's end.
    pub(crate) fn to(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether the other one stands within this one.
    pub(crate) fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// What a name is compared with.
pub(crate) enum Beside<'e> {
    /// A number that is written.
    Number(Rat),
    /// Another name, or a text.
    Name(&'e Path),
}

/// A dotted name as written: `key`, `key.column`, `section.key.column`,
/// each possibly after `prior.`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    /// Whether it is looked up in the report one period before.
    pub prior: bool,
    /// The parts between the dots.
    pub parts: Vec<(String, Span)>,
    /// Whether it was a single part in double quotes, which is text when it
    /// is compared with a text column.
    pub quoted: bool,
    /// Which part is a `$`, that stands for each of several columns.
    pub sign: Option<usize>,
    /// The whole name.
    pub span: Span,
}

/// A comparison sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// The sign as it is printed in messages.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::Unequal => "≠",
            Comparison::Less => "<",
            Comparison::AtMost => "≤",
            Comparison::Greater => ">",
            Comparison::AtLeast => "≥",
        }
    }
}

/// A function of the rule language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    /// Sum of the arguments, or of a column's rows.
    Sum,
    /// Smallest.
    Min,
    /// Greatest.
    Max,
    /// Arithmetic mean.
    Mean,
    /// The one in the middle by size.
    Median,
    /// The median distance from the median.
    Mad,
    /// How many figures (or rows) there are.
    Count,
    /// 1 where a figure is reported, else 0.
    Reported,
    /// Absolute value.
    Abs,
    /// `(x - prior.x) / prior.x`.
    Growth,
    /// `grim(x, n[, items])`: x is possible as a mean of n whole numbers.
    Grim,
    /// How many characters a text has.
    Length,
    /// `matches(code, "[A-Z]{2}")`: the whole of a text is as a pattern says.
    Matches,
    /// `first(x over quarters)`: of the first part of a period.
    First,
    /// `last(x over quarters)`: of the last part of a period.
    Last,
}

impl Function {
    /// All of them, for look-up and suggestions.
    pub(crate) const ALL: [(&'static str, Function); 15] = [
        ("sum", Function::Sum),
        ("min", Function::Min),
        ("max", Function::Max),
        ("mean", Function::Mean),
        ("median", Function::Median),
        ("mad", Function::Mad),
        ("count", Function::Count),
        ("reported", Function::Reported),
        ("abs", Function::Abs),
        ("growth", Function::Growth),
        ("grim", Function::Grim),
        ("length", Function::Length),
        ("matches", Function::Matches),
        ("first", Function::First),
        ("last", Function::Last),
    ];

    /// The function of a name.
    pub(crate) fn named(name: &str) -> Option<Function> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, function)| function)
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, function)| *function == self)
            .map_or("", |&(name, _)| name)
    }
}

/// What a list of codes holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A text.
    Text(String),
    /// A number, and whether it was written as a rate.
    Number(Rat, bool),
}

/// A list behind `in`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    /// Written out, each with its place.
    Here(Vec<(Entry, Span)>),
    /// By its name in the configuration.
    Named(String, Span),
}

/// An expression. Sums, products, `and` and `or` hold all their members at
/// one level, so that a long sum is not a deep tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    /// A number, exact; `percent` when it was written with % or ‰.
    Number {
        /// Its value: `86%` is 43/50.
        value: Rat,
        /// Whether it was written as a rate.
        percent: bool,
        /// Where.
        span: Span,
    },
    /// A name.
    Name(Path),
    /// `-x`
    Negate(Box<Expr>, Span),
    /// `a + b - c`; true marks a member that is subtracted. The span takes in
    /// the parentheses of its members.
    Sum(Vec<(bool, Expr)>, Span),
    /// `a * b / c`; true marks a member that divides.
    Product(Vec<(bool, Expr)>, Span),
    /// `a <= b <= c`
    Compare {
        /// The first member.
        first: Box<Expr>,
        /// Each sign with its place and what follows it.
        rest: Vec<(Comparison, Span, Expr)>,
    },
    /// `whole includes parts`
    Includes {
        /// The whole.
        whole: Box<Expr>,
        /// The sum of its parts.
        parts: Box<Expr>,
    },
    /// `level in ("IN", "OUT")`, `code not in nace`
    In {
        /// What must be in the list.
        item: Box<Expr>,
        /// The list.
        list: Listed,
        /// Whether it must not be in it.
        not: bool,
        /// The whole.
        span: Span,
    },
    /// `a and b`
    And(Vec<Expr>),
    /// `a or b`
    Or(Vec<Expr>),
    /// `not a`
    Not(Box<Expr>, Span),
    /// `if a then b`, `if a then b else c`
    If {
        /// The condition.
        condition: Box<Expr>,
        /// What must hold when it does.
        then: Box<Expr>,
        /// What must hold when it does not.
        otherwise: Option<Box<Expr>>,
        /// The whole.
        span: Span,
    },
    /// `sum(assigned where level = "city" by region)`
    Call {
        /// Which.
        function: Function,
        /// Its arguments.
        args: Vec<Expr>,
        /// The row selection.
        filter: Option<Box<Expr>>,
        /// The columns by which rows make groups; none where all are one.
        by: Vec<Path>,
        /// Which periods it looks at; none where that is the row's own.
        across: Option<Across>,
        /// The whole call.
        span: Span,
    },
}

impl Expr {
    /// The stretch of text that the expression was written in.
    pub(crate) fn span(&self) -> Span {
        match self {
            Expr::Number { span, .. }
            | Expr::Sum(_, span)
            | Expr::Product(_, span)
            | Expr::Negate(_, span)
            | Expr::Not(_, span)
            | Expr::If { span, .. }
            | Expr::In { span, .. }
            | Expr::Call { span, .. } => *span,
            Expr::Name(path) => path.span,
            Expr::And(members) | Expr::Or(members) => join(members.iter().map(Expr::span)),
            Expr::Compare { first, rest } => join(
                [first.span()]
                    .into_iter()
                    .chain(rest.iter().map(|(_, _, side)| side.span())),
            ),
            Expr::Includes { whole, parts } => whole.span().to(parts.span()),
        }
    }
}

impl Expr {
    /// Whether it is true or false, not a number.
    pub(crate) fn is_condition(&self) -> bool {
        match self {
            Expr::Compare { .. }
            | Expr::Includes { .. }
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(..)
            | Expr::In { .. }
            | Expr::If { .. } => true,
            Expr::Call { function, .. } => matches!(function, Function::Grim | Function::Matches),
            Expr::Number { .. }
            | Expr::Name(_)
            | Expr::Negate(..)
            | Expr::Sum(..)
            | Expr::Product(..) => false,
        }
    }

    /// `reported(x)` as the condition that it is 1.
    pub(super) fn presence(self) -> Expr {
        let span = self.span();
        let one = Expr::Number {
            value: Rat::from_integer(1.into()),
            percent: false,
            span,
        };
        Expr::Compare {
            first: Box::new(self),
            rest: vec![(Comparison::Equal, span, one)],
        }
    }

    /// Whether it is `reported(x)` as a condition.
    pub(crate) fn is_presence(&self) -> bool {
        match self {
            Expr::Compare { first, rest } => {
                matches!(rest.as_slice(), [(_, at, _)] if *at == first.span())
            }
            _ => false,
        }
    }

    /// Visits the expressions that it is made of.
    pub(crate) fn each_part<'e>(&'e self, visit: &mut impl FnMut(&'e Expr)) {
        match self {
            Expr::Number { .. } | Expr::Name(_) => {}
            Expr::Negate(inner, _) | Expr::Not(inner, _) | Expr::In { item: inner, .. } => {
                visit(inner);
            }
            Expr::Sum(members, _) | Expr::Product(members, _) => {
                members.iter().for_each(|(_, member)| visit(member));
            }
            Expr::And(members) | Expr::Or(members) => members.iter().for_each(visit),
            Expr::Compare { first, rest } => {
                visit(first);
                rest.iter().for_each(|(_, _, side)| visit(side));
            }
            Expr::Includes { whole, parts } => {
                visit(whole);
                visit(parts);
            }
            Expr::If {
                condition,
                then,
                otherwise,
                ..
            } => {
                visit(condition);
                visit(then);
                otherwise.iter().for_each(|expr| visit(expr));
            }
            Expr::Call { args, filter, .. } => {
                args.iter().for_each(&mut *visit);
                filter.iter().for_each(|filter| visit(filter));
            }
        }
    }

    /// Whether a change from the period before stands anywhere in it.
    pub(super) fn grows(&self) -> bool {
        let mut found = matches!(
            self,
            Expr::Call {
                function: Function::Growth,
                across: None | Some(Across::Since(Back::Prior)),
                ..
            }
        );
        self.each_part(&mut |part| found = found || part.grows());
        found
    }

    /// Visits every name in it.
    pub(crate) fn each_name<'e>(&'e self, visit: &mut dyn FnMut(&'e Path)) {
        match self {
            Expr::Name(path) => visit(path),
            Expr::Call { by, .. } => by.iter().for_each(&mut *visit),
            _ => {}
        }
        self.each_part(&mut |part| part.each_name(visit));
    }

    /// Visits the lists behind `in` in it.
    pub(crate) fn each_list<'e>(&'e self, visit: &mut dyn FnMut(&'e Listed)) {
        if let Expr::In { list, .. } = self {
            visit(list);
        }
        self.each_part(&mut |part| part.each_list(visit));
    }

    /// Whether a name stands in it that no function takes.
    pub(crate) fn names_outside_calls(&self) -> bool {
        let mut found = matches!(self, Expr::Name(_));
        if !matches!(self, Expr::Call { .. }) {
            self.each_part(&mut |part| found = found || part.names_outside_calls());
        }
        found
    }

    /// Visits the functions in it that look at other periods than the row's own.
    pub(crate) fn each_across<'e>(&'e self, visit: &mut dyn FnMut(&'e Expr, Across)) {
        if let Expr::Call {
            across: Some(across),
            ..
        } = self
        {
            visit(self, *across);
        }
        self.each_part(&mut |part| part.each_across(visit));
    }

    /// Visits the columns by which functions in it group rows.
    pub(crate) fn each_grouping<'e>(&'e self, visit: &mut dyn FnMut(&'e Path)) {
        if let Expr::Call { by, .. } = self {
            by.iter().for_each(&mut *visit);
        }
        self.each_part(&mut |part| part.each_grouping(visit));
    }

    /// Visits every name that some function in it takes or selects by.
    pub(crate) fn each_taken<'e>(&'e self, visit: &mut dyn FnMut(&'e Path)) {
        match self {
            Expr::Call { .. } => self.each_name(visit),
            other => other.each_part(&mut |part| part.each_taken(visit)),
        }
    }

    /// Visits the names that its row selections compare with a number or a name,
    /// with it.
    pub(crate) fn each_bound<'e>(&'e self, visit: &mut dyn FnMut(&'e Path, Beside<'e>)) {
        if let Expr::Call {
            filter: Some(filter),
            ..
        } = self
        {
            filter.each_compared(visit);
        }
        self.each_part(&mut |part| part.each_bound(visit));
    }

    /// Visits the names that it compares with a number or a name, with it.
    fn each_compared<'e>(&'e self, visit: &mut dyn FnMut(&'e Path, Beside<'e>)) {
        if let Expr::In {
            item,
            list: Listed::Here(entries),
            ..
        } = self
            && let Expr::Name(path) = &**item
        {
            for (entry, _) in entries {
                if let Entry::Number(number, _) = entry {
                    visit(path, Beside::Number(number.clone()));
                }
            }
        }
        if let Expr::Compare { first, rest } = self {
            let sides = rest.iter().map(|(_, _, side)| side);
            let sides: Vec<&Expr> = std::iter::once(&**first).chain(sides).collect();
            for pair in sides.windows(2) {
                match (pair[0], pair[1]) {
                    (Expr::Name(path), Expr::Name(other)) => visit(path, Beside::Name(other)),
                    (Expr::Name(path), number) | (number, Expr::Name(path)) => {
                        if let Some(number) = number.as_number() {
                            visit(path, Beside::Number(number));
                        }
                    }
                    _ => {}
                }
            }
        }
        self.each_part(&mut |part| part.each_compared(visit));
    }

    /// The number that is written.
    fn as_number(&self) -> Option<Rat> {
        match self {
            Expr::Number { value, .. } => Some(value.clone()),
            Expr::Negate(inner, _) => inner.as_number().map(|number| -number),
            _ => None,
        }
    }
}

impl Expr {
    /// Where a condition holds a GRIM test, if it does.
    pub(crate) fn grim(&self) -> Option<Span> {
        match self {
            Expr::Call {
                function: Function::Grim,
                span,
                ..
            } => Some(*span),
            Expr::Not(inner, _) => inner.grim(),
            Expr::And(members) | Expr::Or(members) => members.iter().find_map(Expr::grim),
            Expr::If {
                condition,
                then,
                otherwise,
                ..
            } => {
                let otherwise = otherwise.as_ref().and_then(|expr| expr.grim());
                condition.grim().or_else(|| then.grim()).or(otherwise)
            }
            _ => None,
        }
    }
}

fn join(spans: impl Iterator<Item = Span>) -> Span {
    spans.reduce(Span::to).unwrap_or(Span { start: 0, end: 0 })
}
