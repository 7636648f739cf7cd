//! The order of the rooms: the picture at the head of `src/lib.rs` says which
//! room stands above which, and this test reads every `use` and every path in
//! `src` and holds them to it. Nothing lower names anything higher; and the
//! files of one room lean on one another in one direction, except where the
//! thing itself is recursive (see [`RECURSIVE`]).

mod source;

use source::{Import, Names};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

/// Files that lean on one another since what they do is recursive, with the
/// reason. Every other circle can be taken apart: what both sides need goes
/// into a file of its own below them.
const RECURSIVE: [(&[&str], &str); 4] = [
    (
        &["check::bind", "check::bind::calls", "check::bind::texts"],
        "a function is part of an expression, and its arguments and its `where` are \
         expressions, and so is what is looked for in a list",
    ),
    (
        &[
            "check::evaluate",
            "check::evaluate::columns",
            "check::evaluate::condensed",
            "check::evaluate::conditions",
            "check::evaluate::functions",
            "check::evaluate::middle",
            "check::evaluate::open_rows",
            "check::evaluate::places",
            "check::evaluate::texts",
        ],
        "a condition compares numbers and asks of texts, a number may be a function or be \
         about a text, and a function takes the numbers of the rows for which a condition holds, worked out once where it can be",
    ),
    (
        &["document::html::table", "document::html::walk"],
        "a page holds tables, and a cell holds what a page does",
    ),
    (
        &["sql::conditions", "sql::numbers", "sql::over", "sql::texts"],
        "a condition compares numbers and asks of texts, a number may be about a text, and a \
         sum takes the rows for which a condition holds",
    ),
];

/// A module: the words of its path, none for the root.
type Module = Vec<String>;

/// The files of the crate, tests aside.
struct House {
    /// By module: the file's name, and what it names.
    files: BTreeMap<Module, (String, Names)>,
}

/// One file names something of another.
#[derive(Debug)]
struct Leaning {
    from: Module,
    to: Module,
    /// The file, the line, and what is named there.
    place: String,
}

impl House {
    /// The house as it stands in `src`.
    fn get() -> &'static House {
        static HOUSE: OnceLock<House> = OnceLock::new();
        HOUSE.get_or_init(House::read)
    }

    fn read() -> House {
        let mut house = House {
            files: BTreeMap::new(),
        };
        house.folder(Path::new("src"), &[]);
        let mut tests = BTreeSet::new();
        for (module, (_, names)) in &house.files {
            let below = |child: &String| [&module[..], std::slice::from_ref(child)].concat();
            tests.extend(names.test_children.iter().map(below));
        }
        let is_test = |module: &Module| tests.iter().any(|test| module.starts_with(test));
        house.files.retain(|module, _| !is_test(module));
        house
    }

    fn folder(&mut self, folder: &Path, above: &[String]) {
        for item in std::fs::read_dir(folder).expect("a folder of src") {
            let path = item.expect("an item").path();
            let stem = path.file_stem().expect("a name").to_string_lossy();
            let mut module = above.to_vec();
            if !(matches!(&*stem, "mod" | "lib")) {
                module.push(stem.into_owned());
            }
            if path.is_dir() {
                self.folder(&path, &module);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("main.rs")
            {
                let text = std::fs::read_to_string(&path).expect("a text");
                let shown = path.display().to_string();
                self.files.insert(module, (shown, source::names(&text)));
            }
        }
    }

    /// The file in which the longest beginning of a path ends, and the rest.
    fn file_of<'p>(&self, path: &'p [String]) -> (&'p [String], &'p [String]) {
        let mut end = path.len();
        while end > 0 && !self.files.contains_key(&path[..end]) {
            end -= 1;
        }
        path.split_at(end)
    }

    /// A path from the root of the crate, where it leads into the crate.
    fn absolute(&self, file: &[String], within: &[String], path: &[String]) -> Option<Module> {
        let names = &self.files[file].1;
        let first = path.first()?;
        let here = [file, within].concat();
        let (mut base, mut rest) = match first.as_str() {
            "crate" => (Vec::new(), &path[1..]),
            "self" => (here, &path[1..]),
            "super" => (here, path),
            child if names.children.contains(child) => (file.to_vec(), path),
            _ => return None,
        };
        while rest.first().is_some_and(|word| word == "super") {
            base.pop();
            rest = &rest[1..];
        }
        base.extend_from_slice(rest);
        Some(base)
    }

    /// The file that defines what a path names. What a file only hands on is
    /// looked for where it comes from.
    fn defines(&self, path: &[String], steps: usize) -> Module {
        let (file, rest) = self.file_of(path);
        let names = &self.files[file].1;
        let Some((name, more)) = rest.split_first() else {
            return file.to_vec();
        };
        if steps == 0 || names.defined.contains(name) {
            return file.to_vec();
        }
        let all = |import: &&Import| import.name == "*";
        let named = names.imports.iter().filter(|import| import.name == *name);
        for import in named.chain(names.imports.iter().filter(all)) {
            let mut from = import.path.clone();
            if import.name == "*" {
                from.pop();
                from.push(name.clone());
            }
            let Some(mut target) = self.absolute(file, &import.within, &from) else {
                continue;
            };
            target.extend_from_slice(more);
            let found = self.defines(&target, steps - 1);
            if import.name != "*" || self.files[&found].1.defined.contains(name) {
                return found;
            }
        }
        file.to_vec()
    }

    /// The methods that a file gives to a type of another file: whoever calls
    /// one leans on the file that gives it.
    fn methods_of_others(&self) -> BTreeMap<(&String, &String), &Module> {
        let mut methods = BTreeMap::new();
        for (file, (_, names)) in &self.files {
            let of_others = |of: &String| !names.defined.contains(of);
            let given = names.methods.iter().filter(|(of, _)| of_others(of));
            methods.extend(given.map(|(of, name)| ((of, name), file)));
        }
        methods
    }

    /// How many functions of the crate have a name: with one, a call of it is
    /// known without the type that it is called on.
    fn functions_called(&self, name: &str) -> usize {
        let files = self.files.values();
        files
            .filter_map(|(_, names)| names.functions.get(name))
            .sum()
    }

    /// What the files name of one another.
    fn leanings(&self) -> Vec<Leaning> {
        let mut macros = BTreeMap::new();
        for (module, (_, names)) in &self.files {
            macros.extend(names.macros.iter().map(|name| (name.as_str(), module)));
        }
        let methods = self.methods_of_others();
        let mut all = Vec::new();
        for (file, (shown, names)) in &self.files {
            let mut lean = |path: &[String], to: Module, line: usize| {
                if to != *file {
                    all.push(Leaning {
                        from: file.clone(),
                        to,
                        place: format!("{shown}:{line}: {}", path.join("::")),
                    });
                }
            };
            for import in &names.imports {
                let used = names.words.contains_key(&import.name);
                let mut path = import.path.clone();
                path.retain(|word| word != "*");
                let Some(path) = self.absolute(file, &import.within, &path) else {
                    continue;
                };
                if let [name] = &path[..]
                    && let Some(home) = macros.get(name.as_str())
                {
                    lean(&import.path, (*home).clone(), import.line);
                }
                let to = self.defines(&path, STEPS);
                // To hand on what stands below is no leaning on it, and what
                // is named of a module is looked at where it is named.
                let hands_on = import.handed_on && to.starts_with(file) && !used;
                let module = self.files.contains_key(&path) && import.name != "*";
                if !hands_on && !module {
                    lean(&import.path, to, import.line);
                }
            }
            let of_any = |name: &String| {
                let mut homes = methods.iter().filter(|((_, method), _)| *method == name);
                let home = homes.next().filter(|_| self.functions_called(name) == 1);
                home.map(|(_, home)| (*home).clone())
            };
            for (name, line) in &names.calls {
                if let Some(home) = of_any(name) {
                    lean(std::slice::from_ref(name), home, *line);
                }
            }
            for ((of, name), line) in &names.own_calls {
                if names.methods.contains(&(of.clone(), name.clone())) {
                    continue;
                }
                if let Some(home) = methods.get(&(of, name)) {
                    lean(&["self".to_owned(), name.clone()], (*home).clone(), *line);
                }
            }
            for mention in &names.mentions {
                let first = &mention.path[0];
                let imported = names.imports.iter().find(|import| import.name == *first);
                let path = match imported {
                    Some(import) => {
                        let from = self.absolute(file, &import.within, &import.path);
                        from.map(|from| [&from[..], &mention.path[1..]].concat())
                    }
                    None => self.absolute(file, &mention.within, &mention.path),
                };
                if let Some(path) = path {
                    lean(&mention.path, self.defines(&path, STEPS), mention.line);
                }
            }
        }
        all
    }
}

/// How often what is handed on may be handed on again.
const STEPS: usize = 8;

/// The rooms of the picture at the head of `src/lib.rs` from low to high; those
/// of one line are of one height.
fn picture() -> Vec<Vec<String>> {
    let text = std::fs::read_to_string("src/lib.rs").expect("a text");
    let (_, picture) = text.split_once("//! ```text\n").expect("a picture");
    let (picture, _) = picture.split_once("//! ```").expect("its end");
    let lines = picture.lines().map(|line| {
        let line = line.trim_start_matches("//!").trim();
        let cells = line
            .split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty());
        // Names and what is said of them stand by turns.
        let names = cells.step_by(2).flat_map(|cell| cell.split(", "));
        names
            .map(|name| name.trim_end_matches('/').to_owned())
            .collect()
    });
    lines
        .filter(|names: &Vec<String>| !names.is_empty())
        .collect()
}

/// Modules that can reach one another, two or more.
fn circles(nodes: &BTreeSet<Module>, leanings: &[&Leaning]) -> Vec<BTreeSet<Module>> {
    let mut next: BTreeMap<&Module, BTreeSet<&Module>> = BTreeMap::new();
    for leaning in leanings {
        next.entry(&leaning.from).or_default().insert(&leaning.to);
    }
    let reached = |start: &Module| {
        let (mut seen, mut left) = (BTreeSet::new(), vec![start]);
        while let Some(node) = left.pop() {
            for to in next.get(node).into_iter().flatten().copied() {
                if seen.insert(to) {
                    left.push(to);
                }
            }
        }
        seen
    };
    let reach: BTreeMap<&Module, BTreeSet<&Module>> =
        nodes.iter().map(|node| (node, reached(node))).collect();
    let mut found = BTreeSet::new();
    for node in nodes {
        let back = |other: &&&Module| reach[**other].contains(node);
        let circle: BTreeSet<Module> = reach[node]
            .iter()
            .filter(back)
            .map(|m| (*m).clone())
            .collect();
        if circle.len() > 1 {
            found.insert(circle);
        }
    }
    found.into_iter().collect()
}

/// The places where modules of a set name one another.
fn places(circle: &BTreeSet<Module>, leanings: &[&Leaning]) -> String {
    let mut text = String::new();
    let mut told = BTreeSet::new();
    for leaning in leanings {
        let between = circle.contains(&leaning.from) && circle.contains(&leaning.to);
        if between && told.insert((&leaning.from, &leaning.to)) {
            let _ = writeln!(text, "    {} (of {})", leaning.place, shown(&leaning.to));
        }
    }
    text
}

fn shown(module: &[String]) -> String {
    match module {
        [] => "the root of the crate".to_owned(),
        words => words.join("::"),
    }
}

#[test]
fn the_picture_has_every_room_once() {
    let house = House::get();
    let rooms: Vec<&String> = house.files[&Module::new()].1.children.iter().collect();
    let mut drawn: Vec<String> = picture().concat();
    drawn.sort();
    assert_eq!(
        drawn.iter().collect::<Vec<_>>(),
        rooms,
        "the picture at the head of src/lib.rs (left) and its modules (right)"
    );
}

#[test]
fn nothing_lower_names_anything_higher() {
    let (house, picture) = (House::get(), picture());
    let height = |module: &Module| match module.first() {
        None => picture.len(),
        Some(room) => {
            let line = picture.iter().position(|line| line.contains(room));
            line.unwrap_or(picture.len())
        }
    };
    let leanings = house.leanings();
    let mut wrong = String::new();
    for leaning in &leanings {
        let rooms = (
            shown(&leaning.from[..leaning.from.len().min(1)]),
            shown(&leaning.to[..leaning.to.len().min(1)]),
        );
        if height(&leaning.from) < height(&leaning.to) {
            let _ = writeln!(
                wrong,
                "  {} ({} stands above {})",
                leaning.place, rooms.1, rooms.0
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "the picture at the head of src/lib.rs is drawn from low to high, and a room \
         names only what stands below it. Move what is needed down, or hand it in from \
         above. Named upwards:\n{wrong}"
    );
}

#[test]
fn rooms_of_one_height_lean_in_one_direction() {
    let (house, picture) = (House::get(), picture());
    let leanings = house.leanings();
    let room = |module: &Module| module[..module.len().min(1)].to_vec();
    let between: Vec<Leaning> = leanings
        .into_iter()
        .map(|leaning| Leaning {
            from: room(&leaning.from),
            to: room(&leaning.to),
            place: leaning.place,
        })
        .collect();
    for line in picture {
        let nodes = line.iter().map(|name| vec![name.clone()]).collect();
        let among = |leaning: &&Leaning| nodes_have(&nodes, leaning);
        let inner: Vec<&Leaning> = between.iter().filter(among).collect();
        let circles = circles(&nodes, &inner);
        let told = circles.iter().map(|circle| places(circle, &inner));
        let told: Vec<String> = told.collect();
        assert!(
            told.is_empty(),
            "rooms name one another:\n{}",
            told.concat()
        );
    }
}

fn nodes_have(nodes: &BTreeSet<Module>, leaning: &Leaning) -> bool {
    leaning.from != leaning.to && nodes.contains(&leaning.from) && nodes.contains(&leaning.to)
}

#[test]
fn files_of_a_room_stand_in_circles_only_where_they_are_recursive() {
    let house = House::get();
    let leanings = house.leanings();
    let mut recursive: Vec<BTreeSet<String>> = Vec::new();
    for (files, reason) in RECURSIVE {
        assert!(!reason.is_empty());
        recursive.push(files.iter().map(|file| (*file).to_owned()).collect());
    }
    let (mut wrong, mut met) = (String::new(), BTreeSet::new());
    for room in &house.files[&Module::new()].1.children {
        let files = house.files.keys().filter(|file| file.first() == Some(room));
        let nodes: BTreeSet<Module> = files.cloned().collect();
        let inner: Vec<&Leaning> = leanings
            .iter()
            .filter(|one| nodes_have(&nodes, one))
            .collect();
        for circle in circles(&nodes, &inner) {
            let names: BTreeSet<String> = circle.iter().map(|file| shown(file)).collect();
            if recursive.contains(&names) {
                met.insert(names);
            } else {
                let names: Vec<String> = names.into_iter().collect();
                let _ = writeln!(
                    wrong,
                    "  {}:\n{}",
                    names.join(", "),
                    places(&circle, &inner)
                );
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "files of one room name one another in a circle, so that none can be read \
         without the others. Put what both sides need into a file below them; or, where \
         the thing itself is recursive, name the circle in tests/inside/house with its \
         reason.\n{wrong}"
    );
    for circle in recursive {
        assert!(
            met.contains(&circle),
            "{circle:?} is no circle any more: take it off the list in tests/inside/house"
        );
    }
}
