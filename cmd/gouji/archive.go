package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/bodgit/sevenzip"
	"github.com/nwaples/rardecode/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

var (
	// errArchiveDamaged: an archive, or a file in it, that cannot be unpacked.
	errArchiveDamaged = errors.New("damaged archive")
	// errArchiveEncrypted: an archive, or a file in it, that needs a password.
	errArchiveEncrypted = errors.New("encrypted archive")
	// errArchiveBomb: an archive of more files or bytes than any honest one has.
	errArchiveBomb = errors.New("the archive unpacks to too much")
	// errArchiveDeep: an archive within too many others.
	errArchiveDeep = errors.New("an archive within archives within archives")
	// errArchivePath: a file that would be written outside the folder.
	errArchivePath = errors.New("a name that leads out of the archive")
	// errUnsupported: a kind of document that is not read.
	errUnsupported = errors.New("unsupported kind of document")
)

const (
	// memberBytes is the largest file that is unpacked: larger than any document that is read.
	memberBytes = 300 << 20
	// archiveMembers is the most files an archive may have.
	archiveMembers = 100000
	// archiveRatio is how many times its own size an archive may unpack to, beyond archiveGrace: published PDF hold
	// compressed data and shrink by a fifth, workbooks by nothing; a bomb grows a thousandfold and more.
	archiveRatio = 50
	archiveGrace = 256 << 20
	// rarDictionary bounds what unpacking a RAR holds in memory.
	rarDictionary = 256 << 20
	// archiveDepth is how many archives may stand within one another.
	archiveDepth = 3
)

// member is a file in an archive.
type member struct {
	// name is as the archive has it, in UTF-8, with slashes.
	name string
	// regular is false for folders, links and devices.
	regular   bool
	encrypted bool
	open      func() (io.ReadCloser, error)
}

// eachMember hands over the files of an archive in its order. The reader of a member serves until the next one.
func eachMember(file string, use func(member) error) (err error) {
	// The libraries read what strangers made; one that gives up on it must not take the run down.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errArchiveDamaged, r)
		}
	}()
	switch strings.ToLower(filepath.Ext(file)) {
	case ".zip":
		return eachOfZip(file, use)
	case ".rar":
		return eachOfRar(file, use)
	}
	return eachOf7z(file, use)
}

// isArchive says whether a name is that of an archive which is unpacked.
func isArchive(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".zip", ".rar", ".7z":
		return true
	}
	return false
}

// zipEncrypted is the flag of a ZIP entry whose content needs a password (APPNOTE 4.4.4, bit 0).
const zipEncrypted = 1

func eachOfZip(file string, use func(member) error) error {
	archive, err := zip.OpenReader(file)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return damagedArchive(err)
	}
	defer archive.Close()
	for _, f := range archive.File {
		m := member{name: memberName(f.Name), regular: f.Mode().IsRegular(), encrypted: f.Flags&zipEncrypted != 0, open: f.Open}
		if err := use(m); err != nil {
			return err
		}
	}
	return nil
}

func eachOfRar(file string, use func(member) error) error {
	archive, err := rardecode.OpenReader(file, rardecode.MaxDictionarySize(rarDictionary))
	if err != nil {
		return damagedArchive(err)
	}
	defer archive.Close()
	for {
		h, err := archive.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return damagedArchive(err)
		}
		m := member{name: memberName(h.Name), regular: h.Mode().IsRegular() && h.LinkType == 0, encrypted: h.Encrypted,
			open: func() (io.ReadCloser, error) { return io.NopCloser(archive), nil }}
		if err := use(m); err != nil {
			return err
		}
	}
}

func eachOf7z(file string, use func(member) error) error {
	archive, err := sevenzip.OpenReader(file)
	if err != nil {
		return damagedArchive(err)
	}
	defer archive.Close()
	for _, f := range archive.File {
		if err := use(member{name: memberName(f.Name), regular: f.Mode().IsRegular(), open: f.Open}); err != nil {
			return err
		}
	}
	return nil
}

// damagedArchive tells an archive that needs a password from one that is damaged, and an error of the disk from both.
func damagedArchive(err error) error {
	var disk *fs.PathError
	var locked *sevenzip.ReadError
	switch {
	case errors.As(err, &disk):
		return err
	case errors.As(err, &locked) && locked.Encrypted, errors.Is(err, rardecode.ErrArchiveEncrypted),
		errors.Is(err, rardecode.ErrArchivedFileEncrypted):
		return fmt.Errorf("%w: %w", errArchiveEncrypted, err)
	}
	return fmt.Errorf("%w: %w", errArchiveDamaged, err)
}

// memberName is a name in UTF-8 with slashes. Windows in China writes GBK and does not say so.
func memberName(name string) string {
	if !utf8.ValidString(name) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = decoded
		}
	}
	return strings.ReplaceAll(name, `\`, "/")
}

// safeName is where a member may be written below a folder: never outside it, whatever its name says.
func safeName(name string) (string, error) {
	local := filepath.FromSlash(path.Clean(name))
	if name == "" || strings.ContainsRune(name, 0) || !filepath.IsLocal(local) || local == "." {
		return "", errArchivePath
	}
	return local, nil
}
