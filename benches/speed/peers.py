"""What other engines take for the same check, without their start-up.

    peers.py ENGINE TASK FILE THREADS

ENGINE is duckdb or polars, TASK is rows (two rules over every row) or column
(a rule over a whole column). Prints the seconds of the middle of seven runs,
the violations found, and the most memory that the process held, in kB.
"""

import os
import re
import sys
import time

engine, task, path, threads = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = threads


def duckdb_runs():
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {int(threads)}")
    numbers = "'a': 'BIGINT', 'b': 'BIGINT', 'c': 'BIGINT', 'total': 'BIGINT'"
    table = f"read_csv('{path}', header = true, columns = {{'key': 'VARCHAR', {numbers}, 'rate': 'VARCHAR'}})"
    # 86.0% says [85.95%, 86.05%]; crosswise, in whole numbers.
    rate = "CAST(replace(rtrim(rate, '%'), '.', '') AS BIGINT)"
    rows = f"""
        SELECT count(*) FILTER (total <> a + b + c)
             + count(*) FILTER (abs({rate} * total - 1000 * a) * 2 > total)
        FROM {table}"""
    column = f"SELECT CAST(sum(a) < 0 AS BIGINT) FROM {table}"
    query = rows if task == "rows" else column
    return lambda: connection.execute(query).fetchone()[0]


def polars_runs():
    import polars as pl

    def run():
        types = {"key": pl.String, "rate": pl.String}
        types |= {name: pl.Int64 for name in ("a", "b", "c", "total")}
        frame = pl.scan_csv(path, schema_overrides=types)
        if task == "column":
            return frame.select((pl.col("a").sum() < 0).cast(pl.Int64)).collect(engine="streaming").item()
        rate = pl.col("rate").str.strip_chars_end("%").str.replace(".", "", literal=True)
        rate = rate.cast(pl.Int64)
        sums = pl.col("total") != pl.col("a") + pl.col("b") + pl.col("c")
        rates = (rate * pl.col("total") - 1000 * pl.col("a")).abs() * 2 > pl.col("total")
        wrong = sums.cast(pl.Int64).sum() + rates.cast(pl.Int64).sum()
        return frame.select(wrong).collect(engine="streaming").item()

    return run


run = duckdb_runs() if engine == "duckdb" else polars_runs()
times = []
for _ in range(7):
    begun = time.perf_counter()
    found = run()
    times.append(time.perf_counter() - begun)
with open("/proc/self/status") as status:
    peak = re.search(r"VmHWM:\s+(\d+)", status.read())
print(sorted(times)[3], found, peak.group(1) if peak else 0)
