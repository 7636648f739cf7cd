//! The kind of a rule, read from its shape: it gives findings their code.

use super::code::Code;
use super::config::Rule;
use super::syntax::{Comparison, Expr, Function};

impl Rule {
    /// What its failure is called.
    pub(crate) fn code(&self) -> Code {
        if let Some(stated) = &self.stated {
            return stated.code;
        }
        match &self.found {
            Some(found) => found.code,
            None if self.restates => Code::RestatedDifferently,
            None => code_of(&self.expr),
        }
    }
}

/// The code that the shape of a rule gives its failure.
pub(crate) fn code_of(expr: &Expr) -> Code {
    match expr {
        Expr::Includes { .. } => Code::PartsExceedWhole,
        Expr::Call {
            function: Function::Grim,
            ..
        } => Code::GrimImpossible,
        _ if expr.is_presence() => Code::ConditionViolated,
        Expr::Compare { first, rest } => match rest.as_slice() {
            [(Comparison::Equal, _, second)] => equation(first, second),
            _ => Code::BoundViolated,
        },
        _ => Code::ConditionViolated,
    }
}

/// What the failure of a rule is called where the rule was found: never more
/// than likely.
pub(super) fn likely(code: Code) -> Code {
    match code {
        Code::SumMismatch | Code::CountMismatch | Code::PartsExceedWhole | Code::BoundViolated => {
            Code::LikelySumMismatch
        }
        Code::BalanceMismatch => Code::LikelyBalanceMismatch,
        Code::GrowthMismatch => Code::LikelyGrowthMismatch,
        Code::RepeatMismatch | Code::RestatedDifferently => Code::LikelyRepeatMismatch,
        _ => Code::LikelyRateMismatch,
    }
}

fn equation(left: &Expr, right: &Expr) -> Code {
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
        return Code::GrowthMismatch;
    }
    if has(|expr| matches!(expr, Expr::Name(path) if path.prior)) {
        return Code::BalanceMismatch;
    }
    if has(|expr| matches!(expr, Expr::Product(..))) {
        return Code::RateMismatch;
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
        return Code::RateMismatch;
    }
    if has(|expr| {
        matches!(
            expr,
            Expr::Call {
                function: Function::Count | Function::Reported,
                ..
            }
        )
    }) {
        return Code::CountMismatch;
    }
    let sum = |expr: &Expr| match expr {
        Expr::Sum(..) => true,
        Expr::Call { function, .. } => *function == Function::Sum,
        _ => false,
    };
    // `closing = last(closing over quarters)` is one figure printed twice.
    let one = |expr: &Expr| match expr {
        Expr::Name(_) | Expr::Number { .. } => true,
        Expr::Call { function, args, .. } => {
            let one_part = matches!(function, Function::First | Function::Last);
            one_part && matches!(args.as_slice(), [Expr::Name(_)])
        }
        _ => false,
    };
    match (left, right) {
        _ if one(left) && one(right) => Code::RepeatMismatch,
        _ if sum(left) && sum(right) => Code::BalanceMismatch,
        _ if has(
            |expr| matches!(expr, Expr::Sum(members, _) if members.iter().any(|(minus, _)| *minus)),
        ) =>
        {
            Code::BalanceMismatch
        }
        _ if sum(left) || sum(right) => Code::SumMismatch,
        _ => Code::ValueMismatch,
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
