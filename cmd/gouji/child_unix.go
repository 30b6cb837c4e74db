//go:build unix

package main

import "golang.org/x/sys/unix"

// limitMemory bounds this process's address space.
func limitMemory(limit uint64) error {
	return unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: limit, Max: limit})
}
