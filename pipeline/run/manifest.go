package run

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/parquet/file"

	"adal/pipeline/fault"
)

// Manifest is everything that decides a run, and what came of it. It holds no clock,
// no machine and no path outside the data directory.
type Manifest struct {
	Program    Program           `json:"program"`
	Job        Job               `json:"job"`
	Period     string            `json:"period"`
	From       string            `json:"from"`
	AsOf       string            `json:"as_of"`
	Parameters map[string]string `json:"parameters"`
	Previous   *Previous         `json:"previous,omitempty"`
	Access     bool              `json:"access,omitempty"` // made under an access list: whoever opens it needs a grant
	Outside    *Outside          `json:"period_outside_data,omitempty"`
	Inputs     []File            `json:"inputs"`
	Rules      []ManifestRule    `json:"rules"`
	FlagRules  []ManifestRule    `json:"flag_rules,omitempty"` // of red flags beside the annual report
	Outputs    []Output          `json:"outputs"`
}

// Program is the program that made a run: its version and the modules in it.
type Program struct {
	Name    string   `json:"name"`
	Version string   `json:"version"`
	Go      string   `json:"go"`
	Modules []string `json:"modules"` // path version checksum
}

// Previous is the run a run was compared with. It decides statuses, so it is an input;
// its values stand in the run as tables/previous.parquet.
type Previous struct {
	Job      Job    `json:"job"`
	Period   string `json:"period"`
	Manifest string `json:"manifest_sha256"`
	Values   string `json:"values_sha256"` // of its tables/report.parquet, as it was before any sealing
}

// ManifestRule is a rule of the job as the manifest keeps it.
type ManifestRule struct {
	ID     string `json:"id"`
	Digest string `json:"digest"`
	Status string `json:"status"`
	Reason string `json:"reason,omitempty"`
}

// Output is one file of a run. Rows is absent for files that are not tables.
type Output struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Rows   *int64 `json:"rows,omitempty"`
	// Sealed says that the file stands in the run encrypted, as Path with .age behind it.
	// The digest is of what is inside: encryption never gives the same bytes twice, and
	// the manifest of a run must.
	Sealed bool `json:"sealed,omitempty"`
}

// File is the name the output has in the run's folder.
func (o Output) File() string {
	if o.Sealed {
		return o.Path + SealedSuffix
	}
	return o.Path
}

// Sealing says which files of a run are encrypted, and how. Nil is none.
type Sealing struct {
	Of      func(path string) bool
	Encrypt func(dst io.Writer) (io.WriteCloser, error)
}

// Names of the files that describe the others.
const (
	ManifestFile = "manifest.json"
	SumsFile     = "SHA256SUMS"
)

// Seal encrypts what sealing says and writes the manifest and SHA256SUMS for the files of
// dir. kept are files that stand there encrypted already; nobody can look inside them
// here, so what the manifest said of them before is said again.
func Seal(dir string, m Manifest, sealing *Sealing, kept ...Output) error {
	outputs, err := Outputs(dir)
	if err != nil {
		return err
	}
	m.Outputs = nil
	digest := map[string]string{} // of the files as they stand in the folder
	for _, o := range outputs {
		digest[o.Path] = o.SHA256
		if plain, ok := strings.CutSuffix(o.Path, SealedSuffix); ok {
			i := slices.IndexFunc(kept, func(k Output) bool { return k.Sealed && k.Path == plain })
			if i < 0 {
				return fmt.Errorf("manifest: %s is sealed, and nothing says what is inside", o.Path)
			}
			m.Outputs = append(m.Outputs, kept[i])
			continue
		}
		if sealing != nil && sealing.Of(o.Path) {
			o.Sealed = true
			if digest[o.File()], err = encrypt(dir, o, sealing.Encrypt); err != nil {
				return fmt.Errorf("seal %s: %w", o.Path, err)
			}
		}
		m.Outputs = append(m.Outputs, o)
	}
	slices.SortFunc(m.Outputs, func(a, b Output) int { return strings.Compare(a.Path, b.Path) })
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return fmt.Errorf("manifest: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, ManifestFile), b.Bytes(), 0o600); err != nil {
		return fmt.Errorf("manifest: %w", err)
	}
	var sums strings.Builder
	own := sha256.Sum256(b.Bytes())
	fmt.Fprintf(&sums, "%s  %s\n", hex.EncodeToString(own[:]), ManifestFile)
	for _, o := range m.Outputs {
		fmt.Fprintf(&sums, "%s  %s\n", digest[o.File()], o.File())
	}
	if err := os.WriteFile(filepath.Join(dir, SumsFile), []byte(sums.String()), 0o600); err != nil {
		return fmt.Errorf("checksums: %w", err)
	}
	return nil
}

// encrypt puts an encrypted file in the place of a plain one and gives its digest.
func encrypt(dir string, o Output, to func(io.Writer) (io.WriteCloser, error)) (digest string, err error) {
	plain := filepath.Join(dir, filepath.FromSlash(o.Path))
	src, err := os.Open(plain)
	if err != nil {
		return "", err
	}
	defer func() { _ = src.Close() }()
	dst, err := os.OpenFile(filepath.Join(dir, filepath.FromSlash(o.File())), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	defer func() {
		if e := dst.Close(); err == nil {
			err = e
		}
	}()
	h := sha256.New()
	w, err := to(io.MultiWriter(dst, h))
	if err != nil {
		return "", err
	}
	if _, err := io.Copy(w, src); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), os.Remove(plain)
}

// Digest gives the SHA-256 of a file, in hex.
func Digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// ReadManifest reads the manifest of a run.
func ReadManifest(dir string) (Manifest, error) {
	var m Manifest
	b, err := os.ReadFile(filepath.Join(dir, ManifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return m, fault.Data("not_a_run", "folder", dir, "file", ManifestFile)
	}
	if err != nil {
		return m, fmt.Errorf("manifest: %w", err)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fault.Data("manifest_unreadable", "folder", dir, "cause", err)
	}
	return m, nil
}

// Outputs lists the files of a run but the manifest and the checksums, by path.
func Outputs(dir string) ([]Output, error) {
	var outputs []Output
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil || d.IsDir() || name == ManifestFile || name == SumsFile {
			return err
		}
		o, err := describe(path)
		o.Path = filepath.ToSlash(name)
		outputs = append(outputs, o)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the run's files: %w", err)
	}
	slices.SortFunc(outputs, func(a, b Output) int { return strings.Compare(a.Path, b.Path) })
	return outputs, nil
}

func describe(path string) (o Output, err error) {
	f, err := os.Open(path)
	if err != nil {
		return o, err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if o.Bytes, err = io.Copy(h, f); err != nil {
		return o, err
	}
	o.SHA256 = hex.EncodeToString(h.Sum(nil))
	rows := int64(-1)
	switch filepath.Ext(path) {
	case ".csv":
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return o, err
		}
		c := csv.NewReader(bufio.NewReader(f))
		c.ReuseRecord, c.FieldsPerRecord = true, -1
		for err = nil; err == nil; rows++ {
			_, err = c.Read()
		}
		rows--
		if !errors.Is(err, io.EOF) {
			return o, err
		}
	case ".jsonl":
		b, err := os.ReadFile(path)
		if err != nil {
			return o, err
		}
		rows = int64(bytes.Count(b, []byte("\n")))
	case ".parquet":
		p, err := file.OpenParquetFile(path, false)
		if err != nil {
			return o, err
		}
		rows = p.NumRows()
		if err := p.Close(); err != nil {
			return o, err
		}
	default:
		return o, nil
	}
	o.Rows = &rows
	return o, nil
}
