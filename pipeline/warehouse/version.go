package warehouse

import (
	"context"
	"os"
)

// Version is that of the engine, v1.5.6.
func Version(ctx context.Context) (version string, err error) {
	db, err := Open(ctx, Options{Memory: "64MB", Threads: 1, Temp: os.TempDir()})
	if err != nil {
		return "", err
	}
	defer func() { _ = db.Close() }()
	err = db.One(ctx, "SELECT version()", nil, &version)
	return version, err
}
