// Package fault holds the errors a user can do something about: what is wrong, and
// the next step. Everything else that fails is a fault of the machine or of ours.
package fault

import "fmt"

// Fault is an error with a next step for the person who reads it.
type Fault struct {
	Message string
	Hint    string
	Usage   bool // the command was called wrongly: exit status 2
}

func (f *Fault) Error() string { return f.Message }

// Data says that something in the input stops the job. The format is for message.
func Data(hint, format string, args ...any) error {
	return &Fault{Message: fmt.Sprintf(format, args...), Hint: hint}
}

// Usage says that the command was called wrongly.
func Usage(hint, format string, args ...any) error {
	return &Fault{Message: fmt.Sprintf(format, args...), Hint: hint, Usage: true}
}
