package fact

import "gouji/extract/page"

// Correction is what a person says a figure reads where it was misread.
type Correction struct {
	// Page counts from 1; Box is in points, origin top left: where the figure was read.
	Page int
	Box  page.Rect
	// Was is the figure as it was read, Printed as it stands on the page.
	Was, Printed string
}

// Correct gives the figures that corrections speak of the printed text they name, the last of a place holding. Such a
// figure's source is page.Person, and it is as sure as that person. A correction whose place has no figure any more
// changes nothing. A figure that was read right since, or that a correction gives back as it was read, stays as read.
func (s *Set) Correct(all []Correction) {
	facts := s.Facts()
	for i, c := range all {
		if !overruled(c, all[i+1:]) {
			for _, f := range c.figures(facts) {
				f.correct(c.Printed)
			}
		}
	}
}

// overruled says whether a later correction speaks of the same figure.
func overruled(c Correction, later []Correction) bool {
	for _, l := range later {
		if l.Page == c.Page && l.Was == c.Was && l.at(c.Box) {
			return true
		}
	}
	return false
}

// figures are the facts read at the correction's place: those that read as they did then, or, where another reading of
// the same page found something else there, what is there if it is one figure.
func (c Correction) figures(facts []*Fact) []*Fact {
	var same, other []*Fact
	for _, f := range facts {
		switch {
		case f.Place.Page != c.Page || f.Amount.Printed == "" || !c.at(f.Place.Box):
		case f.Amount.Printed == c.Was:
			same = append(same, f)
		default:
			other = append(other, f)
		}
	}
	if len(same) > 0 {
		return same
	}
	for _, f := range other {
		if f.Amount.Printed != other[0].Amount.Printed {
			return nil
		}
	}
	return other
}

// at says whether a box is that of the correction: another reading may draw it a little larger or smaller.
func (c Correction) at(box page.Rect) bool {
	return c.Box.Contains(box.Center()) && box.Contains(c.Box.Center())
}

func (f *Fact) correct(printed string) {
	if f.Amount.Printed == printed {
		return
	}
	f.Amount = ParseAmount(printed, f.Amount.Unit)
	f.Place.Source, f.Place.Confidence, f.Place.Sure = page.Person, 1, true
	f.Uncertain, f.Readings, f.Corrected = page.Message{}, nil, ""
}
