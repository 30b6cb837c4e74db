package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gouji/extract/pdf"
)

// unpacker takes the documents out of archives into a folder beside the store, where later commands find them.
type unpacker struct {
	// dir is the folder; list takes what was unpacked, and what was not.
	dir  string
	list *fileList
}

// unpackAll unpacks the archives of a list. What is there already, from an earlier run, is not written again.
func unpackAll(dir string, list *fileList) {
	u := unpacker{dir, list}
	for _, archive := range list.archives {
		info, err := os.Stat(archive)
		if err != nil {
			list.fail(archive, err)
			continue
		}
		u.archive(archive, archive, &archiveBudget{bytes: archiveGrace + archiveRatio*info.Size(), members: archiveMembers}, 1)
	}
}

// archiveBudget is what may still be unpacked of an archive and of those within it.
type archiveBudget struct {
	bytes   int64
	members int
}

// hashShown is how many digits of an archive's hash the name of its folder has: enough for no two to meet.
const hashShown = 12

// archive unpacks one archive, which is called name.
func (u *unpacker) archive(file, name string, budget *archiveBudget, depth int) {
	sum, _, err := hashFile(file)
	if err != nil {
		u.list.fail(name, err)
		return
	}
	target := filepath.Join(u.dir, filepath.Base(file)+"-"+sum[:hashShown])
	err = eachMember(file, func(m member) error {
		if budget.members--; budget.members < 0 {
			return errArchiveBomb
		}
		if !m.regular || strings.HasPrefix(m.name, "__MACOSX/") {
			return nil
		}
		err := u.member(m, openArchive{target, name, budget, depth})
		if errors.Is(err, errArchiveBomb) {
			return err
		}
		if err != nil {
			u.list.fail(name+"!"+m.name, err)
		}
		return nil
	})
	if err != nil {
		u.list.fail(name, err)
	}
}

// openArchive is an archive that is being unpacked: into which folder, under which name, with what is left to unpack, and
// within how many others, itself counted.
type openArchive struct {
	target, name string
	budget       *archiveBudget
	depth        int
}

// member unpacks a file that is a document or an archive; the error is about it alone, unless it is errArchiveBomb.
func (u *unpacker) member(m member, in openArchive) error {
	kind := kindOfFile(m.name)
	switch {
	case kind == otherFile:
		return nil
	case kind == unsupportedFile:
		return unsupported(m.name)
	case kind == archiveFile && in.depth == archiveDepth:
		return errArchiveDeep
	case m.encrypted:
		return errArchiveEncrypted
	}
	local, err := safeName(m.name)
	if err != nil {
		return err
	}
	path := filepath.Join(in.target, local)
	if err := unpackFile(m, path, in.budget); err != nil {
		return err
	}
	if kind == archiveFile {
		u.archive(path, in.name+"!"+m.name, in.budget, in.depth+1)
		return nil
	}
	u.list.takeUnpacked(path, in.name+"!"+m.name)
	return nil
}

// unpackFile writes a member to a path, whole or not at all. The folder's name has the archive's hash, so a file of that
// name is the same file.
func unpackFile(m member, path string, budget *archiveBudget) (err error) {
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
		budget.bytes -= info.Size()
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(path), ".part-")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(part.Name()))
		}
	}()
	err = errors.Join(copyMember(part, m, budget), part.Sync(), part.Close())
	if err != nil {
		return err
	}
	return os.Rename(part.Name(), path)
}

// copyMember unpacks a member as far as the budget goes, whatever the archive says of its size.
func copyMember(to io.Writer, m member, budget *archiveBudget) error {
	from, err := m.open()
	if err != nil {
		return damagedArchive(err)
	}
	defer from.Close()
	most := min(memberBytes, budget.bytes)
	n, err := io.Copy(to, io.LimitReader(from, most+1))
	budget.bytes -= n
	switch {
	case budget.bytes < 0:
		return errArchiveBomb
	case n > memberBytes:
		return fmt.Errorf("%w: more than %d MiB", pdf.ErrTooLarge, memberBytes>>20)
	case err != nil:
		return damagedArchive(err)
	}
	return nil
}
