package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The fonts the committed samples were drawn with. Other versions have other outlines, and so other bytes.
const (
	hanSum   = "acb6440a713d880a13a21b468ba7cd43f5a2b2934972e51be791c880730777b8"
	latinSum = "abdc775b21b1bc470d50c97e790d276f2054b7504e56e5bd3e64f48d68582322"
)

func committedFonts(t *testing.T) fonts {
	t.Helper()
	f, err := readFonts(debianHan, debianLatin)
	if err != nil {
		t.Skip(err)
	}
	if sum(f.han) != hanSum || sum(f.latin) != latinSum {
		t.Skip("the fonts of this machine are not those of the committed samples")
	}
	return f
}

func sum(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }

// generated reads a source and makes its files.
func generated(t *testing.T, source string, f fonts) (*document, map[string][]byte) {
	t.Helper()
	doc, err := readSource(source, full)
	if err != nil {
		t.Fatal(err)
	}
	files, err := generate(doc, f)
	if err != nil {
		t.Fatal(err)
	}
	return doc, files
}

// TestSamplesAreCurrent draws every sample anew: the committed files are what their source says, to the byte.
func TestSamplesAreCurrent(t *testing.T) {
	f := committedFonts(t)
	sources, err := filepath.Glob(filepath.Join("..", "*", "source.txt"))
	if err != nil || len(sources) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, source := range sources {
		_, files := generated(t, source, f)
		for name, want := range files {
			file := filepath.Join(filepath.Dir(source), name)
			have, err := os.ReadFile(file)
			if err != nil {
				t.Error(err)
			} else if !bytes.Equal(have, want) {
				t.Errorf("%s is not what its source says; run go run ./samples/generate", file)
			}
		}
	}
}

// TestSamplesAreSmall holds the repository small: under a megabyte a file.
func TestSamplesAreSmall(t *testing.T) {
	const limit = 1 << 20
	files, _ := filepath.Glob(filepath.Join("..", "*", "input.pdf"))
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			t.Error(err)
		} else if info.Size() >= limit {
			t.Errorf("%s has %d bytes, the limit is %d", file, info.Size(), limit)
		}
	}
}

func TestParseTable(t *testing.T) {
	const source = `@watermark mark
# 标题
@table id=t title=表 unit=万元 header=2 widths=10,20,30 break=3 codes=0
项目<2x1> | 金额<1x2>
合计 | 其中
甲 | 1.00 |

正文。
`
	doc, err := parse("x", strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	if doc.watermark != "mark" || len(doc.blocks) != 3 || doc.blocks[2].text != "正文。" {
		t.Fatalf("document %+v", doc)
	}
	got := doc.blocks[1].table
	want := []cell{{0, 0, 2, 1, "项目"}, {0, 1, 1, 2, "金额"}, {1, 1, 1, 1, "合计"}, {1, 2, 1, 1, "其中"},
		{2, 0, 1, 1, "甲"}, {2, 1, 1, 1, "1.00"}, {2, 2, 1, 1, ""}}
	if got.rows != 3 || got.headers != 2 || !got.breaks[3] || !got.codes[0] || fmt.Sprint(got.cells) != fmt.Sprint(want) {
		t.Errorf("table %+v, want cells %v", got, want)
	}
}

func TestParseRefuses(t *testing.T) {
	for name, source := range map[string]string{
		"a row too short":      "@table id=t widths=1,1,1\na | b\n",
		"a row too long":       "@table id=t widths=1\na | b\n",
		"no widths":            "@table id=t\n",
		"an unknown directive": "@picture x\n",
		"an unknown argument":  "@table id=t widths=1 colour=red\n",
	} {
		if _, err := parse("x", strings.NewReader(source)); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

// TestWrap: no line begins with a closing sign, and figures stay whole.
func TestWrap(t *testing.T) {
	c, err := newCanvas(&document{variant: full}, committedFonts(t))
	if err != nil {
		t.Fatal(err)
	}
	c.newPage(false)
	lines := c.wrap("预算支出合计2,541.25万元，其中基本支出。", 60, 0, 10)
	if strings.Join(lines, "") != "预算支出合计2,541.25万元，其中基本支出。" {
		t.Errorf("text was lost: %q", lines)
	}
	whole := false
	for _, line := range lines {
		if strings.ContainsAny(line[:3], "，。") {
			t.Errorf("a line begins with a closing sign: %q", lines)
		}
		whole = whole || strings.Contains(line, "2,541.25")
	}
	if !whole {
		t.Errorf("a figure was broken: %q", lines)
	}
}
