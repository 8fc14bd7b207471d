package main

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/reports"
	"adal/texts"
)

type reportOptions struct {
	formats string
	lang    string
	ids     string
	seal    string
	unseal  string
	sign    string
	out     string // folder to write to beside the run; blank where the run itself is written anew
	open    bool
}

func newReportCommand() *cobra.Command {
	var o reportOptions
	cmd := &cobra.Command{
		Use: "report",
		Example: "  adal scan --data fixtures/ministry --period 2026Q3 --out runs/2026Q3\n" +
			"  adal report runs/2026Q3 --lang kk --out runs/2026Q3-kk\n" +
			"  adal report runs/2026Q3 --format html,xlsx --lang kk",
		Args: exactly(1, "a_run"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.formats, "format", "", "")
	f.StringVar(&o.lang, "lang", "", "")
	f.StringVar(&o.ids, "ids", "masked", "")
	f.StringVar(&o.seal, "seal", "", "")
	f.StringVar(&o.unseal, "unseal", "", "")
	f.StringVar(&o.sign, "sign", "", "")
	f.StringVar(&o.out, "out", "", "")
	f.BoolVar(&o.open, "open", false, "")
	return cmd
}

func (o *reportOptions) run(cmd *cobra.Command, dir string) error {
	formats, err := o.check()
	if err != nil {
		return err
	}
	unseal, err := unsealer(o.unseal)
	if err != nil {
		return err
	}
	sign, err := signer(o.sign)
	if err != nil {
		return err
	}
	m, err := run.ReadManifest(dir)
	if err != nil {
		return err
	}
	sealed := slices.ContainsFunc(m.Outputs, func(x run.Output) bool { return x.Sealed })
	if len(formats) == 0 {
		formats = o.every(sealed)
	}
	if o.out != "" && within(dir, o.out) {
		return fault.Usage("out_in_run", "path", o.out, "folder", dir)
	}
	how := looks(m.Parameters)
	for _, f := range formats {
		how[f] = look{lang: cmp.Or(o.lang, how[f].lang), ids: o.ids}
	}
	if sealed && o.seal == "" && (o.ids == "full" || slices.Contains(formats, "parquet")) {
		return fault.Usage("seal_again", "folder", dir)
	}
	r, err := loaded(cmd, dir, unseal, formats)
	if err != nil {
		return err
	}
	m.Parameters = maps.Clone(m.Parameters)
	setLooks(m.Parameters, how)
	if o.out != "" {
		return o.beside(cmd, dir, r, m, formats)
	}
	lock, err := sealing(o.seal, m)
	if err != nil {
		return err
	}
	if !sealed {
		lock = nil
	}
	if err := rewrite(dir, r, m, formats, lock, sign); err != nil {
		return err
	}
	_, err = fmt.Fprint(cmd.OutOrStdout(), closing(r, dir, how["html"].lang))
	browsed(cmd, o.open, filepath.Join(dir, "report.html"))
	return err
}

// beside writes the formats to a folder of their own, which appears whole or not at all. The run
// stays as it is.
func (o *reportOptions) beside(cmd *cobra.Command, dir string, r *run.Run, m run.Manifest, formats []string) error {
	if entries, err := os.ReadDir(o.out); err == nil && len(entries) > 0 {
		return fault.Data("out_exists", "path", o.out)
	}
	s, err := run.CreateFolder(o.out)
	if err != nil {
		return err
	}
	defer s.Discard()
	if err := render(s.Dir, r, m, formats); err != nil {
		return err
	}
	if err := s.Commit(); err != nil {
		return err
	}
	lang := looks(m.Parameters)[formats[0]].lang
	fmt.Fprint(cmd.OutOrStdout(), closing(r, o.out, lang))
	fmt.Fprintln(cmd.OutOrStdout(), texts.In(lang, "cmd.beside", "path", o.out, "folder", dir))
	browsed(cmd, o.open, filepath.Join(o.out, "report.html"))
	return nil
}

// every gives all the formats there are. findings.parquet holds full numbers: of a sealed run it
// stays as it is unless it is sealed again, and it is put beside no run unasked.
func (o *reportOptions) every(sealed bool) []string {
	return slices.DeleteFunc(slices.Clone(reports.Formats), func(f string) bool {
		return f == "parquet" && (sealed && o.seal == "" || o.out != "")
	})
}

// loaded reads a run that is whole but for the formats that are written anew.
func loaded(cmd *cobra.Command, dir string, unseal run.Unseal, formats []string) (*run.Run, error) {
	if err := wholeBut(dir, unseal, formats); err != nil {
		return nil, err
	}
	return run.Load(cmd.Context(), dir, unseal)
}

// rewrite writes the formats of a run anew, beside what is carried over of it.
func rewrite(dir string, r *run.Run, m run.Manifest, formats []string, lock *run.Sealing, sign func([]byte) ([]byte, error)) error {
	s, err := run.Replace(dir)
	if err != nil {
		return err
	}
	defer s.Discard()
	kept, err := carryOver(dir, s.Dir, m.Outputs, formats)
	if err != nil {
		return err
	}
	if err := s.Clear(); err != nil {
		return err
	}
	if err := render(s.Dir, r, m, formats); err != nil {
		return err
	}
	if err := run.Seal(s.Dir, m, lock, kept...); err != nil {
		return err
	}
	if err := run.Sign(s.Dir, sign); err != nil {
		return err
	}
	return s.Commit()
}

// carryOver takes the files of a run that are not written anew into its new folder, and gives
// those of them that are sealed.
func carryOver(from, to string, outputs []run.Output, formats []string) (sealed []run.Output, err error) {
	for _, x := range outputs {
		if slices.Contains(formats, formatOf(x.Path)) {
			continue
		}
		file := filepath.FromSlash(x.File())
		if err := carry(filepath.Join(from, file), filepath.Join(to, file)); err != nil {
			return nil, fmt.Errorf("take over %s: %w", x.File(), err)
		}
		if x.Sealed {
			sealed = append(sealed, x)
		}
	}
	return sealed, nil
}

// check gives the formats asked for, none for all of them.
func (o *reportOptions) check() ([]string, error) {
	lang := o.lang
	if lang == "" {
		lang = "ru"
	}
	if err := checkLook(o.ids, lang); err != nil {
		return nil, err
	}
	if o.out != "" && (o.seal != "" || o.sign != "") {
		return nil, fault.Usage("beside_plain")
	}
	return formatsNamed(o.formats)
}

// formatsNamed gives the formats of a list with commas, none for a blank one.
func formatsNamed(list string) ([]string, error) {
	var formats []string
	for f := range strings.SplitSeq(list, ",") {
		f = strings.ToLower(strings.TrimSpace(f))
		switch {
		case f == "":
		case !slices.Contains(reports.Formats, f):
			return nil, fault.Usage("no_such_format", "format", f, "known", strings.Join(reports.Formats, ","))
		case !slices.Contains(formats, f):
			formats = append(formats, f)
		}
	}
	return formats, nil
}

// wholeBut is the fault that something in the run beside the files that are about to be
// rendered is not as its manifest says, or nil.
func wholeBut(dir string, unseal run.Unseal, formats []string) error {
	_, found, err := run.Check(dir, unseal)
	if err != nil {
		return err
	}
	for _, d := range found {
		name := strings.TrimSuffix(d.Path, run.SealedSuffix)
		if f := formatOf(name); f == "" || !slices.Contains(formats, f) || d.What == "extra" {
			return fault.Data("not_as_written", "folder", dir, "file", d.Path)
		}
	}
	return nil
}

// carry takes a file over into the folder that will replace a run: under a second name
// where the system can, else as a copy.
func carry(from, to string) (err error) {
	if os.Link(from, to) == nil {
		return nil
	}
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fs.FileMode(0o600))
	if err != nil {
		return err
	}
	defer func() {
		if e := dst.Close(); err == nil {
			err = e
		}
	}()
	_, err = io.Copy(dst, src)
	return err
}
