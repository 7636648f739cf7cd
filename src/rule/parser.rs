//! From an expression's text to its tree, by precedence climbing.
//!
//! ```text
//! rule     = "if" or "then" rule [ "else" rule ] | or
//! or       = and { "or" and }
//! and      = not { "and" not }
//! not      = "not" not | relation
//! relation = sum { ("=" | "!=" | "<" | "<=" | ">" | ">=") sum }
//!          | sum "includes" sum
//!          | sum [ "not" ] "in" list
//! list     = name | "(" entry { "," entry } ")"
//! entry    = text | [ "-" ] number
//! sum      = product { ("+" | "-") product }
//! product  = unary { ("*" | "/") unary }
//! unary    = "-" unary | operand
//! operand  = number | name { "." name } | "prior" "." name { "." name }
//!          | function "(" [ rule { "," rule } ] [ "where" or ] [ "by" name { "," name } ] [ across ] ")"
//!          | "(" rule ")"
//! across   = "over" ( "halves" | "quarters" | "months" )
//!          | "since" ( "prior" | "year_ago" | "previous" )
//! ```

use super::expr_error::{Expected, ExprError, ExprProblem};
use super::grouping::{grouping, starts_grouping};
use super::names::{COLUMN, KEYWORDS};
use super::nearest::nearest;
use super::over_since::{across, check_across};
use super::pattern::Pattern;
use super::syntax::{Entry, Expr, Function, Listed, Path, Span};
use super::token::Token;
use super::token_stream::TokenStream;

/// Parentheses, negations and conditions may nest this deep.
const DEPTH_LIMIT: usize = 100;

/// Parses a rule: a condition over figures.
///
/// # Errors
/// The first thing that is not as the grammar says, with its place.
pub(crate) fn parse(text: &str) -> Result<Expr, ExprError> {
    whole(text).and_then(condition)
}

/// Parses the name of a cell alone, as rules write it: `section.key.column`.
pub(crate) fn parse_name(text: &str) -> Option<Path> {
    match whole(text).ok()? {
        Expr::Name(path) => Some(path),
        _ => None,
    }
}

/// The names of a stretch of a rule that is plain arithmetic, as they come;
/// none of any other.
pub(crate) fn names_in_arithmetic(text: &str) -> Option<Vec<Path>> {
    fn plain(expr: &Expr) -> bool {
        match expr {
            Expr::Number { .. } | Expr::Name(_) => true,
            Expr::Negate(inner, _) => plain(inner),
            Expr::Sum(members, _) | Expr::Product(members, _) => {
                members.iter().all(|(_, member)| plain(member))
            }
            _ => false,
        }
    }
    let expr = whole(text).ok().filter(plain)?;
    let mut names = Vec::new();
    expr.each_name(&mut |path| names.push(path.clone()));
    Some(names)
}

/// Parses a text to its end.
fn whole(text: &str) -> Parsed {
    let mut parser = Parser {
        tokens: TokenStream::of(text)?,
        depth: 0,
    };
    let expr = parser.rule()?;
    if *parser.tokens.token() != Token::End {
        return parser.tokens.unexpected(Expected::OperatorOrEnd);
    }
    Ok(expr)
}

struct Parser {
    tokens: TokenStream,
    depth: usize,
}

type Parsed = Result<Expr, ExprError>;

impl Parser {
    fn deeper<T>(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<T, ExprError>,
    ) -> Result<T, ExprError> {
        if self.depth == DEPTH_LIMIT {
            return Err(ExprError {
                problem: ExprProblem::TooDeep(DEPTH_LIMIT),
                span: self.tokens.span(),
            });
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn rule(&mut self) -> Parsed {
        let start = self.tokens.span();
        if !self.tokens.take_word("if") {
            return self.or();
        }
        let guard = self.or().and_then(condition)?;
        if !self.tokens.take_word("then") {
            return self.tokens.unexpected(Expected::Then);
        }
        let then = self.deeper(Self::rule).and_then(condition)?;
        let otherwise = if self.tokens.take_word("else") {
            Some(Box::new(self.deeper(Self::rule).and_then(condition)?))
        } else {
            None
        };
        Ok(Expr::If {
            condition: Box::new(guard),
            then: Box::new(then),
            otherwise,
            span: start.to(self.tokens.behind()),
        })
    }

    fn or(&mut self) -> Parsed {
        self.joined("or", Self::and, Expr::Or)
    }

    fn and(&mut self) -> Parsed {
        self.joined("and", Self::not, Expr::And)
    }

    fn joined(
        &mut self,
        word: &str,
        member: fn(&mut Self) -> Parsed,
        build: fn(Vec<Expr>) -> Expr,
    ) -> Parsed {
        let first = member(self)?;
        if !matches!(self.tokens.token(), Token::Name(name) if name == word) {
            return Ok(first);
        }
        let mut members = vec![condition(first)?];
        while self.tokens.take_word(word) {
            members.push(member(self).and_then(condition)?);
        }
        Ok(build(members))
    }

    fn not(&mut self) -> Parsed {
        let start = self.tokens.span();
        if !self.tokens.take_word("not") {
            return self.relation();
        }
        let inner = self.deeper(Self::not).and_then(condition)?;
        let span = start.to(self.tokens.behind());
        Ok(Expr::Not(Box::new(inner), span))
    }

    fn relation(&mut self) -> Parsed {
        let first = self.sum()?;
        if self.tokens.take_word("includes") {
            let parts = self.sum().and_then(number)?;
            return Ok(Expr::Includes {
                whole: Box::new(number(first)?),
                parts: Box::new(parts),
            });
        }
        if let Some(not) = self.tokens.take_in() {
            return self.listed(first, not);
        }
        let mut rest = Vec::new();
        while let Token::Compare(sign) = *self.tokens.token() {
            let (_, at) = self.tokens.next();
            rest.push((sign, at, self.sum().and_then(number)?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        Ok(Expr::Compare {
            first: Box::new(number(first)?),
            rest,
        })
    }

    /// What stands behind `in`.
    fn listed(&mut self, item: Expr, not: bool) -> Parsed {
        let item = Box::new(number(item)?);
        let start = item.span();
        let list = if self.tokens.take_sign('(') {
            let mut entries = Vec::new();
            loop {
                entries.push(self.entry()?);
                if !self.tokens.take_sign(',') {
                    break;
                }
            }
            self.close()?;
            Listed::Here(entries)
        } else {
            match self.tokens.token().clone() {
                Token::Name(name) if !KEYWORDS.contains(&name.as_str()) => {
                    let (_, span) = self.tokens.next();
                    Listed::Named(name, span)
                }
                Token::Backquoted(name) => {
                    let (_, span) = self.tokens.next();
                    Listed::Named(name, span)
                }
                _ => return self.tokens.unexpected(Expected::List),
            }
        };
        Ok(Expr::In {
            item,
            list,
            not,
            span: start.to(self.tokens.behind()),
        })
    }

    /// One of a list that is written out.
    fn entry(&mut self) -> Result<(Entry, Span), ExprError> {
        let start = self.tokens.span();
        let minus = self.tokens.take_sign('-');
        match self.tokens.token().clone() {
            Token::Number(value, percent) => {
                let (_, span) = self.tokens.next();
                let value = if minus { -value } else { value };
                Ok((Entry::Number(value, percent), start.to(span)))
            }
            Token::Quoted(text) if !minus => {
                let (_, span) = self.tokens.next();
                Ok((Entry::Text(text), span))
            }
            _ => self.tokens.unexpected(Expected::Entry),
        }
    }

    fn sum(&mut self) -> Parsed {
        self.chain(['+', '-'], Self::product, Expr::Sum)
    }

    fn product(&mut self) -> Parsed {
        self.chain(['*', '/'], Self::unary, Expr::Product)
    }

    /// `a + b - c`: the second sign of the pair marks its member.
    fn chain(
        &mut self,
        signs: [char; 2],
        member: fn(&mut Self) -> Parsed,
        build: fn(Vec<(bool, Expr)>, Span) -> Expr,
    ) -> Parsed {
        let start = self.tokens.span();
        let first = member(self)?;
        let mut members = Vec::new();
        loop {
            let inverse = if self.tokens.take_sign(signs[0]) {
                false
            } else if self.tokens.take_sign(signs[1]) {
                true
            } else {
                break;
            };
            members.push((inverse, member(self).and_then(number)?));
        }
        if members.is_empty() {
            return Ok(first);
        }
        members.insert(0, (false, number(first)?));
        Ok(build(members, start.to(self.tokens.behind())))
    }

    fn unary(&mut self) -> Parsed {
        let start = self.tokens.span();
        if !self.tokens.take_sign('-') {
            return self.operand();
        }
        let inner = self.deeper(Self::unary).and_then(number)?;
        let span = start.to(self.tokens.behind());
        Ok(Expr::Negate(Box::new(inner), span))
    }

    fn operand(&mut self) -> Parsed {
        match self.tokens.token().clone() {
            Token::Number(value, percent) => {
                let (_, span) = self.tokens.next();
                Ok(Expr::Number {
                    value,
                    percent,
                    span,
                })
            }
            Token::Sign('(') => {
                self.tokens.next();
                let inner = self.deeper(Self::rule)?;
                self.close()?;
                Ok(inner)
            }
            Token::Name(word) if KEYWORDS.contains(&word.as_str()) => {
                self.tokens.unexpected(Expected::Operand)
            }
            Token::Name(word) => {
                let (_, span) = self.tokens.next();
                if *self.tokens.token() == Token::Sign('(') {
                    return self.call(&word, span);
                }
                self.path(word, span, None)
            }
            Token::Backquoted(word) => {
                let (_, span) = self.tokens.next();
                self.path(word, span, Some('`'))
            }
            Token::Quoted(word) => {
                let (_, span) = self.tokens.next();
                self.path(word, span, Some('"'))
            }
            Token::Sign(_) | Token::Compare(_) | Token::End => {
                self.tokens.unexpected(Expected::Operand)
            }
        }
    }

    fn close(&mut self) -> Result<Span, ExprError> {
        let span = self.tokens.span();
        if self.tokens.take_sign(')') {
            Ok(span)
        } else {
            self.tokens.unexpected(Expected::Close)
        }
    }

    fn path(&mut self, first: String, start: Span, quote: Option<char>) -> Parsed {
        let mut sign = (first == COLUMN && quote.is_none()).then_some(0);
        let mut parts = vec![(first, start)];
        while self.tokens.take_sign('.') {
            let next = self.tokens.next();
            if matches!(&next.0, Token::Name(part) if part == COLUMN) {
                sign.get_or_insert(parts.len());
            }
            match next {
                (Token::Name(part) | Token::Backquoted(part) | Token::Quoted(part), span) => {
                    parts.push((part, span));
                }
                (token, span) => {
                    let problem = ExprProblem::Expected(Expected::Name, token);
                    return Err(ExprError { problem, span });
                }
            }
        }
        let span = start.to(parts.last().map_or(start, |(_, span)| *span));
        // Only a bare `prior` looks back; a quoted one is a section's name.
        let prior = parts.len() > 1 && parts[0].0 == "prior" && quote.is_none();
        if prior {
            parts.remove(0);
            sign = sign.map(|at| at - 1);
        }
        let quoted = quote == Some('"') && parts.len() == 1;
        Ok(Expr::Name(Path {
            prior,
            parts,
            quoted,
            sign,
            span,
        }))
    }

    fn call(&mut self, name: &str, start: Span) -> Parsed {
        let Some(function) = Function::named(name) else {
            let known = Function::ALL.iter().map(|(name, _)| *name);
            let problem = ExprProblem::Function(name.to_owned(), nearest(name, known));
            return Err(ExprError {
                problem,
                span: start,
            });
        };
        self.tokens.next();
        let mut args = Vec::new();
        let at_end = |parser: &Self| {
            let where_or_end = match parser.tokens.token() {
                Token::Sign(sign) => *sign == ')',
                Token::Name(word) => word == "where",
                _ => false,
            };
            where_or_end || (function == Function::Count && starts_grouping(&parser.tokens))
        };
        while !at_end(self) {
            args.push(self.deeper(Self::rule).and_then(number)?);
            if !self.tokens.take_sign(',') {
                break;
            }
        }
        let filter = if self.tokens.take_word("where") {
            Some(Box::new(self.deeper(Self::or).and_then(condition)?))
        } else {
            None
        };
        let by = grouping(&mut self.tokens)?;
        let across = across(&mut self.tokens)?;
        let span = start.to(self.close()?);
        check_arguments(function, args.len(), (filter.is_some(), !by.is_empty()))
            .map_err(|problem| ExprError { problem, span })?;
        let selects = filter.is_some() || !by.is_empty();
        check_across(function, args.len(), across, selects)
            .map_err(|problem| ExprError { problem, span })?;
        check_texts(function, &args)?;
        Ok(Expr::Call {
            function,
            args,
            filter,
            by,
            across,
            span,
        })
    }
}

fn check_arguments(
    function: Function,
    found: usize,
    (filter, groups): (bool, bool),
) -> Result<(), ExprProblem> {
    let (low, high, wanted) = match function {
        Function::Sum
        | Function::Min
        | Function::Max
        | Function::Mean
        | Function::Median
        | Function::Mad => (1, usize::MAX, "≥ 1"),
        Function::Count => (0, usize::MAX, "≥ 0"),
        Function::Reported
        | Function::Abs
        | Function::Growth
        | Function::Length
        | Function::First
        | Function::Last => (1, 1, "1"),
        Function::Matches => (2, 2, "2"),
        Function::Grim => (2, 3, "2–3"),
    };
    if found < low || found > high {
        return Err(ExprProblem::Arguments(function.name(), wanted, found));
    }
    let selects = !matches!(
        function,
        Function::Reported
            | Function::Abs
            | Function::Growth
            | Function::Grim
            | Function::Length
            | Function::Matches
            | Function::First
            | Function::Last
    );
    let over_rows = selects && found < 2;
    if filter && !over_rows {
        return Err(ExprProblem::FilterNotAllowed(function.name()));
    }
    if groups && !over_rows {
        return Err(ExprProblem::GroupsNotAllowed(function.name()));
    }
    Ok(())
}

/// A function of a text takes a name, and a pattern in quotes that can be read.
fn check_texts(function: Function, args: &[Expr]) -> Result<(), ExprError> {
    if !matches!(function, Function::Length | Function::Matches) {
        return Ok(());
    }
    let wrong = |problem, expr: &Expr| {
        let span = expr.span();
        Err(ExprError { problem, span })
    };
    let names = |expr: &Expr| matches!(expr, Expr::Name(path) if !path.quoted);
    if let Some(first) = args.first().filter(|first| !names(first)) {
        return wrong(ExprProblem::TextNeeded(function.name()), first);
    }
    match args.get(1) {
        Some(Expr::Name(path)) if path.quoted => match Pattern::of(&path.parts[0].0) {
            Ok(_) => Ok(()),
            Err(reason) => wrong(ExprProblem::Pattern(reason), &args[1]),
        },
        Some(other) => wrong(ExprProblem::PatternNeeded, other),
        None => Ok(()),
    }
}

/// An expression as a condition, which `reported(x)` is too.
fn condition(expr: Expr) -> Parsed {
    match &expr {
        Expr::Call {
            function: Function::Reported,
            ..
        } => Ok(expr.presence()),
        _ if expr.is_condition() => Ok(expr),
        _ => Err(ExprError {
            problem: ExprProblem::NotACondition,
            span: expr.span(),
        }),
    }
}

fn number(expr: Expr) -> Parsed {
    if expr.is_condition() {
        Err(ExprError {
            problem: ExprProblem::NotANumber,
            span: expr.span(),
        })
    } else {
        Ok(expr)
    }
}
