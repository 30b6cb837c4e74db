package pdf_test

import (
	"testing"

	"gouji/extract/pdf"
)

// TestCovered: text that is painted and cannot be seen is hidden; what lies behind it or shows through is not.
func TestCovered(t *testing.T) {
	const (
		font  = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
		text  = "BT /F1 9 Tf 10 100 Td (Income and expenditure of the department, 1234.56 in all, as stated) Tj ET "
		grey  = "q 300 0 0 200 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x99 EI Q "
		clear = "q 300 0 0 200 0 0 cm BI /W 1 /H 1 /IM true /BPC 1 ID \xff EI Q "
		small = "q 60 0 0 200 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x99 EI Q "
		dark  = "0 0.2 0.4 rg 0 0 300 200 re f "
	)
	p := newPdfium(t)
	for _, test := range []struct {
		name, content, code string
		hidden              bool // most of the glyphs
	}{
		{"under an image", text + grey, pdf.CodeTextHidden, true},
		{"over an image", grey + text, "", false},
		{"under a mask that is clear", text + clear, "", false},
		{"an image over its beginning", text + small, "", false},
		{"over one image and under another", grey + text + grey, pdf.CodeTextHidden, true},
		{"white on white", "1 g " + text, "", true},
		{"white on a dark ground", dark + "1 g " + text, "", false},
		{"under a filled rectangle, white", "1 g " + text + dark, "", true},
	} {
		read := allPages(t, p, made(test.content, font))
		hidden := 0
		for _, g := range read[0].Glyphs {
			if g.Hidden {
				hidden++
			}
		}
		if most := 2*hidden > len(read[0].Glyphs); most != test.hidden {
			t.Errorf("%s: %d of %d glyphs are hidden, want most: %t", test.name, hidden, len(read[0].Glyphs), test.hidden)
		}
		if v := judge(read)[0]; v.Code != test.code {
			t.Errorf("%s: %q (%s), want %q", test.name, v.Code, v.Reason.EN, test.code)
		}
	}
}
