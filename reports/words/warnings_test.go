package words_test

import (
	"testing"

	"adal/pipeline/run"
	"adal/reports/words"
)

// A folder of which little was read, and data for which few rules ran, are said in all languages.
func TestLittle(t *testing.T) {
	files := func(paths ...string) (all []run.File) {
		for _, p := range paths {
			all = append(all, run.File{Path: p})
		}
		return all
	}
	ran := func(statuses ...string) (all []run.Coverage) {
		for _, s := range statuses {
			all = append(all, run.Coverage{Status: s})
		}
		return all
	}
	unread := []run.Note{{Note: "unknown_file", File: "b.csv"}, {Note: "unknown_file", File: "c.csv"}}
	for _, c := range []struct {
		name string
		run  run.Run
		want string
	}{
		{"all of it", run.Run{Files: files("a.csv", "b.csv"), Coverage: ran("ran", "not_run")}, ""},
		{"one file of three", run.Run{Files: files("a.csv"), Quality: unread, Coverage: ran("ran")},
			"использовано файлов: 1 из 3; правил работает: 1 из 1. Что не прочитано и чего не хватает, скажут adal check и adal map"},
		{"one rule of three", run.Run{Files: files("a.csv", "a.csv"), Coverage: ran("ran", "not_run", "not_run")},
			"использовано файлов: 1 из 1; правил работает: 1 из 3. Что не прочитано и чего не хватает, скажут adal check и adal map"},
	} {
		if got := words.Little("ru", &c.run); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		for _, lang := range words.Langs {
			if said := len(words.Warnings(lang, &c.run)); said > 1 || (said == 1) != (c.want != "") {
				t.Errorf("%s, %s: %d warnings", c.name, lang, said)
			}
		}
	}
}
