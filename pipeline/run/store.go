package run

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"adal/pipeline/fault"
)

// storeFile keeps a run's values inside its folder, so that a report can be rendered
// again without computing: one row a value, as JSON, under the section it belongs to.
const storeFile = "report.parquet"

// sections lists every part of a run with its place in the store.
func (r *Run) sections() []section {
	return []section{
		one("run", r), list("file", &r.Files), list("rule", &r.Rules), list("finding", &r.Findings), list("coverage", &r.Coverage),
		list("reject", &r.Rejects), list("quality", &r.Quality), list("weight", &r.Weights), list("position", &r.Positions),
		list("slice", &r.Slices), list("group", &r.Groups), list("edge", &r.Edges), list("kpi", &r.KPIs),
		list("reconciliation", &r.Reconciliation), list("holding", &r.Holdings), list("lawful", &r.Lawful),
		list("unknown_method", &r.Unknown), list("hub", &r.Hubs),
	}
}

type section struct {
	name  string
	write func(emit func(any) error) error
	read  func([]byte) error
}

func one[T any](name string, v *T) section {
	return section{name, func(emit func(any) error) error { return emit(v) }, func(b []byte) error { return json.Unmarshal(b, v) }}
}

func list[T any](name string, values *[]T) section {
	return section{name, func(emit func(any) error) error {
		for i := range *values {
			if err := emit(&(*values)[i]); err != nil {
				return err
			}
		}
		return nil
	}, func(b []byte) error {
		var v T
		if err := json.Unmarshal(b, &v); err != nil {
			return err
		}
		*values = append(*values, v)
		return nil
	}}
}

// Save keeps the values of a run in the folder of its tables.
func (r *Run) Save(tables string) (err error) {
	schema := arrow.NewSchema([]arrow.Field{{Name: "section", Type: arrow.BinaryTypes.String}, {Name: "value", Type: arrow.BinaryTypes.String}}, nil)
	f, err := os.OpenFile(filepath.Join(tables, storeFile), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("keep the run: %w", err)
	}
	w, err := pqarrow.NewFileWriter(schema, f, parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd)), pqarrow.DefaultWriterProps())
	if err != nil {
		_ = f.Close()
		return fmt.Errorf("keep the run: %w", err)
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	b := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer b.Release()
	pending := 0
	flush := func() error {
		pending = 0
		batch := b.NewRecordBatch()
		defer batch.Release()
		return w.Write(batch)
	}
	for _, s := range r.sections() {
		err := s.write(func(v any) error {
			text, err := json.Marshal(v)
			if err != nil {
				return err
			}
			b.Field(0).(*array.StringBuilder).Append(s.name)
			b.Field(1).(*array.StringBuilder).Append(string(text))
			if pending++; pending == 8192 {
				return flush()
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("keep the run: %s: %w", s.name, err)
		}
	}
	return flush()
}

// Load reads a run back from its folder.
func Load(ctx context.Context, dir string) (*Run, error) {
	path := filepath.Join(dir, "tables", storeFile)
	f, err := file.OpenParquetFile(path, false)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fault.Data("give the folder that adal scan or adal concentration wrote", "%s is not a run: it has no tables/%s", dir, storeFile)
		}
		return nil, fault.Data("the file is damaged; adal verify says which files changed", "%s: %v", path, err)
	}
	defer func() { _ = f.Close() }()
	reader, err := pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{BatchSize: 8192}, memory.DefaultAllocator)
	if err != nil {
		return nil, fmt.Errorf("read the run: %w", err)
	}
	batches, err := reader.GetRecordReader(ctx, nil, nil)
	if err != nil {
		return nil, fmt.Errorf("read the run: %w", err)
	}
	defer batches.Release()
	r := &Run{}
	read := map[string]func([]byte) error{}
	for _, s := range r.sections() {
		read[s.name] = s.read
	}
	for batches.Next() {
		batch := batches.RecordBatch()
		names, values := batch.Column(0).(*array.String), batch.Column(1).(*array.String)
		for i := range int(batch.NumRows()) {
			into, ok := read[names.Value(i)]
			if !ok {
				return nil, fault.Data("read it with the version that wrote it", "%s was written by another version of adal: it has a section %q", dir, names.Value(i))
			}
			if err := into([]byte(strings.Clone(values.Value(i)))); err != nil {
				return nil, fmt.Errorf("read the run: %s: %w", names.Value(i), err)
			}
		}
	}
	return r, batches.Err()
}
