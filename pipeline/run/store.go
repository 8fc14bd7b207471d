package run

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
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

// storePath keeps a run's values inside its folder, so that a report can be rendered
// again without computing: one row a value, as JSON, under the section it belongs to.
const storePath = "tables/report.parquet"

// previousPath is the store of the run before, as --previous gave it.
const previousPath = "tables/previous.parquet"

// sections lists every part of a run with its place in the store. Lists named hub and curve
// stand in runs of older versions: the one repeats notes of quality, the other is drawn no more.
func (r *Run) sections() []section {
	return []section{
		one("run", r), list("file", &r.Files), list("rule", &r.Rules), list("finding", &r.Findings), list("coverage", &r.Coverage),
		list("reject", &r.Rejects), list("quality", &r.Quality), list("weight", &r.Weights), list("position", &r.Positions),
		list("slice", &r.Slices), list("group", &r.Groups), list("edge", &r.Edges), list("kpi", &r.KPIs),
		list("reconciliation", &r.Reconciliation), list("holding", &r.Holdings), list("curve", new([]json.RawMessage)), list("mix", &r.Mix),
		list("category", &r.Categories), list("named_by_law", &r.NamedByLaw), list("lawful", &r.Lawful),
		list("unknown_method", &r.Unknown), list("hub", new([]json.RawMessage)), list("contract", &r.Contracts), list("unfair", &r.Unfair), list("gone", &r.Gone), list("earlier", &r.Earlier),
		list("duty", &r.Duties), list("training", &r.Training), list("risk", &r.Risks), list("yearly", &r.Yearly), list("ahead", &r.Ahead),
		list("flag", &r.Flags), list("flag_rule", &r.FlagRules), list("case", &r.Cases),
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
	f, err := os.OpenFile(filepath.Join(tables, path.Base(storePath)), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("keep the run: %w", err)
	}
	// Without dictionaries: a column that outgrows its dictionary is listed with two kinds of
	// pages, in an order that the library leaves to chance.
	w, err := pqarrow.NewFileWriter(schema, f, parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithDictionaryDefault(false)), pqarrow.DefaultWriterProps())
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
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	for _, s := range r.sections() {
		err := s.write(func(v any) error {
			text.Reset()
			if err := encoder.Encode(v); err != nil {
				return err
			}
			b.Field(0).(*array.StringBuilder).Append(s.name)
			b.Field(1).(*array.StringBuilder).BinaryBuilder.Append(text.Bytes()[:text.Len()-1]) // without the end of the line
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

// Unseal gives the plain bytes of an encrypted file of a run.
type Unseal func(sealed io.Reader) (io.Reader, error)

// SealedSuffix ends the name of a file of a run that stands in it encrypted.
const SealedSuffix = ".age"

// Load reads a run back from its folder. A sealed run needs unseal; for any other it may
// be nil and is not asked.
func Load(ctx context.Context, dir string, unseal Unseal) (*Run, error) {
	b, err := ReadFile(dir, storePath, unseal)
	if err != nil {
		return nil, notARun(dir, storePath, err)
	}
	return load(ctx, dir, b)
}

// Prior is the run before, as a run is compared with it and as it keeps it.
type Prior struct {
	Run *Run
	Previous
	values []byte
}

// LoadPrior reads the run before from its folder. One that was altered is refused: its
// findings would be taken for facts.
func LoadPrior(ctx context.Context, dir string, unseal Unseal) (*Prior, error) {
	m, err := ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	p := &Prior{}
	if p.values, err = ReadFile(dir, storePath, unseal); err != nil {
		return nil, notARun(dir, storePath, err)
	}
	if p.Manifest, err = Digest(filepath.Join(dir, ManifestFile)); err != nil {
		return nil, fmt.Errorf("the run before: %w", err)
	}
	p.Values = digest(p.values)
	if i := slices.IndexFunc(m.Outputs, func(o Output) bool { return o.Path == storePath }); i < 0 || m.Outputs[i].SHA256 != p.Values {
		return nil, fault.Data("previous_altered", "folder", dir)
	}
	if p.Run, err = load(ctx, dir, p.values); err != nil {
		return nil, err
	}
	p.Job, p.Period = p.Run.Job, p.Run.Period
	return p, nil
}

// Prior reads the run before from the copy the run in dir keeps; nil where m says it was
// compared with none.
func (m Manifest) Prior(ctx context.Context, dir string, unseal Unseal) (*Prior, error) {
	if m.Previous == nil {
		return nil, nil
	}
	p := &Prior{Previous: *m.Previous}
	var err error
	if p.values, err = ReadFile(dir, previousPath, unseal); err != nil {
		return nil, notARun(dir, previousPath, err)
	}
	if digest(p.values) != m.Previous.Values {
		return nil, fault.Data("previous_copy_altered", "folder", dir)
	}
	p.Run, err = load(ctx, dir, p.values)
	return p, err
}

// Keep writes the copy of the run before into the tables of a run, so that this can be
// reproduced from its own folder and the data.
func (p *Prior) Keep(tables string) error {
	if err := os.WriteFile(filepath.Join(tables, path.Base(previousPath)), p.values, 0o600); err != nil {
		return fmt.Errorf("keep the run before: %w", err)
	}
	return nil
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Keeps reports whether a run keeps its values and its tables: one of indicators.json alone may
// not.
func (m Manifest) Keeps() bool {
	return slices.ContainsFunc(m.Outputs, func(o Output) bool { return o.Path == storePath })
}

func notARun(dir, name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		if m, err := ReadManifest(dir); err == nil && name == storePath && !m.Keeps() {
			return fault.Data("keeps_nothing", "folder", dir)
		}
		return fault.Data("not_a_run", "folder", dir, "file", name)
	}
	return err
}

// ReadFile reads a file of a run by its plain name, also where it stands there encrypted.
func ReadFile(dir, name string, unseal Unseal) ([]byte, error) {
	place := filepath.Join(dir, filepath.FromSlash(name))
	b, err := os.ReadFile(place)
	if !errors.Is(err, fs.ErrNotExist) {
		return b, err
	}
	f, sealedErr := os.Open(place + SealedSuffix)
	if sealedErr != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	if unseal == nil {
		return nil, fault.Data("sealed", "folder", dir)
	}
	plain, err := unseal(f)
	if err != nil {
		return nil, err
	}
	b, err = io.ReadAll(plain)
	if err != nil {
		return nil, fault.Data("sealed_cut", "file", place+SealedSuffix, "cause", err)
	}
	return b, nil
}

// load reads the values of a run. The bytes are a file somebody may have damaged.
func load(ctx context.Context, dir string, b []byte) (r *Run, err error) {
	damaged := func(err error) error {
		return fault.Data("values_unreadable", "folder", dir, "cause", err)
	}
	defer func() {
		if p := recover(); p != nil { // the Parquet reader panics on some broken pages
			r, err = nil, damaged(fmt.Errorf("%v", p))
		}
	}()
	f, err := file.NewParquetReader(bytes.NewReader(b))
	if err != nil {
		return nil, damaged(err)
	}
	defer func() { _ = f.Close() }()
	reader, err := pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{BatchSize: 8192}, memory.DefaultAllocator)
	if err != nil {
		return nil, damaged(err)
	}
	batches, err := reader.GetRecordReader(ctx, nil, nil)
	if err != nil {
		return nil, damaged(err)
	}
	defer batches.Release()
	r = &Run{}
	read := map[string]func([]byte) error{}
	for _, s := range r.sections() {
		read[s.name] = s.read
	}
	for batches.Next() {
		batch := batches.RecordBatch()
		if batch.NumCols() != 2 {
			return nil, damaged(fmt.Errorf("%d columns, want 2", batch.NumCols()))
		}
		names, ok1 := batch.Column(0).(*array.String)
		values, ok2 := batch.Column(1).(*array.String)
		if !ok1 || !ok2 {
			return nil, damaged(errors.New("its columns are not text"))
		}
		for i := range int(batch.NumRows()) {
			into, ok := read[names.Value(i)]
			if !ok {
				return nil, fault.Data("other_version", "folder", dir, "section", names.Value(i))
			}
			if err := into([]byte(strings.Clone(values.Value(i)))); err != nil {
				return nil, damaged(fmt.Errorf("%s: %w", names.Value(i), err))
			}
		}
	}
	if err := batches.Err(); err != nil && !errors.Is(err, io.EOF) {
		return nil, damaged(err)
	}
	if r.Job == "" {
		return nil, damaged(errors.New("they are empty"))
	}
	return r, nil
}
