package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/signintech/gopdf"

	"gouji/extract/page"
)

const (
	pastedSample = "../../samples/shanghai-budget/"
	// typedPage has some lines at its top and blank paper under them; picturedTable, counted from 0, stands on picturedPage.
	typedPage, picturedPage, picturedTable = 1, 17, 8
	// proseTop and proseHigh are where running text stands on textPage, in points.
	textPage, proseTop, proseHigh = 3, 60, 220
	// pasteTop is where the picture goes.
	pasteTop = 420.0
)

var printedFigure = regexp.MustCompile(`^-?[\d,]+(\.\d+)?%?$`)

// TestPictureOfATable: a scanned form pasted under a typed one is read, cell by cell where it stands; a picture of
// something else is not taken for a table.
func TestPictureOfATable(t *testing.T) {
	skipOCR(t)
	want := truthTable(t, picturedTable)
	around := page.Rect{}
	for _, c := range want {
		around = around.Union(page.Rect{X0: c.BBox[0][1], Y0: c.BBox[0][2], X1: c.BBox[0][3], Y1: c.BBox[0][4]})
	}
	around = around.Grow(4)
	prose := page.Rect{X0: 40, Y0: proseTop, X1: 555, Y1: proseTop + proseHigh}
	file := filepath.Join(t.TempDir(), "pasted.pdf")
	paste(t, file, pasted{photograph(t, picturedPage, around), around}, pasted{photograph(t, textPage, prose), prose})

	var got printed
	if err := json.Unmarshal(gouji(t, ".", 0, "extract", file), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Tables) != 1 {
		t.Fatalf("%d tables, want the picture on the first page: %+v", len(got.Tables), got.Tables)
	}
	checkPasted(t, got.Tables[0].Cells, want, around)
	notes := map[int]string{}
	for _, p := range got.Problems {
		if p.Code == "picture" {
			notes[p.Page] += p.Message
		}
	}
	if !strings.Contains(notes[1], "由图像识别读出") || !strings.Contains(notes[2], "没有画线的表格") {
		t.Errorf("the pictures are noted as %v", notes)
	}
}

// checkPasted compares the cells of a picture with those of the table that it shows.
func checkPasted(t *testing.T, cells []printedCell, want []knownCell, from page.Rect) {
	t.Helper()
	have := map[[2]int]printedCell{}
	for _, c := range cells {
		have[[2]int{c.Row, c.Col}] = c
	}
	const near = 3.0 // points
	figures := 0
	for _, w := range want {
		c, b := have[[2]int{w.Row, w.Col}], w.BBox[0]
		if math.Abs(c.BBox[0]-b[1]) > near || math.Abs(c.BBox[1]-(b[2]-from.Y0+pasteTop)) > near {
			t.Errorf("%q stands at %v, want %v lower by %.0f", w.Text, c.BBox, b[1:], pasteTop-from.Y0)
		}
		if printedFigure.MatchString(w.Text) {
			figures++
			if c.Text != w.Text {
				t.Errorf("%q is read as %q", w.Text, c.Text)
			}
		}
	}
	if figures < 5 {
		t.Errorf("the table has %d figures: the test shows little", figures)
	}
}

// photograph is the picture of a part of a page, as a JPEG file.
func photograph(t *testing.T, number int, part page.Rect) []byte {
	t.Helper()
	im, err := openSample(t).Render(number, ocrDPI)
	if err != nil {
		t.Fatal(err)
	}
	px := func(points float64) int { return int(points * ocrDPI / 72) }
	var file bytes.Buffer
	cut := im.SubImage(image.Rect(px(part.X0), px(part.Y0), px(part.X1), px(part.Y1)))
	if err := jpeg.Encode(&file, cut, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// pasted is a JPEG file and the part of a page that it shows.
type pasted struct {
	picture []byte
	box     page.Rect
}

// paste writes a document with a typed page for each picture, which stands lower down on it.
func paste(t *testing.T, file string, pictures ...pasted) {
	t.Helper()
	width, height, err := openSample(t).Size(typedPage)
	if err != nil {
		t.Fatal(err)
	}
	out := &gopdf.GoPdf{}
	out.Start(gopdf.Config{PageSize: gopdf.Rect{W: height, H: height}}) // room for a picture of a wide page
	for _, p := range pictures {
		out.AddPage()
		out.UseImportedTemplate(out.ImportPage(pastedSample+"input.pdf", typedPage, "/MediaBox"), 0, 0, width, height)
		holder, err := gopdf.ImageHolderByBytes(p.picture)
		if err != nil {
			t.Fatal(err)
		}
		if err := out.ImageByHolder(holder, p.box.X0, pasteTop, &gopdf.Rect{W: p.box.Width(), H: p.box.Height()}); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.WritePdf(file); err != nil {
		t.Fatal(err)
	}
}

// truthTable are the cells of a table of the sample, counted from 0.
func truthTable(t *testing.T, number int) []knownCell {
	t.Helper()
	data, err := os.ReadFile(pastedSample + "truth.json")
	if err != nil {
		t.Fatal(err)
	}
	var truth known
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	return truth.Tables[number].Cells
}
