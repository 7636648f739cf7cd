//! What is wrong with a command line, in Chinese.

use super::usage_in_chinese;
use crate::cli::bad_value::BadValue;
use crate::date::NotADate;
use crate::figure::{UnknownDecimals, UnknownRounding};
use crate::lang::Lang;
use crate::source::UnknownEncoding;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::error::Error as _;

/// The message of an error, with how the command is used.
pub(crate) fn message(error: &Error) -> String {
    let mut text = format!("错误：{}\n", problem(error));
    let possible = list(error, ContextKind::ValidValue);
    if !possible.is_empty() {
        text.push_str(&format!("  [可选：{}]\n", possible.join("、")));
    }
    let tips = tips(error);
    if !tips.is_empty() {
        text.push('\n');
        text.extend(tips.iter().map(|tip| format!("  提示：{tip}\n")));
    }
    let usage = one(error, ContextKind::Usage);
    if !usage.is_empty() {
        text.push_str(&format!("\n用法：{}\n", usage_in_chinese(&usage)));
    }
    text.push_str("\n要看全部说明，请加 --help。\n");
    text
}

fn problem(error: &Error) -> String {
    let arg = one(error, ContextKind::InvalidArg);
    let value = one(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识参数“{arg}”"),
        ErrorKind::InvalidSubcommand => {
            let name = one(error, ContextKind::InvalidSubcommand);
            format!("没有“{name}”这个命令")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("“{arg}”后面缺少值"),
        ErrorKind::InvalidValue => format!("“{arg}”的值“{value}”不可用"),
        ErrorKind::ValueValidation => match why(error) {
            Some(why) => format!("“{arg}”的值“{value}”不可用：{why}"),
            None => format!("“{arg}”的值“{value}”不可用"),
        },
        ErrorKind::TooManyValues => format!("“{arg}”不能再带值“{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{arg}”的值个数不对")
        }
        ErrorKind::NoEquals => format!("“{arg}”与它的值之间要用等号"),
        ErrorKind::ArgumentConflict => {
            let others = list(error, ContextKind::PriorArg);
            match others.iter().all(|other| *other == arg) {
                true => format!("“{arg}”只能写一次"),
                false => format!("“{arg}”不能与“{}”同时使用", others.join("”“")),
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = list(error, ContextKind::InvalidArg);
            format!("缺少必需的参数：{}", missing.join("、"))
        }
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::InvalidUtf8 => "参数中有不是 UTF-8 的字符".to_owned(),
        _ => "无法识读这行命令".to_owned(),
    }
}

/// Why a value is not one, where that can be told in Chinese.
fn why(error: &Error) -> Option<String> {
    let cause = error.source()?;
    let bad = cause.downcast_ref::<BadValue>();
    let bad = bad.map(|bad| bad.say(Lang::Zh).to_owned());
    let day = || Some(cause.downcast_ref::<NotADate>()?.say(Lang::Zh));
    let rounding = || Some(cause.downcast_ref::<UnknownRounding>()?.say(Lang::Zh));
    let encoding = || Some(cause.downcast_ref::<UnknownEncoding>()?.say(Lang::Zh));
    let decimals = || Some(cause.downcast_ref::<UnknownDecimals>()?.say(Lang::Zh));
    bad.or_else(day)
        .or_else(rounding)
        .or_else(encoding)
        .or_else(decimals)
}

fn tips(error: &Error) -> Vec<String> {
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ];
    let mut tips = Vec::new();
    for kind in near {
        let names = list(error, kind);
        if !names.is_empty() {
            tips.push(format!("是不是“{}”？", names.join("”或“")));
        }
    }
    let arg = one(error, ContextKind::InvalidArg);
    if error.get(ContextKind::TrailingArg).is_some() {
        tips.push(format!("若“{arg}”是值而不是参数，请写“-- {arg}”"));
    }
    tips
}

/// The text of a part of an error; empty where it has none.
fn one(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}

/// The texts of a part of an error.
fn list(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}
