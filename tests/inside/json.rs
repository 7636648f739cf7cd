//! `docs/json.md` lists every field of the JSON document with its type, and
//! nothing that never occurs.

use crate::format::Format;
use crate::format::output::Setting;
use crate::inside::made::Made;
use crate::inside::support::markdown::{code, rows};
use crate::lang::Lang;
use crate::say::run::Run;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::Path;

/// The fields of each object of the page, with their types.
type Fields = BTreeMap<String, BTreeMap<String, String>>;

fn documented() -> Fields {
    let text = std::fs::read_to_string("docs/json.md").expect("a text");
    let parts = text.split("\n## ").skip(1);
    let objects = parts.map(|part| {
        let name = part.lines().next().unwrap_or_default().to_owned();
        let fields = rows(part, &["Field", "Type"]);
        let fields = fields
            .into_iter()
            .map(|row| (code(&row[0]).to_owned(), row[1].clone()));
        (name, fields.collect())
    });
    objects.collect()
}

/// What the command writes, run within the test.
fn document(args: &[&str]) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let written = folder.path().join("findings.json");
    let output = format!("json={}", written.display());
    let fixed = ["reportcheck", "validate", "--quiet", "--output", &output];
    let args = fixed.iter().chain(args).map(OsString::from);
    let _found = crate::cli::run(args);
    let text = std::fs::read_to_string(&written).expect("a document");
    serde_json::from_str(&text).expect("JSON")
}

/// A report with all that reasoning over it as a whole can say.
fn reasoned(folder: &Path) -> Value {
    let made = Made::new(folder);
    let output = Format::Json.output(Setting {
        lang: Lang::En,
        color: false,
        width: 100,
        limit: usize::MAX,
        coverage: true,
        many: false,
        errors_apart: false,
        fail_on: None,
        allow_unchecked: false,
    });
    let parts = output.parts(&made.checked()).concat();
    let run = Run::default();
    let text = format!("{}{parts}{}", output.head(&run), output.tail(&run));
    serde_json::from_str(&text).expect("JSON")
}

struct Walk {
    fields: Fields,
    seen: BTreeSet<(String, String)>,
}

impl Walk {
    fn object(&mut self, kind: &str, value: &Value) {
        let known = self.fields.get(kind);
        let known = known
            .unwrap_or_else(|| panic!("no table for `{kind}`"))
            .clone();
        for (name, value) in value.as_object().expect("an object") {
            let wanted = known.get(name);
            let wanted = wanted.unwrap_or_else(|| panic!("`{kind}` has no row for `{name}`"));
            self.seen.insert((kind.to_owned(), name.clone()));
            self.value(wanted, value, &format!("{kind}.{name}"));
        }
    }

    fn value(&mut self, wanted: &str, value: &Value, at: &str) {
        if let Some(wanted) = wanted.strip_suffix(" or null") {
            if !value.is_null() {
                self.value(wanted, value, at);
            }
        } else if let Some(wanted) = wanted.strip_prefix("list of ") {
            for item in value
                .as_array()
                .unwrap_or_else(|| panic!("{at} is no list"))
            {
                self.value(wanted, item, at);
            }
        } else if let Some(link) = wanted.strip_prefix('[') {
            let (kind, _) = link.split_once(']').expect("a link");
            assert_eq!(wanted, format!("[{kind}](#{kind})"));
            self.object(kind, value);
        } else {
            let right = match wanted {
                "text" => value.is_string(),
                "number" => value.is_u64(),
                "boolean" => value.is_boolean(),
                "place in a document" => value["kind"].is_string(),
                other => panic!("{at}: no type is called {other}"),
            };
            assert!(right, "{at} is {value}, not {wanted}");
        }
    }
}

#[test]
fn every_field_is_described_and_occurs() {
    let folder = tempfile::tempdir().expect("a folder");
    let wrong = folder.path().join("reportcheck.toml");
    std::fs::write(&wrong, "roundnig = \"nearest\"\n").expect("a file");
    let table = folder.path().join("rates.csv");
    std::fs::write(
        table,
        "key,value,unit\na,59,\nb,62,\nr,95.1%,%\nx,,items\ny,5,items\n",
    )
    .expect("a file");
    let waived = folder.path().join("waived");
    std::fs::create_dir(&waived).expect("a folder");
    std::fs::write(waived.join("t.csv"), "key,value\na,1\na,2\n").expect("a file");
    let waiver = "[[waivers]]\nrule = \"duplicate-key\"\ncell = \"t.a.key\"\nprint = \"a\"\n\
        reason = \"so\"\nexpires = 9999-12-31\n";
    std::fs::write(waived.join("report.toml"), waiver).expect("a file");
    let apart = tempfile::tempdir().expect("a folder");
    let bare = apart.path().join("bare.csv");
    let rows = "office,a,b,total\nx,2131,3017,5148\ny,1482,1176,2658\nz,4021,2294,6315\nv,3163,951,4124\nw,877,1403,2280\n";
    std::fs::write(&bare, rows).expect("a file");
    let bare = bare.to_str().expect("a path");
    // Every third total is off.
    let open = apart.path().join("open.csv");
    let rows = "office,a,b,total\nx,2131,3017,5148\ny,1482,1176,2658\nz,4021,2294,6715\n\
        v,3163,951,4114\nw,877,1403,2280\nu,5120,1377,6704\nt,2207,4118,6325\n\
        s,3391,1722,5113\nr,1834,2911,4951\nq,2718,1544,4262\np,1931,3305,5236\n";
    std::fs::write(&open, rows).expect("a file");
    let open = open.to_str().expect("a path");
    let told = apart.path().join("told.txt");
    let sentence = "Of 60 requests received, 41 (70%) were answered in full.\n";
    std::fs::write(&told, sentence).expect("a file");
    let told = told.to_str().expect("a path");
    let waived = waived.to_str().expect("a path");
    let broken = folder.path().to_str().expect("a path");
    let mut walk = Walk {
        fields: documented(),
        seen: BTreeSet::new(),
    };
    for args in [
        &["examples/errors/2024", "examples/clean"][..],
        &["data/2016", "--max", "1", "--coverage"],
        &[waived],
        &[broken, "--section", "rates", "--check", "r = a / b"],
        &[broken, "--section", "rates", "--check", "2 * x = y"],
        &[broken, "--section", "rates", "--check", "a = b + x"],
        &["tests/documents/formulas.xlsx"],
        &[bare],
        &[open],
        &[told],
    ] {
        walk.object("document", &document(args));
    }
    walk.object("document", &reasoned(&folder.path().join("reasoned")));
    let listed = walk
        .fields
        .iter()
        .flat_map(|(kind, fields)| fields.keys().map(move |name| (kind.clone(), name.clone())));
    let never: Vec<_> = listed.filter(|field| !walk.seen.contains(field)).collect();
    assert!(never.is_empty(), "described and never written: {never:?}");
}
