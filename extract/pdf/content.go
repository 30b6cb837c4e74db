package pdf

import (
	ledongthuc "github.com/ledongthuc/pdf"

	"gouji/extract/page"
)

// content interprets the text operators of a content stream: the second reader's own interpreter leaves out form
// objects, where browsers put all their text, and gives neither turned text its size nor CJK glyphs their widths.
type content struct {
	frame space
	out   []page.Glyph
	depth int
	// state is the graphics state, saved is the stack of q and Q.
	state textState
	saved []textState
	// line and text are the line matrix and the text matrix.
	line, text matrix
	resources  ledongthuc.Value
	// fonts are those of the resources by name.
	fonts map[string]*secondFont
}

// textState is the part of the graphics state that places text.
type textState struct {
	ctm                           matrix
	font                          *secondFont
	size, char, word, leading, up float64 // Tf, Tc, Tw, TL, Ts
	wide                          float64 // Tz as a factor
	hidden                        bool
}

const (
	// maxForms bounds forms within forms, maxSaved the stack of graphics states.
	maxForms, maxSaved = 8, 512
)

// run interprets a stream with its resources.
func (c *content) run(stream, resources ledongthuc.Value) {
	c.resources, c.fonts = resources, map[string]*secondFont{}
	ledongthuc.Interpret(stream, func(stack *ledongthuc.Stack, operator string) {
		args := make([]ledongthuc.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		if len(c.out) < maxGlyphs {
			c.operator(operator, args)
		}
	})
}

// operator does one operator. Operands that are missing read as 0, as in the readers people use.
func (c *content) operator(name string, args []ledongthuc.Value) {
	number := func(i int) float64 {
		if i < len(args) {
			return args[i].Float64()
		}
		return 0
	}
	switch name {
	case "q":
		if len(c.saved) < maxSaved {
			c.saved = append(c.saved, c.state)
		}
	case "Q":
		if n := len(c.saved); n > 0 {
			c.state, c.saved = c.saved[n-1], c.saved[:n-1]
		}
	case "cm":
		c.state.ctm = operands(number).then(c.state.ctm)
	case "Do":
		c.form(args)
	case "BT":
		c.line, c.text = identity, identity
	case "Tm":
		c.line = operands(number)
		c.text = c.line
	case "TD":
		c.state.leading = -number(1)
		c.move(number(0), number(1))
	case "Td":
		c.move(number(0), number(1))
	case "T*":
		c.move(0, -c.state.leading)
	default:
		c.textOperator(name, args, number)
	}
}

// textOperator does the operators that set the text state or show text.
func (c *content) textOperator(name string, args []ledongthuc.Value, number func(int) float64) {
	switch name {
	case "Tf":
		if len(args) == 2 {
			c.state.font, c.state.size = c.font(args[0].Name()), number(1)
		}
	case "Tc":
		c.state.char = number(0)
	case "Tw":
		c.state.word = number(0)
	case "Tz":
		c.state.wide = number(0) / 100
	case "TL":
		c.state.leading = number(0)
	case "Ts":
		c.state.up = number(0)
	case "Tr":
		c.state.hidden = number(0) == renderInvisible
	case "Tj", "'", "\"":
		if name == "\"" {
			c.state.word, c.state.char = number(0), number(1)
		}
		if name != "Tj" {
			c.move(0, -c.state.leading)
		}
		if len(args) > 0 {
			c.show(args[len(args)-1].RawString())
		}
	case "TJ":
		c.showAll(args)
	}
}

// operands reads a matrix.
func operands(number func(int) float64) matrix {
	return matrix{number(0), number(1), number(2), number(3), number(4), number(5)}
}

// move goes to a new line.
func (c *content) move(x, y float64) {
	c.line = matrix{a: 1, d: 1, e: x, f: y}.then(c.line)
	c.text = c.line
}

// advance moves along the line, in units of text space.
func (c *content) advance(x float64) { c.text = matrix{a: 1, d: 1, e: x}.then(c.text) }

// showAll shows the strings of a TJ and moves by its numbers, thousandths of the font size to the left.
func (c *content) showAll(args []ledongthuc.Value) {
	if len(args) == 0 {
		return
	}
	for i := range args[0].Len() {
		if v := args[0].Index(i); v.Kind() == ledongthuc.String {
			c.show(v.RawString())
		} else {
			c.advance(-v.Float64() / 1000 * c.state.size * c.state.wide)
		}
	}
}

// show places the glyphs of a string.
func (c *content) show(raw string) {
	s := &c.state
	if s.font == nil {
		return
	}
	for _, code := range s.font.codes(raw) {
		text, width := s.font.glyph(code)
		step := width*s.size + s.char
		if code == " " {
			step += s.word
		}
		runes := []rune(text)
		for i, r := range runes {
			share := width / float64(len(runes))
			c.place(r, share*float64(i), share)
		}
		c.advance(step * s.wide)
	}
}

// place adds a glyph that begins so many em from where the text stands and is so wide.
func (c *content) place(r rune, from, width float64) {
	s := &c.state
	m := matrix{a: s.size * s.wide, d: s.size, f: s.up}.then(c.text).then(s.ctm)
	x, y := m.apply(from, 0)
	x0, y0 := m.apply(from, -descent)
	x1, y1 := m.apply(from+width, ascent)
	if !finite(x, y, x0, y0, x1, y1, m.scale()) {
		return
	}
	box := c.frame.rect(x0, y0, x1, y1)
	w, h := c.frame.size()
	g := page.Glyph{Rune: plain(r), Box: box, Ink: box, Origin: c.frame.point(x, y), Size: m.scale(),
		Angle: c.frame.angle(m.a, m.b), Color: 0xff}
	g.Hidden = s.hidden || !(page.Rect{X1: w, Y1: h}).Contains(box.Center())
	c.out = append(c.out, g)
}

// form interprets a form object.
func (c *content) form(args []ledongthuc.Value) {
	if len(args) != 1 || c.depth >= maxForms {
		return
	}
	object := c.resources.Key("XObject").Key(args[0].Name())
	if object.Key("Subtype").Name() != "Form" {
		return
	}
	inner := content{frame: c.frame, out: c.out, depth: c.depth + 1, state: c.state}
	if m := object.Key("Matrix"); m.Len() == 6 {
		inner.state.ctm = operands(func(i int) float64 { return m.Index(i).Float64() }).then(inner.state.ctm)
	}
	resources := object.Key("Resources")
	if resources.IsNull() {
		resources = c.resources
	}
	inner.run(object, resources)
	c.out = inner.out
}

// font finds a font of the resources.
func (c *content) font(name string) *secondFont {
	f, ok := c.fonts[name]
	if !ok {
		f = newSecondFont(c.resources.Key("Font").Key(name))
		c.fonts[name] = f
	}
	return f
}
