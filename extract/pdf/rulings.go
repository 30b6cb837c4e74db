package pdf

import (
	"bytes"
	"math"

	"gouji/extract/page"
)

const (
	// maxThin is the short side in points up to which a filled rectangle is a drawn line.
	maxThin = 3
	// maxRulings and maxObjects bound what is kept and looked at of one page; charts and maps have 100,000s of
	// path objects and no table.
	maxRulings = 50000
	maxObjects = 100000
	// maxDepth bounds forms within forms.
	maxDepth = 8
	// slope is how far, relative to its length, a line may lean and still run along an axis; slack is the same
	// in points, for short ones.
	slope, slack = 0.01, 0.5
	// pageShare is the share of the page's area from which a filled rectangle is its background.
	pageShare = 0.9
	// white is the least of the three colour parts from which a fill counts as white paper.
	white = 250
)

// Kinds of page object and path segment in pdfium's interface.
const (
	objectText, objectPath, objectImage, objectForm = 1, 2, 3, 5
	segmentLine, segmentBezier, segmentMove         = 0, 1, 2
	segmentCloses                                   = 4 // added to the kind by guest.c
)

// drawings reads rulings and images into out. It gives the part of the page each text object is clipped to, by
// FPDF_PAGEOBJECT, for those that are.
func (d *Document) drawings(handle uint64, frame space, out *page.Page) map[uint32]page.Rect {
	r := drawingReader{engine: d.engine, frame: frame, page: out, clips: map[uint32]page.Rect{}}
	w, h := frame.size()
	r.holder(handle, surrounding{matrix: identity, clip: page.Rect{X1: w, Y1: h}})
	return r.clips
}

// surrounding is what the forms around an object do to it.
type surrounding struct {
	// matrix maps the object's space to the page's user space.
	matrix matrix
	// clip is the part of the page as seen that can be painted.
	clip  page.Rect
	depth int
}

// drawingReader walks a page's objects.
type drawingReader struct {
	engine  *engine
	frame   space
	page    *page.Page
	clips   map[uint32]page.Rect
	objects int
	texts   int
	clip    page.Rect // of the object being read
	clipped record    // what clip was read from; most objects have the clip of the one before
	path    []vertex  // reused
}

// vertex is one segment of a path in user space.
type vertex struct {
	x, y  float64
	kind  uint32
	close bool
}

func (r *drawingReader) more() bool {
	return r.engine.err == nil && r.objects < maxObjects && len(r.page.Rulings) < maxRulings
}

// holder reads the objects of a page, or of a form object where there is something around it.
func (r *drawingReader) holder(handle uint64, around surrounding) {
	e := r.engine
	count, form := fnCountObjects, uint64(0)
	if around.depth > 0 {
		count, form = fnFormCount, 1
	}
	n := e.integer(count, handle)
	for next := 0; next < n && r.more(); {
		next = e.integer(fnGuestObjects, handle, form, uint64(next), uint64(n), uint64(e.buffer), bufferBytes/4)
		if e.err != nil {
			return
		}
		words := e.written(4).word(0)
		c := &cursor{rest: bytes.Clone(e.written(4 * words)[4:])} // a form within reads its own objects to the buffer
		r.clipped = nil
		for len(c.rest) > 0 && r.more() {
			r.object(c, around)
		}
	}
}

// object reads the record of one page object, as guest.c has written it.
func (r *drawingReader) object(c *cursor, around surrounding) {
	r.objects++
	kind, object := c.word(), c.word()
	if raw := c.clips(); r.clipped == nil || !bytes.Equal(raw, r.clipped) {
		r.clip, r.clipped = r.clipBox(&cursor{raw}, around), raw
	}
	switch kind {
	case objectPath:
		r.pathObject(c, around)
	case objectText:
		r.texts++
		if r.clip.X0 > 0 || r.clip.Y0 > 0 || r.clip.X1 < r.page.Width || r.clip.Y1 < r.page.Height {
			r.clips[object] = r.clip
		}
	case objectImage:
		if box, ok := r.bounds(c, around.matrix); ok {
			r.page.Images = append(r.page.Images, page.Image{Box: box, Over: r.texts > 0})
		}
	case objectForm:
		own := c.matrix()
		if around.depth < maxDepth {
			r.holder(uint64(object), surrounding{own.then(around.matrix), r.clip, around.depth + 1})
			r.clipped = nil
		}
	}
}

// clipBox is the box within which an object can be seen: the boxes around its clip paths, all of which hold.
func (r *drawingReader) clipBox(c *cursor, around surrounding) page.Rect {
	box, sound := around.clip, true
	for range c.word() {
		var one page.Rect
		n := c.word()
		for j := range n {
			p, ok := r.point(c, around.matrix)
			sound = sound && ok
			if j == 0 {
				one = page.Rect{X0: p.X, Y0: p.Y, X1: p.X, Y1: p.Y}
			}
			one = extend(one, p)
		}
		if n > 0 {
			box = box.Intersect(one)
		}
	}
	if !sound {
		return around.clip
	}
	return box
}

// point reads a place, as seen.
func (r *drawingReader) point(c *cursor, m matrix) (page.Point, bool) {
	x, y := m.apply(c.float(), c.float())
	if !finite(x, y) {
		return page.Point{}, false
	}
	return r.frame.point(x, y), true
}

// extend makes a box reach p. Unlike Union it works for boxes without area.
func extend(box page.Rect, p page.Point) page.Rect {
	return page.Rect{X0: math.Min(box.X0, p.X), Y0: math.Min(box.Y0, p.Y), X1: math.Max(box.X1, p.X), Y1: math.Max(box.Y1, p.Y)}
}

// bounds is the box around an object as seen, clipped.
func (r *drawingReader) bounds(c *cursor, m matrix) (page.Rect, bool) {
	known := c.word() != 0
	x0, y0, x1, y1 := c.float(), c.float(), c.float(), c.float() // left, bottom, right, top
	if !known {
		return page.Rect{}, false
	}
	var box page.Rect
	for i, corner := range [4][2]float64{{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}} {
		x, y := m.apply(corner[0], corner[1])
		if !finite(x, y) {
			return page.Rect{}, false
		}
		p := r.frame.point(x, y)
		if i == 0 {
			box = page.Rect{X0: p.X, Y0: p.Y, X1: p.X, Y1: p.Y}
		}
		box = extend(box, p)
	}
	box = box.Intersect(r.clip)
	return box, !box.Empty()
}

// pathObject turns a path into rulings by how it is painted.
func (r *drawingReader) pathObject(c *cursor, around surrounding) {
	filled, stroked := c.word() != 0, c.word() != 0
	if !filled && !stroked {
		return
	}
	fill, stroke := c.visible(), c.visible()
	width := c.float()
	own := c.matrix().then(around.matrix)
	r.readPath(c, own)
	switch {
	case stroked:
		if width *= own.scale(); stroke && finite(width) {
			r.strokes(width)
		}
	case fill:
		r.fills()
	}
}

// readPath reads the segments into r.path, mapped to the page as seen.
func (r *drawingReader) readPath(c *cursor, m matrix) {
	r.path = r.path[:0]
	sound := true
	for range c.word() {
		p, ok := r.point(c, m)
		sound = sound && ok
		kind := c.word()
		r.path = append(r.path, vertex{p.X, p.Y, kind &^ segmentCloses, kind&segmentCloses != 0})
	}
	if !sound {
		r.path = r.path[:0]
	}
}

// strokes adds each straight axis-parallel piece of the path as a ruling. Curves are skipped: they are rounded
// corners and drawings, not table lines.
func (r *drawingReader) strokes(width float64) {
	var start, at vertex
	for _, v := range r.path {
		switch v.kind {
		case segmentMove:
			start = v
		case segmentLine:
			r.line(at, v, width)
		}
		at = v
		if v.close {
			r.line(v, start, width)
			at = start
		}
	}
}

// line adds a ruling from a to b where it runs along an axis.
func (r *drawingReader) line(a, b vertex, width float64) {
	dx, dy := math.Abs(a.x-b.x), math.Abs(a.y-b.y)
	switch {
	case dx > dy && dy <= math.Max(slack, slope*dx):
		y := (a.y + b.y) / 2
		r.add(page.Rect{X0: math.Min(a.x, b.x), Y0: y, X1: math.Max(a.x, b.x), Y1: y}, width, false)
	case dy > dx && dx <= math.Max(slack, slope*dy):
		x := (a.x + b.x) / 2
		r.add(page.Rect{X0: x, Y0: math.Min(a.y, b.y), X1: x, Y1: math.Max(a.y, b.y)}, width, false)
	}
}

// fills adds each subpath that is a rectangle: a thin one as the line it looks like, a larger one as its edges.
func (r *drawingReader) fills() {
	for from := 0; from < len(r.path); {
		to := from + 1
		for to < len(r.path) && r.path[to].kind != segmentMove {
			to++
		}
		if box, ok := rectangle(r.path[from:to]); ok {
			r.fill(box)
		} else {
			r.page.Shapes++
		}
		from = to
	}
}

// rectangle gives the box of a subpath all whose sides run along an axis, or which is so thin that it looks like
// a line whatever its ends are: borders are often drawn as trapezoids that meet at a mitre.
func rectangle(path []vertex) (page.Rect, bool) {
	if len(path) < 4 || len(path) > 6 {
		return page.Rect{}, false
	}
	first := path[0]
	box := page.Rect{X0: first.x, Y0: first.y, X1: first.x, Y1: first.y}
	straight := true
	for i, v := range path[1:] {
		prev := path[i]
		if v.kind == segmentBezier {
			return page.Rect{}, false
		}
		if math.Min(math.Abs(v.x-prev.x), math.Abs(v.y-prev.y)) > slack {
			straight = false
		}
		box = extend(box, page.Point{X: v.x, Y: v.y})
	}
	return box, straight || math.Min(box.Width(), box.Height()) <= maxThin
}

// fill adds a filled rectangle.
func (r *drawingReader) fill(box page.Rect) {
	w, h := box.Width(), box.Height()
	c := box.Center()
	switch {
	case w <= maxThin && h <= maxThin:
		return // a dot
	case h <= maxThin:
		r.add(page.Rect{X0: box.X0, Y0: c.Y, X1: box.X1, Y1: c.Y}, h, false)
	case w <= maxThin:
		r.add(page.Rect{X0: c.X, Y0: box.Y0, X1: c.X, Y1: box.Y1}, w, false)
	case box.Area() < pageShare*r.page.Width*r.page.Height:
		r.add(page.Rect{X0: box.X0, Y0: box.Y0, X1: box.X1, Y1: box.Y0}, 0, true)
		r.add(page.Rect{X0: box.X0, Y0: box.Y1, X1: box.X1, Y1: box.Y1}, 0, true)
		r.add(page.Rect{X0: box.X0, Y0: box.Y0, X1: box.X0, Y1: box.Y1}, 0, true)
		r.add(page.Rect{X0: box.X1, Y0: box.Y0, X1: box.X1, Y1: box.Y1}, 0, true)
	}
}

// add keeps the part of a ruling that can be seen.
func (r *drawingReader) add(box page.Rect, thickness float64, weak bool) {
	box = box.Intersect(r.clip)
	if box == (page.Rect{}) || len(r.page.Rulings) >= maxRulings {
		return
	}
	r.page.Rulings = append(r.page.Rulings, page.Ruling{Box: box, Thickness: thickness, Weak: weak})
}
