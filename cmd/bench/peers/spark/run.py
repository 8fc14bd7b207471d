"""The four rules with PySpark over the tables a scan kept: run.py RUN/tables OUT.csv

The SQL is that of ../duckdb/four.sql, translated by sqlglot: files become the kept Parquet
tables, variables become literals, temporary tables cached views. What it cannot translate is
said again below by the name of what it makes.
"""
import csv
import decimal
import os
import pathlib
import sys
import time

import sqlglot
from pyspark.sql import SparkSession
from sqlglot import exp

TABLES, OUT = sys.argv[1:3]

VARIABLES = {
    "window_from": "DATE '2026-07-01'",
    "as_of": "DATE '2026-09-30'",
    "year_of_report": "2025",
    "signed_from": "DATE '2025-10-01'",
}

BY_HAND = {
    # classes of characters and parts of days are written otherwise
    "name_key": r"CREATE TEMPORARY FUNCTION name_key(x STRING) RETURNS STRING RETURN regexp_replace(replace(upper(x), 'Ё', 'Е'), '[^0-9A-ZА-ЯӘҒҚҢӨҰҮҺІ]', '')",
    "birth_of": "CREATE TEMPORARY FUNCTION birth_of(iin BIGINT) RETURNS DATE RETURN try_to_date(printf('%d%02d-%02d-%02d', 17 + (iin div 100000 % 10 + 1) div 2, iin div 10000000000, iin div 100000000 % 100, iin div 1000000 % 100))",
    "since": "CREATE TEMPORARY FUNCTION since(d DATE) RETURNS DATE RETURN coalesce(d, DATE '0001-01-01')",
    "until": "CREATE TEMPORARY FUNCTION until(d DATE) RETURNS DATE RETURN coalesce(d, DATE '9999-12-31')",
    "is_person": "CREATE TEMPORARY FUNCTION is_person(id BIGINT) RETURNS BOOLEAN RETURN id div 10000000 % 10 <= 3",
    # lists have other functions
    "root_of": """
        WITH RECURSIVE next AS (
            SELECT id, max_by(names_root, struct(signed_on, n)) AS root FROM row_of WHERE names_root <> id GROUP BY id
        ), step AS (
            SELECT id, root FROM next SEMI JOIN row_of AS named ON named.names_root = next.id
        ), walk AS (
            SELECT id, root, array(id) AS path FROM step
            UNION ALL
            SELECT w.id, s.root, concat(w.path, array(w.root)) FROM walk AS w JOIN step AS s ON s.id = w.root WHERE NOT array_contains(w.path, w.root)
        ), last AS (
            SELECT id, max_by(struct(root, path), size(path)) AS l FROM walk GROUP BY id
        )
        SELECT id, CASE WHEN array_contains(l.path, l.root) THEN array_min(slice(l.path, array_position(l.path, l.root), size(l.path))) ELSE l.root END AS root
        FROM last""",
}


def translated(tree):
    """One statement in Spark's words."""
    for call in list(tree.find_all(exp.ReadCSV)):
        table = next(s.name for s in call.find_all(exp.Literal) if s.name.endswith(".csv")).strip("/").removesuffix(".csv")
        (call.parent if isinstance(call.parent, exp.Table) else call).replace(exp.to_table("kept_" + table))
    for call in list(tree.find_all(exp.Anonymous)):
        if call.name.lower() == "getvariable":
            call.replace(sqlglot.parse_one(VARIABLES[call.expressions[0].name], read="spark"))
    for call in list(tree.find_all(exp.Grouping)):
        call.replace(exp.Anonymous(this="grouping_id"))
    for window in list(tree.find_all(exp.Window)):  # the number of a row as it was read: file and row are kept
        if isinstance(window.this, exp.RowNumber) and not window.args.get("order") and not window.args.get("partition_by"):
            window.replace(sqlglot.parse_one("source_file * 1099511627776 + source_row"))
    for cte in tree.find_all(exp.CTE):
        cte.set("materialized", None)
    for node in tree.walk():
        node.comments = None
    return tree.sql("spark")


def keep(name, rows):
    """A table that is computed once and whose plan the next ones do not carry along."""
    start = time.monotonic()
    rows.localCheckpoint(eager=True).createOrReplaceTempView(name)
    if os.environ.get("SAY"):
        print(f"{name} {time.monotonic() - start:.1f}", file=sys.stderr, flush=True)


def main():
    spark = (
        SparkSession.builder.master("local[*]").appName("four rules")
        .config("spark.ui.enabled", "false").config("spark.driver.memory", os.environ.get("SPARK_MEMORY", "4g"))
        .config("spark.sql.shuffle.partitions", "8").config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.cteRecursionRowLimit", "100000000").config("spark.sql.cteRecursionLevelLimit", "110")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    for table in ["contracts", "roster", "suppliers", "supplier_people", "family_links"]:
        spark.read.parquet(f"{TABLES}/{table}.parquet").createOrReplaceTempView("kept_" + table)
    script = pathlib.Path(__file__).parent.with_name("duckdb").joinpath("four.sql").read_text()
    for tree in sqlglot.parse(script, read="duckdb"):
        if isinstance(tree, exp.Create):
            name = tree.find(exp.Table).name
            if tree.kind == "FUNCTION" or name in ("since", "until", "is_person", "name_key", "birth_of"):
                spark.sql(BY_HAND[name])
                continue
            keep(name, spark.sql(BY_HAND.get(name) or translated(tree.expression)))
        elif isinstance(tree, exp.Insert):  # a view is not added to, it is made again
            name = tree.this.name
            tree.set("this", None)
            more = tree.expression
            more.set("with_", tree.args.get("with_") or more.args.get("with_"))
            both = spark.table(name).unionAll(spark.sql(translated(more)))
            keep(name, both)
        elif isinstance(tree, exp.Copy):
            rows = spark.sql(translated(tree.this.this if isinstance(tree.this, exp.Subquery) else tree.this))
            write(rows)
    java = spark.sparkContext._gateway.proc
    spark.stop()
    java.stdin.close()
    java.wait()  # so that its time is counted with ours


def write(rows):
    with open(OUT, "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(rows.columns)
        for row in rows.collect():
            out.writerow(["" if v is None else format(v, ".2f") if isinstance(v, decimal.Decimal) else v for v in row])


main()
