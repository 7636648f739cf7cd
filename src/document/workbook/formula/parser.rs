//! Words and signs of a formula become a tree.

use super::lexer::{Placed, Token, tokens};
use super::reference::{Address, LAST_COLUMN, LAST_ROW};
use super::{CellReference, Formula, Operator, RangeReference};

/// How deep formulas may be nested; workbooks take 64.
const DEEPEST: usize = 100;
/// How much of a formula is read, in bytes; workbooks take 8,192 characters.
const LONGEST: usize = 100_000;

/// The signs between two formulas, by how tightly they bind.
const LEVELS: [&[(&str, Operator)]; 5] = [
    &[
        ("=", Operator::Equal),
        ("<>", Operator::NotEqual),
        ("<", Operator::Less),
        ("<=", Operator::LessOrEqual),
        (">", Operator::Greater),
        (">=", Operator::GreaterOrEqual),
    ],
    &[("&", Operator::Join)],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[("*", Operator::Multiply), ("/", Operator::Divide)],
    &[("^", Operator::Power)],
];

impl Formula {
    /// Reads a formula, without `=` before it; none where it is written in a
    /// way that is not read.
    pub(crate) fn of(text: &str) -> Option<Formula> {
        parsed(text)
    }
}

/// The tree of a formula.
fn parsed(text: &str) -> Option<Formula> {
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text)?;
    let mut parser = Parser {
        text,
        tokens: &tokens,
        at: 0,
        depth: 0,
    };
    let formula = parser.level(0)?;
    (parser.at == tokens.len()).then_some(formula)
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [Placed],
    at: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    /// The words of a token.
    fn words(&self, at: usize) -> &'t str {
        let place = self.tokens.get(at).map(|(_, place)| place.clone());
        place.map_or("", |place| &self.text[place])
    }

    fn sign(&self, wanted: &str) -> bool {
        matches!(self.peek(), Some(Token::Sign(sign)) if *sign == wanted)
    }

    fn take(&mut self, wanted: &str) -> Option<()> {
        self.sign(wanted).then(|| self.at += 1)
    }

    /// Formulas with signs of a level between them, taken from the left.
    fn level(&mut self, level: usize) -> Option<Formula> {
        let Some(signs) = LEVELS.get(level) else {
            return self.percent();
        };
        let mut left = self.level(level + 1)?;
        let mut length = 0;
        while let Some((_, operator)) = signs.iter().find(|(sign, _)| self.sign(sign)) {
            self.at += 1;
            // A long sum is as deep as it is long.
            length += 1;
            if length > 10 * DEEPEST {
                return None;
            }
            let right = self.level(level + 1)?;
            left = Formula::Binary(Box::new(left), *operator, Box::new(right));
        }
        Some(left)
    }

    fn percent(&mut self) -> Option<Formula> {
        let mut formula = self.signed()?;
        while self.take("%").is_some() {
            formula = Formula::Percent(Box::new(formula));
            self.depth += 1;
            if self.depth > DEEPEST {
                return None;
            }
        }
        Some(formula)
    }

    /// A sign before a formula binds more tightly than a power.
    fn signed(&mut self) -> Option<Formula> {
        if self.take("-").is_some() {
            let inner = self.deeper(Parser::signed)?;
            return Some(Formula::Negative(Box::new(inner)));
        }
        if self.take("+").or_else(|| self.take("@")).is_some() {
            return self.deeper(Parser::signed);
        }
        self.single()
    }

    fn deeper<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    fn single(&mut self) -> Option<Formula> {
        let at = self.at;
        let words = self.words(at);
        match self.peek()? {
            Token::Number if self.is_range(at + 1) => self.reference(None),
            Token::Number => {
                self.at += 1;
                Some(Formula::Number(words.to_owned()))
            }
            Token::Text(text) => {
                self.at += 1;
                Some(Formula::Text(text.clone()))
            }
            Token::Error => {
                self.at += 1;
                Some(Formula::Error(words.to_owned()))
            }
            Token::Sheet(sheet) => {
                self.at += 1;
                match sheet.contains([']', ':']) {
                    true => self.external(at),
                    false => self.reference(Some(sheet)),
                }
            }
            Token::Sign("(") => {
                self.at += 1;
                let mut parts = self.deeper(Parser::arguments)?;
                match parts.len() {
                    1 => parts.pop(),
                    _ => Some(Formula::Several(parts)),
                }
            }
            Token::Word => self.word(),
            Token::Sign(_) => None,
        }
    }

    fn is_range(&self, at: usize) -> bool {
        matches!(self.tokens.get(at), Some((Token::Sign(":"), _)))
    }

    /// A function, a truth, a reference or a name.
    fn word(&mut self) -> Option<Formula> {
        let words = self.words(self.at);
        if matches!(self.tokens.get(self.at + 1), Some((Token::Sign("("), _))) {
            self.at += 2;
            let arguments = self.deeper(Parser::arguments)?;
            let name = words.to_uppercase();
            let name = name
                .trim_start_matches("_XLFN.")
                .trim_start_matches("_XLWS.");
            let no_arguments = arguments == [Formula::Nothing];
            let arguments = if no_arguments { Vec::new() } else { arguments };
            return Some(Formula::Call(name.to_owned(), arguments));
        }
        match words.to_uppercase().as_str() {
            "TRUE" => {
                self.at += 1;
                return Some(Formula::Truth(true));
            }
            "FALSE" => {
                self.at += 1;
                return Some(Formula::Truth(false));
            }
            _ => {}
        }
        self.reference(None)
    }

    /// Arguments up to the closing bracket.
    fn arguments(&mut self) -> Option<Vec<Formula>> {
        let mut arguments = Vec::new();
        loop {
            let left_out = self.sign(",") || self.sign(";") || self.sign(")");
            arguments.push(match left_out {
                true => Formula::Nothing,
                false => self.level(0)?,
            });
            if self.take(")").is_some() {
                return Some(arguments);
            }
            self.take(",").or_else(|| self.take(";"))?;
        }
    }

    /// A cell, a range, or a name.
    fn reference(&mut self, sheet: Option<&String>) -> Option<Formula> {
        let sheet = sheet.cloned();
        let words = self.words(self.at);
        let word = matches!(self.peek()?, Token::Word | Token::Number);
        if matches!(self.peek()?, Token::Error) {
            self.at += 1;
            return Some(Formula::Error(words.to_owned()));
        }
        if !word {
            return None;
        }
        let Some(first) = Address::of(words) else {
            self.at += 1;
            return Some(Formula::Name(words.to_owned()));
        };
        if !self.is_range(self.at + 1) {
            self.at += 1;
            return Some(match first.cell() {
                Some((row, column)) => Formula::Cell(CellReference { sheet, row, column }),
                None => Formula::Name(words.to_owned()),
            });
        }
        self.at += 2;
        // A sheet's name may stand before the last cell too.
        if let Some(Token::Sheet(again)) = self.peek() {
            if Some(again) != sheet.as_ref() {
                return None;
            }
            self.at += 1;
        }
        let last = Address::of(self.words(self.at))?;
        self.at += 1;
        if first.row.is_some() != last.row.is_some()
            || first.column.is_some() != last.column.is_some()
        {
            return None;
        }
        let corner = |address: Address, row: u32, column: u32| {
            let row = address.row.map_or(row, |row| row.number);
            (row, address.column.map_or(column, |column| column.number))
        };
        let (from, to) = (corner(first, 1, 1), corner(last, LAST_ROW, LAST_COLUMN));
        Some(Formula::Range(RangeReference {
            sheet,
            first: (from.0.min(to.0), from.1.min(to.1)),
            last: (from.0.max(to.0), from.1.max(to.1)),
        }))
    }

    /// What stands in another workbook, or in several sheets.
    fn external(&mut self, from: usize) -> Option<Formula> {
        matches!(self.peek()?, Token::Word | Token::Number | Token::Error).then_some(())?;
        self.at += 1;
        if self.take(":").is_some() {
            matches!(self.peek()?, Token::Word | Token::Number).then_some(())?;
            self.at += 1;
        }
        let (start, end) = (&self.tokens[from].1, &self.tokens[self.at - 1].1);
        let written = self.text[start.start..end.end].to_owned();
        let several = matches!(&self.tokens[from].0, Token::Sheet(name) if !name.contains(']'));
        Some(match several {
            true => Formula::Name(written),
            false => Formula::External(written),
        })
    }
}
