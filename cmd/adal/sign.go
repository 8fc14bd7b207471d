package main

import (
	"errors"
	"io/fs"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/pipeline/seal"
)

// signer gives what signs a run with the key of a file; nil where none is given.
func signer(key string) (func([]byte) ([]byte, error), error) {
	if key == "" {
		return nil, nil
	}
	return seal.Signer(key)
}

// signature looks whether a run is signed, and by one of those whose signature counts. A run
// that is not is a difference, as a changed byte is.
func (o *verifyOptions) signature(dir string, v *verdict) error {
	var counts map[string]bool
	if o.signers != "" {
		var err error
		if counts, err = seal.Signers(o.signers); err != nil {
			return err
		}
	}
	wrong := func(what error) error {
		v.Differences = append(v.Differences, run.Difference{What: "not_signed", Path: run.SignatureFile, Err: what})
		return nil
	}
	sums, signature, err := run.Signature(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return wrong(fault.Say("no_signature"))
	}
	if err != nil {
		return err
	}
	key, err := seal.Signatory(sums, signature)
	if err != nil {
		return wrong(err)
	}
	if counts != nil && !counts[key] {
		return wrong(fault.Say("signature_of_other", "key", key))
	}
	v.Signed = key
	return nil
}
