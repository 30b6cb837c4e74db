package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"sync"
	"time"

	"gouji/store"
)

// The store keeps paths and hashes, not bytes: an original is only as good as its file.
var (
	// errGone: no file of the document is there any more.
	errGone = errors.New("the file is no longer where it was")
	// errOther: the files are there, and hold something else.
	errOther = errors.New("the file has other contents now")
)

// originals find the files of documents, and say where they are no longer what was read.
type originals struct {
	store *store.Store
	fetch func(ctx context.Context, sha256 string) (path string, err error)
	mu    sync.Mutex
	// seen are the hashes of files as they were when last read.
	seen map[string]stamped
}

// stamped is a file's hash and what tells that the file is another one since.
type stamped struct {
	size     int64
	modified time.Time
	sha256   string
}

// path is a file that has the document's bytes now; errGone or errOther where there is none. Paths come from the store,
// never from a request.
func (o *originals) path(ctx context.Context, sha string) (string, error) {
	why := errGone
	view := store.View{Name: "v_paths", Columns: []string{"path"}, SHA256: sha, Order: "current DESC, path"}
	for row, err := range o.store.Rows(ctx, view) {
		if err != nil {
			return "", err
		}
		path := row[0].(string)
		is, err := o.hash(path)
		switch {
		case err != nil:
			continue
		case is == sha:
			return path, nil
		}
		why = errOther
	}
	if o.fetch == nil {
		return "", why
	}
	path, err := o.fetch(ctx, sha)
	if err != nil {
		return "", why
	}
	if is, err := o.hash(path); err != nil || is != sha {
		return "", errOther
	}
	return path, nil
}

// read gives the document's bytes, checked once more against the hash.
func (o *originals) read(ctx context.Context, sha string) ([]byte, error) {
	path, err := o.path(ctx, sha)
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, errGone
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != sha {
		return nil, errOther
	}
	return data, nil
}

// hash is a file's SHA-256; one that has not changed since is not read again.
func (o *originals) hash(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if s, ok := o.seen[path]; ok && s.size == info.Size() && s.modified.Equal(info.ModTime()) {
		return s.sha256, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	s := stamped{info.Size(), info.ModTime(), hex.EncodeToString(sum.Sum(nil))}
	o.seen[path] = s
	return s.sha256, nil
}
