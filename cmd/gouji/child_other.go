//go:build !unix

package main

// limitMemory does nothing: this system has no such limit, and the garbage collector's own stays.
func limitMemory(uint64) error { return nil }

// limitCPU does nothing: this system has no such limit; the parent's patience bounds the process.
func limitCPU(uint64) error { return nil }

// preferAsVictim does nothing: only Linux has such a preference.
func preferAsVictim() {}
