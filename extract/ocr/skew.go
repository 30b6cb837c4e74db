package ocr

import "math"

const (
	// maxSkew is how far in degrees a sheet lies askew in the feeder at most.
	maxSkew = 3.0
	// coarse and fine are the steps of the search in degrees; fine is a pixel over the width of a page at 300
	// dots an inch.
	coarse, fine = 0.2, 0.02
	// maxRuns is how many runs of ink are looked at; more make the estimate no better.
	maxRuns = 60000
	// leastRun is the shortest run in pixels that says something about a direction.
	leastRun = 3
)

// run is ink from x0 up to x1 in row y.
type run struct{ y, x0, x1 int }

// skew estimates by how many degrees the lines of the page slope upward to the right. At the right angle the
// rows of ink, drawn lines and lines of text alike, are sharpest: the sum of the squares of what falls on each
// row is greatest.
func skew(ink []bool, width, height int) float64 {
	runs := sample(allRuns(ink, width, height))
	if len(runs) == 0 {
		return 0
	}
	margin := int(float64(width)*math.Tan((maxSkew+coarse)*math.Pi/180)) + 1
	p := profile{runs, make([]float64, height+2*margin), margin}
	best := p.peak(-maxSkew, maxSkew, coarse)
	return p.peak(best-coarse, best+coarse, fine)
}

// profile sums ink by rows that slope.
type profile struct {
	runs []run
	rows []float64
	// margin is how many rows there are before that of the image's first.
	margin int
}

// sample thins runs evenly and cuts long ones into pieces, whose middles then follow a sloping line.
func sample(runs []run) []run {
	const piece = 100
	step := max(1, len(runs)/maxRuns)
	var out []run
	for i := 0; i < len(runs); i += step {
		if runs[i].x1-runs[i].x0 < leastRun {
			continue
		}
		for r := runs[i]; r.x0 < r.x1; r.x0 += piece {
			out = append(out, run{r.y, r.x0, min(r.x0+piece, r.x1)})
		}
	}
	return out
}

// peak gives the angle between two at which the rows are sharpest.
func (p profile) peak(from, to, step float64) float64 {
	best, most := 0.0, -1.0
	n := int(math.Round((to - from) / step))
	for i := range n + 1 {
		angle := from + float64(i)*step
		s := p.sharpness(math.Tan(angle * math.Pi / 180))
		if s > most || s == most && math.Abs(angle) < math.Abs(best) {
			best, most = angle, s
		}
	}
	return best
}

// sharpness sums the squares of the ink on rows that slope upward to the right.
func (p profile) sharpness(slope float64) float64 {
	clear(p.rows)
	for _, r := range p.runs {
		x := float64(r.x0+r.x1) / 2
		p.rows[r.y+int(math.Round(x*slope))+p.margin] += float64(r.x1 - r.x0)
	}
	sum := 0.0
	for _, v := range p.rows {
		sum += v * v
	}
	return sum
}
