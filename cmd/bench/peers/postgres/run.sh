#!/bin/bash
# run.sh DATA OUT.csv: a cluster of its own in a temporary folder, the files loaded, the four
# rules, the cluster removed. What loading and the rules took apart goes to OUT.csv.times.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$(realpath "$1")
out=$2
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
work=$(mktemp -d /tmp/peer-postgres-XXXXXX)
as=()
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
	chown postgres "$work"
	as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
server=
stop() {
	if [ -n "$server" ]; then kill -INT "$server" && wait "$server" || true; fi
	rm -rf "$work"
}
trap stop EXIT
cd "$work"
"${as[@]}" "$bin/initdb" -D "$work/db" -U four --auth=trust --locale=C.UTF-8 --no-sync >"$work.log" 2>&1 || { cat "$work.log" >&2; exit 1; }
rm -f "$work.log"
"${as[@]}" "$bin/postgres" -D "$work/db" -k "$work" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
	-c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c shared_buffers=1GB -c work_mem=512MB -c maintenance_work_mem=512MB \
	-c temp_buffers=512MB -c max_wal_size=8GB -c max_parallel_workers_per_gather=1 -c jit=off -c log_min_messages=fatal 2>"$work/log" &
server=$!
sql() { "$bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$work" -U four -d postgres "$@"; }
until sql -c 'SELECT 1' >/dev/null 2>&1; do
	kill -0 "$server" || { cat "$work/log" >&2; exit 1; }
	sleep 0.05
done
start=$(date +%s.%N)
for table in contracts roster supplier_people suppliers family_links; do
	columns=$(head -1 "$data/$table.csv" | tr -d '\r' | sed 's/,/ text, /g; s/$/ text/')
	sql -c "CREATE UNLOGGED TABLE raw_$table ($columns)" -c "\\copy raw_$table FROM '$data/$table.csv' (FORMAT csv, HEADER)"
done
sql -f "$here/load.sql"
loaded=$(date +%s.%N)
sql -f "$here/four.sql" >"$out"
ended=$(date +%s.%N)
awk -v a="$start" -v b="$loaded" -v c="$ended" 'BEGIN { printf "load %.2f\nrules %.2f\n", b - a, c - b }' >"$out.times"
