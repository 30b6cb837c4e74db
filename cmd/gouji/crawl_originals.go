package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// originals is the folder of what was fetched, each content once under its hash: ab/abcdef….pdf.
type originals struct{ dir string }

// path is where a content is kept.
func (o originals) path(sha256, kind string) string {
	return filepath.Join(o.dir, sha256[:2], sha256+"."+kind)
}

// keep writes a content, unless it is there, and gives its path. A file is there whole or not at all: it gets its name
// when its bytes are on the disk, and is read-only from then on.
func (o originals) keep(sha256, kind string, body []byte) (string, error) {
	path := o.path(sha256, kind)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(body)) {
		return path, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", fmt.Errorf("keeping a document: %w", err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".fetching-*")
	if err != nil {
		return "", fmt.Errorf("keeping a document: %w", err)
	}
	if err := writeWhole(file, path, body); err != nil {
		// The unfinished file has no name that anything looks for; what is wrong is said already.
		_ = os.Remove(file.Name())
		return "", fmt.Errorf("keeping a document: %w", err)
	}
	return path, nil
}

func writeWhole(file *os.File, path string, body []byte) error {
	_, err := file.Write(body)
	if err == nil {
		err = file.Chmod(0o444)
	}
	if err == nil {
		err = file.Sync()
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	return err
}
