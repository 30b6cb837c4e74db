package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
	"unicode/utf16"
)

const (
	// officeTime is how long LibreOffice may take for a document: a start with a new profile takes some seconds, a long document some
	// more.
	officeTime = 2 * time.Minute
	// officeBytes is the most it may make of one, in bytes: what is read of a PDF at all.
	officeBytes = memberBytes
)

// errOffice says that LibreOffice made nothing of a document.
var errOffice = errors.New("LibreOffice cannot open it")

// officeKind is a kind of office document.
type officeKind struct {
	extension string
	// target is what it is converted to, to be read: pdf or xlsx.
	target string
	// filter is LibreOffice's name for how it is read. Without one it takes what it does not understand for a text.
	filter string
}

func wordDocument() officeKind { return officeKind{"docx", "pdf", "MS Word 2007 XML"} }

// officeKindOf tells the kind by the content: names lie, and originals have none.
func officeKindOf(data []byte) (kind officeKind, known bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return oleKind(data)
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return officeKind{"rtf", "pdf", "Rich Text Format"}, true
	case !bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return officeKind{}, false
	}
	for _, k := range []struct {
		part string
		kind officeKind
	}{
		{"xl/workbook.bin", officeKind{"xlsb", "xlsx", "Calc MS Excel 2007 Binary"}}, {"word/document.xml", wordDocument()},
		{"application/vnd.oasis.opendocument.spreadsheet", officeKind{"ods", "xlsx", "calc8"}},
		{"application/vnd.oasis.opendocument.text", officeKind{"odt", "pdf", "writer8"}},
	} {
		if bytes.Contains(data, []byte(k.part)) {
			return k.kind, true
		}
	}
	return officeKind{}, false
}

// oleKind is the kind of a compound file by the names of its streams ([MS-CFB]), which are UTF-16: what Word, Excel and WPS wrote until
// 2007, and what they encrypt with a password to this day.
func oleKind(data []byte) (kind officeKind, known bool) {
	for _, k := range []struct {
		stream string
		kind   officeKind
	}{
		{"EncryptedPackage", wordDocument()}, {"WordDocument", officeKind{"doc", "pdf", "MS Word 97"}}, {"Workbook", officeKind{"xls", "xlsx", "MS Excel 97"}},
		{"Book", officeKind{"xls", "xlsx", "MS Excel 97"}},
	} {
		if bytes.Contains(data, wide(k.stream)) {
			return k.kind, true
		}
	}
	return officeKind{}, false
}

// wide is a text in UTF-16, the lower byte first.
func wide(text string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	return b
}

// isOfficeName says whether a name is that of a document that LibreOffice converts.
func isOfficeName(extension string) bool {
	switch extension {
	case ".doc", ".docx", ".xls", ".xlsb", ".wps", ".et", ".rtf", ".odt", ".ods":
		return true
	}
	return false
}

// officeProgram is LibreOffice; empty where it is not installed. It is the program itself where that is found, not the script that
// starts it: what ends the one then ends the other.
func officeProgram() string {
	found, err := exec.LookPath("soffice")
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(found); err == nil {
		if info, err := os.Stat(real + ".bin"); err == nil && info.Mode().IsRegular() {
			return real + ".bin"
		}
	}
	return found
}

// convertOffice has LibreOffice convert a document. It works in a folder of its own that is removed, with a new profile that runs no
// macros and fetches nothing, and is ended when it takes too long or this process ends. Errors are errUnsupported where LibreOffice is not
// there, errOffice where it makes nothing of the document, errChildTimeout.
func convertOffice(ctx context.Context, kind officeKind, data []byte) (converted []byte, err error) {
	program := officeProgram()
	if program == "" {
		return nil, fmt.Errorf("%w: %s", errUnsupported, kind.extension)
	}
	dir, err := os.MkdirTemp("", "gouji-office-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	in := filepath.Join(dir, "in."+kind.extension)
	if err := errors.Join(writeProfile(filepath.Join(dir, "profile")), os.WriteFile(in, data, 0o600)); err != nil {
		return nil, err
	}
	conversion := officeRun{program, dir, in, kind}
	if err := conversion.run(ctx); err != nil {
		return nil, err
	}
	out := filepath.Join(dir, "out", "in."+kind.target)
	info, err := os.Stat(out)
	if err != nil || info.Size() > officeBytes {
		return nil, errOffice
	}
	return os.ReadFile(out)
}

// officeAgain is the exit status by which LibreOffice asks to be started again, as it does once for a new profile
// (desktop/source/app/app.cxx, EXITHELPER_NORMAL_RESTART); officeStarts is how often that is done.
const (
	officeAgain  = 81
	officeStarts = 3
)

// officeRun is one conversion: the program, the folder it works in, with its profile, and the file of a kind.
type officeRun struct {
	program, dir, in string
	kind             officeKind
}

// run runs LibreOffice until it has made a file of another, or has not: how it ends says nothing else.
func (o officeRun) run(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, officeTime)
	defer cancel()
	// What ends with its parent ends with the thread that started it.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for range officeStarts {
		cmd := o.command(ctx)
		err := cmd.Run()
		var ended *exec.ExitError
		switch {
		case errors.Is(ctx.Err(), context.DeadlineExceeded):
			return fmt.Errorf("%w: LibreOffice", errChildTimeout)
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && !errors.As(err, &ended):
			return fmt.Errorf("%w: %w", errOffice, err)
		case cmd.ProcessState.ExitCode() != officeAgain:
			return nil
		}
	}
	return errOffice
}

func (o officeRun) command(ctx context.Context) *exec.Cmd {
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(o.dir, "profile")), "--headless", "--norestore",
		"--nolockcheck", "--nodefault", "--nologo", "--convert-to", o.kind.target, "--outdir", filepath.Join(o.dir, "out"), o.in}
	if o.kind.filter != "" {
		args = append(args, "--infilter="+o.kind.filter)
	}
	cmd := exec.CommandContext(ctx, o.program, args...)
	cmd.Dir = o.dir
	// A proxy that is not there, for what the profile's settings let through.
	cmd.Env = append(os.Environ(), "HOME="+o.dir, "TMPDIR="+o.dir, "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9", "SAL_USE_VCLPLUGIN=svp")
	endWithParent(cmd)
	return cmd
}

// writeProfile makes a user's profile of LibreOffice in which no macro runs, no link is updated and nothing is fetched from a network.
func writeProfile(dir string) error {
	settings := []struct{ path, name, value string }{
		{"Common/Security/Scripting", "DisableMacrosExecution", "true"},
		{"Common/Security/Scripting", "MacroSecurityLevel", "3"},
		{"Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"},
		{"Common/Security/Scripting", "DisableActiveContent", "true"},
		{"Writer/Content/Update", "Link", "0"}, // never
		{"Calc/Content/Update", "Link", "2"},   // never
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
`)
	item := func(path, name, value string) {
		fmt.Fprintf(&b, `<item oor:path="/org.openoffice.%s"><prop oor:name="%s" oor:op="fuse"><value>%s</value></prop></item>`+"\n", path, name, value)
	}
	for _, s := range settings {
		item("Office."+s.path, s.name, s.value)
	}
	for name, value := range map[string]string{"ooInetProxyType": "2", "ooInetHTTPProxyName": "127.0.0.1", "ooInetHTTPProxyPort": "9",
		"ooInetHTTPSProxyName": "127.0.0.1", "ooInetHTTPSProxyPort": "9"} {
		item("Inet/Settings", name, value)
	}
	b.WriteString("</oor:items>\n")
	user := filepath.Join(dir, "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(b.String()), 0o600)
}
