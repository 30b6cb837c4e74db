//go:build unix

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// limitMemory bounds this process's address space.
func limitMemory(limit uint64) error { return lower(unix.RLIMIT_AS, limit) }

// limitCPU bounds this process's processor time, in seconds; the system ends it when it has used it.
func limitCPU(limit uint64) error { return lower(unix.RLIMIT_CPU, limit) }

// lower sets a limit, or leaves a lower one that is there already: a process may not raise its own.
func lower(resource int, limit uint64) error {
	var now unix.Rlimit
	if err := unix.Getrlimit(resource, &now); err != nil {
		return err
	}
	limit = min(limit, now.Max)
	return unix.Setrlimit(resource, &unix.Rlimit{Cur: limit, Max: limit})
}

// victimScore makes Linux end this process before its parent where the machine is out of memory (proc(5)).
const victimScore = "500"

// preferAsVictim asks for that; where it cannot be had, nothing is lost but the order.
func preferAsVictim() { _ = os.WriteFile("/proc/self/oom_score_adj", []byte(victimScore), 0o644) }
