package fault

import "golang.org/x/sys/windows"

// systemCauses are the numbers this system has for what others say by theirs.
var systemCauses = []systemCause{
	{windows.ERROR_SHARING_VIOLATION, "in_use"}, {windows.ERROR_LOCK_VIOLATION, "in_use"},
	{windows.ERROR_FILE_NOT_FOUND, "not_there"}, {windows.ERROR_PATH_NOT_FOUND, "not_there"},
	{windows.ERROR_ACCESS_DENIED, "not_allowed"}, {windows.ERROR_WRITE_PROTECT, "read_only"},
	{windows.ERROR_DISK_FULL, "disk_full"}, {windows.ERROR_HANDLE_DISK_FULL, "disk_full"},
	{windows.ERROR_FILE_EXISTS, "exists"}, {windows.ERROR_ALREADY_EXISTS, "exists"},
	{windows.ERROR_DIRECTORY, "no_folder"}, {windows.ERROR_FILENAME_EXCED_RANGE, "long_name"},
	{windows.ERROR_TOO_MANY_OPEN_FILES, "open_files"}, {windows.ERROR_CRC, "broken_disk"},
}
