package page

import "math"

// Quarter is how often 90° clockwise the text of most of the page is turned, 0 to 3. A page without words
// or glyphs is upright.
func (p Page) Quarter() int {
	var count [4]int
	for i := range p.Words {
		w := &p.Words[i]
		if len(w.Glyphs) > 0 {
			count[quarter(w.Angle)] += len(w.Glyphs)
		} else {
			count[quarter(w.Angle)] += len(w.Text)
		}
	}
	if len(p.Words) == 0 {
		for i := range p.Glyphs {
			count[quarter(p.Glyphs[i].Angle)]++
		}
	}
	best := 0
	for q, n := range count {
		if n > count[best] {
			best = q
		}
	}
	return best
}

func quarter(angle float64) int {
	if angle == 0 {
		return 0
	}
	return int(math.Round(math.Mod(angle+360, 360)/90)) % 4
}

// Turn gives the page as it looks after turning it quarters × 90° counter-clockwise, so that text turned
// clockwise by as much stands upright.
func (p Page) Turn(quarters int) Page {
	quarters = (quarters%4 + 4) % 4
	if quarters == 0 {
		return p
	}
	w, h := p.Width, p.Height
	q := p
	if quarters%2 == 1 {
		q.Width, q.Height = h, w
	}
	back := float64(quarters) * 90
	q.Glyphs = make([]Glyph, len(p.Glyphs))
	for i, g := range p.Glyphs {
		q.Glyphs[i] = g.turn(quarters, w, h)
	}
	q.Rulings = make([]Ruling, len(p.Rulings))
	for i, r := range p.Rulings {
		r.Box = r.Box.Turn(quarters, w, h)
		q.Rulings[i] = r
	}
	q.Images = make([]Image, len(p.Images))
	for i, m := range p.Images {
		m.Box = m.Box.Turn(quarters, w, h)
		q.Images[i] = m
	}
	q.Pasted = make([]Pasted, len(p.Pasted))
	for i, m := range p.Pasted {
		m.Box = m.Box.Turn(quarters, w, h)
		q.Pasted[i] = m
	}
	q.Words = nil
	for _, word := range p.Words {
		word.Box = word.Box.Turn(quarters, w, h)
		word.Angle = math.Mod(word.Angle-back+360, 360)
		word.Glyphs = append([]Glyph(nil), word.Glyphs...)
		for i, g := range word.Glyphs {
			word.Glyphs[i] = g.turn(quarters, w, h)
		}
		word.Baseline = word.Box.Y1
		if len(word.Glyphs) > 0 && word.Angle == 0 {
			word.Baseline = word.Glyphs[0].Origin.Y
		}
		q.Words = append(q.Words, word)
	}
	return q
}

func (g Glyph) turn(quarters int, w, h float64) Glyph {
	g.Box, g.Ink = g.Box.Turn(quarters, w, h), g.Ink.Turn(quarters, w, h)
	g.Origin = g.Origin.Turn(quarters, w, h)
	g.Angle = math.Mod(g.Angle-float64(quarters)*90+360, 360)
	return g
}

// Turn gives the point's place after a page of width w and height h is turned quarters × 90°
// counter-clockwise.
func (p Point) Turn(quarters int, w, h float64) Point {
	switch (quarters%4 + 4) % 4 {
	case 1:
		return Point{p.Y, w - p.X}
	case 2:
		return Point{w - p.X, h - p.Y}
	case 3:
		return Point{h - p.Y, p.X}
	}
	return p
}

// Turn gives the rectangle's place after a page of width w and height h is turned quarters × 90°
// counter-clockwise. A zero Rect stays zero.
func (r Rect) Turn(quarters int, w, h float64) Rect {
	if r == (Rect{}) {
		return r
	}
	a, b := Point{r.X0, r.Y0}.Turn(quarters, w, h), Point{r.X1, r.Y1}.Turn(quarters, w, h)
	return Rect{math.Min(a.X, b.X), math.Min(a.Y, b.Y), math.Max(a.X, b.X), math.Max(a.Y, b.Y)}
}
