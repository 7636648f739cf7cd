//! Conditions over few figures: of whole numbers every assignment is tried;
//! of real ones a grid, whose witnesses must never be denied.

use crate::figure::exact::int;
use crate::figure::{End, Range, Rat};
use crate::inside::support::often::often;
use crate::solve::decide::decide;
use crate::solve::decision::Decision;
use crate::solve::formula::{Atom, Formula, Relation};
use crate::solve::polynomial::{Poly, Var};
use crate::solve::ranges::Ranges;
use num_traits::One;
use proptest::prelude::*;

/// `Σ factor · product + constant` against zero; a product is of figures.
#[derive(Clone, Debug)]
struct Line {
    terms: Vec<(i64, Vec<usize>)>,
    constant: i64,
    relation: usize,
}

#[derive(Clone, Debug)]
enum Tree {
    Line(Line),
    All(Vec<Tree>),
    Any(Vec<Tree>),
}

const RELATIONS: [Relation; 4] = [
    Relation::Zero,
    Relation::NotZero,
    Relation::Negative,
    Relation::NotPositive,
];

impl Line {
    /// With figures in `parts`-ths.
    fn holds(&self, figures: &[i64], parts: i64) -> bool {
        let term = |(factor, product): &(i64, Vec<usize>)| {
            let values: i64 = product.iter().map(|&at| figures[at]).product();
            let missing = u32::try_from(3 - product.len()).expect("at most three");
            factor * values * parts.pow(missing)
        };
        let sum = self.terms.iter().map(term).sum::<i64>() + self.constant * parts.pow(3);
        match RELATIONS[self.relation] {
            Relation::Zero => sum == 0,
            Relation::NotZero => sum != 0,
            Relation::Negative => sum < 0,
            Relation::NotPositive => sum <= 0,
        }
    }

    fn atom(&self) -> Formula {
        let mut poly = Poly::constant(int(self.constant));
        for (factor, product) in &self.terms {
            let product = product.iter().fold(Poly::constant(Rat::one()), |poly, at| {
                poly.times(&Poly::var(Var::try_from(*at).expect("a number")))
            });
            poly.add_scaled(&product, &int(*factor));
        }
        Formula::Atom(Atom {
            poly,
            relation: RELATIONS[self.relation],
        })
    }
}

impl Tree {
    fn holds(&self, figures: &[i64], parts: i64) -> bool {
        match self {
            Tree::Line(line) => line.holds(figures, parts),
            Tree::All(members) => members.iter().all(|tree| tree.holds(figures, parts)),
            Tree::Any(members) => members.iter().any(|tree| tree.holds(figures, parts)),
        }
    }

    fn formula(&self) -> Formula {
        match self {
            Tree::Line(line) => line.atom(),
            Tree::All(members) => Formula::All(members.iter().map(Tree::formula).collect()),
            Tree::Any(members) => Formula::Any(members.iter().map(Tree::formula).collect()),
        }
    }
}

fn line(most: usize) -> impl Strategy<Value = Line> {
    let product = proptest::collection::vec(0..3_usize, 1..=most);
    let terms = proptest::collection::vec((-3..4_i64, product), 1..4);
    (terms, -6..7_i64, 0..4_usize).prop_map(|(terms, constant, relation)| Line {
        terms,
        constant,
        relation,
    })
}

fn tree(most: usize) -> impl Strategy<Value = Tree> {
    line(most)
        .prop_map(Tree::Line)
        .prop_recursive(2, 6, 3, |inner| {
            let members = || proptest::collection::vec(inner.clone(), 2..4);
            prop_oneof![
                2 => members().prop_map(Tree::All),
                1 => members().prop_map(Tree::Any),
            ]
        })
}

/// A range in whole numbers, open or closed at each end.
type Edges = (i64, i64, bool, bool);

fn edges() -> impl Strategy<Value = Edges> {
    (-4..4_i64, 1..5_i64, any::<bool>(), any::<bool>())
        .prop_map(|(lo, width, a, b)| (lo, lo + width, a, b))
}

fn range((lo, hi, lo_open, hi_open): Edges, whole: bool) -> Range {
    let end = |value: i64, open: bool| match open {
        true => End::Open(int(value)),
        false => End::Closed(int(value)),
    };
    Range {
        lo: end(lo, lo_open),
        hi: end(hi, hi_open),
        whole,
    }
}

/// The values of a range in `parts`-ths.
fn values((lo, hi, lo_open, hi_open): Edges, parts: i64) -> Vec<i64> {
    let (lo, hi) = (
        lo * parts + i64::from(lo_open),
        hi * parts - i64::from(hi_open),
    );
    (lo..=hi).collect()
}

fn witness(tree: &Tree, lists: &[Vec<i64>], parts: i64) -> bool {
    let [x, y, z] = lists else { return false };
    x.iter().any(|x| {
        y.iter()
            .any(|y| z.iter().any(|z| tree.holds(&[*x, *y, *z], parts)))
    })
}

fn box_of(edges: &[Edges; 3], whole: [bool; 3]) -> Ranges {
    let mut ranges = Ranges::default();
    for (edges, whole) in edges.iter().zip(whole) {
        ranges.push(range(*edges, whole));
    }
    ranges
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(500)))]

    #[test]
    fn whole_linear_systems_are_decided(tree in tree(1), edges in [edges(), edges(), edges()]) {
        let found = decide(&tree.formula(), &box_of(&edges, [true; 3]));
        let lists = edges.map(|edges| values(edges, 1));
        let expected = if witness(&tree, &lists, 1) { Decision::Yes } else { Decision::No };
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn whole_systems_with_products_are_decided(tree in tree(3), edges in [edges(), edges(), edges()]) {
        let found = decide(&tree.formula(), &box_of(&edges, [true; 3]));
        let lists = edges.map(|edges| values(edges, 1));
        let expected = if witness(&tree, &lists, 1) { Decision::Yes } else { Decision::No };
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn real_linear_systems_are_decided_and_no_witness_denied(
        tree in tree(1),
        edges in [edges(), edges(), edges()],
        whole in [any::<bool>(), any::<bool>(), any::<bool>()],
    ) {
        let found = decide(&tree.formula(), &box_of(&edges, whole));
        prop_assert_ne!(found, Decision::GaveUp);
        // With figures of up to three steps, a twelfth meets most solutions.
        let mut lists = edges.map(|edges| values(edges, 6));
        for (list, whole) in lists.iter_mut().zip(whole) {
            list.retain(|value| !whole || value % 6 == 0);
        }
        if witness(&tree, &lists, 6) {
            prop_assert_eq!(found, Decision::Yes);
        }
    }

    #[test]
    fn a_real_witness_with_products_is_never_denied(
        tree in tree(2),
        edges in [edges(), edges(), edges()],
        whole in [any::<bool>(), any::<bool>(), any::<bool>()],
    ) {
        let found = decide(&tree.formula(), &box_of(&edges, whole));
        if found == Decision::No {
            let mut lists = edges.map(|edges| values(edges, 4));
            for (list, whole) in lists.iter_mut().zip(whole) {
                list.retain(|value| !whole || value % 4 == 0);
            }
            prop_assert!(!witness(&tree, &lists, 4));
        }
    }
}
