package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// symptom is one thing this machine should have.
type symptom struct {
	zh, en string
	// found is what is there, empty where it is missing.
	found string
	// remedy is the exact command that gets it.
	remedy string
	// without says what does not work while it is missing.
	withoutZH, withoutEN string
	// extra is set for what nobody has to have: it is not counted as missing.
	extra bool
}

// tessdataFolders are where Debian's and the usual builds of Tesseract keep language data, TESSDATA_PREFIX aside.
var tessdataFolders = []string{
	"/usr/share/tesseract-ocr/5/tessdata",
	"/usr/share/tesseract-ocr/4.00/tessdata",
	"/usr/share/tessdata",
	"/usr/local/share/tessdata",
	"/opt/homebrew/share/tessdata",
}

func newDoctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Say what is missing on this machine and the command that gets it",
		Long: "Looks for Tesseract, its Chinese and English language data, a Chinese font, a cache folder, and for PP-OCR, which is optional.\n" +
			"Exit status 0 where all is there, 3 where something is missing.",
		Example: "  gouji doctor\n  gouji doctor --lang en",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lang, err := cmd.Flags().GetString("lang")
			if err != nil {
				return err
			}
			missing := writeSymptoms(cmd.OutOrStdout(), examine(cmd.Context()), lang)
			if missing > 0 {
				return &exitStatus{code: exitPartial}
			}
			return nil
		},
	}
}

// examine looks at everything; it changes nothing but the cache folder, which it creates.
func examine(ctx context.Context) []symptom {
	return []symptom{
		tesseractProgram(ctx),
		languageData("chi_sim", "tesseract-ocr-chi-sim"),
		languageData("eng", "tesseract-ocr-eng"),
		chineseFont(ctx),
		cacheFolder(),
		officeSuite(),
		ppocrEngine(),
	}
}

func tesseractProgram(ctx context.Context) symptom {
	s := symptom{zh: "Tesseract 文字识别", en: "Tesseract OCR", remedy: aptInstall("tesseract-ocr"),
		withoutZH: "扫描页读不出来", withoutEN: "scanned pages cannot be read"}
	out, err := exec.CommandContext(ctx, "tesseract", "--version").CombinedOutput()
	if err == nil {
		s.found, _, _ = strings.Cut(strings.TrimSpace(string(out)), "\n")
	}
	return s
}

func languageData(language, pkg string) symptom {
	s := symptom{zh: "识别数据 " + language, en: "language data " + language, remedy: aptInstall(pkg),
		withoutZH: "扫描页读不出来", withoutEN: "scanned pages cannot be read"}
	folders := tessdataFolders
	if prefix := os.Getenv("TESSDATA_PREFIX"); prefix != "" {
		folders = []string{prefix, filepath.Join(prefix, "tessdata")}
	}
	for _, folder := range folders {
		file := filepath.Join(folder, language+".traineddata")
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			s.found = file
			break
		}
	}
	return s
}

// budgetLetters are the code points of 预, 算, 勾: a font that has them has Chinese. Asking for a language instead
// leaves out fonts that lack a rare letter of it.
const budgetLetters = ":charset=9884 7b97 52fe"

// chineseFont asks fontconfig for a font that covers Chinese.
func chineseFont(ctx context.Context) symptom {
	s := symptom{zh: "中文字体", en: "Chinese font", remedy: aptInstall("fontconfig fonts-droid-fallback"),
		withoutZH: "画不出样例里的汉字", withoutEN: "the samples cannot be drawn"}
	out, err := exec.CommandContext(ctx, "fc-list", budgetLetters, "file").Output()
	if err == nil {
		s.found, _, _ = strings.Cut(firstSorted(string(out)), ":")
	}
	return s
}

// firstSorted is the line of a text that sorts first: fontconfig's own order changes from run to run.
func firstSorted(text string) string {
	first := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && (first == "" || line < first) {
			first = line
		}
	}
	return first
}

// ppocrEngine looks for the second engine.
func ppocrEngine() symptom {
	s := symptom{zh: "PP-OCR 文字识别（可选）", en: "PP-OCR (optional)", remedy: ppocrInstall(), extra: true,
		withoutZH: "不能用 --ocr ppocr", withoutEN: "--ocr ppocr cannot be used"}
	if files, err := ppocrFiles(); err == nil {
		s.found = files.Recogniser
	}
	return s
}

// officeSuite looks for LibreOffice.
func officeSuite() symptom {
	return symptom{zh: "LibreOffice（可选）", en: "LibreOffice (optional)", remedy: aptInstall("libreoffice-writer-nogui libreoffice-calc-nogui"), extra: true,
		withoutZH: "不能读取 DOC、DOCX、XLS、WPS 等", withoutEN: "DOC, DOCX, XLS, WPS and the like cannot be read", found: officeProgram()}
}

// cacheFolder tries to write where pdfium's compiled code is kept.
func cacheFolder() symptom {
	s := symptom{zh: "缓存目录", en: "cache folder", remedy: "export XDG_CACHE_HOME=/var/tmp",
		withoutZH: "每次启动多用几秒", withoutEN: "every start takes seconds longer"}
	folder, err := pdfiumCache()
	if err != nil {
		return s
	}
	s.remedy = fmt.Sprintf("mkdir -p %[1]s && chmod u+rwx %[1]s", folder)
	file, err := os.CreateTemp(folder, "doctor-*")
	if err != nil {
		return s
	}
	defer os.Remove(file.Name())
	if file.Close() == nil {
		s.found = folder
	}
	return s
}

// aptInstall is the command that installs Debian packages for this user.
func aptInstall(packages string) string {
	command := "apt-get install -y " + packages
	if os.Geteuid() != 0 {
		command = "sudo " + command
	}
	return command
}

// writeSymptoms prints a line for everything, and the remedy under what is missing; it returns how many are missing.
func writeSymptoms(w io.Writer, symptoms []symptom, lang string) (missing int) {
	for _, s := range symptoms {
		name, without, lack, get := s.zh, s.withoutZH, "缺少", "安装"
		if lang == "en" {
			name, without, lack, get = s.en, s.withoutEN, "missing", "get it"
		}
		if s.found != "" {
			fmt.Fprintf(w, "✓ %s: %s\n", name, s.found)
			continue
		}
		mark := "○"
		if !s.extra {
			mark = "✗"
			missing++
		}
		fmt.Fprintf(w, "%s %s: %s (%s)\n  %s: %s\n", mark, name, lack, without, get, s.remedy)
	}
	return missing
}
