"""Reports made at random, with a fixed seed: what `reportcheck validate` says
of each check, and what the queries of `reportcheck sql` say in an engine.

    equal.py REPORTCHECK duckdb|spark REPORTS [RULES [FIRST]]

Where the queries come to a verdict, it must be that of `validate`, row by row;
how many checks they leave to it is counted, and bounded.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS = {
    "below": ["<", "不足", "fewer than "],
    "at most": ["≤", "<=", "up to "],
    "above": [">", "超过", "more than "],
    "at least": ["≥", "at least "],
    "about": ["约", "~", "about "],
    "nearly": ["近", "nearly "],
}
BEHIND = ["多", "余", "左右", "以上", "以下", "+"]
MISSING = ["", "", "..", "-", "*", "n/a", "保密", "c", "未统计"]


# Rules of one report; an engine takes long to plan many.
RULES = 16


class Maker:
    """One report."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        pick = self.random.choice
        self.rounding = pick(["nearest"] * 4 + ["half-up", "half-even", "truncate", "floor", "any", "away"])
        self.hedged = pick([0, 0.05, 0.3])
        self.missing = pick([0, 0.05, 0.2])
        self.signed = pick([False, False, True])
        self.rows = pick([3, 12, 40])
        self.units = {
            "a": pick([None, None, "件", "requests"]),
            "d": pick([None, "EUR", "万元"]),
            "e": pick([None, "km"]),
            "r": pick([None, "%"]),
        }
        for column in "bc":
            self.units[column] = self.units["a"]

    def whole(self, around=None):
        pick, number = self.random.choice, self.random.randint
        if around is None:
            around = pick([number(0, 9), number(0, 99), number(0, 5000)])
        value = around + pick([0, 0, 0, 0, 1, -1, 10, number(-5, 5)])
        value = value if self.signed else abs(value)
        text = str(value)
        if self.random.random() < 0.1:
            text = f"{value:,}"
        return self.hedge(text)

    def decimal(self, value=None, places=None):
        pick, number = self.random.choice, self.random.randint
        places = places if places is not None else pick([0, 1, 1, 2, 2, 3])
        if value is None:
            value = number(0, 99999) / 1000
            if self.signed:
                value *= pick([1, 1, -1])
        value += pick([0, 0, 0, 0, 0, 0.1, -0.05])
        return self.hedge(f"{value:.{places}f}")

    def rate(self, value):
        places = self.random.choice([0, 0, 1, 2])
        text = f"{value * 100:.{places}f}"
        if self.units["r"] is None or self.random.random() < 0.5:
            text += "%"
        return self.hedge(text)

    def hedge(self, text):
        if self.random.random() >= self.hedged:
            return text
        if self.random.random() < 0.3:
            return text + self.random.choice(BEHIND)
        return self.random.choice(WORDS[self.random.choice(list(WORDS))]) + text

    def table(self, rows, keys):
        lines = []
        totals = [0, 0, 0]
        for key in keys[:rows]:
            number = self.random.randint
            b, c = number(0, 40), number(0, 40)
            a = b + c
            d = number(0, 20000) / 100
            e = number(0, 20000) / 100
            cells = [
                self.whole(a), self.whole(b), self.whole(c), self.decimal(d + e),
                self.decimal(d), self.decimal(e),
                self.rate(b / a) if a else self.rate(0),
            ]
            for at, value in enumerate([a, b, c]):
                totals[at] += value
            for at in range(len(cells)):
                if self.random.random() < self.missing:
                    cells[at] = self.random.choice(MISSING)
            level = self.random.choice(["city", "town", "city "])
            lines.append([key] + cells + [level, self.random.choice(["g 1", "g 2", "g,3", ""])])
        total = [self.whole(value) for value in totals]
        lines.append(["total"] + total + [self.decimal(), self.decimal(), self.decimal(), "",
            self.random.choice(["", "town"]), self.random.choice(["", "g 1", "all"])])
        return lines

    def rules(self):
        shared = [
            "a = b + c", "a >= b", "a > c", "b <= a", "a != b", "a - b = c", "b < 2 * c",
            "r = b / a", "r <= b / a", "r * a = b", "0% <= r <= 100%", "r = 1 - c / a",
            "f = d + e", "f >= d", "f - d - e = 0", "d != e", "d < e", "f = 2 * d",
            "d * 2 + e <= f + d + 1", "d * b >= e * b", "a * d = a * e + 1", "d * e >= 0",
            "a includes b + c", "f includes d + e", "sum(a, b) = 2 * b + c", "mean(b, c) * 2 = a",
            "a = b or a = c or b = c", "a >= b and a >= c", "a = b + c and b >= c",
            "if a = 0 then b = 0", "if b > c then a > b else a >= c", "if lvl = \"city\" then a > 5",
            "not (a = b and c > 0)", "not (a < b or a < c)", "lvl != \"town\" or a > 3",
            "if d > e then f > d", "a <= b <= c", "b + c = a = c + b", "d <= f <= 500",
            "2 * b = a", "3 * b = a + c", "a = 7", "d = 3.5", "reported(a) = reported(b)",
            "reported(a) + reported(b) + reported(c) >= 2",
            "a = prior.a", "a - prior.a = b - prior.b", "d >= prior.d", "d = growth(e)",
            "r = growth(a)", "a + prior.b >= c", "total.a >= a", "a <= other.first.x + 100",
            "a / total.a <= 1", "a <= sum(a)", "r = a / sum(a)",
            "a = sum(a by lvl)", "b <= sum(a by lvl)", "r = a / sum(a by lvl)", "c = sum(c where b > 5 by lvl)",
            "total.a >= sum(a by lvl)", "a <= sum(u.a by lvl)", "mean(d by lvl) >= d", "count(a by lvl, g) > 0 or a = b",
            "sum(prior.a by lvl) >= a", "d = sum(d by g)", "a = mean(a by g)", "f = sum(d + e by g)",
            "a >= u.a", "a + u.b = u.a", "if u.a > 3 then b > 2", "a = prior.u.a", "u.lvl = \"city\" or a > u.b",
        ]
        once = [
            "total.a = sum(a)", "total.b = sum(b)", "total.a = sum(a where lvl = \"city\") + sum(a where lvl != \"city\")",
            "total.d >= sum(d)", "total.d = sum(d)", "count(a) >= 3", "count(key) = other.second.x",
            "count(key where lvl = \"city\") >= 2", "total.a = total.b + total.c", "sum(a) = sum(b) + sum(c)",
            "mean(a) >= mean(b)", "total.a - prior.total.a = sum(a) - prior.total.a", "sum(a where b > 5) >= 10",
            "other.first.x = other.second.x", "other.first.y = other.first.x / other.second.x",
            "total.a >= other.first.x and total.b >= other.second.x", "sum(a - b) = sum(c)",
            "sum(b + c) = sum(a)", "total.a = prior.total.a", "count() = count(key)",
            "total.$ = sum($)", "$ >= 5", "total.$ >= prior.total.$",
            "sum(a by lvl) = sum(b by lvl) + sum(c by lvl)", "count(a by g) >= 2", "sum(d by lvl, g) <= 500",
            "sum(a where lvl = \"city\" by g) = sum(b by g)", "sum(a where b > 5 by g) >= 10",
            "growth(sum(a by lvl)) <= 5%", "sum(a by lvl) <= sum(a)",
            "count(key by g) >= 2 or sum(a by g) = sum(b by g)",
            "sum(d where lvl = \"town\") <= sum(d)", "sum(a where lvl = \"nowhere\") = 3",
        ]
        rules = shared + once
        taken = self.random.sample(range(len(rules)), RULES)
        return [(at, rules[at]) for at in sorted(taken)]

    def configuration(self):
        out = [f'rounding = "{self.rounding}"', "[sections.t]", "[sections.t.columns]"]
        for column in "abcdefr":
            settings = []
            if self.units.get(column):
                settings.append(f'unit = "{self.units[column]}"')
            if column in "def" and self.units["d"]:
                settings = [f'unit = "{self.units["d"]}"']
            if self.random.random() < 0.1:
                settings.append('blank = "zero"')
            out.append(f"{column} = {{ {', '.join(settings)} }}")
        out += ["lvl = { text = true }", "g = { text = true }", "[sections.u.columns]", "a = {}", "b = {}", "lvl = { text = true }", "[sections.other]"]
        for at, check in self.rules():
            out += ["[[sections.t.rules]]", f"name = 'r{at}'", f"check = '{check}'"]
            more = self.random.random()
            if more < 0.08:
                out.append('missing = "zero"')
            elif more < 0.14:
                out.append('missing = "fail"')
            elif more < 0.22:
                out.append("rounding = \"half-even\"")
            elif more < 0.27:
                out.append("tolerance = { absolute = 0.5 }")
            elif more < 0.32:
                out.append('tolerance = { relative = "1%" }')
            out.append('units = "ignore"' if self.random.random() < 0.8 else "")
        return "\n".join(out)

    def write(self, folder):
        folder = Path(folder)
        keys = [f"row {at}" for at in range(self.rows)] + ["净变动"]
        self.random.shuffle(keys)
        (folder / "reportcheck.toml").write_text(self.configuration())
        for year in ["2015", "2016"]:
            (folder / year).mkdir()
            header = ["key", "a", "b", "c", "f", "d", "e", "r", "lvl", "g"]
            rows = [header] + self.table(self.rows, keys)
            if year == "2015" and len(rows) > 4:
                del rows[2]
            write(folder / year / "t.csv", rows)
            shuffled = keys + ["elsewhere", keys[0]]
            self.random.shuffle(shuffled)
            write(folder / year / "u.csv", [["key", "a", "b", "lvl"]] + [
                [key, self.whole(), self.whole(), self.random.choice(["city", "town"])] for key in shuffled[2:]
            ])
            x = [["key", "x", "y"], ["first", self.whole(), self.rate(0.5)], ["second", self.whole(), ""]]
            write(folder / year / "other.csv", x)


def write(path, rows):
    quoted = lambda cell: '"' + cell.replace('"', '""') + '"' if "," in cell else cell
    path.write_text("\n".join(",".join(quoted(cell) for cell in row) for row in rows) + "\n")


def validated(program, report):
    """The verdicts of `validate`: by rule, the rows that fail, and the counts."""
    ran = subprocess.run(
        [program, "validate", str(report), "--no-reason", "--format", "json"],
        capture_output=True, text=True,
    )
    if not ran.stdout:
        sys.exit(ran.stderr)
    found = json.loads(ran.stdout)["reports"][0]
    rules = {rule["name"]: (rule["consistent"], rule["inconsistent"], rule["not_checked"]) for rule in found["rules"]}
    failing = {}
    for finding in found["findings"]:
        if finding["rule"]:
            failing.setdefault(finding["rule"]["name"], set()).add(finding["row"])
    return rules, failing, found["errors"]


def queried(program, report, engine, more=()):
    """The checks of the queries, and the rules that are not written."""
    ran = subprocess.run(
        [program, "sql", str(report), "--dialect", engine.dialect, *more], capture_output=True, text=True
    )
    if ran.returncode not in (0, 1):
        sys.exit(ran.stderr)
    left = [line.strip().split(":")[0] for line in ran.stderr.splitlines() if line.startswith("  ")]
    return engine.checks(ran.stdout), left, ran.stderr


class DuckDb:
    dialect = "duckdb"

    def checks(self, text):
        import duckdb

        connection = duckdb.connect(config={"threads": 2})
        tables = []
        for statement in connection.extract_statements(text):
            tables.append(connection.execute(statement).fetchall())
        connection.execute("SELECT rule, row_key, verdict, reason FROM reportcheck_checks")
        return connection.fetchall(), tables[-1]


class Spark:
    dialect = "spark"

    def __init__(self):
        from pyspark.sql import SparkSession

        settings = SparkSession.builder.master("local[2]")
        for name, value in [
            ("spark.ui.enabled", "false"), ("spark.sql.shuffle.partitions", "1"),
            ("spark.log.level", "ERROR"), ("spark.ui.showConsoleProgress", "false"),
            # Small tables and long expressions: nothing is worth compiling.
            ("spark.sql.codegen.wholeStage", "false"), ("spark.sql.codegen.factoryMode", "NO_CODEGEN"),
            ("spark.sql.adaptive.enabled", "false"), ("spark.driver.memory", "1g"),
        ]:
            settings = settings.config(name, value)
        self.session = settings.getOrCreate()

    def checks(self, text):
        tables = []
        for statement in statements(text):
            tables.append(self.session.sql(statement))
        found = self.session.sql("SELECT rule, row_key, verdict, reason FROM reportcheck_checks").collect()
        summary = [tuple(row) for row in tables[-1].collect()]
        self.session.catalog.clearCache()
        return [tuple(row) for row in found], summary


def statements(text):
    """The statements of a script: each ends in a semicolon at the end of a line."""
    out, lines = [], []
    for line in text.splitlines():
        lines.append(line)
        if line.endswith(";") and not line.lstrip().startswith("--"):
            out.append("\n".join(lines).rstrip(";"))
            lines = []
    return out


NOT_HERE = {"not-read-here", "not-decided-here", "too-many-digits", "headings"}


def compare(program, engine, seed, told):
    """Holds one report's queries to `validate`; counts what they leave to it."""
    with tempfile.TemporaryDirectory() as folder:
        Maker(seed).write(folder)
        report = Path(folder) / "2016"
        rules, failing, errors = validated(program, report)
        (checks, summary), left, told_why = queried(program, report, engine)
        if errors:
            sys.exit(f"seed {seed}: {errors}")
        by_rule = {}
        for rule, key, verdict, reason in checks:
            by_rule.setdefault(rule, []).append((key, verdict, reason))
        counted = {row[0]: tuple(int(number) for number in row[1:4]) for row in summary}
        wrong = []
        for rule, (consistent, inconsistent, not_checked) in rules.items():
            if rule in left:
                told["rules left"] += 1
                told.setdefault("left", {}).setdefault(rule, 0)
                told["left"][rule] += 1
                continue
            own = by_rule.get(rule, [])
            of = lambda verdict: [key for key, own_verdict, _ in own if own_verdict == verdict]
            here = sum(reason not in NOT_HERE for _, verdict, reason in own if verdict == "not checked")
            elsewhere = len(of("not checked")) - here
            told["checks"] += len(own)
            told["not here"] += elsewhere
            told.setdefault("where", {}).setdefault(rule, 0)
            told["where"][rule] += elsewhere
            fails = failing.get(rule, set())
            ours = set(of("inconsistent"))
            sound = (
                ours <= fails
                and len(own) == consistent + inconsistent + not_checked
                and len(of("consistent")) <= consistent
                and len(of("inconsistent")) <= inconsistent
                and here <= not_checked
                and counted.get(rule, (0, 0, 0)) == (len(of("consistent")), len(of("inconsistent")), len(of("not checked")))
            )
            exact = elsewhere == 0 and (len(of("consistent")), len(of("inconsistent"))) == (consistent, inconsistent)
            if not sound or (elsewhere == 0 and not exact):
                wrong.append((rule, (consistent, inconsistent, not_checked), counted.get(rule), sorted(map(str, ours ^ fails)),
                    [one for one in own if one[2]][:6]))
        if wrong:
            kept = Path(tempfile.mkdtemp(prefix="sql-")) / "report"
            import shutil
            shutil.copytree(folder, kept)
            print(f"seed {seed}: kept in {kept}")
            configuration = (kept / "reportcheck.toml").read_text()
            for one in wrong:
                at = configuration.index(f"name = '{one[0]}'")
                print("  ", one[0], configuration[at:].split("[[")[0].replace("\n", " "))
                print("      validate", one[1], "queries", one[2], "rows", one[3], one[4])
        return len(wrong)


def main():
    program, dialect, reports = sys.argv[1], sys.argv[2], int(sys.argv[3])
    global RULES
    RULES = int(sys.argv[4]) if len(sys.argv) > 4 else RULES
    first = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    engine = {"duckdb": DuckDb, "spark": Spark}[dialect]()
    told = {"checks": 0, "not here": 0, "rules left": 0}
    wrong = sum(compare(program, engine, first + at, told) for at in range(reports))
    where = {rule: n for rule, n in told.pop("where", {}).items() if n}
    print(told, dict(sorted(where.items(), key=lambda item: -item[1])[:12]))
    if wrong or told["not here"] * 5 > told["checks"]:
        sys.exit(f"{wrong} rules come out otherwise")


if __name__ == "__main__":
    main()
