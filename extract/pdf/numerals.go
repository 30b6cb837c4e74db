package pdf

import "math/bits"

const (
	// wrongHoles is what a number of holes that the digit does not have takes from its likeness. The digits of 312
	// published fonts have theirs without exception.
	wrongHoles = 0.15
	// certain is the likeness from which a drawing is its digit. The greatest likeness to another digit seen in 312
	// fonts is .86, of a 1 to a 7; two of three drawings are certain.
	certain = 0.93
	// leastLike is how like its digit every drawing must be for the font to be accused. In the published fonts the
	// least is .69; ornaments, digits in boxes and the like are not, whatever they are most like.
	leastLike = 0.6
	// leastGain is by how much another reading of a font's digits must be more like its drawings than their own,
	// summed over the digits that differ. The greatest seen in the published fonts is .07, in 277 more (thin,
	// handwritten, of typewriters) .12, of a slanted 1 that is like a 7; with two digits exchanged or all permuted
	// the least is .36, with one digit alone .2 except for some 1 and 7.
	leastGain = 0.2
)

// standardFonts are those of every PDF reader (ISO 32000-1, 9.6.2.2); pdfium has its own forms of them. With
// the slanted ones the digits are told apart no better.
var standardFonts = [...]string{
	"Times-Roman", "Times-Bold", "Times-BoldItalic", "Helvetica", "Helvetica-Bold", "Courier", "Courier-Bold",
}

// holesOf is how many holes each digit has at least and at most: the 0 of some fonts is struck through, the 4 of
// some is open.
var holesOf = [10][2]int{{1, 2}, {0, 0}, {0, 0}, {0, 0}, {0, 1}, {0, 0}, {1, 1}, {0, 0}, {2, 2}, {1, 1}}

// longestName has room for a standard font's name and the zero after it, in bytes.
const longestName = 32

// numerals are patterns of the ten digits, as the standard fonts draw them.
type numerals [][10]shape

// readNumerals draws the patterns.
func readNumerals(e *engine) numerals {
	document := e.call(fnNewDocument)
	name := e.call(fnMalloc, longestName)
	if document == 0 || name == 0 {
		return nil
	}
	defer e.call(fnFree, name)
	defer e.call(fnCloseDocument, document)
	var out numerals
	for _, standard := range standardFonts {
		e.memory.Write(uint32(name), append([]byte(standard), 0))
		font := e.call(fnStandardFont, document, name)
		var set [10]shape
		complete := font != 0
		for d := range set {
			s := e.outline(font, '0'+rune(d)).shape()
			if complete = complete && s != nil; complete {
				set[d] = *s
			}
		}
		if complete {
			out = append(out, set)
		}
		e.call(fnCloseFont, font)
	}
	return out
}

// likeness says how like a drawing is to each digit, −1 to 1 less what its holes take.
type likeness [10]float64

// compare compares a drawing that is read as digit with the patterns. One that is surely that digit is compared with
// no other.
func (n numerals) compare(s *shape, digit int) *likeness {
	var out likeness
	for d := range out {
		out[d] = -1
	}
	if out[digit] = n.like(s, digit); out[digit] >= certain {
		return &out
	}
	for d := range out {
		if d != digit {
			out[d] = n.like(s, d)
		}
	}
	return &out
}

// like is the likeness of a drawing to a digit.
func (n numerals) like(s *shape, digit int) float64 {
	most := -1.0
	for i := range n {
		most = max(most, s.like(&n[i][digit]))
	}
	if s.holes < holesOf[digit][0] || s.holes > holesOf[digit][1] {
		return most - wrongHoles
	}
	return most
}

// alone gives what a drawing that is read as digit is read as by its form, whatever the other digits are: itself
// unless another is clearly more like.
func (l *likeness) alone(digit int) int {
	as := digit
	for other, v := range l.values() {
		if v >= max(l[digit]+leastGain, leastLike, l[as]) {
			as = other
		}
	}
	return as
}

// drawn holds how like what is drawn for each digit is to each digit; nil where it was not looked at.
type drawn [10]*likeness

// read gives what the digits are drawn as, each as itself where nothing else is clearly more like. The digits are
// exchanged among each other if that explains them; two codes may also be drawn as the same digit and read as two.
func (l drawn) read() [10]int {
	as := [10]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	if l.plain() {
		return as
	}
	if other := l.assign(); l.gain(other) >= leastGain && l.resembles(other) {
		return other
	}
	own := as
	for d, row := range l {
		as[d] = row.alone(d)
	}
	if !l.resembles(as) {
		return own
	}
	return as
}

// resembles says that each drawing is like the digit it is read as: else the font is one the patterns do not fit.
func (l drawn) resembles(as [10]int) bool {
	for d, row := range l {
		if row != nil && row[as[d]] < leastLike {
			return false
		}
	}
	return true
}

// plain says that each drawing is most like its own digit.
func (l drawn) plain() bool {
	for d, row := range l {
		for _, other := range row.values() {
			if other > row[d] {
				return false
			}
		}
	}
	return true
}

func (l *likeness) values() []float64 {
	if l == nil {
		return nil
	}
	return l[:]
}

// gain is by how much the reading as is more like the drawings than their own digits.
func (l drawn) gain(as [10]int) float64 {
	sum := 0.0
	for d, row := range l {
		if row != nil {
			sum += row[as[d]] - row[d]
		}
	}
	return sum
}

// assign gives each drawing another digit so that together they are most alike. It goes through the sets of
// digits given away; the k-th drawing has k of them before it.
func (l drawn) assign() (as [10]int) {
	const sets = 1 << 10
	var best [sets]float64
	var last [sets]int // the digit given away last
	var met []int
	for d, row := range l {
		as[d] = d
		if row != nil {
			met = append(met, d)
		}
	}
	top := 0
	for set := 1; set < sets; set++ {
		k := bits.OnesCount(uint(set))
		if k > len(met) {
			continue
		}
		row := l[met[k-1]]
		best[set] = -float64(sets)
		for d := range 10 {
			if set>>d&1 == 0 {
				continue
			}
			if v := best[set&^(1<<d)] + row[d]; v > best[set] {
				best[set], last[set] = v, d
			}
		}
		if k == len(met) && (bits.OnesCount(uint(top)) < k || best[set] > best[top]) {
			top = set
		}
	}
	for k := len(met) - 1; k >= 0; k-- {
		as[met[k]] = last[top]
		top &^= 1 << last[top]
	}
	return as
}
