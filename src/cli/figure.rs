//! `reportcheck figure`: how a print is read.

use super::{Exit, Terminal, validate::rounding};
use crate::figure::{Context, Decimals, Hedge, Reading, Rounding, UnitBook, read};
use crate::lang::Lang;
use crate::render::numbers::Style;
use crate::render::snippet::visible;
use crate::say;
use clap::Args;

/// Show how a print is read: its value, range, ends and unit
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck figure 5万多
  reportcheck figure 6.4％ --rounding truncate
  reportcheck figure 21918.70 --unit 万元
  reportcheck figure 'about 200' 1,234* --lang en")]
pub struct FigureArgs {
    /// The prints
    #[arg(required = true, value_name = "PRINT", allow_negative_numbers = true)]
    prints: Vec<String>,
    /// The unit of its column or row
    #[arg(long)]
    unit: Option<String>,
    /// Places known after the point; negative for tens, INF for exact
    #[arg(long, value_parser = decimals, allow_hyphen_values = true)]
    decimals: Option<Decimals>,
    /// How it was rounded
    #[arg(long, value_name = "MODE", value_parser = rounding)]
    rounding: Option<Rounding>,
}

fn decimals(text: &str) -> Result<Decimals, String> {
    text.parse::<Decimals>()
        .map_err(|error| error.say(Lang::En))
}

/// Prints how each print is read.
pub fn run(args: &FigureArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let units = UnitBook::default();
    let unit = args.unit.as_deref().and_then(|text| units.read(text));
    let context = Context {
        unit: unit.as_ref(),
        decimals: args.decimals,
        rounding: args.rounding.unwrap_or_default(),
        whole: None,
        units: &units,
    };
    let mut exit = Exit::Clean;
    for print in &args.prints {
        let reading = read(print, &context);
        if matches!(reading, Reading::Unreadable(_)) {
            exit = Exit::Findings;
        }
        terminal.print(&described(print, &reading, terminal.lang));
    }
    Ok(exit)
}

fn described(print: &str, reading: &Reading, lang: Lang) -> String {
    let shown: String = visible(print.trim()).chars().take(60).collect();
    let line = |text: String| format!("{shown}: {text}\n");
    let figure = match reading {
        Reading::Blank => return line(say!(lang, "blank: not reported", "空白：未填报")),
        Reading::NotApplicable => return line(say!(lang, "not applicable", "不适用")),
        Reading::Withheld => return line(say!(lang, "withheld", "未公开")),
        Reading::Unreadable(reason) => {
            let reason = reason.say(lang);
            return line(say!(lang, "unreadable: {reason}", "无法识读：{reason}"));
        }
        Reading::Figure(figure) => figure,
    };
    let style = Style::like(figure);
    let mut text = format!("{shown}\n");
    let mut row = |name: String, value: String| {
        text.push_str(&format!("  {name}: {value}\n"));
    };
    let value = crate::figure::exact::show(&figure.nominal, 30).text;
    row(say!(lang, "value", "数值"), value);
    row(
        say!(lang, "range", "范围"),
        range_line(&figure.range, &style, lang),
    );
    let unit = figure
        .unit
        .as_ref()
        .map_or(say!(lang, "none", "无"), |unit| {
            let kind = match (unit.known, unit.counting, unit.is_pure()) {
                (_, _, true) => say!(lang, "a rate", "比率"),
                (false, _, _) => say!(lang, "not known", "未知单位"),
                (_, true, _) => say!(lang, "counts whole things", "计数单位"),
                _ => say!(lang, "a measure", "计量单位"),
            };
            format!("{} ({kind})", unit.text)
        });
    row(say!(lang, "unit", "单位"), unit);
    let hedge = match figure.hedge {
        Hedge::None => None,
        Hedge::MoreThan => Some(say!(
            lang,
            "and more: from the number up to the next of its last digit that is not zero",
            "“多、余”：从该数起，不到末个非零位加一"
        )),
        Hedge::About => Some(say!(
            lang,
            "about: half a unit of its last digit that is not zero either way",
            "“约、左右”：末个非零位上下各半个单位"
        )),
        Hedge::Nearly => Some(say!(
            lang,
            "nearly: below the number, by at most half a unit of its last digit that is not zero",
            "“近”：不到该数，相差至多末个非零位的半个单位"
        )),
        Hedge::Below => Some(say!(
            lang,
            "below, the number itself excluded",
            "不含该数的以下"
        )),
        Hedge::AtMost => Some(say!(
            lang,
            "at most, the number itself included",
            "含该数的以下"
        )),
        Hedge::Above => Some(say!(
            lang,
            "above, the number itself excluded",
            "不含该数的以上"
        )),
        Hedge::AtLeast => Some(say!(
            lang,
            "at least, the number itself included",
            "含该数的以上"
        )),
    };
    if let Some(hedge) = hedge {
        row(say!(lang, "hedge", "约数"), hedge);
    }
    if let Some(mark) = &figure.mark {
        row(say!(lang, "footnote mark", "脚注符号"), mark.clone());
    }
    text
}

fn range_line(range: &crate::figure::Range, style: &Style<'_>, lang: Lang) -> String {
    let shown = style.range(range);
    if range.is_point().is_some() {
        return say!(lang, "exactly {shown}", "恰为 {shown}");
    }
    match range.whole {
        true => say!(lang, "{shown}, whole numbers", "{shown}，整数"),
        false => shown,
    }
}
