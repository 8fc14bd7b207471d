package seal

import (
	"bytes"
	"crypto/rand"
	"crypto/sha512"
	"encoding/pem"
	"errors"
	"os"
	"strings"

	"golang.org/x/crypto/ssh"

	"adal/pipeline/fault"
)

// Namespace is what a signature of a run says it is for; no other use of the same key gives it.
const Namespace = "adal"

// The parts of a signature as OpenSSH writes it (PROTOCOL.sshsig): ssh-keygen -Y sign makes such
// a file and ssh-keygen -Y verify accepts those made here.
const (
	sigMagic = "SSHSIG"
	sigBlock = "SSH SIGNATURE"
	sigHash  = "sha512"
)

type sigBlob struct {
	Version   uint32
	PublicKey []byte
	Namespace string
	Reserved  []byte
	Hash      string
	Signature []byte
}

type sigSigned struct {
	Namespace string
	Reserved  []byte
	Hash      string
	Digest    []byte
}

func signed(message []byte) []byte {
	digest := sha512.Sum512(message)
	return append([]byte(sigMagic), ssh.Marshal(sigSigned{Namespace, nil, sigHash, digest[:]})...)
}

// Signer reads a private SSH key and gives what signs with it. A key under a passphrase is
// refused: this program asks for none.
func Signer(path string) (func(message []byte) ([]byte, error), error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.Usage("signing_key", "file", path, "cause", reason(err))
	}
	key, err := ssh.ParsePrivateKey(b)
	if _, ok := errors.AsType[*ssh.PassphraseMissingError](err); ok {
		return nil, fault.Usage("signing_key_locked", "file", path)
	}
	if err != nil {
		return nil, fault.Usage("signing_key_form", "file", path, "cause", err)
	}
	return func(message []byte) ([]byte, error) {
		sign := func() (*ssh.Signature, error) { return key.Sign(rand.Reader, signed(message)) }
		if k, ok := key.(ssh.AlgorithmSigner); ok && key.PublicKey().Type() == ssh.KeyAlgoRSA {
			sign = func() (*ssh.Signature, error) {
				return k.SignWithAlgorithm(rand.Reader, signed(message), ssh.KeyAlgoRSASHA512) // SHA-1 is not accepted
			}
		}
		s, err := sign()
		if err != nil {
			return nil, err
		}
		blob := append([]byte(sigMagic), ssh.Marshal(sigBlob{1, key.PublicKey().Marshal(), Namespace, nil, sigHash, ssh.Marshal(*s)})...)
		return pem.EncodeToMemory(&pem.Block{Type: sigBlock, Bytes: blob}), nil
	}, nil
}

// Signatory says who signed a message: the fingerprint of the key, SHA256:..., as ssh-keygen -l
// prints it. It is an error where the signature is none of this message, or not made for a run.
func Signatory(message, signature []byte) (string, error) {
	block, _ := pem.Decode(signature)
	if block == nil || block.Type != sigBlock {
		return "", fault.Say("signature_form")
	}
	raw, found := bytes.CutPrefix(block.Bytes, []byte(sigMagic))
	var blob sigBlob
	if !found || ssh.Unmarshal(raw, &blob) != nil || blob.Version != 1 {
		return "", fault.Say("signature_form")
	}
	if blob.Namespace != Namespace {
		return "", fault.Say("signature_namespace", "namespace", blob.Namespace)
	}
	key, err := ssh.ParsePublicKey(blob.PublicKey)
	if err != nil || blob.Hash != sigHash {
		return "", fault.Say("signature_form")
	}
	var s ssh.Signature
	if err := ssh.Unmarshal(blob.Signature, &s); err != nil || s.Format == ssh.KeyAlgoRSA {
		return "", fault.Say("signature_form")
	}
	if err := key.Verify(signed(message), &s); err != nil {
		return "", fault.Say("signature_other")
	}
	return ssh.FingerprintSHA256(key), nil
}

// Signers reads the public keys of those whose signature counts, one a line as in a .pub file,
// authorized_keys or allowed_signers, and gives their fingerprints.
func Signers(path string) (map[string]bool, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.Usage("signers_file", "file", path, "cause", reason(err))
	}
	keys := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(line))
		if err != nil { // allowed_signers begins with who they are
			_, rest, _ := strings.Cut(line, " ")
			if key, _, _, _, err = ssh.ParseAuthorizedKey([]byte(rest)); err != nil {
				return nil, fault.Usage("signers_file", "file", path, "cause", err)
			}
		}
		keys[ssh.FingerprintSHA256(key)] = true
	}
	if len(keys) == 0 {
		return nil, fault.Usage("signers_file", "file", path, "cause", fault.Say("no_keys"))
	}
	return keys, nil
}
