package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Version tells what the program is made of: the engine that answers, and the modules the build
// has. LICENSES.md has each of them in that version and no other; make licenses writes it.
func TestVersionAndLicences(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("links the program")
	}
	bin := filepath.Join(t.TempDir(), "adal")
	if b, err := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-X main.commit=0123abcd-dirty", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	out, err := exec.Command(bin, "version", "--format", "json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var b built
	if err := json.Unmarshal(out, &b); err != nil {
		t.Fatal(err)
	}
	if b.Version != Version || !strings.HasPrefix(b.Go, "go1.") || !regexp.MustCompile(`^DuckDB v[0-9.]+$`).MatchString(b.Engine) || len(b.Modules) < 10 {
		t.Errorf("%s", out)
	}
	if b.Commit != "0123abcd" || !b.Modified {
		t.Errorf("commit %q, modified %v", b.Commit, b.Modified)
	}
	text, err := exec.Command(bin, "version", "--lang", "en").Output()
	if err != nil || !strings.Contains(string(text), "engine: "+b.Engine+"\n") || !strings.Contains(string(text), b.Modules[0]) {
		t.Errorf("%v\n%s", err, text)
	}
	licences, err := os.ReadFile("../../LICENSES.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile(`(?m)^\| (\S+) \| (\S+) \| (.+) \|$`).FindAllStringSubmatch(string(licences), -1)
	known := map[string]bool{"github.com/inconshreveable/mousetrap": true} // of the program for Windows alone
	for _, m := range b.Modules {
		path, version, _ := strings.Cut(m, " ")
		version, _, _ = strings.Cut(version, " ")
		version = strings.TrimSuffix(version, "+incompatible")
		for _, r := range rows {
			if (r[1] == path || strings.HasPrefix(r[1], path+"/")) && r[2] == version {
				known[path], known[r[1]] = true, true
			}
		}
		if !known[path] {
			t.Errorf("LICENSES.md has no %s %s: make licenses", path, version)
		}
	}
	for _, r := range rows {
		if r[1] != "library" && r[1] != "---" && (!known[r[1]] || r[3] == "Unknown") {
			t.Errorf("LICENSES.md has %s, which the program has not, or whose licence is not known", r[0])
		}
	}
}
