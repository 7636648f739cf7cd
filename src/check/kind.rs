//! The kind of a rule, read from its shape: it gives findings their code.

use crate::rule::{Comparison, Expr, Function, Rule};

/// The code of what a rule's failure is called.
pub fn code_of_rule(rule: &Rule) -> &'static str {
    match rule.restates {
        true => "restated-differently",
        false => code_of(&rule.expr),
    }
}

/// The code that the shape of a rule gives its failure.
pub fn code_of(expr: &Expr) -> &'static str {
    match expr {
        Expr::Includes { .. } => "parts-exceed-whole",
        Expr::Call {
            function: Function::Grim,
            ..
        } => "grim-impossible",
        Expr::Compare { first, rest } => match rest.as_slice() {
            [(Comparison::Equal, _, second)] => equation(first, second),
            _ => "bound-violated",
        },
        _ => "condition-violated",
    }
}

fn equation(left: &Expr, right: &Expr) -> &'static str {
    let has = |wanted: fn(&Expr) -> bool| any(left, &wanted) || any(right, &wanted);
    if has(|expr| {
        matches!(
            expr,
            Expr::Call {
                function: Function::Growth,
                ..
            }
        )
    }) {
        return "growth-mismatch";
    }
    if has(|expr| matches!(expr, Expr::Name(path) if path.prior)) {
        return "balance-mismatch";
    }
    if has(|expr| matches!(expr, Expr::Product(..))) {
        return "rate-mismatch";
    }
    if has(|expr| {
        matches!(
            expr,
            Expr::Call {
                function: Function::Mean,
                ..
            }
        )
    }) {
        return "rate-mismatch";
    }
    if has(|expr| {
        matches!(
            expr,
            Expr::Call {
                function: Function::Count,
                ..
            }
        )
    }) {
        return "count-mismatch";
    }
    let sum = |expr: &Expr| match expr {
        Expr::Sum(..) => true,
        Expr::Call { function, .. } => *function == Function::Sum,
        _ => false,
    };
    match (left, right) {
        (Expr::Name(_) | Expr::Number { .. }, Expr::Name(_) | Expr::Number { .. }) => {
            "repeat-mismatch"
        }
        _ if sum(left) && sum(right) => "balance-mismatch",
        _ if has(
            |expr| matches!(expr, Expr::Sum(members, _) if members.iter().any(|(minus, _)| *minus)),
        ) =>
        {
            "balance-mismatch"
        }
        _ if sum(left) || sum(right) => "sum-mismatch",
        _ => "value-mismatch",
    }
}

fn any(expr: &Expr, wanted: &impl Fn(&Expr) -> bool) -> bool {
    wanted(expr)
        || match expr {
            Expr::Negate(inner, _) => any(inner, wanted),
            Expr::Sum(members, _) | Expr::Product(members, _) => {
                members.iter().any(|(_, member)| any(member, wanted))
            }
            Expr::Call { args, .. } => args.iter().any(|arg| any(arg, wanted)),
            _ => false,
        }
}
