package sqlite

// syncDir does nothing: Windows has no sync of a directory, and NTFS journals the
// rename by itself.
func syncDir(string) error { return nil }
