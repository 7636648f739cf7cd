//! Two amounts of which the one came and the other went, by what they are called: what
//! they leave is told also where it is wrong.

use super::reader::English;
use super::tokens::Kind;
use crate::claim::evidence::is_slip;

impl English<'_> {
    /// Whether one of two amounts is called what came, the other what went: income of A
    /// and expenditure of B.
    pub(super) fn are_came_and_went(&self, one: usize, other: usize) -> bool {
        const PAIRS: &[[&str; 2]] = &[
            ["income", "expenditure"],
            ["income", "expenses"],
            ["revenue", "expenditure"],
            ["revenue", "expenses"],
            ["receipts", "payments"],
            ["receipts", "outlays"],
            ["exports", "imports"],
            ["births", "deaths"],
            ["inflows", "outflows"],
            ["assets", "liabilities"],
            ["raised", "spent"],
        ];
        let named = |figure: usize, name: &str| {
            let place = self.places[figure];
            let near = self.tokens[place.saturating_sub(4)..place].iter().rev();
            let mut near = near.take_while(|token| {
                !matches!(token.kind, Kind::Figure(_)) && !matches!(token.word.as_str(), "," | ";")
            });
            near.any(|token| token.word == name)
        };
        PAIRS.iter().any(|[came, went]| {
            named(one, came) && named(other, went) || named(one, went) && named(other, came)
        })
    }

    /// Whether words between two amounts say that more is counted: after gains, before tax.
    pub(super) fn tells_more(&self, from: usize, to: usize) -> bool {
        const MORE: &[&str] = &[
            ";",
            "after",
            "before",
            "excluding",
            "including",
            "adjusted",
            "underlying",
            "other",
            "cumulative",
            "accumulated",
            "net",
            "budgeted",
            "planned",
            "but",
        ];
        let between = self.places[from] + 1..self.places[to];
        let between = self.tokens.get(between).unwrap_or_default();
        between
            .iter()
            .any(|token| MORE.contains(&token.word.as_str()))
    }

    /// Whether what two amounts leave is printed with one slip of the pen.
    pub(super) fn differs_by_slip(&self, by: usize, high: usize, low: usize) -> bool {
        let of = |figure: usize| &self.figures[figure].figure.nominal;
        is_slip(&self.figures[by], &(of(high) - of(low)))
    }
}
