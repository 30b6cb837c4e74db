// Package ppocr finds and reads lines of text in grey images with the PP-OCR models of the PaddleOCR project, run by
// ONNX Runtime. The library and the models are files on the machine; nothing of them is built in.
package ppocr

import (
	"fmt"
	"os"
	"strings"

	onnx "github.com/yalue/onnxruntime_go"
)

// Files are the paths of what the models need.
type Files struct {
	// Library is ONNX Runtime's shared library of API version 24 or later.
	Library string
	// Finder and Recogniser are the models that find lines and that read one, Letters the recogniser's characters,
	// one a line.
	Finder, Recogniser, Letters string
}

// Model finds and reads lines. It is for one goroutine; ONNX Runtime is started once for the whole process, by the
// first model.
type Model struct {
	finder, recogniser *onnx.DynamicAdvancedSession
	// letters are the recogniser's classes: nothing, its characters, and a blank.
	letters []string
}

// Open loads library and models. Its error names the file that is missing or does not fit.
func Open(files Files) (*Model, error) {
	letters, err := readLetters(files.Letters)
	if err != nil {
		return nil, err
	}
	if !onnx.IsInitialized() {
		onnx.SetSharedLibraryPath(files.Library)
		if err := onnx.InitializeEnvironment(onnx.WithLogLevelError()); err != nil {
			return nil, fmt.Errorf("start ONNX Runtime from %s: %w", files.Library, err)
		}
	}
	m := &Model{letters: letters}
	if m.finder, err = session(files.Finder); err != nil {
		return nil, err
	}
	if m.recogniser, err = session(files.Recogniser); err != nil {
		m.Close()
		return nil, err
	}
	return m, nil
}

// readLetters reads the recogniser's characters, and puts before them its class for nothing, after them the blank.
func readLetters(file string) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the characters of the PP-OCR model: %w", err)
	}
	letters := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	for i := range letters {
		letters[i] = strings.TrimSuffix(letters[i], "\r")
	}
	return append(append([]string{""}, letters...), " "), nil
}

// session loads a model that has one input and one output, to run on one thread.
func session(file string) (*onnx.DynamicAdvancedSession, error) {
	inputs, outputs, err := onnx.GetInputOutputInfo(file)
	if err != nil {
		return nil, fmt.Errorf("load the PP-OCR model %s: %w", file, err)
	}
	if len(inputs) != 1 || len(outputs) != 1 {
		return nil, fmt.Errorf("load the PP-OCR model %s: it has %d inputs and %d outputs, not one of each", file, len(inputs), len(outputs))
	}
	options, err := singleThread()
	if err != nil {
		return nil, err
	}
	defer options.Destroy() //nolint:errcheck // it only frees memory
	s, err := onnx.NewDynamicAdvancedSession(file, []string{inputs[0].Name}, []string{outputs[0].Name}, options)
	if err != nil {
		return nil, fmt.Errorf("load the PP-OCR model %s: %w", file, err)
	}
	return s, nil
}

// singleThread are the options for one thread: pages are read in as many processes as there are processors. The arena
// is off, as it keeps the memory of the widest line for ever.
func singleThread() (*onnx.SessionOptions, error) {
	options, err := onnx.NewSessionOptions()
	if err != nil {
		return nil, fmt.Errorf("set up ONNX Runtime: %w", err)
	}
	for _, err := range []error{options.SetIntraOpNumThreads(1), options.SetInterOpNumThreads(1), options.SetCpuMemArena(false)} {
		if err != nil {
			return nil, fmt.Errorf("set up ONNX Runtime: %w", err)
		}
	}
	return options, nil
}

// Close frees the models.
func (m *Model) Close() {
	for _, s := range []*onnx.DynamicAdvancedSession{m.finder, m.recogniser} {
		if s != nil {
			s.Destroy() //nolint:errcheck // it only frees memory
		}
	}
}

// picture is an image of three channels as a model takes it, a channel after the other, row by row.
type picture struct {
	values        []float32
	width, height int
}

// run gives a model a picture and calls use with what it answers and its shape.
func run(s *onnx.DynamicAdvancedSession, p picture, use func([]float32, onnx.Shape)) error {
	input, err := onnx.NewTensor(onnx.NewShape(1, 3, int64(p.height), int64(p.width)), p.values)
	if err != nil {
		return fmt.Errorf("run a PP-OCR model: %w", err)
	}
	defer input.Destroy() //nolint:errcheck // it only frees memory
	output := []onnx.Value{nil}
	if err := s.Run([]onnx.Value{input}, output); err != nil {
		return fmt.Errorf("run a PP-OCR model: %w", err)
	}
	defer output[0].Destroy() //nolint:errcheck // it only frees memory
	answer, ok := output[0].(*onnx.Tensor[float32])
	if !ok {
		return fmt.Errorf("run a PP-OCR model: it answers with %T", output[0])
	}
	use(answer.GetData(), answer.GetShape())
	return nil
}
