//! The view of a section that `table` prints and the page shows.

use crate::check::{CheckOptions, check};
use crate::format::view::document::Document;
use crate::format::view::{Asked, Basis, as_they_stand, build};
use crate::inside::support::folder::Folder;
use crate::lang::Lang;
use crate::report::{Options, Report, configuration};
use crate::rule::Config;

/// A row's key with the numbers of the findings at each of its cells.
type Marked = (String, Vec<Vec<usize>>);

/// The marked rows as `table` shows them, and as the page does.
fn marked(stream_from: Option<u64>) -> [Vec<Marked>; 2] {
    let folder = Folder::new();
    folder.file("r/t.csv", "key,total,a,b\nx,3,1,2\ny,4,1,2\nz,,1,2\n");
    let rules = "[[sections.t.rules]]\nname = \"sum\"\ncheck = \"total = a + b\"\n[sections.t]\n";
    folder.file("r/reportcheck.toml", rules);
    let path = folder.path().join("r");
    let read = Options {
        stream_from,
        ..Options::default()
    };
    let loaded = configuration(&path, &read);
    let mut report = Report::open(&path, &loaded.config, &read);
    let options = CheckOptions {
        keep: usize::MAX,
        read: read.clone(),
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &loaded.config, &options);
    let findings = &outcome.findings.kept;
    fn basis<'a>(report: &'a Report, config: &'a Config) -> Basis<'a> {
        let lang = Lang::En;
        Basis {
            report,
            config,
            lang,
        }
    }
    let all: Vec<_> = findings.iter().collect();
    let page = as_they_stand(basis(&report, &loaded.config), &all);
    report.load_rows(&[0], &loaded.config, &read);
    let asked = Asked {
        sections: &["t".to_owned()],
        keys: true,
        columns: &[],
        recomputed: &[],
    };
    let Document { tables, .. } = build(basis(&report, &loaded.config), findings, &asked);
    [tables, page].map(|tables| {
        let rows = tables.into_iter().flat_map(|table| table.rows);
        let rows = rows.map(|row| {
            let cells = row.cells.into_iter();
            (row.key, cells.map(|cell| cell.marks).collect::<Vec<_>>())
        });
        rows.filter(|(_, marks)| marks.iter().any(|marks| !marks.is_empty()))
            .collect()
    })
}

#[test]
fn a_cell_is_marked_whether_its_table_was_held_or_streamed() {
    let one = vec![1];
    let row = ("y".to_owned(), vec![vec![], one.clone(), one.clone(), one]);
    for stream_from in [None, Some(0)] {
        let [table, page] = marked(stream_from);
        assert_eq!(table, std::slice::from_ref(&row), "{stream_from:?}");
        assert_eq!(page, std::slice::from_ref(&row), "{stream_from:?}");
    }
}
