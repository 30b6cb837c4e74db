package fact

import "gouji/extract/page"

// Correction is what a person says a figure reads where it was misread, or missed.
type Correction struct {
	// Page counts from 1; Box is in points, origin top left: where the figure was read, or the cell it was missed in.
	Page int
	Box  page.Rect
	// Was is the figure as it was read, empty where a cell was read as blank; Printed is the figure as it stands on the
	// page, empty where nothing stands there.
	Was, Printed string
}

// Correct gives the figures that corrections speak of the printed text they name, the last of a place holding; figures
// of unclaimed tables are among them. Such a figure's source is page.Person, and it is as sure as that person. A
// correction whose place has neither figure nor blank cell any more changes nothing. A figure that was read right since, or
// that a correction gives back as it was read, stays as read.
func (s *Set) Correct(all []Correction) {
	facts := s.Figures()
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
		if l.Was == c.Was && c.SamePlace(l) {
			return true
		}
	}
	return false
}

// SamePlace says whether two corrections are of one place: a reading may draw its box a little larger than another.
func (c Correction) SamePlace(o Correction) bool {
	return c.Page == o.Page && c.Box.Contains(o.Box.Center()) && o.Box.Contains(c.Box.Center())
}

// Speaks says whether a correction is of a fact's place and the fact reads so.
func (c Correction) Speaks(f *Fact, reads string) bool {
	return f.Amount.State != "" && f.Amount.Printed == reads && c.at(f)
}

// figures are the facts read at the correction's place: those that read as they did then, or, where another reading of
// the same page found something else there, what is there if it is one figure.
func (c Correction) figures(facts []*Fact) []*Fact {
	var same, other []*Fact
	for _, f := range facts {
		switch {
		case f.Amount.State == "" || !c.at(f):
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

// at says whether a fact stands at the correction's place. Another reading may draw a figure's box a little larger or
// smaller; the box of a blank is its whole cell, and a figure read there by one of the two stands anywhere in it.
func (c Correction) at(f *Fact) bool {
	if f.Place.Page != c.Page {
		return false
	}
	within, around := c.Box.Contains(f.Place.Box.Center()), f.Place.Box.Contains(c.Box.Center())
	if (c.Was == "") != (f.Amount.Printed == "") {
		return within || around
	}
	return within && around
}

func (f *Fact) correct(printed string) {
	if f.Amount.Printed == printed {
		return
	}
	if f.Place.Source != page.Person {
		f.ReadAs = f.Amount.Printed
	}
	f.Amount = ParseAmount(printed, f.Amount.Unit)
	f.Place.Source, f.Place.Confidence, f.Place.Sure = page.Person, 1, true
	f.Uncertain, f.Readings, f.Corrected = page.Message{}, nil, ""
}
