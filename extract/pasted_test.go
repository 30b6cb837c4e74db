package extract

import (
	"context"
	"errors"
	"strings"
	"testing"

	"gouji/extract/page"
)

// pictured is a typed page with pictures at some places.
func pictured(places ...page.Rect) *page.Page {
	p := said(1, "本部门的预算如下表所示。")
	for _, box := range places {
		p.Images = append(p.Images, page.Image{Box: box})
	}
	return p
}

// picturePlace is where a picture of the size of scan stands.
var picturePlace = page.Rect{X0: 40, Y0: 200, X1: 540, Y1: 800}

// readPicture reads a document of one page whose pictures are read as given.
func readPicture(t *testing.T, p *page.Page, r Reading) (*Result, []Spot) {
	t.Helper()
	var asked []Spot
	return extracted(t, Input{Text: pages{p}, Image: func(_ context.Context, spots []Spot) []Reading {
		asked = spots
		return []Reading{r}
	}}), asked
}

// A picture of a table on a typed page is read where it stands, straight or askew; the page stays one of text.
func TestPictureIsPasted(t *testing.T) {
	for _, skew := range []float64{0, 1.5} {
		picture := scan(skew)
		picture.Width, picture.Height = picturePlace.Width(), picturePlace.Height()
		r, asked := readPicture(t, pictured(picturePlace), Reading{Page: picture})
		if len(asked) != 1 || asked[0] != (Spot{1, picturePlace}) {
			t.Fatalf("asked for %v, want the picture", asked)
		}
		if len(r.Tables) != 1 || len(r.Tables[0].Cells) != 4 || r.Pages[0].Source != page.Text || r.Set.Document.Imaged != 1 {
			t.Fatalf("tables %+v on page %+v, %d pages read from images", r.Tables, r.Pages[0], r.Set.Document.Imaged)
		}
		cell := r.Tables[0].Cells[3]
		if cell.Text != "12.50" || cell.Source != page.OCR {
			t.Errorf("the last cell is %+v, want 12.50 by OCR", cell)
		}
		level := page.Rect{X0: 150, Y0: 130, X1: 250, Y1: 160}
		near(t, "the last cell", cell.Box, picture.Unskew(level).Move(picturePlace.X0, picturePlace.Y0))
		if !strings.Contains(r.Problems[0].Message.EN, "is a table") {
			t.Errorf("the picture is noted as %v", r.Problems)
		}
	}
}

// A chart has a frame and no cells, and a picture that cannot be read may be a form: both are said, neither is used.
func TestPictureIsNoTable(t *testing.T) {
	chart := page.Page{Width: 500, Height: 600, Words: scan(0).Words, Rulings: scan(0).Rulings[:3]}
	bars, letters := scan(0), scan(0)
	for x := 52.0; x < 250; x += 12 {
		bars.Rulings = append(bars.Rulings, page.Ruling{Box: page.Rect{X0: x, Y0: 110, X1: x, Y1: 125}})
	}
	for i := range letters.Words {
		letters.Words[i].Confidence = 0.3
	}
	for name, test := range map[string]struct {
		reading Reading
		code    string
		hides   bool
	}{
		"chart":                {Reading{Page: chart}, codePicture, false},
		"lines of bars":        {Reading{Page: bars}, codePicture, false},
		"bars read as letters": {Reading{Page: letters}, codePicture, false},
		"error":                {Reading{Err: errors.New("time is over")}, page.CodePictureUnreadable, true},
	} {
		r, _ := readPicture(t, pictured(picturePlace), test.reading)
		if len(r.Tables) != 0 || len(r.Paragraphs) != 1 || r.Set.Document.Imaged != 0 {
			t.Errorf("%s: tables %+v, paragraphs %+v", name, r.Tables, r.Paragraphs)
		}
		if len(r.Problems) != 1 || r.Problems[0].Code != test.code || r.Set.HidesForm(1, 1) != test.hides {
			t.Errorf("%s: problems %+v, want %s", name, r.Problems, test.code)
		}
	}
}

// What is typed on a picture is read from its text alone.
func TestTypedOnPicture(t *testing.T) {
	p := pictured(picturePlace)
	for i, r := range "12.80" { // over the 12.50 of the picture
		box := page.Rect{X0: 200 + 10*float64(i), Y0: 342, X1: 210 + 10*float64(i), Y1: 352}
		p.Glyphs = append(p.Glyphs, page.Glyph{Rune: r, Box: box, Ink: box, Origin: page.Point{X: box.X0, Y: 350}, Size: 10, Color: 0xff})
	}
	r, _ := readPicture(t, p, Reading{Page: scan(0)})
	if len(r.Tables) != 1 || r.Tables[0].Cells[3].Text != "12.80" || r.Tables[0].Cells[3].Source != page.Text {
		t.Errorf("tables %+v, want the typed 12.80 in the last cell", r.Tables)
	}
}

// Strips of one scan are one picture; emblems, lines and the sheet under typed text are none to be read.
func TestWhichPictures(t *testing.T) {
	half := picturePlace
	half.Y1 = 500
	rest := picturePlace
	rest.Y0 = 500.5
	for name, test := range map[string]struct {
		places []page.Rect
		want   []Spot
	}{
		"strips": {[]page.Rect{half, rest}, []Spot{{1, picturePlace}}},
		"emblem": {[]page.Rect{{X0: 250, Y0: 400, X1: 350, Y1: 500}}, nil},
		"line":   {[]page.Rect{{X0: 50, Y0: 400, X1: 500, Y1: 403}}, nil},
	} {
		if _, asked := readPicture(t, pictured(test.places...), Reading{}); len(asked) != len(test.want) || len(asked) > 0 && asked[0] != test.want[0] {
			t.Errorf("%s: asked for %v, want %v", name, asked, test.want)
		}
	}
	p := said(1, strings.Repeat("本部门的预算", 4), strings.Repeat("收支总体情况", 4))
	p.Images = []page.Image{{Box: page.Rect{X0: 20, Y0: 20, X1: 550, Y1: 600}}}
	if _, asked := readPicture(t, p, Reading{}); asked != nil {
		t.Errorf("asked for the sheet under the text: %v", asked)
	}
}
