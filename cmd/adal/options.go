package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/job"
	"adal/pipeline/run"
	"adal/reports"
)

// jobOptions are the flags scan and concentration share.
type jobOptions struct {
	data       string
	out        string
	config     string
	set        []string
	ids        string
	lang       string
	memory     string
	threads    int
	maxRejects string
	previous   string
	seal       string
	unseal     string
	sign       string
	cache      string
	without    string
	quiet      bool
	force      bool
	open       bool
	formats    []string // that are written; all of them where empty

	more    map[string]string // parameters of the one job, by the names the manifest keeps
	prior   *run.Prior        // what previous names, once it is read
	guarded bool              // an access list is in force
}

// readFlags are the flags of every command that reads a data directory.
func (o *jobOptions) readFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.data, "data", "", "")
	f.StringVar(&o.config, "config", "", "")
	f.StringVar(&o.ids, "ids", "masked", "")
	f.StringVar(&o.lang, "lang", "ru", "")
	f.StringVar(&o.memory, "memory", "4GB", "")
	f.IntVar(&o.threads, "threads", 0, "")
	f.StringVar(&o.maxRejects, "max-rejects", "5%", "")
	f.BoolVar(&o.quiet, "quiet", false, "")
	f.StringVar(&o.without, "without", "", "")
}

func (o *jobOptions) jobFlags(cmd *cobra.Command) {
	o.readFlags(cmd)
	f := cmd.Flags()
	f.StringVar(&o.out, "out", "", "")
	f.StringArrayVar(&o.set, "set", nil, "")
	f.StringVar(&o.previous, "previous", "", "")
	f.StringVar(&o.seal, "seal", "", "")
	f.StringVar(&o.unseal, "unseal", "", "")
	f.BoolVar(&o.force, "force", false, "")
	f.StringVar(&o.sign, "sign", "", "")
	f.StringVar(&o.cache, "cache", "", "")
	f.BoolVar(&o.open, "open", false, "")
}

var memoryForm = regexp.MustCompile(`^[1-9][0-9]*(\.[0-9]+)?\s?(MB|GB|MiB|GiB)$`)

// pipeline checks the flags and gives the options of the job of a name, whose progress is shown
// until the command ends or has something to print.
func (o *jobOptions) pipeline(ctx context.Context, name string, stderr io.Writer, period job.Period) (job.Options, error) {
	var p job.Options
	if o.data == "" {
		return p, fault.Usage("no_data")
	}
	if !slices.Contains([]string{"masked", "full"}, o.ids) {
		return p, fault.Usage("bad_ids", "ids", o.ids)
	}
	if !slices.Contains([]string{"ru", "kk", "en"}, o.lang) {
		return p, fault.Usage("bad_lang", "lang", o.lang)
	}
	if !memoryForm.MatchString(o.memory) {
		return p, fault.Usage("bad_memory", "memory", o.memory)
	}
	if o.threads < 0 || o.threads > 1024 {
		return p, fault.Usage("bad_threads", "threads", o.threads)
	}
	share, percent := strings.CutSuffix(strings.TrimSpace(o.maxRejects), "%")
	most, err := strconv.ParseFloat(share, 64)
	if percent {
		most /= 100
	}
	if err != nil || !(most >= 0 && most <= 1) {
		return p, fault.Usage("bad_max_rejects", "share", o.maxRejects)
	}
	closed, err := closedTables(o.without)
	if err != nil {
		return p, err
	}
	config, err := readConfig(o.config, o.data)
	if err != nil {
		return p, err
	}
	p = job.Options{
		Data: o.data, Period: period, Memory: o.memory, Threads: o.threads, MaxRejects: most,
		Closed: closed, Settings: append(config.settings(), o.set...), Rates: config.rates(), Methods: config.methods(), Mapping: config.Mapping,
	}
	watchOf(ctx).shows(newProgress(stderr, o.lang, o.quiet, name), &p)
	return p, nil
}

// finish writes the reports of a run and makes it appear.
func (o *jobOptions) finish(cmd *cobra.Command, p job.Options, r *run.Run, s *run.Staging) error {
	if err := cmd.Context().Err(); err != nil { // it was stopped: no report of it is written
		return err
	}
	p.Stage("reports")
	if err := s.Clear(); err != nil {
		return fmt.Errorf("finish the run: %w", err)
	}
	m := o.manifest(p, r)
	if err := render(s.Dir, r, m, o.written()); err != nil {
		return err
	}
	if o.prior != nil {
		if err := o.prior.Keep(s.Tables()); err != nil {
			return err
		}
	}
	lock, err := sealing(o.seal, m)
	if err != nil {
		return err
	}
	if err := run.Seal(s.Dir, m, lock); err != nil {
		return err
	}
	sign, err := signer(o.sign)
	if err != nil {
		return err
	}
	if err := run.Sign(s.Dir, sign); err != nil {
		return err
	}
	if err := cmd.Context().Err(); err != nil {
		return err
	}
	if err := s.Commit(); err != nil {
		return err
	}
	watchOf(cmd.Context()).quiet()
	return nil
}

// written are the formats a job writes.
func (o *jobOptions) written() []string {
	if len(o.formats) > 0 {
		return o.formats
	}
	return reports.Formats
}

// manifest lists what decided the run. Threads and memory decide nothing.
func (o *jobOptions) manifest(p job.Options, r *run.Run) run.Manifest {
	m := run.Manifest{
		Program: program(), Access: o.guarded, Job: r.Job, Period: r.Period, From: r.From, AsOf: r.AsOf, Inputs: r.Files, Outside: r.Outside,
		Parameters: map[string]string{"ids": o.ids, "lang": o.lang, "max_rejects": strconv.FormatFloat(p.MaxRejects, 'g', -1, 64)},
	}
	if o.prior != nil {
		m.Previous = &o.prior.Previous
	}
	maps.Copy(m.Parameters, o.more)
	for _, w := range r.Weights {
		m.Parameters["score."+w.Name] = strconv.FormatFloat(w.Max, 'g', -1, 64)
	}
	if text := mappingText(p.Mapping); text != "" {
		m.Parameters["files"] = text
	}
	for _, rate := range p.Rates {
		m.Parameters["rate."+rate.Currency] = rate.Tenge
	}
	for _, method := range p.Methods {
		m.Parameters["method."+method.ID] = method.Class
	}
	for i, rule := range r.Rules {
		for _, param := range rule.Parameters {
			m.Parameters[rule.ID+"."+param.Name] = param.Value
		}
		m.Rules = append(m.Rules, run.ManifestRule{ID: rule.ID, Digest: rule.Digest, Status: r.Coverage[i].Status, Reason: r.Coverage[i].Reason})
	}
	for _, rule := range r.FlagRules {
		for _, param := range rule.Parameters {
			m.Parameters[rule.ID+"."+param.Name] = param.Value
		}
		m.FlagRules = append(m.FlagRules, run.ManifestRule{ID: rule.ID, Digest: rule.Digest, Status: rule.Status, Reason: rule.Reason})
	}
	return m
}

// mappingText writes what adal.yaml says of the files as one line, "" where it says
// nothing. It decides what is read, so verify must have it without that file.
func mappingText(m ingest.Mapping) string {
	if len(m.Files) == 0 && len(m.Ignore) == 0 {
		return ""
	}
	b, err := json.Marshal(m)
	if err != nil {
		panic(err) // texts, numbers and maps of texts
	}
	return string(b)
}

func program() run.Program {
	p := run.Program{Name: "adal", Version: Version}
	if info, ok := debug.ReadBuildInfo(); ok {
		p.Go = info.GoVersion
		for _, d := range info.Deps {
			p.Modules = append(p.Modules, strings.TrimSpace(d.Path+" "+d.Version+" "+d.Sum))
		}
		p.Modules = everywhere(p.Modules)
	}
	return p
}

// everywhere leaves out the modules that only one system's program has: the engine's ready
// library, which the bindings' version names, and what tells a double click. The rest is the
// same on each, so that a run is.
func everywhere(modules []string) []string {
	slices.Sort(modules)
	return slices.DeleteFunc(modules, func(m string) bool {
		return strings.HasPrefix(m, "github.com/duckdb/duckdb-go-bindings/lib/") || strings.HasPrefix(m, "github.com/inconshreveable/mousetrap ")
	})
}
