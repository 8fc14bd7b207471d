package warehouse_test

import (
	"os"
	"path/filepath"
	"testing"

	"adal/pipeline/warehouse"
)

// The engine reads and writes the folders it was given and nothing else, whatever it is
// asked: no file beside them, no way up out of them, no other database, no network, no
// extension, no change of its settings. Each statement here works in a DuckDB as it comes
// (those that need the network aside); with enable_external_access left on, the first
// ones are the first to fail this test.
func TestWalls(t *testing.T) {
	inside, outside := t.TempDir(), t.TempDir()
	secret := filepath.Join(outside, "secret.csv")
	if err := os.WriteFile(secret, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inside, "open.csv"), []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "200MB", Threads: 1, Temp: filepath.Join(inside, "spill"), Folders: []string{inside}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	do := func(statement string) error { return db.Exec(t.Context(), statement, nil) }
	for _, allowed := range []string{
		"CREATE TABLE t AS SELECT * FROM read_csv(" + warehouse.Quote(filepath.Join(inside, "open.csv")) + ")",
		"COPY t TO " + warehouse.Quote(filepath.Join(inside, "t.parquet")) + " (FORMAT parquet)",
	} {
		if err := do(allowed); err != nil {
			t.Fatalf("%s: %v", allowed, err)
		}
	}
	up := filepath.Join(inside, "..", filepath.Base(outside), "secret.csv")
	q := warehouse.Quote
	for name, statement := range map[string]string{
		"read a file":              "CREATE TABLE x AS SELECT * FROM read_csv(" + q(secret) + ")",
		"read a file by its name":  "CREATE TABLE x AS SELECT * FROM " + warehouse.Ident(secret),
		"read a file as text":      "CREATE TABLE x AS SELECT * FROM read_text(" + q(secret) + ")",
		"read a file as bytes":     "CREATE TABLE x AS SELECT * FROM read_blob(" + q(secret) + ")",
		"read a file as JSON":      "CREATE TABLE x AS SELECT * FROM read_json(" + q(secret) + ")",
		"read the system's files":  "CREATE TABLE x AS SELECT * FROM read_csv('/etc/passwd')",
		"list a folder":            "CREATE TABLE x AS SELECT * FROM glob(" + q(outside+"/*") + ")",
		"go up":                    "CREATE TABLE x AS SELECT * FROM read_csv(" + q(up) + ")",
		"go up by hand":            "CREATE TABLE x AS SELECT * FROM read_csv('" + inside + "/../" + filepath.Base(outside) + "/secret.csv')",
		"copy from a file":         "COPY t FROM " + q(secret),
		"write a file":             "COPY t TO " + q(filepath.Join(outside, "x.csv")),
		"write a file upwards":     "COPY t TO '" + inside + "/../x.csv'",
		"export":                   "EXPORT DATABASE " + q(filepath.Join(outside, "x")),
		"import":                   "IMPORT DATABASE " + q(outside),
		"attach a database":        "ATTACH " + q(filepath.Join(outside, "x.duckdb")) + " AS x",
		"read the network":         "CREATE TABLE x AS SELECT * FROM read_csv('https://example.invalid/x.csv')",
		"install an extension":     "INSTALL httpfs",
		"load an extension":        "LOAD httpfs",
		"load a file":              "LOAD " + q(filepath.Join(inside, "x.duckdb_extension")),
		"allow more folders":       "SET allowed_directories = ['/']",
		"allow more files":         "SET allowed_paths = ['/etc/passwd']",
		"open the outside":         "SET enable_external_access = true",
		"take more memory":         "SET memory_limit = '100GB'",
		"spill elsewhere":          "SET temp_directory = " + q(outside),
		"unlock":                   "SET lock_configuration = false",
		"reset":                    "RESET enable_external_access",
		"load unsigned extensions": "SET allow_unsigned_extensions = true",
		"autoload extensions":      "SET autoload_known_extensions = true",
		"a secret":                 "CREATE PERSISTENT SECRET s (TYPE s3, KEY_ID 'x', SECRET 'y')",
	} {
		if err := do(statement); err == nil {
			t.Errorf("%s: the engine did it: %s", name, statement)
		}
		_ = do("DROP TABLE IF EXISTS x")
	}
	left, err := os.ReadDir(outside)
	if err != nil || len(left) != 1 {
		t.Errorf("outside there is now %v (%v)", left, err)
	}
	// A text is a text: what stands in data never becomes SQL.
	var got string
	nasty := `'; COPY t TO '` + outside + `/x.csv'; --`
	if err := db.One(t.Context(), "SELECT $v", warehouse.Params{"v": nasty}, &got); err != nil || got != nasty {
		t.Errorf("a parameter came back as %q (%v)", got, err)
	}
	if err := db.One(t.Context(), "SELECT "+warehouse.Quote(nasty), nil, &got); err != nil || got != nasty {
		t.Errorf("a literal came back as %q (%v)", got, err)
	}
}
