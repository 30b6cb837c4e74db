package pdf

import (
	"fmt"
	"slices"
	"strings"

	"gouji/extract/page"
)

// noCharacter is a code point that no font has (a noncharacter of Unicode): what is drawn for it is drawn for all
// that a font does not have.
const noCharacter = 0xfffe

// swaps gives the digits of the page that are drawn as others, and forgets the page.
func (f *fonts) swaps(handle uint64, frame space) []page.Swap {
	e := f.document.engine
	l := digitReader{engine: e, ink: inkReader{engine: e, page: handle, frame: frame}, pdfium: f.document.pdfium}
	var out []page.Swap
	for _, one := range f.used {
		l.font = one.handle
		l.zero, l.digits = '0', &one.plain
		out = merged(out, l.read())
		l.zero, l.digits = '０', &one.wide
		out = merged(out, l.read())
		one.used = false
	}
	f.used = f.used[:0]
	return out
}

// merged adds swaps to those of other fonts.
func merged(all, more []page.Swap) []page.Swap {
	for _, s := range more {
		i := slices.IndexFunc(all, func(t page.Swap) bool { return t.Read == s.Read && t.Drawn == s.Drawn })
		if i < 0 {
			all = append(all, s)
			continue
		}
		all[i].Count += s.Count
	}
	return all
}

// digitReader compares the digits of a font as they are read with how they are drawn.
type digitReader struct {
	engine *engine
	pdfium *Pdfium
	ink    inkReader
	font   uint64 // FPDF_FONT
	zero   rune
	digits *figures
}

// read looks at what was not looked at before, and gives the digits of the page that are drawn as others.
func (r *digitReader) read() []page.Swap {
	if r.look() {
		r.decide()
	}
	if !r.digits.sure {
		r.digits.sure = r.confirmed()
	}
	var out []page.Swap
	for digit, known := range r.digits.drawings {
		for i := range known {
			d := &known[i]
			if r.digits.sure && d.count > 0 && d.as != digit {
				out = append(out, page.Swap{Read: r.zero + rune(digit), Drawn: r.zero + rune(d.as), Count: d.count})
			}
			d.count, d.samples = 0, [maxSamples]page.Rect{}
		}
	}
	return out
}

// look compares the drawings of this page that were not looked at with the patterns; it says whether there were any.
func (r *digitReader) look() bool {
	fresh := false
	for digit, known := range r.digits.drawings {
		for i := range known {
			if d := &known[i]; !d.looked && d.count > 0 {
				d.like, d.looked, fresh = r.compare(digit, d), true, true
			}
		}
	}
	return fresh
}

// compare compares what is drawn for a digit with the patterns: the font's outline, or the ink on the page where
// the outline may be another glyph's or there is none (Type 3). Nil where neither can be had.
func (r *digitReader) compare(digit int, d *drawing) *likeness {
	n := r.pdfium.patterns(r.engine)
	if len(r.digits.drawings[digit]) == 1 {
		o := r.engine.outline(r.font, r.zero+rune(digit))
		if s := o.shape(); s != nil && o.fits(d.box) && !r.drawn() {
			return n.compare(s, digit)
		}
	}
	return r.ink.compare(n, d.samples, digit)
}

// drawn says whether the font's glyphs are little pages of their own and no outlines (Type 3), for which pdfium
// gives those of a substitute. It has no file of such a font.
func (r *digitReader) drawn() bool {
	r.engine.call(fnFontData, r.font, 0, 0, uint64(r.engine.buffer))
	return r.engine.written(4).word(0) == 0
}

// decide says what each drawing is read as by its form: the first of each digit together, others by themselves.
func (r *digitReader) decide() {
	var first drawn
	for digit, known := range r.digits.drawings {
		if len(known) > 0 {
			first[digit] = known[0].like
		}
	}
	if !first.plain() {
		r.complete(&first)
	}
	as := first.read()
	for digit, known := range r.digits.drawings {
		for i := range known {
			known[i].as = as[digit]
			if i > 0 {
				known[i].as = known[i].like.alone(digit)
			}
		}
	}
	r.digits.sure = false
}

// complete adds the digits that the font has and no page has shown so far: the page may have one digit alone, and
// that is little to go by.
func (r *digitReader) complete(first *drawn) {
	missing := r.engine.outline(r.font, noCharacter)
	for digit, known := range r.digits.drawings {
		o := r.engine.outline(r.font, r.zero+rune(digit))
		if len(known) > 0 || slices.Equal(o, missing) {
			continue
		}
		if s := o.shape(); s != nil {
			like := r.pdfium.patterns(r.engine).compare(s, digit)
			if slices.Max(like[:]) >= leastLike {
				first[digit] = like
			}
		}
	}
}

// confirmed says whether the ink of the page bears out what the digits are drawn as. pdfium looks an outline up by
// the digit, and a map that is no more than unusual may lead it elsewhere.
func (r *digitReader) confirmed() bool {
	gain := 0.0
	for digit, known := range r.digits.drawings {
		for i := range known {
			if d := &known[i]; d.as != digit && d.count > 0 {
				if like := r.ink.compare(r.pdfium.patterns(r.engine), d.samples, digit); like != nil {
					gain += like[d.as] - like[digit]
				}
			}
		}
	}
	return gain >= leastGain
}

// swapped is the verdict on a page that states digits and draws others. One is enough: what is compared is a font's
// drawing of a digit with what it is read as, not a spot of the page.
func swapped(swaps []page.Swap) Verdict {
	if len(swaps) == 0 {
		return Verdict{}
	}
	var zh, en []string
	for _, s := range swaps {
		zh = append(zh, fmt.Sprintf("“%c”实际画作“%c”（%d处）", s.Read, s.Drawn, s.Count))
		en = append(en, fmt.Sprintf("%c is drawn as %c (%d times)", s.Read, s.Drawn, s.Count))
	}
	return Verdict{CodeTextFalse, page.Message{ZH: "文字层的数字与字形不符：" + strings.Join(zh, "，"),
		EN: "the digits of the text layer are not those drawn: " + strings.Join(en, ", ")}}
}
