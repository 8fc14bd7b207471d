package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/cache"
	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/job"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/reports"
	"adal/reports/text"
)

type verifyOptions struct {
	viewOptions
	job jobOptions // how the run is made again: data, memory, threads

	signed  bool   // the run must be signed
	signers string // file of the public keys whose signature counts
}

func newVerifyCommand() *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use: "verify",
		Example: "  adal scan --data fixtures/ministry --period 2026Q3 --out runs/2026Q3\n" +
			"  adal verify runs/2026Q3\n" +
			"  adal verify runs/2026Q3 --data fixtures/ministry --threads 1",
		Args: exactly(1, "a_run"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.job.data, "data", "", "")
	f.StringVar(&o.job.memory, "memory", "4GB", "")
	f.IntVar(&o.job.threads, "threads", 0, "")
	f.BoolVar(&o.job.quiet, "quiet", false, "")
	f.StringVar(&o.job.without, "without", "", "")
	f.StringVar(&o.job.cache, "cache", "", "")
	f.StringVar(&o.lang, "lang", "ru", "")
	f.StringVar(&o.format, "format", "text", "")
	f.StringVar(&o.unseal, "unseal", "", "")
	f.BoolVar(&o.signed, "signed", false, "")
	f.StringVar(&o.signers, "signers", "", "")
	o.ids = "masked"
	return cmd
}

// verdict is what verify found.
type verdict struct {
	Identical   bool             `json:"identical"`
	Files       int              `json:"files"`
	Sealed      int              `json:"sealed_unopened"`
	Signed      string           `json:"signed_by,omitempty"` // fingerprint of the key
	Again       bool             `json:"made_again"`
	Cached      int              `json:"tables_from_cache,omitempty"` // that were not read anew
	Failed      string           `json:"not_made_again,omitempty"`    // why it could not be
	Causes      []run.Cause      `json:"causes"`
	Differences []run.Difference `json:"differences"`
}

func (o *verifyOptions) run(cmd *cobra.Command, dir string) error {
	if err := o.check("text", "json"); err != nil {
		return err
	}
	unseal, err := unsealer(o.unseal)
	if err != nil {
		return err
	}
	m, found, err := run.Check(dir, unseal)
	if err != nil {
		return err
	}
	v := verdict{Files: len(m.Outputs) + 1, Causes: []run.Cause{}, Differences: append([]run.Difference{}, found...)}
	sealed := slices.ContainsFunc(m.Outputs, func(x run.Output) bool { return x.Sealed })
	for _, x := range m.Outputs {
		if x.Sealed && unseal == nil {
			v.Sealed++
		}
	}
	if o.signed || o.signers != "" {
		if err := o.signature(dir, &v); err != nil {
			return err
		}
	}
	if o.job.data != "" {
		if err := o.job.usable(cmd.ErrOrStderr()); err != nil {
			return err
		}
		if sealed && unseal == nil && m.Previous != nil {
			return fault.Usage("sealed_both", "folder", dir)
		}
		o.job.lang = o.lang
		kept, err := o.job.cached(cmd.ErrOrStderr(), dir, sealed)
		if err != nil {
			return err
		}
		if err := o.again(cmd, dir, m, unseal, kept, &v); err != nil {
			return err
		}
	}
	// Another program that gives the same bytes is worth a line, and no difference.
	onlyProgram := !slices.ContainsFunc(v.Causes, func(c run.Cause) bool { return c.Kind != "program" })
	v.Identical = len(v.Differences) == 0 && onlyProgram && v.Failed == ""
	if o.format == "json" {
		e := json.NewEncoder(cmd.OutOrStdout())
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		err = e.Encode(v)
	} else {
		err = v.text(cmd.OutOrStdout(), o.lang)
	}
	if err == nil && !v.Identical {
		err = errDifference
	}
	return err
}

// again makes the run once more and adds what differs. Data or settings with which it
// cannot be made are a difference; a fault of the machine is an error.
func (o *verifyOptions) again(cmd *cobra.Command, dir string, m run.Manifest, unseal run.Unseal, kept *cache.Cache, v *verdict) error {
	made, err := run.Load(cmd.Context(), dir, unseal)
	if err != nil {
		made = nil // damaged, which Check has said, or sealed
	}
	s, err := run.Scratch(dir)
	if err != nil {
		return err
	}
	defer s.Discard()
	prior, err := m.Prior(cmd.Context(), dir, unseal)
	var again run.Manifest
	var remade *run.Run
	if err == nil {
		again, remade, err = o.remake(cmd, m, prior, kept, s)
	}
	if err != nil {
		if f, ok := errors.AsType[*fault.Fault](err); ok && cmd.Context().Err() == nil {
			v.Failed = f.Message(o.lang)
			v.Causes = append(v.Causes, run.Inputs(m, o.job.data)...)
			return nil
		}
		return err
	}
	v.Again = true
	if kept != nil {
		v.Cached = kept.Taken
	}
	v.Causes = append(v.Causes, run.Deciders(m, again, made)...)
	v.Differences = append(v.Differences, run.Against(m, again, made, remade, v.Causes)...)
	return nil
}

// formatsOf are the formats a run was written in.
func formatsOf(m run.Manifest) []string {
	return slices.DeleteFunc(slices.Clone(reports.Formats), func(format string) bool {
		return !slices.ContainsFunc(m.Outputs, func(x run.Output) bool { return formatOf(x.Path) == format })
	})
}

// usable is the fault that the flags do not allow to make any run, or nil.
func (o jobOptions) usable(stderr io.Writer) error {
	o.ids, o.lang, o.maxRejects = "masked", "ru", "5%"
	if _, err := o.pipeline(context.Background(), "", stderr, job.Period{}); err != nil {
		return err
	}
	if info, err := os.Stat(o.data); err != nil || !info.IsDir() {
		return fault.Data("no_input_folder", "folder", o.data)
	}
	return nil
}

// remake makes a run in a work folder as its manifest says.
func (o *verifyOptions) remake(cmd *cobra.Command, m run.Manifest, prior *run.Prior, kept *cache.Cache, s *run.Staging) (run.Manifest, *run.Run, error) {
	var none run.Manifest
	window, do, err := jobOf(m)
	if err != nil {
		return none, nil, err
	}
	j := o.job
	j.ids, j.lang, j.maxRejects = m.Parameters["ids"], m.Parameters["lang"], m.Parameters["max_rejects"]
	j.prior, j.guarded = prior, m.Access
	j.more = map[string]string{}
	for _, name := range ofOneJob {
		if text, ok := m.Parameters[name]; ok {
			j.more[name] = text
		}
	}
	p, err := j.pipeline(cmd.Context(), string(m.Job), cmd.ErrOrStderr(), window)
	if err != nil {
		return none, nil, err
	}
	if p.Settings, err = settingsOf(m); err != nil {
		return none, nil, err
	}
	if err := configured(m, &p); err != nil {
		return none, nil, err
	}
	p.Cache = kept
	if prior != nil {
		p.Previous = prior.Run
	}
	r, err := do(cmd.Context(), p, s)
	if err != nil {
		return none, nil, err
	}
	again := j.manifest(p, r)
	setLooks(again.Parameters, looks(m.Parameters))
	p.Stage("reports")
	if err := errors.Join(s.Clear(), render(s.Dir, r, again, formatsOf(m))); err != nil {
		return none, nil, err
	}
	if prior != nil {
		if err := prior.Keep(s.Tables()); err != nil {
			return none, nil, err
		}
	}
	watchOf(cmd.Context()).quiet()
	again.Outputs, err = run.Outputs(s.Dir)
	return again, r, err
}

// configured puts what a manifest records of adal.yaml into the options of a job.
func configured(m run.Manifest, p *job.Options) error {
	p.Rates, p.Methods, p.Mapping = nil, nil, ingest.Mapping{}
	if text := m.Parameters["files"]; text != "" {
		if err := json.Unmarshal([]byte(text), &p.Mapping); err != nil {
			return fault.Data("manifest_files", "cause", err)
		}
	}
	for _, name := range sorted(m.Parameters) {
		if currency, ok := strings.CutPrefix(name, "rate."); ok {
			p.Rates = append(p.Rates, job.Rate{Currency: currency, Tenge: m.Parameters[name]})
		}
		if id, ok := strings.CutPrefix(name, "method."); ok {
			p.Methods = append(p.Methods, job.Method{ID: id, Class: m.Parameters[name]})
		}
	}
	return nil
}

// jobOf gives the window and the job a manifest records.
func jobOf(m run.Manifest) (job.Period, job.Do, error) {
	switch m.Job {
	case run.Scan:
		window, err := job.Quarter(m.Period)
		return window, pipeline.Scan, err
	case run.Concentration:
		year, err := strconv.Atoi(m.Period)
		if err != nil {
			return job.Period{}, nil, fault.Data("manifest_year", "year", m.Period)
		}
		window, err := job.Year(year)
		return window, pipeline.Concentration, err
	case run.Duties:
		window, err := job.AsOf(m.Period)
		if err != nil {
			return job.Period{}, nil, err
		}
		do, err := dutiesOf(m.Parameters)
		return window, do, err
	case run.Flags:
		var only []string
		for _, r := range m.Rules {
			only = append(only, r.ID)
		}
		do := flagsOf(only)
		if !m.Keeps() { // it was made without the engine
			do = aloneOf(do, m.Parameters["ids"])
		}
		if year, err := strconv.Atoi(m.Period); err == nil && m.From == m.Period+"-01-01" && m.AsOf == m.Period+"-12-31" {
			window, err := job.Year(year)
			return window, do, err
		}
		return job.Period{}, do, nil
	default:
		return job.Period{}, nil, fault.Data("manifest_job", "job", m.Job)
	}
}

// settingsOf gives the recorded parameters as settings. One this program's rules do not
// have is left out: that the rule changed is said as the cause.
func settingsOf(m run.Manifest) ([]string, error) {
	catalogue, err := rules.Catalogue()
	if err != nil {
		return nil, err
	}
	known := func(name string) bool {
		if strings.HasPrefix(name, "score.") {
			return true
		}
		id, parameter, _ := strings.Cut(name, ".")
		return slices.ContainsFunc(catalogue, func(r rules.Rule) bool {
			return r.ID == id && slices.ContainsFunc(r.Parameters, func(p run.Parameter) bool { return p.Name == parameter })
		})
	}
	var settings []string
	for _, name := range sorted(m.Parameters) {
		if known(name) {
			settings = append(settings, name+"="+m.Parameters[name])
		}
	}
	return settings, nil
}

// text tells a verdict: first what decides the run and is not the same, then the files.
func (v verdict) text(w io.Writer, lang string) error {
	var b strings.Builder
	line := func(indent int, s string) {
		fmt.Fprintf(&b, "%s%s\n", strings.Repeat("  ", indent), s)
	}
	if v.Identical {
		line(0, say(lang, "verified", "n", strconv.Itoa(v.Files)))
		if v.Again {
			line(0, say(lang, "reproduced", "n", strconv.Itoa(v.Files-1)))
		} else {
			line(0, say(lang, "without_data"))
		}
	} else {
		line(0, say(lang, "verify_differs", "n", strconv.Itoa(len(v.Differences)+len(v.Causes)+btoi(v.Failed != ""))))
	}
	if v.Cached > 0 {
		line(0, say(lang, "verified_from_cache", "n", strconv.Itoa(v.Cached)))
	}
	if v.Signed != "" {
		line(0, say(lang, "signed_by", "key", v.Signed))
	}
	if v.Sealed > 0 {
		line(0, say(lang, "sealed_unopened", "n", strconv.Itoa(v.Sealed)))
	}
	if v.Failed != "" {
		line(0, say(lang, "cannot_rerun", "cause", v.Failed))
	}
	if len(v.Causes) > 0 {
		line(0, "")
		if v.Identical {
			line(0, say(lang, "other_program"))
		} else {
			line(0, say(lang, "decider"))
		}
		for _, c := range v.Causes {
			line(1, causeText(lang, c, true))
		}
	}
	if len(v.Differences) > 0 {
		line(0, "")
	}
	for _, d := range v.Differences {
		v.difference(d, lang, line)
	}
	_, err := io.WriteString(w, strings.Map(text.Printable, b.String()))
	return err
}

// difference tells of one file what is not the same, and why.
func (v verdict) difference(d run.Difference, lang string, line func(indent int, s string)) {
	s := d.Path + ": " + say(lang, d.What)
	if d.Err != nil {
		s = d.Path + ": " + say(lang, d.What, "cause", fault.Word(lang, d.Err))
	}
	if d.Rows != "" {
		s += ", " + say(lang, "rows_were", "rows", d.Rows)
	}
	line(0, s)
	if d.Was != "" && d.Is != "" {
		line(1, say(lang, "was_is", "was", short(d.Was), "is", short(d.Is)))
	}
	for _, r := range d.Rules {
		line(1, say(lang, "rule_moved", "rule", r.Rule, "n", strconv.Itoa(r.Findings))+"; "+causesText(lang, r.Causes))
	}
	if len(d.Causes) > 0 {
		line(1, causesText(lang, d.Causes))
	}
	if v.Again && len(d.Causes) == 0 && len(d.Rules) == 0 && d.What == "not_reproduced" {
		line(1, say(lang, "no_cause"))
	}
}

func causesText(lang string, causes []run.Cause) string {
	if len(causes) == 0 {
		return say(lang, "no_cause")
	}
	var names []string
	for _, c := range causes {
		names = append(names, causeText(lang, c, false))
	}
	if len(names) > 6 {
		names = append(names[:6], "…"+strconv.Itoa(len(names)-6))
	}
	return say(lang, "because", "causes", strings.Join(names, ", "))
}

func causeText(lang string, c run.Cause, values bool) string {
	s := say(lang, c.Kind, "name", c.Name)
	if values && c.Was != "" && c.Is != "" {
		s += ": " + say(lang, "was_is", "was", short(c.Was), "is", short(c.Is))
	}
	return s
}

// short gives the beginning of a digest, anything else whole.
func short(s string) string {
	if len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" {
		return s[:12]
	}
	return s
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
