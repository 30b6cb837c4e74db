package ocr

import "image"

const (
	// wideComponent and highComponent are the size in points from which connected ink is not a character: one of
	// the two must be reached.
	wideComponent, highComponent = 30, 24
)

// large keeps the ink that hangs together over a size no character has: frames, rules, pictures. What is left
// cannot be taken for strokes of text that happen to stand in line.
func large(ink []bool, width, height int, dpi float64) []bool {
	runs := allRuns(ink, width, height)
	of := connect(runs)
	boxes := make([]image.Rectangle, len(runs))
	for i, r := range runs {
		root := of.find(i)
		boxes[root] = boxes[root].Union(image.Rect(r.x0, r.y, r.x1, r.y+1))
	}
	wide, high := int(wideComponent*dpi/72), int(highComponent*dpi/72)
	out := make([]bool, len(ink))
	for i, r := range runs {
		b := boxes[of.find(i)]
		if b.Dx() < wide && b.Dy() < high {
			continue
		}
		for x := r.x0; x < r.x1; x++ {
			out[r.y*width+x] = true
		}
	}
	return out
}

// allRuns lists the runs of ink by rows, also the shortest.
func allRuns(ink []bool, width, height int) []run {
	var out []run
	for y := range height {
		row := ink[y*width : (y+1)*width]
		for x := 0; x < width; x++ {
			if !row[x] {
				continue
			}
			from := x
			for x < width && row[x] {
				x++
			}
			out = append(out, run{y, from, x})
		}
	}
	return out
}

// sets is a forest of runs that hang together (union-find).
type sets []int32

func (s sets) find(i int) int {
	for int(s[i]) != i {
		s[i] = s[s[i]]
		i = int(s[i])
	}
	return i
}

// connect joins the runs that touch a run of the row above, also at a corner.
func connect(runs []run) sets {
	s := make(sets, len(runs))
	for i := range s {
		s[i] = int32(i)
	}
	above := 0
	for i, r := range runs {
		for above < i && (runs[above].y < r.y-1 || runs[above].y == r.y-1 && runs[above].x1 < r.x0) {
			above++
		}
		for j := above; j < i && runs[j].y == r.y-1 && runs[j].x0 <= r.x1; j++ {
			s[s.find(j)] = int32(s.find(i))
		}
	}
	return s
}
