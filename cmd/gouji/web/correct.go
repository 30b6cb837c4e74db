package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gouji/store"
)

// printedLength is how many characters a corrected figure may have.
const printedLength = 60

// correct records what a person says a figure of a finding reads, and has the rules run again.
func (s *server) correct(w http.ResponseWriter, r *http.Request) error {
	if err := s.ours(r); err != nil {
		return err
	}
	id := r.PathValue("id")
	v, err := s.Site.loadFinding(r.Context(), id)
	if err != nil {
		return err
	}
	c, err := correctionOf(v, r)
	if err != nil {
		return err
	}
	err = s.Site.correct(r.Context(), c)
	if errors.Is(err, store.ErrNoFigure) {
		return &refusal{http.StatusBadRequest, "no-figure"}
	}
	if err != nil {
		return err
	}
	s.setCookie(w, reviewerCookie, c.By)
	http.Redirect(w, r, paths{}.finding(id, parseQuery(r.URL.Query()).encode()), http.StatusSeeOther)
	return nil
}

// correctionOf is the correction a form holds; a refusal where it is not whole.
func correctionOf(v *findingView, r *http.Request) (store.Correction, error) {
	c := store.Correction{Why: strings.TrimSpace(r.PostFormValue("why")), By: strings.TrimSpace(r.PostFormValue("by"))}
	printed := strings.TrimSpace(r.PostFormValue("printed"))
	number, err := strconv.Atoi(r.PostFormValue("figure"))
	switch {
	case err != nil, number < 0, number >= len(v.Finding.Evidence), utf8.RuneCountInString(c.By) > nameLength,
		utf8.RuneCountInString(c.Why) > whyLength, utf8.RuneCountInString(printed) > printedLength:
		return c, &refusal{http.StatusBadRequest, "refused"}
	case c.By == "":
		return c, &refusal{http.StatusBadRequest, "name-needed"}
	}
	of := store.CorrectionOf(&v.Finding, number, printed)
	of.By, of.Why = c.By, c.Why
	return of, nil
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

// correctable is a figure of a finding that a person may correct.
type correctable struct {
	// Number is its place in the finding's evidence, from 0.
	Number      int
	Page        int
	Label, Text string
}

// Correctable are the finding's figures, each place once.
func (v *findingView) Correctable() []correctable {
	var all []correctable
	seen := map[string]bool{}
	for i, e := range v.Finding.Evidence {
		key := strconv.Itoa(e.Page) + e.Document + e.Text + boxKey(e.Box)
		if e.Value != "" && !seen[key] {
			seen[key] = true
			all = append(all, correctable{i, e.Page, e.Label, e.Text})
		}
	}
	return all
}

func boxKey(box [4]float64) string {
	var b strings.Builder
	for _, x := range box {
		b.WriteString(" " + strconv.FormatFloat(x, 'f', 2, 64))
	}
	return b.String()
}

// corrections are what persons said of the pages that a finding rests on, the oldest first.
func (s *Site) corrections(ctx context.Context, v *findingView) error {
	all, err := s.Store.Corrections(ctx, v.Entry.SHA256)
	if err != nil {
		return err
	}
	for _, c := range all {
		for _, p := range v.Places {
			if p.SHA256 == c.SHA256 && p.Page == c.Page && p.Box.Contains(c.Box.Center()) {
				v.Corrections = append(v.Corrections, c)
				break
			}
		}
	}
	return nil
}
