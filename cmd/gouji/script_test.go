package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite goldens and the examples in the README files")

// TestMain makes this test binary serve as gouji too: scripts, goldens and README examples run the program itself.
func TestMain(m *testing.M) {
	testscript.Main(tidied{m}, map[string]func(){"gouji": main, "gouji-at": mainAt})
}

// tidied runs tests and removes what they share afterwards.
type tidied struct{ *testing.M }

// Run runs the tests.
func (m tidied) Run() int {
	code := m.M.Run()
	if err := postgres.Remove(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	return code
}

// TestScripts runs testdata/script: what each command prints and its exit status.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup:               setUpScript,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"status": status},
	})
}

// setUpScript tells a script where the samples are, and shares the compilation cache: without it every run of the
// program would compile pdfium anew.
func setUpScript(env *testscript.Env) error {
	samples, err := filepath.Abs(filepath.Join("..", "..", "samples"))
	if err != nil {
		return err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	program, err := exec.LookPath("gouji")
	if err != nil {
		return err
	}
	env.Setenv("SAMPLES", samples)
	env.Setenv("GOUJI", program)
	env.Setenv("XDG_CACHE_HOME", cache)
	env.Setenv("LANG", "zh_CN.UTF-8")
	return nil
}

// status runs a program and wants an exit status: status 3 gouji extract absent.pdf.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program [argument...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}
