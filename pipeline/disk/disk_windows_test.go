package disk

import (
	"os"
	"path/filepath"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// private looks at the access list: the owner, and nobody from above. Wine puts the system
// itself beside the owner whatever was set.
func private(t *testing.T, path string) {
	t.Helper()
	h, err := open(path, windows.READ_CONTROL, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = windows.CloseHandle(h) }()
	sd, err := windows.GetSecurityInfo(h, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION|windows.OWNER_SECURITY_INFORMATION)
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := sd.DACL()
	if err != nil {
		t.Fatalf("%s: %v: %s", path, err, sd)
	}
	who, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		t.Fatal(err)
	}
	if list.AceCount == 0 {
		t.Errorf("%s: nobody may: %s", path, sd)
	}
	for i := range uint32(list.AceCount) {
		var ace *windows.ACCESS_ALLOWED_ACE
		if err := windows.GetAce(list, i, &ace); err != nil {
			t.Fatal(err)
		}
		if sid := (*windows.SID)(unsafe.Pointer(&ace.SidStart)); !sid.Equals(who.User.Sid) && !sid.IsWellKnown(windows.WinLocalSystemSid) {
			t.Errorf("%s: %s may too: %s", path, sid, sd)
		}
	}
}

// A file another program writes to is told from one that is not; what holds it for a moment
// is waited for.
func TestInUse(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "Сотрудники.csv")
	if err := os.WriteFile(file, []byte("iin\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Free(file); err != nil {
		t.Errorf("nobody has it: %v", err)
	}
	h, err := open(file, windows.GENERIC_READ|windows.GENERIC_WRITE, windows.FILE_SHARE_READ) // as Excel has it
	if err != nil {
		t.Fatal(err)
	}
	if err := Free(file); !InUse(err) {
		t.Errorf("a spreadsheet has it open, and Free says %v", err)
	}
	if got := Held(dir); got != file {
		t.Errorf("Held says %q", got)
	}
	start := time.Now()
	if err := RemoveAll(dir); err == nil {
		t.Error("a folder with an open file was removed")
	}
	if time.Since(start) < patience {
		t.Error("it was not waited for")
	}
	go func() {
		time.Sleep(patience / 4)
		_ = windows.CloseHandle(h)
	}()
	if err := RemoveAll(dir); err != nil {
		t.Errorf("it was free after a moment: %v", err)
	}
}
