package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Examples in the README files are blocks of this language; a line that begins with the prompt is a command, what
// follows is its output.
const (
	exampleFence  = "```console\n"
	examplePrompt = "$ bin/gouji "
)

// TestReadmeExamples runs every example of the README files: what they show is what the program prints.
func TestReadmeExamples(t *testing.T) {
	wholeRunsOnly(t)
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("..", "..", name)
			have, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := withExamples(t, string(have))
			switch line, a, b := firstDifference(have, []byte(want)); {
			case line == 0:
			case *update:
				if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
					t.Fatal(err)
				}
			default:
				t.Errorf("%s shows at line %d\n  %s\nbut the program prints\n  %s\nmake docs takes it over", name, line, a, b)
			}
		})
	}
}

// withExamples is a text with the output under each example's command as the program prints it now.
func withExamples(t *testing.T, text string) string {
	t.Helper()
	var out strings.Builder
	examples := 0
	for {
		before, rest, found := strings.Cut(text, exampleFence)
		out.WriteString(before)
		if !found {
			break
		}
		body, after, closed := strings.Cut(rest, "```")
		if !closed {
			t.Fatal("a block without end")
		}
		out.WriteString(exampleFence)
		for line := range strings.Lines(body) {
			if arguments, ok := strings.CutPrefix(line, examplePrompt); ok {
				examples++
				out.WriteString(line)
				out.WriteString(exampleOutput(t, strings.TrimSpace(arguments)))
			}
		}
		out.WriteString("```")
		text = after
	}
	if examples == 0 {
		t.Error("no example")
	}
	return out.String()
}

// exampleOutput runs the program in the project's folder by the shell, since examples may have pipes.
func exampleOutput(t *testing.T, arguments string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.Command("bash", "-c", "gouji "+arguments)
	cmd.Dir = filepath.Join("..", "..")
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() > exitFindings {
		t.Fatalf("gouji %s: %v\n%s", arguments, err, stderr.Bytes())
	}
	return stdout.String()
}
