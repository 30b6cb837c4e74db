package web

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"gouji/extract/fact"
	"gouji/reconcile"
	"gouji/store"
)

// documentVersion is another version of a document, and how the two differ: what stood at the same path or address before or
// since, and what else its publisher published for the same year as the same kind.
type documentVersion struct {
	*sheaf
	// Earlier says that it was seen before the document.
	Earlier bool
	// Gone are the findings only it has, Added those only the document has.
	Gone, Added []*entry
	// Compared says that both could be compared figure by figure.
	Compared bool
	// Figures are those that differ, those in both first; More is how many are not listed.
	Figures []changedFigure
	More    int
}

// changedFigure is a figure that differs: There in the other version, Here in the document; empty where it has none.
type changedFigure struct {
	Label       string
	There, Here string
	// Page is that of the document, or of the other version where the document has no such figure.
	Page   int
	OnHere bool
	// Sure is false where one of the two readings is not certain.
	Sure bool
}

const (
	// versionsListed is how many other versions are listed, versionsCompared how many of them are compared figure by figure,
	// figuresListed how many figures are listed.
	versionsListed, versionsCompared, figuresListed = 12, 3, 40
)

// versions finds the other versions of a document, and how they differ from it.
func (s *Site) versions(ctx context.Context, v *documentView) error {
	others, err := s.otherVersions(ctx, v.Document)
	if err != nil {
		return err
	}
	for i, o := range others {
		if i == versionsListed {
			v.MoreVersions = len(others) - i
			break
		}
		theirs, err := s.findingsOf(ctx, o)
		if err != nil {
			return err
		}
		version := documentVersion{sheaf: o, Earlier: o.FirstSeen < v.Document.FirstSeen, Gone: without(theirs, v.Findings), Added: without(v.Findings, theirs)}
		if i < versionsCompared {
			if err := s.compare(ctx, &version, v.Document.SHA256); err != nil {
				return err
			}
		}
		v.Versions = append(v.Versions, version)
	}
	return nil
}

// otherVersions are the other versions of a document, the latest first.
func (s *Site) otherVersions(ctx context.Context, d *sheaf) ([]*sheaf, error) {
	related, err := s.sameplace(ctx, d.SHA256)
	if err != nil {
		return nil, err
	}
	var others []*sheaf
	for sha, o := range s.index().bySHA {
		same := d.Publisher != "" && d.Year != 0 && o.Publisher == d.Publisher && o.Year == d.Year && o.Kind == d.Kind
		if sha != d.SHA256 && (same || related[sha]) {
			others = append(others, o)
		}
	}
	slices.SortFunc(others, func(a, b *sheaf) int {
		return cmp.Or(cmp.Compare(b.FirstSeen, a.FirstSeen), cmp.Compare(a.Path, b.Path), cmp.Compare(a.SHA256, b.SHA256))
	})
	return others, nil
}

// sameplace are the hashes of what stood, before or since, at a path or an address of a document.
func (s *Site) sameplace(ctx context.Context, sha string) (map[string]bool, error) {
	found := map[string]bool{}
	views := []store.View{
		{Name: "v_paths", Columns: []string{"sha256"}, Order: "sha256", Where: "path IN (SELECT path FROM v_paths WHERE sha256 = ?)", Args: []any{sha}},
		{Name: "v_versions", Columns: []string{"sha256"}, Order: "sha256", Where: "address IN (SELECT address FROM v_versions WHERE sha256 = ?)", Args: []any{sha}},
	}
	for _, view := range views {
		for row, err := range s.Store.Rows(ctx, view) {
			if err != nil {
				return nil, err
			}
			found[row[0].(string)] = true
		}
	}
	return found, nil
}

// findingsOf are the findings of a document, the most severe first; of one that no file has any more, which lists leave out,
// those of its last check.
func (s *Site) findingsOf(ctx context.Context, d *sheaf) ([]*entry, error) {
	x := s.index()
	if d.Current {
		return x.of(d.SHA256), nil
	}
	var all []*entry
	view := store.View{Name: "v_findings", SHA256: d.SHA256, Order: "seq, id", Where: "status <> 'absent'", Columns: entryColumns()}
	for row, err := range s.Store.Rows(ctx, view) {
		if err != nil {
			return nil, err
		}
		all = append(all, x.entry(row))
	}
	slices.SortStableFunc(all, bySeverity)
	return all, nil
}

// compare finds the figures that differ between a version and a document. One that was not read, or was saved by another
// version of the program, is not compared.
func (s *Site) compare(ctx context.Context, v *documentVersion, sha string) error {
	var sets [2]*fact.Set
	for i, hash := range []string{v.SHA256, sha} {
		if state := s.index().bySHA[hash].State; state != store.Extracted && state != store.Checked {
			return nil
		}
		set, err := s.Store.LoadSet(ctx, hash)
		if errors.Is(err, store.ErrFormat) {
			return nil
		}
		if err != nil {
			return err
		}
		sets[i] = set
	}
	v.Compared = true
	d := fact.Diff(sets[0], sets[1])
	for _, c := range slices.Concat(d.Altered, d.Gone, d.Added) {
		if len(v.Figures) == figuresListed {
			v.More++
			continue
		}
		v.Figures = append(v.Figures, newChangedFigure(c))
	}
	return nil
}

func newChangedFigure(c fact.Difference) changedFigure {
	out := changedFigure{Sure: c.Sure(), OnHere: c.After != nil}
	if c.Before != nil {
		out.There, out.Label, out.Page = c.Before.Amount.Printed+" "+string(c.Before.Amount.Unit), reconcile.Label(c.Before), c.Before.Place.Page
	}
	if c.After != nil {
		out.Here, out.Label, out.Page = c.After.Amount.Printed+" "+string(c.After.Amount.Unit), reconcile.Label(c.After), c.After.Place.Page
	}
	return out
}

// without are the findings of a list that another does not have.
func without(list, other []*entry) []*entry {
	var left []*entry
	for _, e := range list {
		same := func(o *entry) bool { return o.Rule == e.Rule && o.Formula == e.Formula && o.Title == e.Title }
		if !slices.ContainsFunc(other, same) {
			left = append(left, e)
		}
	}
	return left
}
