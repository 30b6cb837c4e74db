//go:build !unix

package store

import "errors"

// lockFile cannot lock on this system in a way that survives a crash.
func lockFile(string) (grip, error) {
	return nil, errors.New("a lock on a SQLite store needs a system with flock")
}
