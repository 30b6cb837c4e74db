package web

import (
	"cmp"
	"context"
	"image"
	"slices"

	"gouji/extract/page"
	"gouji/reconcile"
	"gouji/reconcile/report"
)

// placeGroup are the places of one equation, or of none.
type placeGroup struct {
	// Equation is nil for the finding's own.
	Equation *reconcile.Related
	Places   []*place
}

// Groups are the places by the equation whose figures stand there.
func (v *findingView) Groups() []placeGroup {
	var all []placeGroup
	at := map[int]int{}
	for i := range v.Places {
		p := &v.Places[i]
		g, known := at[p.Equation]
		if !known {
			g, at[p.Equation] = len(all), len(all)
			all = append(all, placeGroup{})
			if n := p.Equation; n > 0 && n <= len(v.Finding.Related) {
				all[g].Equation = &v.Finding.Related[n-1]
			}
		}
		all[g].Places = append(all[g].Places, p)
	}
	return all
}

// Unplaced are the further equations all of whose figures are operands of earlier ones: they have no group.
func (v *findingView) Unplaced() []reconcile.Related {
	var all []reconcile.Related
	for i, r := range v.Finding.Related {
		if !slices.ContainsFunc(v.Places, func(p place) bool { return p.Equation == i+1 }) {
			all = append(all, r)
		}
	}
	return all
}

// place is a spot of a page and the figures that are printed there: a cell of text that holds several, or a stretch of a
// column.
type place struct {
	// Number is that of its first figure among the finding's evidence.
	Number int
	// SHA256 is the document it stands in, Document that document where it is not the finding's own, else nil.
	SHA256   string
	Document *sheaf
	Page     int
	// Box is around Boxes, those of its figures.
	Box   page.Rect
	Boxes []page.Rect
	// evidence are the numbers of its figures.
	evidence []int
	// Size is how large the crop is shown; zero where there is none.
	Size image.Point
	// AtRight says that on a narrow screen, where a crop is seen in part, it is its right part that has the box.
	AtRight bool
	// Missing is why there is no crop: a key of words.
	Missing string
	// Equation is the number of the equation its first figure is an operand of; see reconcile.Evidence.
	Equation int
	Figures  []operand
}

// Total says whether the place has what the others should come to.
func (p *place) Total() bool { return p.Figures[0].Side == reconcile.Right }

// places are the spots a finding rests on and their figures, in the order printed.
func (s *Site) places(ctx context.Context, v *findingView) error {
	if err := s.spots(ctx, v); err != nil {
		return err
	}
	for i := range v.Places {
		p := &v.Places[i]
		for _, n := range p.evidence {
			o := operand{Evidence: v.Finding.Evidence[n], Sign: report.Sign(v.Finding, n)}
			o.interval()
			if err := s.unitOf(ctx, p.SHA256, &o); err != nil {
				return err
			}
			same := func(f operand) bool { return f.Label == o.Label && f.Text == o.Text && f.Unit == o.Unit }
			if !slices.ContainsFunc(p.Figures, same) {
				p.Figures = append(p.Figures, o)
			}
		}
	}
	return nil
}

// spots are the places of a finding, without their figures.
func (s *Site) spots(ctx context.Context, v *findingView) error {
	for i := range v.Finding.Evidence {
		e := &v.Finding.Evidence[i]
		sha, box := cmp.Or(e.Document, v.Entry.SHA256), e.Place()
		at := slices.IndexFunc(v.Places, func(p place) bool {
			first := &v.Finding.Evidence[p.Number]
			return p.SHA256 == sha && p.Page == e.Page && p.Equation == e.Equation && p.takes(box, first.Side == e.Side && e.Side != "")
		})
		if at < 0 {
			at = len(v.Places)
			v.Places = append(v.Places, place{Number: i, SHA256: sha, Page: e.Page, Equation: e.Equation, Box: box})
		}
		p := &v.Places[at]
		p.evidence, p.Box = append(p.evidence, i), p.Box.Union(box)
		if !slices.Contains(p.Boxes, box) {
			p.Boxes = append(p.Boxes, box)
		}
	}
	for i := range v.Places {
		if err := s.view(ctx, v, &v.Places[i]); err != nil {
			return err
		}
	}
	return nil
}

// stretchHeight and stretchWidth, in points, are how large a stretch of a column may be to be shown in one crop: a dozen
// rows, and no second column of figures.
const stretchHeight, stretchWidth = 240, 110

// takes says whether a box is among the place's, or, for operands of one side, stands close below or above them.
func (p *place) takes(box page.Rect, alike bool) bool {
	if slices.Contains(p.Boxes, box) {
		return true
	}
	both := p.Box.Union(box)
	return alike && box != (page.Rect{}) && p.Box != (page.Rect{}) && both.Height() <= stretchHeight && both.Width() <= stretchWidth
}

// view says how a place is shown.
func (s *Site) view(ctx context.Context, v *findingView, p *place) error {
	if p.SHA256 != v.Entry.SHA256 {
		p.Document = s.index().bySHA[p.SHA256]
	}
	p.Missing = s.missing(ctx, p.SHA256)
	if p.Missing != "" || p.Page < 1 || p.Box == (page.Rect{}) {
		return nil
	}
	sheets, err := s.sheets(ctx, p.SHA256)
	if err != nil {
		return err
	}
	if sheet := sheetAt(sheets, p.Page); sheet != nil {
		size := page.Point{X: sheet.Width, Y: sheet.Height}
		p.Size, p.AtRight = cropSize(p.Box, size), atRight(p.Box, size)
	}
	return nil
}
