package main

import (
	"context"
	"encoding/json"
	"errors"

	"gouji/extract/fact"
	"gouji/store"
)

// changedFigure is a figure that differs between two versions; before or after is empty where it was added or is gone.
type changedFigure struct {
	Form    string `json:"form"`
	Row     string `json:"row"`
	RowName string `json:"row_name"`
	Column  string `json:"column"`
	Before  string `json:"before"`
	After   string `json:"after"`
	Page    int    `json:"page"`
	// Sure is false where one of the two readings is not certain.
	Sure bool `json:"sure"`
}

// versionChanges is what differs between two versions of a document.
type versionChanges struct {
	Added   []changedFigure `json:"added"`
	Gone    []changedFigure `json:"gone"`
	Altered []changedFigure `json:"altered"`
	// NewFindings and FixedFindings are IDs: found in the new version alone, in the old one alone.
	NewFindings   []string `json:"new_findings"`
	FixedFindings []string `json:"fixed_findings"`
}

// compare says for every document that took another's place at an address what changed. A version that could not be
// read is left for a later run.
func (n *night) compare(ctx context.Context) error {
	versions, err := n.store.Uncompared(ctx)
	if err != nil {
		return err
	}
	if len(versions) == 0 {
		return nil
	}
	if n.readable, err = n.readDocuments(ctx); err != nil {
		return err
	}
	for _, v := range versions {
		changes, comparable, err := n.versionChanges(ctx, v)
		if err != nil {
			return err
		}
		n.digest.version(v, changes, comparable)
		if !comparable {
			continue
		}
		text, err := json.Marshal(changes)
		if err != nil {
			return err
		}
		if err := n.store.SaveComparison(ctx, v, n.run, string(text)); err != nil {
			return err
		}
	}
	return nil
}

// versionChanges compares two versions; comparable is false where one of them was not read.
func (n *night) versionChanges(ctx context.Context, v store.Version) (changes versionChanges, comparable bool, err error) {
	before, err := n.set(ctx, v.Replaces)
	if err != nil || before == nil {
		return changes, false, err
	}
	after, err := n.set(ctx, v.SHA256)
	if err != nil || after == nil {
		return changes, false, err
	}
	d := fact.Diff(before, after)
	changes = versionChanges{Added: changedFigures(d.Added), Gone: changedFigures(d.Gone), Altered: changedFigures(d.Altered)}
	old, err := n.standingFindings(ctx, v.Replaces)
	if err != nil {
		return changes, false, err
	}
	now, err := n.standingFindings(ctx, v.SHA256)
	if err != nil {
		return changes, false, err
	}
	changes.NewFindings, changes.FixedFindings = missing(now, old), missing(old, now)
	return changes, true, nil
}

// readDocuments are the hashes of all documents that were read.
func (n *night) readDocuments(ctx context.Context) (map[string]bool, error) {
	documents, err := n.store.Documents(ctx)
	read := map[string]bool{}
	for _, d := range documents {
		read[d.SHA256] = d.State == store.Extracted || d.State == store.Checked
	}
	return read, err
}

// set is what a document states; nil where it was not read, or was by a version that kept it otherwise.
func (n *night) set(ctx context.Context, sha256 string) (*fact.Set, error) {
	if !n.readable[sha256] {
		return nil, nil
	}
	set, err := n.store.LoadSet(ctx, sha256)
	if errors.Is(err, store.ErrFormat) {
		return nil, nil
	}
	return set, err
}

// standingFindings are the IDs of what the last check of a document found.
func (n *night) standingFindings(ctx context.Context, sha256 string) ([]string, error) {
	findings, err := n.store.Findings(ctx, sha256)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, f := range findings {
		if f.Status != store.Absent {
			ids = append(ids, f.ID)
		}
	}
	return ids, nil
}

// missing are the IDs of a list that another does not have.
func missing(list, other []string) []string {
	has := map[string]bool{}
	for _, id := range other {
		has[id] = true
	}
	result := []string{}
	for _, id := range list {
		if !has[id] {
			result = append(result, id)
		}
	}
	return result
}

func changedFigures(list []fact.Difference) []changedFigure {
	result := make([]changedFigure, 0, len(list))
	for _, c := range list {
		f := changedFigure{Form: c.Form, Row: c.Row, Column: c.Column, Sure: c.Sure()}
		for _, side := range []struct {
			fact *fact.Fact
			to   *string
		}{{c.Before, &f.Before}, {c.After, &f.After}} {
			if side.fact != nil {
				*side.to = side.fact.Amount.Printed + string(side.fact.Amount.Unit)
				f.RowName, f.Page = side.fact.RowName, side.fact.Place.Page
			}
		}
		result = append(result, f)
	}
	return result
}
