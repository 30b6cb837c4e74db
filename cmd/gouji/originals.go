package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // s3://
	"gocloud.dev/gcerrors"

	"gouji/store"
)

// originals is where the bytes of documents are kept, each content once under its hash: ab/abcdef….pdf. It is a folder, or
// a bucket that many machines reach.
type originals struct {
	bucket *blob.Bucket
	// base stands before the keys: the folder, or the bucket's URL.
	base string
	// folder says that a key is a file below base.
	folder bool
}

// errNoOriginal says that a document's bytes are not where they are kept.
var errNoOriginal = errors.New("the original is not there")

// openOriginals opens what --originals names; by default the folder originals beside the store's file.
func openOriginals(cmd *cobra.Command, s *store.Store) (*originals, error) {
	where, err := cmd.Flags().GetString("originals")
	switch {
	case err != nil:
		return nil, err
	case where == "" && s.Path() == "":
		return nil, usageError("a store on PostgreSQL needs --originals: a folder that all machines have, or s3://BUCKET")
	case where == "":
		where = filepath.Join(filepath.Dir(s.Path()), "originals")
	}
	o, err := originalsAt(cmd.Context(), where)
	if err != nil {
		return nil, failure(fmt.Errorf("--originals: %w", err))
	}
	return o, nil
}

// originalsAt opens a folder, which is made where it is missing, or the bucket of a URL.
func originalsAt(ctx context.Context, where string) (*originals, error) {
	if strings.Contains(where, "://") {
		bucket, err := blob.OpenBucket(ctx, lenient(where))
		base, _, _ := strings.Cut(where, "?")
		return &originals{bucket: bucket, base: strings.TrimSuffix(base, "/")}, err
	}
	dir, err := filepath.Abs(where)
	if err != nil {
		return nil, err
	}
	bucket, err := fileblob.OpenBucket(dir, &fileblob.Options{CreateDir: true, DirFileMode: 0o755, NoTempDir: true,
		Metadata: fileblob.MetadataDontWrite})
	return &originals{bucket: bucket, base: dir, folder: true}, err
}

// lenient is the URL of a bucket, which, where it names the service, asks of it no checksums beyond those that S3 has to
// have: others than Amazon's know none, and hashes are compared anyway.
func lenient(where string) string {
	u, err := url.Parse(where)
	if err != nil || u.Query().Get("endpoint") == "" {
		return where
	}
	query := u.Query()
	for _, name := range []string{"request_checksum_calculation", "response_checksum_validation"} {
		if !query.Has(name) {
			query.Set(name, "when_required")
		}
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// Close lets the bucket go.
func (o *originals) Close() error { return o.bucket.Close() }

// key is under what a content is kept.
func key(sha256, kind string) string { return sha256[:2] + "/" + sha256 + "." + kind }

// place is the path or URL of a content.
func (o *originals) place(sha256, kind string) string {
	if o.folder {
		return filepath.Join(o.base, filepath.FromSlash(key(sha256, kind)))
	}
	return o.base + "/" + key(sha256, kind)
}

// holds says whether a path or URL is of an original.
func (o *originals) holds(place string) bool {
	return strings.HasPrefix(place, o.base+"/") || strings.HasPrefix(place, o.base+string(filepath.Separator))
}

// has says whether a content is kept; size is its bytes.
func (o *originals) has(ctx context.Context, key string, size int64) (bool, error) {
	about, err := o.bucket.Attributes(ctx, key)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return false, nil
	}
	return err == nil && about.Size == size, err
}

// keep writes a content, unless it is there, and gives its path or URL. It is there whole or not at all: it gets its name
// when all its bytes are written.
func (o *originals) keep(ctx context.Context, sha256, kind string, body io.ReadSeeker) (place string, err error) {
	size, err := body.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = body.Seek(0, io.SeekStart)
	}
	if err != nil {
		return "", fmt.Errorf("keeping a document: %w", err)
	}
	if there, err := o.has(ctx, key(sha256, kind), size); err != nil {
		return "", fmt.Errorf("keeping a document: %w", err)
	} else if there {
		return o.place(sha256, kind), nil
	}
	err = o.write(ctx, key(sha256, kind), body)
	if err == nil && o.folder {
		err = settle(o.place(sha256, kind))
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		err = fmt.Errorf("%w: %w", store.ErrFull, err)
	}
	if err != nil {
		return "", fmt.Errorf("keeping a document: %w", err)
	}
	return o.place(sha256, kind), nil
}

// write writes a content, all of it or none: bucket.Upload would keep what it has of one that it could not write to its end.
func (o *originals) write(ctx context.Context, key string, body io.Reader) error {
	ctx, throwAway := context.WithCancel(ctx)
	defer throwAway()
	w, err := o.bucket.NewWriter(ctx, key, &blob.WriterOptions{ContentType: "application/octet-stream"})
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, body); err != nil {
		throwAway()
		_ = w.Close() // says that it was thrown away
		return err
	}
	return w.Close()
}

// settle has a new file on the disk before it is relied on, and nobody change it; one that does not get there is removed. A crash
// before that may leave a file of another size, which is written again.
func settle(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err = errors.Join(file.Chmod(0o444), file.Sync(), file.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// file is a file with a document's bytes: the one at its path, or a copy of the original, which is removed when done is
// called. A nil o has paths alone.
func (o *originals) file(ctx context.Context, sha256, path string) (file string, done func(), err error) {
	if info, err := os.Stat(path); o == nil || err == nil && info.Mode().IsRegular() {
		return path, func() {}, nil
	}
	key, err := o.find(ctx, sha256)
	switch {
	case err != nil:
		return "", nil, err
	case o.folder:
		return filepath.Join(o.base, filepath.FromSlash(key)), func() {}, nil
	}
	return o.copy(ctx, key)
}

// at is a file with the bytes of what is at a path or at an original's URL.
func (o *originals) at(ctx context.Context, place string) (file string, done func(), err error) {
	if o == nil || o.folder || !o.holds(place) {
		return place, func() {}, nil
	}
	return o.copy(ctx, strings.TrimPrefix(place, o.base+"/"))
}

// find is the key of a content, whatever its kind.
func (o *originals) find(ctx context.Context, sha256 string) (string, error) {
	list := o.bucket.List(&blob.ListOptions{Prefix: key(sha256, "")})
	for {
		object, err := list.Next(ctx)
		switch {
		case errors.Is(err, io.EOF):
			return "", fmt.Errorf("%w: %s in %s: %w", errNoOriginal, sha256, o.base, fs.ErrNotExist)
		case err != nil:
			return "", fmt.Errorf("looking for an original: %w", err)
		case path.Ext(object.Key) != ".tmp": // which a process that was killed left behind
			return object.Key, nil
		}
	}
}

// copy puts an original into a file for a while.
func (o *originals) copy(ctx context.Context, key string) (file string, done func(), err error) {
	dir, err := os.MkdirTemp("", "gouji-original-")
	if err != nil {
		return "", nil, err
	}
	done = func() { _ = os.RemoveAll(dir) } // what is left is in the folder for temporary files
	file = filepath.Join(dir, path.Base(key))
	out, err := os.Create(file)
	if err == nil {
		err = errors.Join(o.bucket.Download(ctx, key, out, nil), out.Close())
	}
	if err != nil {
		done()
		return "", nil, fmt.Errorf("fetching an original: %w", err)
	}
	return file, done, nil
}

// reachableOriginals are those that --originals names, and on PostgreSQL they have to be named; nil where the paths of
// the store are enough.
func reachableOriginals(cmd *cobra.Command, s *store.Store) (*originals, error) {
	if where, err := cmd.Flags().GetString("originals"); err != nil || where == "" && s.Path() != "" {
		return nil, err
	}
	return openOriginals(cmd, s)
}
