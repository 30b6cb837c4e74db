package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"gouji/extract"
	"gouji/extract/page"
)

// Kinds of child process, the argument of the hidden command "child".
const (
	childLedongthuc = "ledongthuc"
	childOCR        = "ocr"
	childDocument   = "document"
)

// What can go wrong with a child process; it is started anew for the next request.
var (
	errChildTimeout = errors.New("the reading process took too long and was stopped")
	errChildCrashed = errors.New("the reading process died")
)

// childLimits bound a child process.
type childLimits struct {
	// memory is the most address space in bytes; the process dies when it wants more.
	memory uint64
	// time is the longest a request may take.
	time time.Duration
	// requests is after how many requests the process is replaced, as the libraries in it leak; 0: never.
	requests int
	// work is after how much time spent on requests the process is replaced; 0: never.
	work time.Duration
	// cpu is the most processor time, as the system enforces it, of the process, and of each of its own children;
	// 0: no limit. It ends what hangs when nobody is left to end it.
	cpu time.Duration
}

// childRequest is what the parent asks; childResponse is the answer. Both go as gob over the child's standard
// input and output.
type childRequest struct {
	// File names a PDF file for the second reader, Data is its bytes. Without Data it is the file sent before.
	File string
	Data []byte
	// Page is the page to read, from 1; 0 only opens the file.
	Page int
	// Image is the image of a page, for OCR, or with Figure that of a single figure.
	Image  *childImage
	Figure bool
	// Path is the file to read whole.
	Path string
}

// childImage is a grey image, a byte a pixel, row by row, with its resolution in dots an inch.
type childImage struct {
	Width, Height int
	Pixels        []byte
	DPI           float64
}

type childResponse struct {
	Page page.Page
	// Pages is how many pages the file has, for the second reader.
	Pages int
	// Texts is what was read of a single figure.
	Texts []string
	// Unknown says that the process does not have the file and wants the request again with its bytes.
	Unknown bool
	// Error is why the page could not be read; the process goes on.
	Error string

	// Allow is more time for the request; the answer is still to come.
	Allow time.Duration
	// Document is what was read of a file, Set its facts in JSON, which keeps them exactly.
	Document *extract.Result
	Set      []byte
	// Class and Message are why a file could not be read.
	Class   string
	Message page.Message
	// Spoiled says that the process is not to be used again.
	Spoiled bool
}

// child is a process of this same program that does what could take the whole program down: libraries that
// crash, hang, leak or fill the memory. One request at a time; safe for concurrent use.
type child struct {
	kind   string
	limits childLimits
	// program is the file to run; empty for this program's own.
	program string
	// jobs is how much it may do at once; 0 stands for 1.
	jobs int
	// engine is what reads page images; empty for Tesseract.
	engine string

	mu     sync.Mutex
	cmd    *exec.Cmd // nil while none runs
	input  io.WriteCloser
	send   *gob.Encoder
	answer *gob.Decoder
	errors *tail
	served int
	spent  time.Duration
}

// newChild describes a child; the process starts with the first request.
func newChild(kind string, limits childLimits) *child { return &child{kind: kind, limits: limits} }

// call sends a request and waits for its answer. A child that dies, answers nonsense or takes too long is ended
// and the error says so; the next call starts another.
func (c *child) call(ctx context.Context, request *childRequest) (*childResponse, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cmd == nil {
		if err := c.start(); err != nil {
			return nil, fmt.Errorf("start the reading process: %w", err)
		}
	}
	begun := time.Now()
	response, stopped, err := c.within(ctx, request)
	if err != nil {
		said := c.end()
		if stopped != nil {
			return nil, stopped
		}
		return nil, fmt.Errorf("%w: %w%s", errChildCrashed, err, said)
	}
	c.served++
	c.spent += time.Since(begun)
	if c.worn() || response.Spoiled {
		c.end()
	}
	return response, nil
}

// worn says whether the process has to be replaced.
func (c *child) worn() bool {
	return c.limits.requests > 0 && c.served >= c.limits.requests || c.limits.work > 0 && c.spent >= c.limits.work
}

// within exchanges request and answer in the time there is; stopped says why the process was ended before that.
func (c *child) within(ctx context.Context, request *childRequest) (response *childResponse, stopped, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	process := c.cmd.Process
	stop := context.AfterFunc(ctx, func() { process.Kill() })
	timer := time.AfterFunc(c.limits.time, func() { cancel(errChildTimeout) })
	defer timer.Stop()
	deadline := time.Now().Add(c.limits.time)
	response, err = c.exchange(request, func(more time.Duration) {
		deadline = deadline.Add(more)
		timer.Reset(time.Until(deadline))
	})
	if !stop() {
		stopped = context.Cause(ctx)
		return nil, stopped, stopped
	}
	return response, nil, err
}

// exchange sends and receives; allow is told of more time the process asks for.
func (c *child) exchange(request *childRequest, allow func(time.Duration)) (*childResponse, error) {
	if err := c.send.Encode(request); err != nil {
		return nil, err
	}
	for {
		response := &childResponse{}
		if err := c.answer.Decode(response); err != nil {
			return nil, err
		}
		if response.Allow == 0 {
			return response, nil
		}
		allow(response.Allow)
	}
}

// start runs the process.
func (c *child) start() error {
	program := c.program
	if program == "" {
		own, err := os.Executable()
		if err != nil {
			return err
		}
		program = own
	}
	cmd := exec.Command(program, "child", c.kind, "--memory", fmt.Sprint(c.limits.memory),
		"--cpu", fmt.Sprint(int(c.limits.cpu.Seconds())), "--jobs", fmt.Sprint(max(1, c.jobs)), "--ocr", cmp.Or(c.engine, engineTesseract))
	// Tesseract's threads fight over the processor: nine times slower than one thread a process.
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	c.errors = &tail{}
	cmd.Stderr = c.errors
	input, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	c.cmd, c.input, c.served, c.spent = cmd, input, 0, 0
	c.send, c.answer = gob.NewEncoder(input), gob.NewDecoder(output)
	return nil
}

// end stops the process and gives the last thing it said.
func (c *child) end() string {
	if c.cmd == nil {
		return ""
	}
	c.input.Close()
	c.cmd.Process.Kill()
	c.cmd.Wait() //nolint:errcheck // it was killed; how it ended says nothing
	c.cmd = nil
	return c.errors.String()
}

// Close stops the process.
func (c *child) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end()
}

// tail keeps the beginning of what is written to it: a dying Go process says there what happened.
type tail struct {
	mu   sync.Mutex
	line bytes.Buffer
}

// tailBytes is how much of it is kept.
const tailBytes = 200

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := tailBytes - t.line.Len(); room > 0 {
		t.line.Write(b[:min(room, len(b))])
	}
	return len(b), nil
}

// String is its first line with a colon before it, or nothing.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	line, _, _ := bytes.Cut(t.line.Bytes(), []byte("\n"))
	if len(line) == 0 {
		return ""
	}
	return ": " + string(line)
}

// newChildCommand is the hidden command that serves requests of the program itself.
func newChildCommand() *cobra.Command {
	var memory, cpu uint64
	cmd := &cobra.Command{
		Use:       "child KIND",
		Short:     "Read pages for another gouji process",
		Hidden:    true,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{childLedongthuc, childOCR, childDocument},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := limitSelf(memory, cpu); err != nil {
				return err
			}
			engine, err := cmd.Flags().GetString("ocr")
			if err != nil {
				return err
			}
			if args[0] == childDocument {
				jobs, err := cmd.Flags().GetInt("jobs")
				if err != nil {
					return err
				}
				return serveDocuments(jobs, engine, cmd.InOrStdin(), cmd.OutOrStdout())
			}
			return serveChild(args[0], engine, cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	cmd.Flags().Uint64Var(&memory, "memory", 0, "most address space in bytes; 0: no limit")
	cmd.Flags().Uint64Var(&cpu, "cpu", 0, "most processor time in seconds; 0: no limit")
	return cmd
}

// handler answers requests one after another.
type handler interface {
	handle(*childRequest) *childResponse
}

// limitSelf bounds what this process may use.
func limitSelf(memory, cpu uint64) error {
	if cpu > 0 {
		if err := limitCPU(cpu); err != nil {
			return failure(fmt.Errorf("limit the processor time of the reading process: %w", err))
		}
	}
	if memory > 0 {
		if err := limitMemory(memory); err != nil {
			return failure(fmt.Errorf("limit the memory of the reading process: %w", err))
		}
		debug.SetMemoryLimit(int64(memory / 2)) // collect garbage well before the hard limit
	}
	return nil
}

// serveChild answers requests for pages until its input ends.
func serveChild(kind, engine string, in io.Reader, out io.Writer) error {
	var h handler = &secondReaderHandler{}
	if kind == childOCR {
		h = &ocrHandler{engine: engine}
	}
	return serve(h, in, gob.NewEncoder(out))
}

// serve answers requests until its input ends.
func serve(h handler, in io.Reader, send *gob.Encoder) error {
	requests := make(chan *childRequest)
	go receive(in, requests)
	for request := range requests {
		if err := send.Encode(h.handle(request)); err != nil {
			return failure(fmt.Errorf("answer the parent process: %w", err))
		}
	}
	return nil
}

// receive reads requests. It ends the process when the parent is gone, also in the midst of a request: a child
// that hangs must not outlive its parent.
func receive(in io.Reader, requests chan<- *childRequest) {
	from := gob.NewDecoder(in)
	for {
		request := &childRequest{}
		if err := from.Decode(request); err != nil {
			os.Exit(0)
		}
		requests <- request
	}
}
