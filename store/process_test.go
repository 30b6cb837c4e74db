package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Variables by which a test starts its own program as another process that writes to a store.
const (
	childStore = "GOUJI_TEST_STORE" // the store's URL
	childName  = "GOUJI_TEST_NAME"  // what its documents are called
	childCount = 25                 // how many it saves
)

func TestMain(m *testing.M) {
	if url := os.Getenv(childStore); url != "" {
		if err := child(context.Background(), url, os.Getenv(childName)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	if err := postgres.Remove(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// child saves documents and prints a line for each that is saved.
func child(ctx context.Context, url, name string) error {
	s, err := Open(ctx, url, Create)
	if err != nil {
		return err
	}
	for i := range childCount {
		if err := save(ctx, s, testHash(name, i)); err != nil {
			return err
		}
		fmt.Println(i)
	}
	return s.Close()
}

func startChild(t *testing.T, url, name string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childStore+"="+url, childName+"="+name)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

// TestSeveralProcesses lets three processes make and fill one store at once, some of the documents the same.
func TestSeveralProcesses(t *testing.T) { onBothURLs(t, testSeveralProcesses) }

func testSeveralProcesses(t *testing.T, url string) {
	var all []*exec.Cmd
	for _, name := range []string{"a", "a", "b"} {
		cmd, lines := startChild(t, url, name)
		go func() {
			for lines.Scan() {
			}
		}()
		all = append(all, cmd)
	}
	for _, cmd := range all {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	s := openURL(t, url)
	sound(t, s)
	whole(t, s, 2*childCount)
}

// whole fails the test unless the store has that many documents, each with all its rows.
func whole(t *testing.T, s *Store, documents int) {
	t.Helper()
	if n := number(t, s, "SELECT count(*) FROM documents WHERE state = 'extracted'"); n != documents {
		t.Errorf("%d documents, want %d", n, documents)
	}
	one := testResult("")
	cells := len(one.Tables[0].Cells) + len(one.Tables[1].Cells)
	for query, rows := range map[string]int{"cells": cells, "facts": len(one.Set.Facts()), "tables": len(one.Tables),
		"fact_sets": 1, "pages": len(one.Pages)} {
		if n := number(t, s, "SELECT count(*) FROM "+query); n != rows*documents {
			t.Errorf("%s: %d rows, want %d for each of %d documents", query, n, rows, documents)
		}
	}
}

// TestKill ends a process that saves documents with SIGKILL: what it said was saved is there, whole, and nothing by
// halves.
func TestKill(t *testing.T) { onBothURLs(t, testKill) }

func testKill(t *testing.T, url string) {
	for _, after := range []int{0, 3, 11} {
		t.Run(fmt.Sprint("after document ", after), func(t *testing.T) {
			if strings.HasPrefix(url, "postgres:") {
				url = postgres.Database(t)
			} else {
				url = "sqlite:" + filepath.Join(t.TempDir(), "gouji.db")
			}
			cmd, lines := startChild(t, url, "a")
			for range after + 1 {
				if !lines.Scan() {
					t.Fatal("the process ended before it could be killed")
				}
			}
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			said := after + 1
			for lines.Scan() {
				said++
			}
			// The process was killed; Wait says nothing else.
			_ = cmd.Wait()
			s := openURL(t, url)
			sound(t, s)
			saved := number(t, s, "SELECT count(*) FROM documents WHERE state = 'extracted'")
			if saved < said || saved > said+1 {
				t.Errorf("%d documents are there, the process said %d", saved, said)
			}
			whole(t, s, saved)
		})
	}
}
