package seal_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/crypto/ssh"

	"adal/pipeline/seal"
)

// pair writes a private SSH key and its public one, and gives their files.
func pair(t *testing.T, key crypto.PrivateKey, public crypto.PublicKey, passphrase string) (private, pub string) {
	t.Helper()
	block, err := ssh.MarshalPrivateKey(key, "")
	if passphrase != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(key, "", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	p, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return file(t, string(pem.EncodeToMemory(block))), file(t, "# who may sign\n"+string(ssh.MarshalAuthorizedKey(p)))
}

func keysOf(t *testing.T) map[string][2]string {
	t.Helper()
	public, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	rs, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][2]string{}
	for name, k := range map[string]struct {
		private crypto.PrivateKey
		public  crypto.PublicKey
	}{"ed25519": {ed, public}, "ecdsa": {ec, &ec.PublicKey}, "rsa": {rs, &rs.PublicKey}} {
		private, pub := pair(t, k.private, k.public, "")
		all[name] = [2]string{private, pub}
	}
	return all
}

// What is signed is told by the key it was signed with, and by no other text or signature.
func TestSigned(t *testing.T) {
	message := []byte("0000  findings.csv\n")
	for name, k := range keysOf(t) {
		sign, err := seal.Signer(k[0])
		if err != nil {
			t.Fatal(err)
		}
		signature, err := sign(message)
		if err != nil {
			t.Fatal(err)
		}
		known, err := seal.Signers(k[1])
		if err != nil || len(known) != 1 {
			t.Fatalf("%v, %v", known, err)
		}
		if who, err := seal.Signatory(message, signature); err != nil || !known[who] {
			t.Errorf("%s: signed by %s, %v", name, who, err)
		}
		if who, err := seal.Signatory(append(message, ' '), signature); err == nil {
			t.Errorf("%s: another text is signed by %s", name, who)
		}
		block, _ := pem.Decode(signature)
		for i := range block.Bytes {
			changed := bytes.Clone(block.Bytes)
			changed[i] ^= 1
			if who, err := seal.Signatory(message, pem.EncodeToMemory(&pem.Block{Type: block.Type, Bytes: changed})); err == nil && known[who] {
				t.Errorf("%s: byte %d changed goes unseen", name, i)
			}
		}
	}
}

// OpenSSH accepts what is signed here, and what it signs is accepted here.
func TestOpenSSH(t *testing.T) {
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip("no ssh-keygen here")
	}
	for name, k := range keysOf(t) {
		dir := t.TempDir()
		sums := filepath.Join(dir, "SHA256SUMS")
		message := []byte("0000  findings.csv\n")
		sign, err := seal.Signer(k[0])
		if err != nil {
			t.Fatal(err)
		}
		signature, err := sign(message)
		if err != nil {
			t.Fatal(err)
		}
		public, err := os.ReadFile(k[1])
		if err != nil {
			t.Fatal(err)
		}
		_, key, _ := bytes.Cut(public, []byte("\n"))
		allowed := file(t, "officer "+string(key))
		for path, b := range map[string][]byte{sums: message, filepath.Join(dir, "ours.sig"): signature} {
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command("ssh-keygen", "-Y", "verify", "-n", seal.Namespace, "-f", allowed, "-I", "officer", "-s", filepath.Join(dir, "ours.sig"))
		cmd.Stdin = bytes.NewReader(message)
		if b, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: ssh-keygen does not accept it: %v\n%s", name, err, b)
		}
		if known, err := seal.Signers(allowed); err != nil || len(known) != 1 {
			t.Errorf("%s: allowed_signers: %v, %v", name, known, err)
		}
		for namespace, good := range map[string]bool{seal.Namespace: true, "git": false} {
			_ = os.Remove(sums + ".sig")
			if b, err := exec.Command("ssh-keygen", "-Y", "sign", "-n", namespace, "-f", k[0], sums).CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", name, err, b)
			}
			theirs, err := os.ReadFile(sums + ".sig")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := seal.Signatory(message, theirs); (err == nil) != good {
				t.Errorf("%s, %s: %v", name, namespace, err)
			}
		}
	}
}

func TestSigningKeyFiles(t *testing.T) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	locked, pub := pair(t, key, key.Public(), "a passphrase")
	for name, c := range map[string]struct {
		err  error
		says string
	}{
		"locked":      {second(seal.Signer(locked)), "passphrase"},
		"public key":  {second(seal.Signer(pub)), "no private SSH key"},
		"absent":      {second(seal.Signer(filepath.Join(t.TempDir(), "absent"))), "no such file"},
		"no signers":  {second(seal.Signers(file(t, "# nobody\n"))), "holds no key"},
		"private key": {second(seal.Signers(locked)), "public keys"},
	} {
		if !isFault(c.err, c.says) {
			t.Errorf("%s: %v", name, c.err)
		}
	}
}
