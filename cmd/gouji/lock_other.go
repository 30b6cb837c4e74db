//go:build !unix

package main

import "errors"

// lockFile cannot lock on this system in a way that survives a crash.
func lockFile(string) (unlock func() error, err error) {
	return nil, errors.New("gouji crawl needs a system with flock")
}
