package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// OwnerOnly gives a file or folder an access list with one entry, its owner, that takes
// nothing from the folder above; what is made in the folder later has the same. A disk
// that knows no access lists, such as a stick in FAT, is left as it is.
func OwnerOnly(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	who, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return &fs.PathError{Op: "owner of", Path: path, Err: err}
	}
	inherit := ""
	if info.IsDir() {
		inherit = "OICI"
	}
	list, err := windows.SecurityDescriptorFromString("D:P(A;" + inherit + ";FA;;;" + who.User.Sid.String() + ")")
	if err != nil {
		return &fs.PathError{Op: "access list of", Path: path, Err: err}
	}
	h, err := open(path, windows.READ_CONTROL|windows.WRITE_DAC, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE)
	if err != nil {
		return &fs.PathError{Op: "access list of", Path: path, Err: err}
	}
	defer func() { _ = windows.CloseHandle(h) }()
	err = windows.SetKernelObjectSecurity(h, windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, list)
	if err != nil && !errors.Is(err, windows.ERROR_NOT_SUPPORTED) && !errors.Is(err, windows.ERROR_INVALID_FUNCTION) {
		return &fs.PathError{Op: "access list of", Path: path, Err: err}
	}
	return nil
}

// open opens what stands under a name of any length, folders too.
func open(path string, access, share uint32) (windows.Handle, error) {
	name, err := windows.UTF16PtrFromString(long(path))
	if err != nil {
		return 0, err
	}
	return windows.CreateFile(name, access, share, nil, windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS|windows.FILE_FLAG_OPEN_REPARSE_POINT, 0)
}

// long is a name as the system takes it in any length.
func long(path string) string {
	whole, err := filepath.Abs(path)
	switch {
	case err != nil:
		return path
	case strings.HasPrefix(whole, `\\?\`), strings.HasPrefix(whole, `\\.\`):
		return whole
	case strings.HasPrefix(whole, `\\`):
		return `\\?\UNC\` + whole[2:]
	}
	return `\\?\` + whole
}

// Sync makes sure that a file is on the disk. The names in a folder are there already:
// the file system keeps a journal of them.
func Sync(path string) error {
	if info, err := os.Lstat(path); err != nil || info.IsDir() {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// InUse reports whether something failed because another program has the file open.
func InUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

// Full reports whether something failed because there is no room left.
func Full(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

// Protected reports whether something failed because nobody may write there.
func Protected(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

// Held gives the first file in a folder that another program has open, "" where there is
// none: neither the file nor the folder can be renamed or removed then.
func Held(dir string) (file string) {
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil //nolint:nilerr // what cannot be looked into is not what is searched for
		}
		h, err := open(path, windows.GENERIC_READ, 0)
		if InUse(err) {
			file = path
			return fs.SkipAll
		}
		if err == nil {
			_ = windows.CloseHandle(h)
		}
		return nil
	})
	return file
}

// Free is the error of a file that cannot be read because another program writes to it,
// as a spreadsheet does with the file it has open; nil for any other.
func Free(path string) error {
	h, err := open(path, windows.GENERIC_READ, windows.FILE_SHARE_READ)
	if err == nil {
		return windows.CloseHandle(h)
	}
	if InUse(err) {
		return &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return nil
}
