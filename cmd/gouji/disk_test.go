package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"gouji/store"
)

// smallDisk mounts a disk of so many bytes (2m, 64m), which belongs to a user.
func smallDisk(t *testing.T, size, owner string) string {
	t.Helper()
	// In the folder for temporary files itself, whose parents every user may pass.
	disk, err := os.MkdirTemp("", "gouji-disk-")
	if err != nil {
		t.Fatal(err)
	}
	options := "size=" + size
	if u, err := user.Lookup(owner); err == nil {
		options += ",mode=0700,uid=" + u.Uid + ",gid=" + u.Gid
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk).CombinedOutput(); err != nil {
		_ = os.Remove(disk)
		t.Skipf("needs the right to mount a small disk (root): %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", disk).CombinedOutput(); err != nil {
			t.Errorf("unmounting: %v: %s", err, out)
		}
		_ = os.Remove(disk)
	})
	return disk
}

// enlarge gives a small disk another size.
func enlarge(t *testing.T, disk, size string) {
	t.Helper()
	if out, err := exec.Command("mount", "-o", "remount,size="+size, disk).CombinedOutput(); err != nil {
		t.Errorf("making room: %v: %s", err, out)
	}
}

// fill leaves so many bytes free on a small disk.
func fill(t *testing.T, disk string, free int64) {
	t.Helper()
	var s unix.Statfs_t
	if err := unix.Statfs(disk, &s); err != nil {
		t.Fatal(err)
	}
	enlarge(t, disk, fmt.Sprint((int64(s.Blocks)-int64(s.Bfree))*s.Bsize+free))
}

// TestOriginalsDiskFull: what does not fit is not kept, not even its beginning, and the error says why; with more room it is kept whole.
func TestOriginalsDiskFull(t *testing.T) {
	disk := smallDisk(t, "1m", "root")
	o, err := originalsAt(t.Context(), filepath.Join(disk, "originals"))
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	content := bytes.Repeat([]byte("%PDF"), 1<<19)
	if place, err := o.keep(t.Context(), testSHA, "pdf", bytes.NewReader(content)); !errors.Is(err, store.ErrFull) || place != "" {
		t.Errorf("kept at %q: %v", place, err)
	}
	if _, err := o.find(t.Context(), testSHA); !errors.Is(err, errNoOriginal) {
		t.Errorf("something of it is there: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(disk, "originals", "*", "*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	enlarge(t, disk, "8m")
	place, err := o.keep(t.Context(), testSHA, "pdf", bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(place); err != nil || !bytes.Equal(data, content) {
		t.Errorf("kept are %d bytes, %v", len(data), err)
	}
}
