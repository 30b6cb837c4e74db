package pdf

import (
	"strings"
	"unicode/utf16"

	ledongthuc "github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// secondFont decodes and measures the codes of a font for the second reader. What a code means comes from the
// library, or for the Chinese encodings it does not know from their definition.
type secondFont struct {
	library ledongthuc.Font
	// kind says how a string falls into codes.
	kind codes
	// widths are in em by code or CID; missing is the width of any other.
	widths  map[int]float64
	missing float64
	known   map[string]string // decoded before
}

// codes is how a font's strings are read.
type codes int

const (
	oneByte  codes = iota
	twoBytes       // Identity-H and CMaps like it
	ucs2           // UniGB-UCS2-H, UniGB-UTF16-H
	gbk            // GBK-EUC-H and its kin
)

// maxWidths bounds a table of widths; there are 65,536 codes.
const maxWidths = 1 << 16

func newSecondFont(v ledongthuc.Value) *secondFont {
	f := &secondFont{library: ledongthuc.Font{V: v}, widths: map[int]float64{}, known: map[string]string{}}
	if v.Key("Subtype").Name() != "Type0" {
		f.simpleWidths(v)
		return f
	}
	f.kind = kindOf(v.Key("Encoding").Name())
	descendant := v.Key("DescendantFonts").Index(0)
	f.missing = 1
	if dw := descendant.Key("DW"); !dw.IsNull() {
		f.missing = dw.Float64() / 1000
	}
	f.cidWidths(descendant.Key("W"))
	return f
}

// kindOf reads the name of a CMap.
func kindOf(encoding string) codes {
	switch {
	case strings.HasPrefix(encoding, "UniGB-U"):
		return ucs2
	case strings.HasPrefix(encoding, "GB") && strings.Contains(encoding, "EUC"), strings.HasPrefix(encoding, "GBK"):
		return gbk
	default:
		return twoBytes
	}
}

// simpleWidths reads the widths of a font of one-byte codes.
func (f *secondFont) simpleWidths(v ledongthuc.Value) {
	unit := 0.001
	if m := v.Key("FontMatrix"); m.Len() == 6 { // Type 3 has a unit of its own
		unit = m.Index(0).Float64()
	}
	f.missing = v.Key("FontDescriptor").Key("MissingWidth").Float64() * unit
	first, widths := int(v.Key("FirstChar").Int64()), v.Key("Widths")
	for i := range min(widths.Len(), 256) {
		f.widths[first+i] = widths.Index(i).Float64() * unit
	}
	if widths.Len() == 0 { // one of the standard fonts, whose widths are not in the file
		f.missing = narrowAdvance
	}
}

// cidWidths reads the W array: "first [w w …]" and "first last w".
func (f *secondFont) cidWidths(w ledongthuc.Value) {
	for i := 0; i+1 < w.Len() && len(f.widths) < maxWidths; {
		first, second := int(w.Index(i).Int64()), w.Index(i+1)
		if second.Kind() == ledongthuc.Array {
			for j := range second.Len() {
				f.widths[first+j] = second.Index(j).Float64() / 1000
			}
			i += 2
			continue
		}
		width := w.Index(i+2).Float64() / 1000
		for cid := first; cid <= min(int(second.Int64()), first+maxWidths); cid++ {
			f.widths[cid] = width
		}
		i += 3
	}
}

// codes cuts a string into codes.
func (f *secondFont) codes(raw string) []string {
	out := make([]string, 0, len(raw))
	for len(raw) > 0 {
		n := f.length(raw)
		out = append(out, raw[:n])
		raw = raw[n:]
	}
	return out
}

// length is how many bytes the first code has.
func (f *secondFont) length(raw string) int {
	n := 2
	switch {
	case f.kind == oneByte, f.kind == gbk && raw[0] < 0x81:
		n = 1
	case f.kind == ucs2 && raw[0]&0xfc == 0xd8: // first half of a surrogate pair
		n = 4
	}
	return min(n, len(raw))
}

// glyph gives a code's text and its width in em.
func (f *secondFont) glyph(code string) (string, float64) {
	text, ok := f.known[code]
	if !ok {
		text = f.decode(code)
		f.known[code] = text
	}
	return text, f.width(code, text)
}

// decode gives a code's text.
func (f *secondFont) decode(code string) string {
	switch f.kind {
	case gbk:
		text, err := simplifiedchinese.GBK.NewDecoder().String(code)
		if err != nil {
			return ""
		}
		return text
	case ucs2:
		units := make([]uint16, len(code)/2)
		for i := range units {
			units[i] = uint16(code[2*i])<<8 | uint16(code[2*i+1])
		}
		return string(utf16.Decode(units))
	default:
		return f.library.Encoder().Decode(code)
	}
}

// width is a code's width in em. The CIDs of the Chinese encodings are not in the file; their widths are assumed.
func (f *secondFont) width(code, text string) float64 {
	if f.kind == gbk || f.kind == ucs2 {
		for _, r := range text {
			return advance(r)
		}
	}
	n := 0
	for i := range len(code) {
		n = n<<8 | int(code[i])
	}
	if w, ok := f.widths[n]; ok {
		return w
	}
	return f.missing
}
