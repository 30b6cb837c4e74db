//go:build !unix

package main

// limitMemory does nothing: this system has no such limit, and the garbage collector's own stays.
func limitMemory(uint64) error { return nil }
