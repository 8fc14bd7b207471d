package ingest

// Plain is plain without a demand on its digits, for the fuzz test beside.
func Plain(s string) (string, bool) { return plain(s, 0) }
