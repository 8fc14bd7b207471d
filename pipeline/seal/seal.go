// Package seal encrypts what a run holds of personal data to the keys of those who may
// read it, with age (age-encryption.org). Who runs a job needs no secret for it; what was
// sealed is opened by one of the identities alone, and an altered file does not open.
// While a run is made its tables lie in the clear in its hidden folder, which is for its
// owner alone; put runs on an encrypted disk where that is too much.
package seal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"filippo.io/age"

	"adal/pipeline/fault"
)

// Encrypter reads a file of age recipients, one a line, and gives what encrypts to all
// of them. A file of secret keys is refused: it has no business beside the data.
func Encrypter(path string) (func(io.Writer) (io.WriteCloser, error), error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.Usage("recipients_file", "file", path, "cause", reason(err))
	}
	if strings.Contains(string(b), "AGE-SECRET-KEY-") {
		return nil, fault.Usage("secret_key_given", "file", path)
	}
	recipients, err := age.ParseRecipients(strings.NewReader(string(b)))
	if err != nil {
		return nil, fault.Usage("recipients_form", "file", path, "cause", err)
	}
	return func(w io.Writer) (io.WriteCloser, error) { return age.Encrypt(w, recipients...) }, nil
}

// Decrypter reads a file of age identities and gives what opens files sealed to any of them.
func Decrypter(path string) (func(io.Reader) (io.Reader, error), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.Usage("identity_file", "file", path, "cause", reason(err))
	}
	defer func() { _ = f.Close() }()
	identities, err := age.ParseIdentities(f)
	if err != nil {
		return nil, fault.Usage("identity_form", "file", path, "cause", err)
	}
	return func(r io.Reader) (io.Reader, error) {
		plain, err := age.Decrypt(r, identities...)
		if _, ok := errors.AsType[*age.NoIdentityMatchError](err); ok {
			return nil, fault.Data("wrong_identity", "file", path)
		}
		if err != nil {
			return nil, fault.Data("sealed_damaged", "cause", err)
		}
		return plain, nil
	}, nil
}

func reason(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return fmt.Errorf("cannot be read: %w", err)
}
