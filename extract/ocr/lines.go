package ocr

import (
	"image"
	"sort"
)

// Measures of drawn lines, in points; a pixel is 72/dpi of one.
const (
	// leastLevel and leastUpright are the shortest level and upright lines: longer than the strokes of text.
	leastLevel, leastUpright = 16, 11
	// loneLevel and loneUpright are the same for lines that do not end at others.
	loneLevel, loneUpright = 40, 40
	// maxGap is the widest gap in a line, from the scan's noise.
	maxGap = 1.44
	// maxThick is the thickest line.
	maxThick = 4
	// touch is how close two lines come that meet.
	touch = 3
)

// leastInk is the share of ink along a line, gaps counted.
const leastInk = 0.8

// line is a drawn line on the image: the box of its ink.
type line struct {
	box   image.Rectangle
	level bool
}

// lines finds the drawn lines of a straightened page.
func lines(ink []bool, width, height int, dpi float64) []line {
	px := func(points float64) int { return int(points*dpi/72 + 0.5) }
	ink = large(ink, width, height, dpi)
	level := segments(ink, width, px(leastLevel), px(maxGap))
	turned := transpose(ink, width, height)
	upright := segments(turned, height, px(leastUpright), px(maxGap))
	var out []line
	for _, b := range level {
		if b.Dy() <= px(maxThick) {
			out = append(out, line{b, true})
		}
	}
	for _, b := range upright {
		if b.Dy() <= px(maxThick) {
			out = append(out, line{image.Rect(b.Min.Y, b.Min.X, b.Max.Y, b.Max.X), false})
		}
	}
	return meeting(out, px)
}

// transpose turns rows into columns.
func transpose(ink []bool, width, height int) []bool {
	out := make([]bool, len(ink))
	for y := range height {
		for x, v := range ink[y*width : (y+1)*width] {
			out[x*height+y] = v
		}
	}
	return out
}

// segments finds level bands of ink in rows of a width: long runs in neighbouring rows, joined.
func segments(ink []bool, width, least, gap int) []image.Rectangle {
	var done, open []image.Rectangle
	for y := range len(ink) / max(width, 1) {
		open, done = join(open, done, longRuns(ink[y*width:(y+1)*width], least, gap), y)
	}
	done = append(done, open...)
	sort.Slice(done, func(i, j int) bool {
		a, b := done[i], done[j]
		if a.Min.Y != b.Min.Y {
			return a.Min.Y < b.Min.Y
		}
		return a.Min.X < b.Min.X
	})
	return done
}

// longRuns finds the runs of ink in a row that are at least so long, bridging gaps.
func longRuns(row []bool, least, gap int) []run {
	var out []run
	from, last, dark := -1, -1, 0
	finish := func() {
		if from >= 0 && last-from+1 >= least && float64(dark) >= leastInk*float64(last-from+1) {
			out = append(out, run{0, from, last + 1})
		}
		from, dark = -1, 0
	}
	for x, v := range row {
		switch {
		case !v:
			continue
		case from >= 0 && x-last-1 > gap:
			finish()
			fallthrough
		case from < 0:
			from = x
		}
		last = x
		dark++
	}
	finish()
	return out
}

// rowsApart is how many rows a band may miss and go on: a scanned line wanders by a pixel.
const rowsApart = 2

// join adds a row's runs to the bands that reach down to it; bands that do not are done.
func join(open, done []image.Rectangle, runs []run, y int) (stillOpen, nowDone []image.Rectangle) {
	for _, b := range open {
		if y-b.Max.Y >= rowsApart {
			done = append(done, b)
			continue
		}
		stillOpen = append(stillOpen, b)
	}
	for _, r := range runs {
		box := image.Rect(r.x0, y, r.x1, y+1)
		kept := stillOpen[:0]
		for _, b := range stillOpen {
			if b.Min.X < box.Max.X && box.Min.X < b.Max.X {
				box = box.Union(b)
				continue
			}
			kept = append(kept, b)
		}
		stillOpen = append(kept, box)
	}
	return stillOpen, done
}

// meeting keeps long lines, and short ones that end at kept lines across them on both sides, as the side of a cell
// does; a stroke of text that touches a line does so with one end, and strokes of letters that touch each other end at
// no line.
func meeting(all []line, px func(float64) int) []line {
	kept := make([]bool, len(all))
	for i, l := range all {
		kept[i] = l.level && l.box.Dx() >= px(loneLevel) || !l.level && l.box.Dy() >= px(loneUpright)
	}
	for more := true; more; {
		more = false
		have := chosen(all, kept)
		for i, l := range all {
			if !kept[i] && l.bounded(have, px(touch)) {
				kept[i], more = true, true
			}
		}
	}
	return chosen(all, kept)
}

// chosen are the lines that are kept.
func chosen(all []line, kept []bool) []line {
	var out []line
	for i, l := range all {
		if kept[i] {
			out = append(out, l)
		}
	}
	return out
}

// bounded says whether both ends of the line meet lines across it.
func (l line) bounded(all []line, reach int) bool {
	first, last := l.box, l.box
	if l.level {
		first.Max.X, last.Min.X = first.Min.X, last.Max.X
	} else {
		first.Max.Y, last.Min.Y = first.Min.Y, last.Max.Y
	}
	first, last = first.Inset(-reach), last.Inset(-reach)
	var a, b bool
	for _, o := range all {
		if o.level != l.level {
			a, b = a || o.box.Overlaps(first), b || o.box.Overlaps(last)
		}
	}
	return a && b
}

// cellScale is how many pixels of the image make one of the map on which cells are found; leastCell is the
// shortest side of a cell in points.
const (
	cellScale = 2
	leastCell = 6
)

// cells finds the boxes that lines enclose, in reading order. Areas open to the page's edge are none.
func cells(all []line, width, height int, dpi float64) []image.Rectangle {
	w, h := width/cellScale+1, height/cellScale+1
	wall := make([]bool, w*h)
	reach := int(touch*dpi/72 + 0.5)
	for _, l := range all {
		b := l.box
		if l.level { // lines are drawn a little longer, to close corners
			b.Min.X, b.Max.X = b.Min.X-reach, b.Max.X+reach
		} else {
			b.Min.Y, b.Max.Y = b.Min.Y-reach, b.Max.Y+reach
		}
		b = b.Intersect(image.Rect(0, 0, width, height))
		for y := b.Min.Y / cellScale; y <= (b.Max.Y-1)/cellScale; y++ {
			for x := b.Min.X / cellScale; x <= (b.Max.X-1)/cellScale; x++ {
				wall[y*w+x] = true
			}
		}
	}
	least := int(leastCell*dpi/72) / cellScale
	var out []image.Rectangle
	for _, b := range enclosed(wall, w, h) {
		if b.Dx() >= least && b.Dy() >= least {
			out = append(out, image.Rect(b.Min.X*cellScale, b.Min.Y*cellScale, b.Max.X*cellScale, b.Max.Y*cellScale))
		}
	}
	return out
}

// fullShare is the share of its box that a cell fills; less is an area of another shape, such as the inside of a
// frame around a table.
const fullShare = 0.85

// enclosed gives the boxes of the areas between walls that do not reach the map's edge. It uses up wall.
func enclosed(wall []bool, w, h int) []image.Rectangle {
	var out []image.Rectangle
	var stack []int
	for start := range wall {
		if wall[start] {
			continue
		}
		box, count, edge := image.Rectangle{}, 0, false
		stack = append(stack[:0], start)
		wall[start] = true
		for len(stack) > 0 {
			i := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			x, y := i%w, i/w
			box = box.Union(image.Rect(x, y, x+1, y+1))
			count++
			edge = edge || x == 0 || y == 0 || x == w-1 || y == h-1
			for _, next := range [4]int{i - 1, i + 1, i - w, i + w} {
				if next >= 0 && next < len(wall) && !wall[next] {
					wall[next] = true
					stack = append(stack, next)
				}
			}
		}
		if !edge && float64(count) >= fullShare*float64(box.Dx()*box.Dy()) {
			out = append(out, box)
		}
	}
	return out
}
