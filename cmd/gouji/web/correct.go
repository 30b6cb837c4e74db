package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gouji/extract/fact"
	"gouji/extract/page"
	"gouji/reconcile"
	"gouji/store"
)

// printedLength is how many characters a corrected figure may have.
const printedLength = 60

// correctFinding records what a person says a figure of a finding reads, and has the rules run again.
func (s *server) correctFinding(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	return s.correct(w, r, paths{}.finding(id, parseQuery(r.URL.Query()).encode()), func(printed string) (store.Correction, error) {
		v, err := s.Site.loadFinding(r.Context(), id)
		if err != nil {
			return store.Correction{}, err
		}
		// The finding may rest on other figures by now than the form showed.
		figure := r.PostFormValue("figure")
		number := slices.IndexFunc(v.Finding.Evidence, func(e reconcile.Evidence) bool { return evidenceSpot(&e) == figure })
		if number < 0 {
			return store.Correction{}, &refusal{http.StatusBadRequest, "no-figure"}
		}
		return store.CorrectionOf(&v.Finding, number, printed), nil
	})
}

// correctSheet is the same for a figure or a blank cell of a page, of a finding or none.
func (s *server) correctSheet(w http.ResponseWriter, r *http.Request) error {
	sha := r.PathValue("sha")
	number, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || s.Site.index().bySHA[sha] == nil {
		return errNotFound
	}
	return s.correct(w, r, paths{}.sheet(sha, number), func(printed string) (store.Correction, error) {
		box, was, err := parseSpot(r.PostFormValue("figure"))
		c := fact.Correction{Page: number, Box: box, Was: was, Printed: printed}
		return store.Correction{SHA256: sha, Correction: c}, err
	})
}

// correct takes a form with a figure, which of makes a correction of, and sends its sender on.
func (s *server) correct(w http.ResponseWriter, r *http.Request, next string, of func(printed string) (store.Correction, error)) error {
	if err := s.ours(r); err != nil {
		return err
	}
	form, err := correctionForm(r)
	if err != nil {
		return err
	}
	c, err := of(form.Printed)
	if err != nil {
		return err
	}
	c.By, c.Why = form.By, form.Why
	err = s.Site.correct(r.Context(), c)
	if errors.Is(err, store.ErrNoFigure) {
		return &refusal{http.StatusBadRequest, "no-figure"}
	}
	if err != nil {
		return err
	}
	s.setCookie(w, reviewerCookie, c.By)
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

// correctionForm is what a form says of a figure: what is printed, or that nothing is; who says so and why. A refusal
// where it is not whole.
func correctionForm(r *http.Request) (store.Correction, error) {
	c := store.Correction{Why: strings.TrimSpace(r.PostFormValue("why")), By: strings.TrimSpace(r.PostFormValue("by"))}
	c.Printed = strings.TrimSpace(r.PostFormValue("printed"))
	nothing := r.PostFormValue("nothing") != ""
	switch {
	case utf8.RuneCountInString(c.By) > nameLength, utf8.RuneCountInString(c.Why) > whyLength, utf8.RuneCountInString(c.Printed) > printedLength:
		return c, &refusal{http.StatusBadRequest, "refused"}
	case c.By == "":
		return c, &refusal{http.StatusBadRequest, "name-needed"}
	case nothing == (c.Printed != ""):
		return c, &refusal{http.StatusBadRequest, "no-figure"}
	}
	return c, nil
}

// correct adds a correction, has the rules run again, and reads the store anew.
func (s *Site) correct(ctx context.Context, c store.Correction) error {
	if err := s.Store.Correct(ctx, c, time.Now()); err != nil {
		return err
	}
	if err := s.recheck(context.WithoutCancel(ctx), c.SHA256); err != nil {
		return err
	}
	return s.refresh(ctx)
}

// correctable is a figure, or a blank cell, that a person may correct.
type correctable struct {
	// Value is what the form sends: the figure's spot on the page, for a finding with the page before it.
	Value       string
	Page        int
	Label, Text string
	// Cell is the ID of its cell in the grids of the page; empty for running text.
	Cell string
}

// Correctable are the finding's figures, each place once.
func (v *findingView) Correctable() []correctable {
	var all []correctable
	seen := map[string]bool{}
	for i := range v.Finding.Evidence {
		e := &v.Finding.Evidence[i]
		key := evidenceSpot(e)
		blank := e.Text == "" && len(e.Cell) > 0
		if figure := e.Value != "" || fact.ParseAmount(e.Text, fact.Yuan).State == fact.Dash; (figure || blank) && !seen[key] {
			seen[key] = true
			all = append(all, correctable{Value: key, Page: e.Page, Label: e.Label, Text: e.Text})
		}
	}
	return all
}

// correctableOn are the figures of a page with a meaning, and the blank cells where one may have been missed, in the order
// of the document.
func (s *Site) correctableOn(ctx context.Context, sha string, number int) ([]correctable, error) {
	var all []correctable
	seen := map[string]bool{}
	view := store.View{Name: "v_facts", SHA256: sha, Where: "page = ? AND state <> ''", Args: []any{number}, Order: "seq",
		Columns: []string{"row_name", "column_path", "printed", "x0", "y0", "x1", "y1", "table_id", "coalesce(cell_row, 0)", "coalesce(cell_col, 0)"}}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		box := page.Rect{X0: row[3].(float64), Y0: row[4].(float64), X1: row[5].(float64), Y1: row[6].(float64)}
		c := correctable{Page: number, Label: strings.Trim(row[0].(string)+"·"+row[1].(string), "·"), Text: row[2].(string)}
		if c.Value = spot(box, c.Text); seen[c.Value] {
			continue
		}
		if id := row[7].(string); id != "" {
			c.Cell = cellID(id, int(row[8].(int64)), int(row[9].(int64)))
		}
		seen[c.Value] = true
		all = append(all, c)
	}
	return all, nil
}

// spotBounds is how many numbers a spot begins with.
const spotBounds = 4

// spot names a figure of a page by its box and what was read there.
func spot(box page.Rect, text string) string {
	var b strings.Builder
	for _, x := range []float64{box.X0, box.Y0, box.X1, box.Y1} {
		b.WriteString(strconv.FormatFloat(x, 'g', -1, 64) + " ")
	}
	return b.String() + text
}

// evidenceSpot names a figure of a finding by its document, where that is another, its page and its spot.
func evidenceSpot(e *reconcile.Evidence) string {
	return e.Document + " " + strconv.Itoa(e.Page) + " " + spot(e.Place(), e.Text)
}

// parseSpot is what spot named; a refusal where it is none.
func parseSpot(value string) (page.Rect, string, error) {
	var at [spotBounds]float64
	for i := range at {
		number, rest, found := strings.Cut(value, " ")
		x, err := strconv.ParseFloat(number, 64)
		if err != nil || !found {
			return page.Rect{}, "", &refusal{http.StatusBadRequest, "refused"}
		}
		at[i], value = x, rest
	}
	return page.Rect{X0: at[0], Y0: at[1], X1: at[2], Y1: at[3]}, value, nil
}

// corrections are what persons said of the pages that a finding rests on, the oldest first.
func (s *Site) corrections(ctx context.Context, v *findingView) error {
	all, err := s.Store.Corrections(ctx, v.Entry.SHA256)
	if err != nil {
		return err
	}
	for _, c := range all {
		for _, p := range v.Places {
			if p.SHA256 == c.SHA256 && p.Page == c.Page && slices.ContainsFunc(p.Boxes, func(b page.Rect) bool { return b.Contains(c.Box.Center()) }) {
				v.Corrections = append(v.Corrections, c)
				break
			}
		}
	}
	return nil
}
