package main

import (
	"os/exec"
	"syscall"
)

// endWithParent has the system end a program when this process ends, however that ends.
func endWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
