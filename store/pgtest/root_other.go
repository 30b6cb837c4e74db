//go:build !unix

package pgtest

import "syscall"

// leaveRoot has nothing to do where there is no root.
func leaveRoot(string) (*syscall.SysProcAttr, error) { return nil, nil }
