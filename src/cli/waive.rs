//! `reportcheck waive`: accepts a finding, with a reason, in `report.toml`.

use super::arguments::{AsOf, OneReport};
use super::exit::Exit;
use super::open::{self, unknown_rule};
use super::terminal::{Terminal, ToldOnce};
use super::waivable::{Unwritten, Waivable, again, can_end, reason};
use crate::cell::same_cell;
use crate::check::subject;
use crate::date::Date;
use crate::finding::Finding;
use crate::format::text::{drawn, line};
use crate::rule::{Code, CodeGroup, Severity, WaiverDraft, waiver_block};
use crate::say;
use crate::say::terms::labelled;
use crate::say::title;
use clap::Args;

/// Accept a finding: it is then shown as waived, and fails no run
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck waive data/2016 --rule environment-complaints --reason 'confirmed by the bureau'
  reportcheck waive data/2016 --rule duplicate-key --cell press.releases.key --reason 'two releases'
  reportcheck waive --rule science-posts --reason 'to be corrected' --expires 2027-01-31 --dry-run")]
pub(super) struct WaiveArgs {
    #[command(flatten)]
    report: OneReport,
    /// The rule that the finding is of, or its code
    #[arg(long, value_name = "NAME|CODE")]
    rule: String,
    /// The finding's cell, such as requests.received
    #[arg(long)]
    cell: Option<String>,
    /// Why the finding is accepted
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: String,
    /// The last day on which it is, such as 2027-01-31
    #[arg(long, value_name = "DATE")]
    expires: Option<Date>,
    /// Print the waiver, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    as_of: AsOf,
}

/// Waives a finding.
pub(super) fn run(args: &WaiveArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let today = args.as_of.day();
    if !can_end(args.expires, today, terminal) {
        return Ok(Exit::Unread);
    }
    let path = match open::chosen(args.report.path.as_ref(), terminal) {
        Ok(path) => path,
        Err(exit) => return Ok(exit),
    };
    let mut told = ToldOnce::new(terminal);
    let waived = again(|| {
        let waivable = Waivable::open(&path, today, !args.dry_run, terminal)?;
        let mut exit = Exit::Clean;
        for error in waivable.errors() {
            exit = told.error(error);
        }
        if waivable.facts_are_wrong() {
            return Ok(exit);
        }
        let findings = match chosen(args, &waivable, terminal) {
            Ok(findings) => findings,
            Err(ended) => return Ok(exit.worse(ended)),
        };
        let drafts = waivable.drafts(&findings, &args.reason, args.expires);
        write(args, &waivable, &drafts, terminal)?;
        Ok(exit)
    });
    Ok(waived.unwrap_or_else(|unwritten: Unwritten| unwritten.tell(terminal)))
}

fn write(
    args: &WaiveArgs,
    waivable: &Waivable,
    drafts: &[WaiverDraft],
    terminal: &Terminal,
) -> Result<(), Unwritten> {
    let text = waivable.text(drafts, &[])?;
    if args.dry_run {
        let blocks: Vec<String> = drafts
            .iter()
            .map(|draft| waiver_block(draft, "\n"))
            .collect();
        terminal.print(&blocks.join("\n"));
        return Ok(());
    }
    waivable.write(&text)?;
    let facts = waivable.facts().display();
    for draft in drafts {
        let rule = &draft.subject.rule;
        let place = match &draft.subject.cell {
            Some(cell) => say!(terminal.lang, "{rule} at {cell}", "{rule}（{cell}）"),
            None => rule.clone(),
        };
        terminal.print(&line(&say!(
            terminal.lang,
            "waived {place} in {facts}",
            "已在 {facts} 中豁免 {place}"
        )));
    }
    Ok(())
}

/// The findings to waive: all of one rule and one cell.
fn chosen<'w>(
    args: &WaiveArgs,
    waivable: &'w Waivable,
    terminal: &Terminal,
) -> Result<Vec<&'w Finding>, Exit> {
    let drawing = terminal.drawing();
    let lang = terminal.lang;
    let rule = args.rule.as_str();
    let is_of = |finding: &Finding| finding.waived_as() == rule || finding.code.name() == rule;
    let subject_of = |finding: &Finding| subject(finding);
    let of_rule: Vec<(&Finding, Option<String>)> = waivable
        .findings()
        .filter(|finding| is_of(finding))
        .map(|finding| (finding, subject_of(finding).cell))
        .collect();
    let fits = |cell: &Option<String>| {
        args.cell.is_none() || same_cell(cell.as_deref(), args.cell.as_deref())
    };
    let found: Vec<&(&Finding, Option<String>)> =
        of_rule.iter().filter(|(_, cell)| fits(cell)).collect();
    let Some((_, first)) = found.first() else {
        let waived = waivable.outcome.waived.iter().map(|waived| &waived.finding);
        let known = waived
            .into_iter()
            .any(|finding| is_of(finding) && fits(&subject_of(finding).cell));
        if known {
            terminal.warn(&line(&say!(
                lang,
                "nothing to do: {rule} is waived already",
                "无需处理：{rule} 已经豁免"
            )));
            return Err(Exit::Clean);
        }
        terminal.warn_drawn(&none_found(args, waivable, &of_rule, terminal));
        return Err(Exit::Unread);
    };
    if found.iter().any(|(_, cell)| cell != first) {
        let title_line = say!(
            lang,
            "{rule} has findings at several cells; choose one with --cell",
            "{rule} 在多个单元格有发现；请用 --cell 指定一个"
        );
        terminal.warn_drawn(&drawing.draw(
            Severity::Error,
            None,
            &title_line,
            &[],
            &listed(&of_rule, terminal),
        ));
        return Err(Exit::Unread);
    }
    Ok(found.into_iter().map(|(finding, _)| *finding).collect())
}

/// Cells with their findings' headlines, a line each.
fn listed(findings: &[(&Finding, Option<String>)], terminal: &Terminal) -> Vec<String> {
    let line = |(finding, cell): &(&Finding, Option<String>)| {
        let cell = cell.as_deref().unwrap_or("-");
        labelled(cell, &title(finding, terminal.lang), terminal.lang)
    };
    let mut lines: Vec<String> = findings.iter().map(line).collect();
    lines.dedup();
    lines
}

/// Why there is nothing to waive.
fn none_found(
    args: &WaiveArgs,
    waivable: &Waivable,
    of_rule: &[(&Finding, Option<String>)],
    terminal: &Terminal,
) -> String {
    let drawing = terminal.drawing();
    let lang = terminal.lang;
    let rule = args.rule.as_str();
    if let (Some(cell), false) = (&args.cell, of_rule.is_empty()) {
        let title_line = say!(
            lang,
            "{rule} has no finding at {cell}; it has",
            "{rule} 在 {cell} 处没有发现；有发现的是"
        );
        let notes = listed(of_rule, terminal);
        return drawing.draw(Severity::Error, None, &title_line, &[], &notes);
    }
    if let Some(error) = unknown_rule(rule, waivable.config()) {
        return drawn::read_error(&error, drawing);
    }
    let title_line = match Code::named(rule).is_some_and(|code| code.group() == CodeGroup::Waiver) {
        true => say!(
            lang,
            "a finding about a waiver is not waived: mend the waiver",
            "关于豁免的发现不能再豁免；请改正那条豁免"
        ),
        false => say!(
            lang,
            "{rule} has no finding to waive",
            "{rule} 没有可豁免的发现"
        ),
    };
    drawing.draw(Severity::Error, None, &title_line, &[], &[])
}
