// Package fault holds the errors a user can do something about: what is wrong, and
// the next step. Everything else that fails is a fault of the machine or of ours. A fault
// is a message id with named arguments; who shows it says in which language.
package fault

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"unicode"

	"adal/texts"
)

// Fault is an error with a next step for the person who reads it: the messages fault.ID and
// fault.ID.hint, their places filled from the arguments.
type Fault struct {
	ID    string
	Usage bool // the command was called wrongly: exit status 2
	args  []any
	like  []string // what may have been meant
}

// Data says that something in the input stops the job. The arguments are pairs of a place's
// name and its value: a text, a number, an error, a [Term], or a list of them.
func Data(id string, args ...any) error { return &Fault{ID: id, args: args} }

// Usage says that the command was called wrongly.
func Usage(id string, args ...any) error { return &Fault{ID: id, args: args, Usage: true} }

// Error is the message in English, for logs and tests.
func (f *Fault) Error() string { return f.Message("en") }

// Message says in lang what is wrong.
func (f *Fault) Message(lang string) string {
	return texts.In(lang, "fault."+f.ID, pairs(lang, f.args)...)
}

// Hint says in lang what to do next.
func (f *Fault) Hint(lang string) string {
	return f.meant(lang, texts.In(lang, "fault."+f.ID+".hint", pairs(lang, f.args)...))
}

// Term is a piece of a fault that is itself a message, term.id: a kind of file, a reason.
// It may stand for an error.
type Term struct {
	id   string
	args []any
}

// Say makes a term.
func Say(id string, args ...any) Term { return Term{id, args} }

// In words the term in lang.
func (t Term) In(lang string) string { return texts.In(lang, "term."+t.id, pairs(lang, t.args)...) }

// Error is the term in English.
func (t Term) Error() string { return t.In("en") }

// Terms are terms told one after the other.
type Terms []Term

// In words the terms in lang, a semicolon between them.
func (l Terms) In(lang string) string {
	all := make([]string, len(l))
	for i, t := range l {
		all[i] = t.In(lang)
	}
	return strings.Join(all, "; ")
}

// Lines are terms each on a line of its own, under what comes before.
type Lines []Term

// In words the lines in lang.
func (l Lines) In(lang string) string {
	var b strings.Builder
	for _, t := range l {
		b.WriteString("\n  " + t.In(lang))
	}
	return b.String()
}

// pairs words the arguments of a message.
func pairs(lang string, args []any) []string {
	var all []string
	for i := 0; i+1 < len(args); i += 2 {
		all = append(all, fmt.Sprint(args[i]), value(lang, args[i+1]))
	}
	return all
}

// value words one argument. What came out of a file cannot move the cursor of a terminal.
func value(lang string, v any) string {
	switch v := v.(type) {
	case interface{ In(lang string) string }:
		return v.In(lang)
	case error:
		return plain(Word(lang, v))
	case []string:
		return plain(strings.Join(v, ", "))
	}
	return plain(fmt.Sprint(v))
}

// plain writes what no screen shows as Go writes it.
func plain(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) && r != '\u00a0' }) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unicode.IsPrint(r) || r == '\u00a0' {
			b.WriteRune(r)
			continue
		}
		b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
	}
	return b.String()
}

// Word says any error in lang: a fault by its message, what the system refused by its name
// in that language, and of anything else the parts it knows: what was being done is the
// message doing.finish_the_run for an error that begins with "finish the run: ".
//
//nolint:errorlint // it words one level at a time, so that what stands around an inner error is kept
func Word(lang string, err error) string {
	if f, ok := err.(*Fault); ok {
		return f.Message(lang)
	}
	if t, ok := err.(interface{ In(lang string) string }); ok {
		return t.In(lang)
	}
	if lang == "en" {
		return err.Error()
	}
	switch e := err.(type) {
	case *fs.PathError:
		return e.Path + ": " + Word(lang, e.Err)
	case *os.LinkError:
		return e.New + ": " + Word(lang, e.Err)
	case *os.SyscallError:
		return Word(lang, e.Err)
	}
	for _, c := range slices.Concat(systemCauses, causes) {
		if err == c.err {
			return texts.In(lang, "cause."+c.id)
		}
	}
	said := err.Error()
	var inside []error
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		inside = []error{e.Unwrap()}
	case interface{ Unwrap() []error }:
		inside = e.Unwrap()
	}
	for _, inner := range inside {
		if inner != nil {
			said = strings.Replace(said, inner.Error(), Word(lang, inner), 1)
		}
	}
	if doing, rest, ok := strings.Cut(said, ": "); ok {
		if id := "doing." + strings.ReplaceAll(doing, " ", "_"); texts.Has(id) {
			said = texts.In(lang, id) + ": " + rest
		}
	}
	return said
}

// systemCause is an error of the system with the name of its message.
type systemCause struct {
	err error
	id  string
}

// causes are what the system says it cannot do, by the names of their messages.
var causes = []systemCause{
	{syscall.ENOENT, "not_there"}, {syscall.EACCES, "not_allowed"}, {syscall.EPERM, "not_allowed"}, {syscall.ENOSPC, "disk_full"},
	{syscall.EDQUOT, "quota"}, {syscall.EROFS, "read_only"}, {syscall.EISDIR, "is_a_folder"}, {syscall.ENOTDIR, "no_folder"},
	{syscall.EEXIST, "exists"}, {syscall.EIO, "broken_disk"}, {syscall.ENAMETOOLONG, "long_name"}, {syscall.EMFILE, "open_files"},
	{io.ErrUnexpectedEOF, "cut"}, {io.EOF, "cut"}, {fs.ErrNotExist, "not_there"}, {fs.ErrPermission, "not_allowed"}, {fs.ErrExist, "exists"},
}
