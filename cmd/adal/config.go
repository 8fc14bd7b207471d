package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/job"
	"adal/pipeline/measure"
)

// configFile is the name a folder's own configuration has.
const configFile = "adal.yaml"

// config is adal.yaml. A key it does not know is an error.
type config struct {
	// Set gives parameters by their name: "P52a.share: 0.4".
	Set map[string]string `yaml:"set"`
	// Rates gives tenge for one unit of a foreign currency: "USD: 520.15".
	Rates map[string]string `yaml:"rates"`
	// Methods gives the class of a way of buying by its id: "302: competitive".
	Methods map[string]string `yaml:"methods"`
	// Mapping says which file is which table: the keys ignore and files.
	ingest.Mapping `yaml:",inline"`
}

// readConfig reads the file given, else adal.yaml of the data folder where there is one.
func readConfig(path, data string) (config, error) {
	var c config
	given := path != ""
	if !given {
		path = filepath.Join(data, configFile)
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !given {
		return c, nil
	}
	if err != nil {
		return c, fault.Usage("config_unreadable", "file", path, "cause", errors.Unwrap(err))
	}
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&c); err != nil && !errors.Is(err, io.EOF) {
		return c, fault.Usage("config_keys", "file", path, "cause", oneLine(err))
	}
	if err := d.Decode(&config{}); !errors.Is(err, io.EOF) {
		return c, fault.Usage("config_documents", "file", path)
	}
	if wrong := c.Check(); len(wrong) > 0 {
		return c, fault.Usage("config_files", "file", path, "what", wrong)
	}
	rated := map[string]string{}
	for _, currency := range slices.Sorted(maps.Keys(c.Rates)) {
		rate, code := c.Rates[currency], strings.ToUpper(strings.TrimSpace(currency))
		if other, twice := rated[code]; twice {
			return c, fault.Usage("config_rate_twice", "file", path, "currency", currency, "other", other)
		}
		rated[code] = currency
		if !rateForm.MatchString(rate) {
			return c, fault.Usage("config_rate", "file", path, "currency", currency, "rate", rate)
		}
	}
	for id, class := range c.Methods {
		if !slices.Contains(measure.MethodClasses, class) {
			return c, fault.Usage("config_method", "file", path, "method", id, "class", class, "known", measure.MethodClasses)
		}
	}
	return c, nil
}

func (c config) methods() []job.Method {
	var m []job.Method
	for _, id := range slices.Sorted(maps.Keys(c.Methods)) {
		m = append(m, job.Method{ID: id, Class: c.Methods[id]})
	}
	return m
}

// oneLine is what a decoder of YAML says, without its own line breaks and names of types.
func oneLine(err error) string {
	s := strings.Join(strings.Fields(strings.TrimPrefix(err.Error(), "yaml: unmarshal errors:")), " ")
	return typeNames.ReplaceAllString(s, "")
}

var typeNames = regexp.MustCompile(` in type [A-Za-z.]+| into [A-Za-z.\[\]]+`)

var rateForm = regexp.MustCompile(`^[0-9]{1,12}(\.[0-9]{1,6})?$`)

func (c config) settings() []string {
	var s []string
	for _, name := range slices.Sorted(maps.Keys(c.Set)) {
		s = append(s, fmt.Sprintf("%s=%s", name, c.Set[name]))
	}
	return s
}

func (c config) rates() []job.Rate {
	var r []job.Rate
	for _, currency := range slices.Sorted(maps.Keys(c.Rates)) {
		r = append(r, job.Rate{Currency: currency, Tenge: c.Rates[currency]})
	}
	return r
}
