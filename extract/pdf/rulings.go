package pdf

import (
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
	// maxSegments bounds one path: a table frame in one path has some thousands, a map outline far more.
	maxSegments = 20000
	// maxClips and maxClipSegments bound the clip paths of one object; a clip of more segments than a few
	// rectangles is a drawing's outline and left out.
	maxClips, maxClipSegments = 16, 64
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
)

// drawings reads rulings and images into out. It gives the part of the page each text object is clipped to, by
// FPDF_PAGEOBJECT, for those that are.
func (d *Document) drawings(handle uint64, frame space, out *page.Page) map[uint64]page.Rect {
	r := drawingReader{engine: d.engine, frame: frame, page: out, clips: map[uint64]page.Rect{}}
	w, h := frame.size()
	all := surrounding{matrix: identity, clip: page.Rect{X1: w, Y1: h}}
	n := r.engine.integer(fnCountObjects, handle)
	for i := 0; i < n && r.more(); i++ {
		r.object(r.engine.call(fnObject, handle, uint64(i)), all)
	}
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
	clips   map[uint64]page.Rect
	objects int
	texts   int
	clip    page.Rect // of the object being read
	path    []vertex  // reused
}

// vertex is one segment of a path in user space.
type vertex struct {
	x, y  float64
	kind  int
	close bool
}

func (r *drawingReader) more() bool {
	return r.engine.err == nil && r.objects < maxObjects && len(r.page.Rulings) < maxRulings
}

// object reads one page object.
func (r *drawingReader) object(object uint64, around surrounding) {
	r.objects++
	kind := r.engine.integer(fnObjectType, object)
	if kind == objectPath {
		r.pathObject(object, around)
		return
	}
	r.clip = r.clipBox(object, around)
	switch kind {
	case objectText:
		r.texts++
		if r.clip.X0 > 0 || r.clip.Y0 > 0 || r.clip.X1 < r.page.Width || r.clip.Y1 < r.page.Height {
			r.clips[object] = r.clip
		}
	case objectImage:
		if box, ok := r.bounds(object, around.matrix); ok {
			r.page.Images = append(r.page.Images, page.Image{Box: box, Over: r.texts > 0})
		}
	case objectForm:
		if around.depth == maxDepth {
			return
		}
		inner := surrounding{r.matrix(object).then(around.matrix), r.clip, around.depth + 1}
		n := r.engine.integer(fnFormCount, object)
		for i := 0; i < n && r.more(); i++ {
			r.object(r.engine.call(fnFormObject, object, uint64(i)), inner)
		}
	}
}

// clipBox is the box within which an object can be seen: the boxes around its clip paths, all of which hold.
func (r *drawingReader) clipBox(object uint64, around surrounding) page.Rect {
	e, box := r.engine, around.clip
	clip := e.call(fnClipPath, object)
	if clip == 0 {
		return box
	}
	n := min(e.integer(fnClipPaths, clip), maxClips)
	for i := 0; i < n && e.err == nil; i++ {
		segments := e.integer(fnClipSegments, clip, uint64(i))
		if segments <= 0 || segments > maxClipSegments {
			continue
		}
		var one page.Rect
		for j := range segments {
			p, ok := r.segmentPoint(e.call(fnClipSegment, clip, uint64(i), uint64(j)), around.matrix)
			if !ok {
				return around.clip
			}
			if j == 0 {
				one = page.Rect{X0: p.X, Y0: p.Y, X1: p.X, Y1: p.Y}
			}
			one = extend(one, p)
		}
		box = box.Intersect(one)
	}
	return box
}

// segmentPoint is where a path segment ends, as seen.
func (r *drawingReader) segmentPoint(segment uint64, m matrix) (page.Point, bool) {
	e := r.engine
	e.call(fnSegmentPoint, segment, e.at(0), e.at(4))
	x, y := m.apply(e.float(0), e.float(1))
	if !finite(x, y) {
		return page.Point{}, false
	}
	return r.frame.point(x, y), true
}

// extend makes a box reach p. Unlike Union it works for boxes without area.
func extend(box page.Rect, p page.Point) page.Rect {
	return page.Rect{X0: math.Min(box.X0, p.X), Y0: math.Min(box.Y0, p.Y), X1: math.Max(box.X1, p.X), Y1: math.Max(box.Y1, p.Y)}
}

func (r *drawingReader) matrix(object uint64) matrix {
	e := r.engine
	if e.integer(fnObjectMatrix, object, e.at(0)) == 0 {
		return identity
	}
	return matrix{e.float(0), e.float(1), e.float(2), e.float(3), e.float(4), e.float(5)}
}

// bounds is the box around an object as seen, clipped.
func (r *drawingReader) bounds(object uint64, m matrix) (page.Rect, bool) {
	e := r.engine
	if e.integer(fnObjectBounds, object, e.at(0), e.at(4), e.at(8), e.at(12)) == 0 { // left, bottom, right, top
		return page.Rect{}, false
	}
	x0, y0, x1, y1 := e.float(0), e.float(1), e.float(2), e.float(3)
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
func (r *drawingReader) pathObject(object uint64, around surrounding) {
	e := r.engine
	if e.integer(fnDrawMode, object, e.at(0), e.at(4)) == 0 {
		return
	}
	filled, stroked := e.word(0) != 0, e.word(1) != 0
	if filled && !r.visible(fnFillColor, object) {
		filled = false
	}
	if !filled && !stroked {
		return
	}
	r.clip = r.clipBox(object, around)
	own := r.matrix(object).then(around.matrix)
	r.readPath(object, own)
	switch {
	case stroked:
		e.call(fnStrokeWidth, object, e.at(0))
		if width := e.float(0) * own.scale(); finite(width) && r.visible(fnStrokeColor, object) {
			r.strokes(width)
		}
	case filled:
		r.fills()
	}
}

// visible says whether an object's colour can be seen on white paper.
func (r *drawingReader) visible(f function, object uint64) bool {
	e := r.engine
	if e.integer(f, object, e.at(0), e.at(4), e.at(8), e.at(12)) == 0 {
		return true // a pattern or shading: something is painted
	}
	return e.word(3) > 0 && min(e.word(0), e.word(1), e.word(2)) < white
}

// readPath reads the segments into r.path, mapped to the page as seen.
func (r *drawingReader) readPath(object uint64, m matrix) {
	e := r.engine
	r.path = r.path[:0]
	n := min(e.integer(fnCountSegments, object), maxSegments)
	for i := 0; i < n && e.err == nil; i++ {
		s := e.call(fnSegment, object, uint64(i))
		p, ok := r.segmentPoint(s, m)
		if !ok {
			r.path = r.path[:0]
			return
		}
		r.path = append(r.path, vertex{p.X, p.Y, e.integer(fnSegmentType, s), e.integer(fnSegmentClose, s) == 1})
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
