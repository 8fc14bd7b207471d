"""Runs four.sql: run.py DATA OUT.csv"""
import pathlib
import sys

import duckdb

data, out = sys.argv[1:3]
db = duckdb.connect()
db.execute("SET VARIABLE data = $1", [data])
db.execute("SET VARIABLE out = $1", [out])
db.execute(pathlib.Path(__file__).with_name("four.sql").read_text())
