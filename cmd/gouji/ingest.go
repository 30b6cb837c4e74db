package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"gouji/reconcile"
	"gouji/store"
)

func newIngestCommand() *cobra.Command {
	var force, wait bool
	var suppress string
	var ruleFiles []string
	cmd := &cobra.Command{
		Use:   "ingest FILE|DIR… | -",
		Short: "Read PDFs into the store and reconcile them",
		Long: "Reads files, all PDFs and XLSX workbooks below folders and in archives (zip, rar, 7z), and with - the paths listed on\n" +
			"standard input, into the store, and reconciles what is new. What is in archives is kept in a folder beside the store.\n" +
			"Documents of other kinds (DOC, DOCX, XLS, WPS, OFD) are named. A file whose content was read before is skipped. Stopped at any time, it goes on\n" +
			"where it was when the same command is given again.",
		Example: "  gouji ingest ./pdfs\n" +
			"  find /data -name '*预算*.pdf' | gouji ingest --store sqlite:/data/gouji.db -",
		Args: cobra.MinimumNArgs(1),
	}
	cmd.Flags().BoolVar(&force, "force", false, "read again what has not changed")
	cmd.Flags().BoolVar(&wait, "wait", false, "with a store on PostgreSQL, wait until workers have read and checked what was queued")
	addSuppressFlag(cmd, &suppress)
	addRulesFlag(cmd, &ruleFiles)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		file, err := readSuppressions(suppress)
		if err != nil {
			return err
		}
		list, err := listFiles(args, cmd.InOrStdin())
		if err != nil {
			return failure(err)
		}
		o, err := pipelineOptions(cmd, readerAuto)
		if err != nil {
			return err
		}
		if o.rules, err = rulesWith(ruleFiles); err != nil {
			return err
		}
		s, err := openStore(cmd, store.Create)
		if err != nil {
			return err
		}
		removeUnpacked, err := unpack(s, list)
		if err == nil {
			err = runIngest(cmd, ingestJob{store: s, list: list, options: o, force: force, wait: wait, suppress: file})
			err = ended("removing what was unpacked", err, removeUnpacked())
		}
		return closeStore(s, err)
	}
	return cmd
}

// unpack unpacks the archives of a list: beside the store's file, where later commands find what was in them, or for a
// store without one into a folder that is removed when its documents are kept.
func unpack(s *store.Store, list *fileList) (remove func() error, err error) {
	if s.Path() != "" || len(list.archives) == 0 {
		unpackAll(s.Path()+unpackedSuffix, list)
		return func() error { return nil }, nil
	}
	dir, err := os.MkdirTemp("", "gouji-unpacked-")
	if err != nil {
		return nil, failure(err)
	}
	unpackAll(dir, list)
	return func() error { return os.RemoveAll(dir) }, nil
}

// unpackedSuffix makes of the store's path that of the folder with what was unpacked of archives.
const unpackedSuffix = ".unpacked"

// ingestJob is what one call of ingest has to do.
type ingestJob struct {
	store   *store.Store
	list    *fileList
	options options
	force   bool
	// wait says that the run ends when workers are done with what it queued.
	wait bool
	// suppress is what does not count.
	suppress suppressionFile
}

// runIngest does the job and says what it came to.
func runIngest(cmd *cobra.Command, job ingestJob) error {
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return err
	}
	i, err := job.begin(cmd.Context(), newIngestReport(cmd.ErrOrStderr(), lang, job.options.verbose, len(job.list.files)))
	if err != nil {
		return failure(err)
	}
	defer onInterrupt(cmd.Context(), i.report)()
	if job.store.Path() == "" {
		return i.queueAll(cmd, job)
	}
	return i.readAll(cmd.Context(), job)
}

// begin records that the job begins, and says which paths led to no file.
func (job ingestJob) begin(ctx context.Context, report *ingestReport) (*ingestRun, error) {
	run, err := job.store.BeginRun(ctx, store.Run{Command: "ingest", ProgramVersion: version, ExtractorVersion: readingVersion(),
		Started: time.Now(), Rules: job.options.rules.files})
	if err != nil {
		return nil, err
	}
	for _, f := range job.list.failures {
		report.path(f)
	}
	return &ingestRun{ingestion: ingestion{store: job.store, version: readingVersion(), force: job.force}, run: run, report: report,
		seen: map[string]bool{}, queued: map[string]string{}, suppress: job.suppress}, nil
}

// readAll reads the files in processes of this machine, and checks what is new.
func (i *ingestRun) readAll(ctx context.Context, job ingestJob) (err error) {
	if i.pipeline, err = newPipeline(job.options); err != nil {
		return err
	}
	defer i.pipeline.Close()
	i.pipeline.manyFiles = true
	i.documents = newDocumentReader(job.options.jobs, len(job.list.files), job.options.engine)
	defer i.documents.Close()
	if err = i.takeAll(ctx, job); err == nil {
		err = i.checkPending(ctx, func(path string, err error) { i.report.path(pathFailure{path, err}) })
	}
	return i.end(ctx, err)
}

// onInterrupt says once, when the run is interrupted, that the documents in hand are finished first, and lets a second
// signal end the program at once. The function it gives ends the watch.
func onInterrupt(ctx context.Context, report *ingestReport) (stop func()) {
	cancel := context.AfterFunc(ctx, func() {
		signal.Reset(os.Interrupt, syscall.SIGTERM)
		report.note(reconcile.Text{ZH: "收到中断信号：先完成手头的文件；再按一次 Ctrl-C 立即退出",
			EN: "interrupted: finishing the documents in hand; Ctrl-C again stops at once"})
	})
	return func() { cancel() }
}

// errInterrupted says that a run was stopped by a signal.
var errInterrupted = errors.New("interrupted")

// ingestRun is a run under way.
type ingestRun struct {
	ingestion
	run    int64
	report *ingestReport
	// suppress is what does not count.
	suppress suppressionFile
	// seen are the contents of the run's files; unchanged are the files found again as they were.
	seen      map[string]bool
	unchanged []string
	// queued are the contents that were left to workers, with their paths.
	queued map[string]string
}

// takeAll takes the files into the store.
func (i *ingestRun) takeAll(ctx context.Context, job ingestJob) error {
	left, err := i.ingestAll(ctx, job.options.jobs, job.list.files, i.took)
	i.report.finish()
	if err == nil {
		err = i.store.SawAgain(context.WithoutCancel(ctx), i.unchanged, time.Now())
	}
	if err == nil {
		_, err = i.store.TendSearch(context.WithoutCancel(ctx))
	}
	switch {
	case err != nil:
		return err
	case left > 0:
		return fmt.Errorf("%w: %d of %d files are left", errInterrupted, left, len(job.list.files))
	}
	return nil
}

// checkPending checks the groups of the store that have something new; failed is told of what cannot be checked.
func (i *ingestRun) checkPending(ctx context.Context, failed func(path string, err error)) error {
	documents, err := i.store.Documents(ctx)
	if err != nil {
		return err
	}
	groups := slices.DeleteFunc(checkGroups(documents), func(g *checkGroup) bool { return !g.pending() })
	check := storeCheck{store: i.store, run: i.run, rules: i.pipeline.rules.all, pipeline: i.pipeline, originals: i.originals}
	return check.groups(ctx, groups, failed)
}

// took keeps what became of a file.
func (i *ingestRun) took(in ingested) {
	i.report.file(in)
	if in.sha256 != "" {
		i.seen[in.sha256] = true
	}
	if in.fate == fateUnchanged {
		i.unchanged = append(i.unchanged, i.name(in.path))
	}
	if in.fate == fateQueued {
		i.queued[in.sha256] = in.path
	}
}

// end records how the run ended, prints the summary and gives the exit status.
func (i *ingestRun) end(ctx context.Context, err error) error {
	ctx = context.WithoutCancel(ctx)
	t := i.report.tally
	endErr := i.store.EndRun(ctx, i.run, store.RunEnd{Outcome: outcomeOf(err, t.failed > 0), Finished: time.Now(), Read: t.read,
		Unchanged: t.unchanged, Failed: t.failed})
	if err != nil {
		return i.report.goOn(err)
	}
	if endErr != nil {
		return failure(endErr)
	}
	found, err := tallyFindings(ctx, i.store, i.suppress, func(sha256 string) bool { return i.seen[sha256] })
	if err != nil {
		return failure(err)
	}
	i.report.aside(found, i.suppress)
	i.report.summary(found.levels)
	return ending(found.levels, t.failed)
}

// outcomeOf is how a run ended that came to an error, or of which something failed.
func outcomeOf(err error, failed bool) store.Outcome {
	switch {
	case errors.Is(err, errInterrupted), errors.Is(err, context.Canceled):
		return store.Interrupted
	case err != nil, failed:
		return store.Partial
	}
	return store.Done
}

// ending is the exit status of a command over the store that did its work.
func ending(count levels, failed int) error {
	switch {
	case failed > 0:
		return &exitStatus{code: exitPartial}
	case count[reconcile.Error] > 0:
		return &exitStatus{code: exitFindings}
	}
	return nil
}
