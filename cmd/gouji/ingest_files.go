package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// fromStandardInput is the argument that stands for a list of paths on standard input, one a line.
const fromStandardInput = "-"

// pathFailure is a path that could not be followed.
type pathFailure struct {
	path string
	err  error
}

// fileList is the files to ingest, each once, in the order of the arguments and by name within a folder.
type fileList struct {
	files    []string
	archives []string
	failures []pathFailure
	seen     map[string]bool
	// names say of files that were unpacked in which archive, and there under which name.
	names map[string]string
}

// listFiles finds the files that arguments name: files as they are, folders with all documents and archives below them, - for a
// list on standard input. What cannot be followed is a failure and stops nothing.
func listFiles(args []string, stdin io.Reader) (*fileList, error) {
	list := &fileList{seen: map[string]bool{}}
	for _, arg := range args {
		if arg != fromStandardInput {
			list.add(arg)
			continue
		}
		lines := bufio.NewScanner(stdin)
		for lines.Scan() {
			if path := strings.TrimSuffix(lines.Text(), "\r"); path != "" {
				list.add(path)
			}
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("reading the list of paths: %w", err)
		}
	}
	return list, nil
}

// add takes one path: a file whatever its name, or a folder. A symbolic link given by name is followed.
func (l *fileList) add(path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		l.fail(path, err)
	case info.IsDir():
		l.walk(path)
	default:
		l.sort(path, kindOfFile(path), true)
	}
}

// fileKind is what is done with a file.
type fileKind int

const (
	otherFile       fileKind = iota // no document
	documentFile                    // read
	archiveFile                     // unpacked
	unsupportedFile                 // named, with what to do
)

// kindOfFile is what a file's name says it is.
func kindOfFile(name string) fileKind {
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case ext == ".pdf", ext == ".xlsx", ext == ".xlsm", isOfficeName(ext) && officeProgram() != "":
		return documentFile
	case isOfficeName(ext), ext == ".ofd", ext == ".ceb":
		return unsupportedFile
	}
	if isArchive(name) {
		return archiveFile
	}
	return otherFile
}

// sort puts a file where its kind belongs. One that was named is taken for a document whatever it is called.
func (l *fileList) sort(path string, kind fileKind, named bool) {
	switch {
	case strings.HasPrefix(filepath.Base(path), "~$"): // a lock beside a file that is open in an office program
	case kind == archiveFile:
		if abs, err := filepath.Abs(path); err == nil && !l.seen[abs] {
			l.seen[abs] = true
			l.archives = append(l.archives, abs)
		}
	case kind == unsupportedFile:
		l.fail(path, unsupported(path))
	case kind == documentFile, named:
		l.take(path)
	}
}

// unsupported is the error of a document that is not read, and what to do about it.
func unsupported(name string) error {
	return fmt.Errorf("%w: %s", errUnsupported, strings.ToLower(strings.TrimPrefix(filepath.Ext(name), ".")))
}

// walk takes the documents and archives below a folder, in the order of their names. The folder itself may be a link, hence the
// separator after it; links to folders below it are not followed, so the walk ends.
func (l *fileList) walk(root string) {
	// The callback keeps every error as a failure and goes on, so the walk itself has none.
	_ = filepath.WalkDir(root+string(filepath.Separator), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			l.fail(path, err)
		case kindOfFile(path) == otherFile:
		case entry.Type().IsRegular():
			l.sort(path, kindOfFile(path), false)
		case entry.Type()&fs.ModeSymlink != 0:
			l.link(path)
		}
		return nil
	})
}

// link takes a symbolic link to a file.
func (l *fileList) link(path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		l.fail(path, err)
	case info.Mode().IsRegular():
		l.sort(path, kindOfFile(path), false)
	}
}

func (l *fileList) take(path string) {
	abs, err := filepath.Abs(path)
	if err != nil {
		l.fail(path, err)
		return
	}
	if !l.seen[abs] {
		l.seen[abs] = true
		l.files = append(l.files, abs)
	}
}

// takeUnpacked takes a file that was unpacked, with what it is called in its archive.
func (l *fileList) takeUnpacked(path, name string) {
	l.take(path)
	if l.names == nil {
		l.names = map[string]string{}
	}
	l.names[path] = name
}

// fail keeps why a path could not be followed; the path stands beside the reason and not in it.
func (l *fileList) fail(path string, err error) {
	var named *fs.PathError
	if errors.As(err, &named) && named.Path == path {
		err = named.Err
	}
	l.failures = append(l.failures, pathFailure{path, err})
}
