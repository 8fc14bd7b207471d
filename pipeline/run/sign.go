package run

import (
	"fmt"
	"os"
	"path/filepath"
)

// SignatureFile is the signature of SHA256SUMS, and so of every byte of a run. It stands beside
// what it signs and is no output of the run.
const SignatureFile = SumsFile + ".sig"

// Sign puts the signature of a run into its folder, whose sums must be there; nil signs nothing.
func Sign(dir string, sign func([]byte) ([]byte, error)) error {
	if sign == nil {
		return nil
	}
	sums, err := os.ReadFile(filepath.Join(dir, SumsFile))
	if err != nil {
		return fmt.Errorf("sign the run: %w", err)
	}
	signature, err := sign(sums)
	if err != nil {
		return fmt.Errorf("sign the run: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, SignatureFile), signature, 0o600); err != nil {
		return fmt.Errorf("sign the run: %w", err)
	}
	return nil
}

// Signature gives the sums of a run and their signature.
func Signature(dir string) (sums, signature []byte, err error) {
	if sums, err = os.ReadFile(filepath.Join(dir, SumsFile)); err == nil {
		signature, err = os.ReadFile(filepath.Join(dir, SignatureFile))
	}
	return sums, signature, err
}
