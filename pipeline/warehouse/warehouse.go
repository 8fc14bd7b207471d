// Package warehouse is the one room that knows DuckDB. It opens an engine that can
// read and write only the folders of a run, cannot load extensions and cannot be
// reconfigured afterwards; it runs query files, and moves rows in and out. Values
// reach the engine as parameters or through the appender, never as SQL text.
package warehouse

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
)

// Options of an engine.
type Options struct {
	Memory  string   // cap on the engine's memory, "4GB"; what does not fit spills into Temp
	Threads int      // worker threads; 0 is one a core
	Temp    string   // folder for what does not fit in memory
	Folders []string // folders the engine may read and write
	// Compress keeps the tables made under Large compressed in memory: less of it, for more work.
	Compress bool
}

// DB is an in-memory engine that spills to its Temp folder.
type DB struct {
	sql       *sql.DB
	connector *duckdb.Connector
	schema    string // where Append finds its tables; "" is the engine's own
	large     string // the database of large tables
}

// Open starts an engine. It fails where Memory is not an amount such as "4GB".
func Open(ctx context.Context, o Options) (*DB, error) {
	connector, err := duckdb.NewConnector("", o.begin())
	if err != nil {
		return nil, fmt.Errorf("start the engine: %w", err)
	}
	db := &DB{sql: sql.OpenDB(connector), connector: connector, large: o.large()}
	set := []string{
		"SET TimeZone = 'UTC'",
		"SET Calendar = 'gregorian'",
		"SET autoinstall_known_extensions = false",
		"SET autoload_known_extensions = false",
		"SET preserve_insertion_order = true",
		"SET temp_directory = " + Quote(o.Temp),
		"SET memory_limit = " + Quote(o.Memory),
	}
	if o.Threads > 0 {
		set = append(set, "SET threads = "+strconv.Itoa(o.Threads))
	}
	quoted := make([]string, len(o.Folders))
	for i, f := range o.Folders {
		quoted[i] = Quote(f)
	}
	set = append(set,
		"SET allowed_directories = ["+strings.Join(quoted, ", ")+"]",
		"SET enable_external_access = false",
		"SET lock_configuration = true",
	)
	for _, s := range set {
		if _, err := db.sql.ExecContext(ctx, s); err != nil {
			_ = db.Close()
			return nil, fmt.Errorf("prepare the engine: %s: %w", s, err)
		}
	}
	if err := db.Exec(ctx, sourceID, nil); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("prepare the engine: %w", err)
	}
	return db, nil
}

// own is the database tables are made in, unless they are made under Large.
const own = "memory"

// large is the database large tables stand in.
func (o Options) large() string {
	if o.Compress {
		return "compressed"
	}
	return own
}

// Large is the name under which a large table is made that does not change any more: an engine that
// compresses does so with these. It is found by its own name.
func (db *DB) Large(table string) string { return db.large + ".main." + table }

// begin is what each connection of an engine starts with.
func (o Options) begin() func(driver.ExecerContext) error {
	if !o.Compress {
		return nil
	}
	return func(c driver.ExecerContext) error {
		for _, s := range []string{"ATTACH IF NOT EXISTS ':memory:' AS " + o.large() + " (COMPRESS)", path(own+".main", o.large())} {
			if _, err := c.ExecContext(context.Background(), s, nil); err != nil {
				return err
			}
		}
		return nil
	}
}

// path has a connection look for tables in these places, and make them in the first.
func path(first, large string) string {
	return "SET search_path = " + Quote(first+","+own+".main,"+large+".main")
}

// FileBits is how far the number of a file is shifted in a source id, which names a row of
// the data; what is below is the row. The engine takes it apart by file_no and row_no, and
// puts it together by source_id.
const FileBits = 32

var sourceID = fmt.Sprintf("CREATE MACRO file_no(src) AS src >> %[1]d;\n"+
	"CREATE MACRO row_no(src) AS src & %[2]d;\n"+
	"CREATE MACRO source_id(file, r) AS (CAST(file AS BIGINT) << %[1]d) + r;\n", FileBits, 1<<FileBits-1)

// Close stops the engine and frees its memory.
func (db *DB) Close() error { return db.sql.Close() }

// Quote gives s as an SQL string literal.
func Quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Ident gives s as an SQL identifier.
func Ident(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// Params are the values of a query's named parameters.
type Params map[string]any

var parameterName = regexp.MustCompile(`\$[a-z_][a-z0-9_]*`)

// ParameterNames lists the named parameters of a query, sorted, each once.
// Comments and string literals are not read.
func ParameterNames(query string) []string {
	if strings.IndexByte(query, '$') < 0 {
		return nil
	}
	seen := map[string]bool{}
	for _, name := range parameterName.FindAllString(stripped(query), -1) {
		seen[name[1:]] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// stripped is a query without its comments and string literals. A literal that does not end
// is none. Every statement of a job goes through here.
func stripped(query string) string {
	var code strings.Builder
	for {
		i := strings.IndexAny(query, "-'")
		if i < 0 {
			break
		}
		rest, end := query[i+1:], -1
		switch {
		case query[i] == '\'':
			end = strings.IndexByte(rest, '\'') + 1 // of '' both halves are literals
		case strings.HasPrefix(rest, "-"):
			if end = strings.IndexByte(rest, '\n'); end < 0 {
				end = len(rest)
			}
		}
		if end <= 0 {
			code.WriteString(query[:i+1])
			query = rest
			continue
		}
		code.WriteString(query[:i])
		query = rest[end:]
	}
	code.WriteString(query)
	return code.String()
}

// bind picks from p what the query uses. The driver binds a misspelt name by its
// position without an error, so a name the caller does not have is refused here.
func bind(query string, p Params) ([]any, error) {
	var args []any
	for _, name := range ParameterNames(query) {
		v, ok := p[name]
		if !ok {
			return nil, fmt.Errorf("query uses $%s, which nobody gives", name)
		}
		args = append(args, sql.Named(name, v))
	}
	return args, nil
}

// Exec runs statements in order, each with the parameters it uses; p may hold more. A
// statement ends with a semicolon at the end of a line.
func (db *DB) Exec(ctx context.Context, query string, p Params) error {
	for statement := range strings.SplitSeq(query+"\n", ";\n") {
		if strings.TrimSpace(stripped(statement)) == "" {
			continue
		}
		args, err := bind(statement, p)
		if err != nil {
			return err
		}
		if _, err := db.exec(ctx, statement, args); err != nil {
			return err
		}
	}
	return nil
}

// Each calls f for every row of a query. scan fills pointers in column order.
func (db *DB) Each(ctx context.Context, query string, p Params, f func(scan func(...any) error) error) error {
	args, err := bind(query, p)
	if err != nil {
		return err
	}
	rows, err := db.sql.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// One reads the single row of a query.
func (db *DB) One(ctx context.Context, query string, p Params, into ...any) error {
	n := 0
	err := db.Each(ctx, query, p, func(scan func(...any) error) error {
		n++
		return scan(into...)
	})
	if err == nil && n != 1 {
		err = fmt.Errorf("query gave %d rows, want 1", n)
	}
	return err
}

// Append adds rows to a table, each with a value for every column in order.
// Lists are Go slices; nil is NULL.
func (db *DB) Append(ctx context.Context, table string, rows func(add func(...driver.Value) error) error) error {
	conn, err := db.connector.Connect(ctx)
	if err != nil {
		return fmt.Errorf("append to %s: %w", table, err)
	}
	defer func() { _ = conn.Close() }()
	a, err := duckdb.NewAppender(conn, own, db.schema, table)
	if err != nil {
		return fmt.Errorf("append to %s: %w", table, err)
	}
	if err := rows(a.AppendRow); err != nil {
		_ = a.Close()
		return fmt.Errorf("append to %s: %w", table, err)
	}
	if err := a.Close(); err != nil {
		return fmt.Errorf("append to %s: %w", table, err)
	}
	return nil
}

// WriteParquet writes a query's rows in the query's own order. The bytes depend on
// the rows alone: compression and row groups are fixed, and order is kept.
func (db *DB) WriteParquet(ctx context.Context, query, path string, p Params) error {
	return db.Exec(ctx, parquetCopy(query, path, "zstd"), p)
}

// Snapshot writes a query's rows as WriteParquet does, for a file that is read once and
// thrown away: faster, and larger. It gives the number of rows it wrote.
func (db *DB) Snapshot(ctx context.Context, query, path string) (rows int64, err error) {
	return db.exec(ctx, parquetCopy(query, path, "uncompressed"), nil)
}

func parquetCopy(query, path, compression string) string {
	return "COPY (" + query + ") TO " + Quote(path) + " (FORMAT parquet, COMPRESSION " + compression + ", ROW_GROUP_SIZE 122880)"
}
