package seal_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"adal/pipeline/fault"
	"adal/pipeline/seal"
)

// keys makes an identity and gives the files of its secret and of its recipient.
func keys(t *testing.T) (secret, recipient string) {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return file(t, "# made for a test\n"+id.String()+"\n"), file(t, "# one of two readers\n"+id.Recipient().String()+"\n")
}

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keys.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func sealed(t *testing.T, recipients, text string) []byte {
	t.Helper()
	encrypt, err := seal.Encrypter(recipients)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := encrypt(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t *testing.T, identities string, b []byte) (string, error) {
	t.Helper()
	decrypt, err := seal.Decrypter(identities)
	if err != nil {
		t.Fatal(err)
	}
	r, err := decrypt(bytes.NewReader(b))
	if err != nil {
		return "", err
	}
	plain, err := io.ReadAll(r)
	return string(plain), err
}

// What is sealed to two opens to each of them and to nobody else; nothing of it is in the clear.
func TestSealed(t *testing.T) {
	const text = "180910132513 Земляникин"
	first, one := keys(t)
	second, two := keys(t)
	third, _ := keys(t)
	both := ""
	for _, f := range []string{one, two} {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		both += string(b)
	}
	b := sealed(t, file(t, both), text)
	if bytes.Contains(b, []byte("180910132513")) {
		t.Error("the number stands in the sealed file")
	}
	for _, identity := range []string{first, second} {
		if got, err := opened(t, identity, b); err != nil || got != text {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if _, err := opened(t, third, b); !isFault(err, "does not open this run") {
		t.Errorf("a stranger's key gives %v", err)
	}
}

// A sealed file that was changed, cut or is none does not open, wherever the change is.
func TestAltered(t *testing.T) {
	identity, recipient := keys(t)
	b := sealed(t, recipient, strings.Repeat("text ", 40_000)) // several chunks
	for _, at := range []int{0, len(b) / 2, len(b) - 1} {
		changed := bytes.Clone(b)
		changed[at] ^= 1
		if _, err := opened(t, identity, changed); err == nil {
			t.Errorf("a changed byte %d of %d goes unseen", at, len(b))
		}
	}
	for _, n := range []int{0, 10, len(b) / 2, len(b) - 1} {
		if _, err := opened(t, identity, b[:n]); err == nil {
			t.Errorf("%d bytes of %d open", n, len(b))
		}
	}
	if _, err := opened(t, identity, []byte("iin,last_name\n")); !isFault(err, "cannot be opened") {
		t.Errorf("a plain file gives %v", err)
	}
}

// Wrong key files are refused with the next step.
func TestKeyFiles(t *testing.T) {
	secret, recipient := keys(t)
	absent := filepath.Join(t.TempDir(), "absent")
	for name, c := range map[string]struct {
		err  error
		says string
	}{
		"secret as recipients": {second(seal.Encrypter(secret)), "holds a secret key"},
		"recipient as secret":  {second(seal.Decrypter(recipient)), "identity file"},
		"no recipients":        {second(seal.Encrypter(file(t, "# nobody\n"))), "recipients file"},
		"no identity":          {second(seal.Decrypter(file(t, "\n"))), "identity file"},
		"absent recipients":    {second(seal.Encrypter(absent)), "no such file"},
		"absent identity":      {second(seal.Decrypter(absent)), "no such file"},
	} {
		if f, ok := errors.AsType[*fault.Fault](c.err); !ok || !f.Usage || f.Hint("en") == "" || !strings.Contains(f.Message("en"), c.says) {
			t.Errorf("%s: %v", name, c.err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func isFault(err error, says string) bool {
	f, ok := errors.AsType[*fault.Fault](err)
	return ok && f.Hint("en") != "" && strings.Contains(f.Message("en"), says)
}
