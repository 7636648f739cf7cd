//! The figures and the claims of a document's sentences as they are listed: each
//! with its print and its place.

use super::claims::{SAME_CELL, expression};
use super::documents::{tables_of, understood};
use super::location::section_of;
use super::options::Options;
use super::sentences::{ReadPassage, Sentences, read_sentences};
use super::ties::{Tie, ties};
use crate::claim::{Claim, ClaimKind, Counted, NoFigure, Said, Stands};
use crate::document::Document;
use crate::place::Place;
use crate::rule::Config;
use crate::table::{Rounded, Table};
use std::ops::Range;

/// What was read of the sentences of a document.
#[derive(Debug, Default)]
pub(crate) struct ListedClaims {
    /// The claims, in the order of the text.
    pub claims: Vec<ListedClaim>,
    /// The figures.
    pub figures: Vec<ListedFigure>,
    /// What has digits in it and is no figure.
    pub others: Vec<ListedOther>,
}

/// A claim.
#[derive(Debug)]
pub(crate) struct ListedClaim {
    /// What it is about.
    pub kind: ClaimKind,
    /// The pattern of words that was read.
    pub pattern: &'static str,
    /// The reported print: its digits, with their `%`.
    pub reported: String,
    /// The prints that it is made of.
    pub operands: Vec<String>,
    /// Which of them are taken away, by their positions.
    pub minus: Vec<usize>,
    /// How many things are named, where it is a count.
    pub counted: Option<usize>,
    /// What it says, in prints.
    pub formula: String,
    /// What can be said of it.
    pub stands: Stands,
    /// The words that state it.
    pub words: String,
    /// Where its reported figure stands.
    pub place: Place,
    /// Where the cell of a table stands that is the same figure.
    pub cell: Option<Place>,
}

/// What the figure of a sentence is in: a claim of the sentence, or a cell.
enum In<'a> {
    Claim(&'a Claim),
    Cell(&'a Tie),
}

impl In<'_> {
    fn reported(&self) -> usize {
        match self {
            In::Claim(claim) => claim.reported,
            In::Cell(tie) => tie.said.1,
        }
    }

    fn figures(&self) -> Vec<usize> {
        match self {
            In::Claim(claim) => claim.figures().collect(),
            In::Cell(tie) => vec![tie.said.1],
        }
    }
}

/// A figure.
#[derive(Debug)]
pub(crate) struct ListedFigure {
    /// As it is printed, with its unit.
    pub print: String,
    /// Its unit.
    pub unit: String,
    /// Where it stands.
    pub place: Place,
    /// The claims that it is in, by their positions.
    pub claims: Vec<usize>,
    /// The words that it stands among.
    pub words: String,
}

/// What has digits in it and is no figure.
#[derive(Debug)]
pub(crate) struct ListedOther {
    /// As it is printed.
    pub print: String,
    /// What it was taken for.
    pub what: NoFigure,
    /// Where it stands.
    pub place: Place,
}

impl ListedClaims {
    /// How much there is.
    pub(crate) fn count(&self) -> Counted {
        let hold = |claim: &&ListedClaim| claim.stands == Stands::Holds;
        let claimed = |figure: &&ListedFigure| !figure.claims.is_empty();
        Counted {
            figures: self.figures.len() as u64,
            claimed: self.figures.iter().filter(claimed).count() as u64,
            claims: self.claims.len() as u64,
            hold: self.claims.iter().filter(hold).count() as u64,
            fail: 0,
        }
    }

    /// Lists what is read of a document: of its sentences, and of its tables
    /// what those state again.
    pub(crate) fn of(document: Document) -> ListedClaims {
        let config = Config::default();
        let section = section_of(&document.path).unwrap_or_default();
        let understood = understood(document, &section, &config);
        let read = read_sentences(&understood.document, &config.units);
        let options = Options::default();
        let (tables, _) = tables_of(&understood, &config, &options, Rounded::default());
        let tied = ties(&read, &tables);
        let mut listed = ListedClaims::default();
        let mut sentences = Sentences::of(&understood.document.path, 0);
        for (number, passage) in read.iter().enumerate() {
            sentences.begin();
            let own = Tie::of_passage(&tied, number);
            listed.take(passage, own, &tables, &mut sentences);
        }
        listed
    }

    fn take(
        &mut self,
        passage: &ReadPassage,
        tied: &[Tie],
        tables: &[Table],
        sentences: &mut Sentences<'_>,
    ) {
        let mut place = |span: &Range<usize>| {
            let shown = sentences.at(passage, span.start);
            shown.place(&passage.bytes(span))
        };
        let before = self.claims.len();
        let read = &passage.read;
        let claims = read.claims.iter().map(In::Claim);
        let mut all: Vec<In<'_>> = claims.chain(tied.iter().map(In::Cell)).collect();
        all.sort_by_key(In::reported);
        let mut claims_of = vec![Vec::new(); read.figures.len()];
        for (at, one) in all.iter().enumerate() {
            for figure in one.figures() {
                let own: &mut Vec<usize> = &mut claims_of[figure];
                if own.last() != Some(&(before + at)) {
                    own.push(before + at);
                }
            }
        }
        let places: Vec<Place> = read.figures.iter().map(|said| place(&said.span)).collect();
        for ((said, own), at) in read.figures.iter().zip(claims_of).zip(&places) {
            self.figures.push(ListedFigure {
                print: on_one_line(passage.words(&said.span)),
                unit: said.unit.clone(),
                place: at.clone(),
                claims: own,
                words: on_one_line(passage.words(&(said.lead.start..said.tail.end))),
            });
        }
        let listed = all.into_iter().map(|one| {
            let at = places[one.reported()].clone();
            match one {
                In::Claim(claim) => claim_of(passage, claim, at),
                In::Cell(tie) => cell_of(passage, tie, tables, at),
            }
        });
        self.claims.extend(listed);
        let others = read.others.iter().map(|(span, what)| ListedOther {
            print: on_one_line(passage.words(span)),
            what: *what,
            place: place(span),
        });
        self.others.extend(others);
    }
}

/// That a figure is a cell of a table.
fn cell_of(passage: &ReadPassage, tie: &Tie, tables: &[Table], place: Place) -> ListedClaim {
    let said = &passage.read.figures[tie.said.1];
    let (table, row, column) = tie.cell;
    let table = &tables[table];
    let row_of = table.rows.get(row);
    let figure = row_of.and_then(|row| row.figure(column));
    let print = figure
        .map(|figure| figure.print.clone())
        .unwrap_or_default();
    let own = print_of(passage, said);
    let named = table.full_name_in_rules(row, column);
    ListedClaim {
        kind: ClaimKind::Repeat,
        pattern: SAME_CELL,
        formula: match tie.opposite {
            true => format!("{own} = -({print}), {named}"),
            false => format!("{own} = {print}, {named}"),
        },
        reported: own,
        operands: vec![print],
        minus: if tie.opposite { vec![0] } else { Vec::new() },
        counted: None,
        stands: if tie.holds {
            Stands::Holds
        } else {
            Stands::Fails
        },
        words: on_one_line(passage.words(&(said.lead.start..said.span.end))),
        place,
        cell: row_of.map(|row| row.place(column)),
    }
}

fn claim_of(passage: &ReadPassage, claim: &Claim, place: Place) -> ListedClaim {
    let print = |figure: usize| {
        let said = passage.read.figures.get(figure)?;
        Some(print_of(passage, said))
    };
    let operands = claim.operands.iter();
    let minus = operands.clone().enumerate();
    let minus = minus.filter(|(_, operand)| operand.minus);
    let counted = (claim.kind == ClaimKind::Count).then_some(claim.counted);
    let own = print(claim.reported).unwrap_or_default();
    let formula = match counted {
        Some(counted) => format!("{own} = {counted}"),
        None => expression(claim, &print).map_or(own.clone(), |text| {
            // As people write it.
            let sign = match claim.kind {
                ClaimKind::Sum => " = ",
                _ => " ≥ ",
            };
            text.replacen(" includes ", sign, 1)
        }),
    };
    ListedClaim {
        kind: claim.kind,
        pattern: claim.pattern,
        reported: match claim.kind {
            ClaimKind::Shares => String::from("100"),
            _ => own,
        },
        operands: operands
            .filter_map(|operand| print(operand.figure))
            .collect(),
        minus: minus.map(|(at, _)| at).collect(),
        counted,
        formula,
        stands: claim.stands,
        words: on_one_line(passage.words(&passage.words_of(claim))),
        place,
        cell: None,
    }
}

/// The digits of a figure as they are printed, with their `%`; the word where it
/// is printed in words.
fn print_of(passage: &ReadPassage, said: &Said) -> String {
    let print = passage.words(&said.number).trim();
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let Some(first) = print.find(digit) else {
        return on_one_line(print);
    };
    let first = match print[..first].chars().next_back() {
        Some(sign @ ('-' | '−' | '－')) => first - sign.len_utf8(),
        _ => first,
    };
    let last = print.rfind(digit).unwrap_or(first);
    let end = last + print[last..].chars().next().map_or(0, char::len_utf8);
    let percent = print[end..].trim_start();
    match percent.chars().next() {
        Some(sign @ ('%' | '％' | '‰' | '﹪')) => format!("{}{sign}", &print[first..end]),
        _ => print[first..end].to_owned(),
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}
