// Package gouji_test holds the design's rules about the code itself: which package may import which, what stays out of
// the packages below the command, and how long files and functions may be.
package gouji_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "gouji"

// floors is the order of the packages: a package imports only from lower floors. A new package gets its line here.
var floors = map[string]int{
	"cmd/gouji":        6,
	"cmd/gouji/web":    5,
	"samples/generate": 5,

	"store": 4,

	"extract":             3,
	"reconcile/rules":     3,
	"reconcile/report":    3,
	"reconcile/mutate":    3,
	"reconcile/userrules": 3,

	"extract/form":      2,
	"extract/draw":      2,
	"extract/narrative": 2,
	"reconcile":         2,
	"reconcile/region":  1,

	"extract/pdf":        1,
	"extract/ocr":        1,
	"extract/sheet":      1,
	"extract/layout":     1,
	"extract/table":      1,
	"extract/fact":       1,
	"extract/form/codes": 1,
	"reconcile/feasible": 1,
	"extract/crawl":      1,

	"extract/ocr/ppocr": 0,
	"samples/lie":       0,
	"extract/page":      0,
	"store/pgtest":      0,
}

// apart are packages of the tree that import nothing of the project and are imported by nothing.
var apart = map[string]bool{".": true}

// forbidden are imports that their floors would allow and the design does not: rules see what is stated, never pages'
// contents or tables, and the store is no part of them.
var forbidden = map[string][]string{
	"reconcile":        {"extract/layout", "extract/table", "extract/pdf", "extract/ocr"},
	"reconcile/rules":  {"extract", "extract/form", "extract/narrative", "extract/layout", "extract/table", "extract/pdf", "extract/ocr"},
	"reconcile/report": {"extract", "extract/form", "extract/narrative", "extract/layout", "extract/table", "extract/pdf", "extract/ocr"},
	"extract":          {"reconcile"},
}

const (
	fileLimit      = 400 // lines
	functionLimit  = 60  // lines
	parameterLimit = 4
)

// source is one Go file of the project, tests aside.
type source struct {
	path, pkg string
	file      *ast.File
}

// sources parses every Go file that is no test; fset has their positions.
func sources(t *testing.T) (files []source, fset *token.FileSet) {
	t.Helper()
	fset = token.NewFileSet()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if name != "." && (name[0] == '.' || name[0] == '_' || name == "testdata" || name == "bin" || name == "out") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, source{path, filepath.ToSlash(filepath.Dir(path)), file})
		return nil
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	return files, fset
}

func TestImportsGoDown(t *testing.T) {
	files, _ := sources(t)
	seen := map[string]bool{}
	for _, f := range files {
		seen[f.pkg] = true
		floor, listed := floors[f.pkg]
		if !listed && !apart[f.pkg] {
			t.Errorf("%s: package %s stands on no floor; give it its place in floors", f.path, f.pkg)
			continue
		}
		for _, spec := range f.file.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			imported, ours := strings.CutPrefix(path, module+"/")
			if !ours {
				continue
			}
			if below, known := floors[imported]; !known || apart[f.pkg] || below >= floor {
				t.Errorf("%s: %s (floor %d) may not import %s (floor %d)", f.path, f.pkg, floor, imported, below)
			}
			for _, no := range forbidden[f.pkg] {
				if imported == no {
					t.Errorf("%s: %s may not see %s", f.path, f.pkg, imported)
				}
			}
		}
	}
	for pkg := range floors {
		if !seen[pkg] {
			t.Errorf("floors lists %s, which does not exist", pkg)
		}
	}
}

// TestBelowTheCommand: no goroutine, log line, environment read or registration outside cmd.
func TestBelowTheCommand(t *testing.T) {
	files, fset := sources(t)
	for _, f := range files {
		if strings.HasPrefix(f.pkg, "cmd/") || f.pkg == "samples/generate" || apart[f.pkg] {
			continue
		}
		for _, spec := range f.file.Imports {
			if path, _ := strconv.Unquote(spec.Path.Value); path == "log" || path == "log/slog" {
				t.Errorf("%s: logging belongs into the command", f.path)
			}
		}
		ast.Inspect(f.file, func(n ast.Node) bool {
			if what := belongsAbove(n); what != "" {
				t.Errorf("%s: %s", fset.Position(n.Pos()), what)
			}
			return true
		})
	}
}

// belongsAbove says what of a node is the command's business, or nothing.
func belongsAbove(n ast.Node) string {
	switch n := n.(type) {
	case *ast.GoStmt:
		return "goroutines are started by the command"
	case *ast.FuncDecl:
		if n.Recv == nil && n.Name.Name == "init" {
			return "init() registers behind the reader's back"
		}
	case *ast.SelectorExpr:
		if x, ok := n.X.(*ast.Ident); ok && x.Name == "os" {
			switch n.Sel.Name {
			case "Getenv", "LookupEnv", "Environ", "Setenv", "ExpandEnv", "Exit":
				return "os." + n.Sel.Name + " belongs into the command"
			}
		}
	}
	return ""
}

func TestSizes(t *testing.T) {
	files, fset := sources(t)
	for _, f := range files {
		if lines := fset.File(f.file.Pos()).LineCount(); lines > fileLimit {
			t.Errorf("%s has %d lines; %d are allowed: cut it by noun or step", f.path, lines, fileLimit)
		}
		for _, decl := range f.file.Decls {
			function, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			from, to := fset.Position(function.Pos()), fset.Position(function.End())
			if lines := to.Line - from.Line + 1; lines > functionLimit {
				t.Errorf("%s: %s has %d lines; %d are allowed", from, function.Name.Name, lines, functionLimit)
			}
			if n := function.Type.Params.NumFields(); n > parameterLimit {
				t.Errorf("%s: %s has %d parameters; more than %d make a struct", from, function.Name.Name, n, parameterLimit)
			}
		}
	}
}
