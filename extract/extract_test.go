package extract

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// pages are read as they stand, the nil ones with an error; it is a Source.
type pages []*page.Page

func (s pages) Pages() int { return len(s) }

func (s pages) Page(_ context.Context, number int) (page.Page, error) {
	if s[number-1] == nil {
		return page.Page{}, errors.New("torn")
	}
	return *s[number-1], nil
}

// said is a page that says something in glyphs of 10 points, a line each.
func said(number int, lines ...string) *page.Page {
	p := &page.Page{Number: number, Width: 595, Height: 842, Source: page.Text, Reader: "test"}
	for i, line := range lines {
		x, y := 72.0, 100+20*float64(i)
		for _, r := range line {
			box := page.Rect{X0: x, Y0: y - 8.8, X1: x + 10, Y1: y + 1.2}
			p.Glyphs = append(p.Glyphs, page.Glyph{Rune: r, Box: box, Ink: box, Origin: page.Point{X: x, Y: y}, Size: 10, Color: 0x000000ff})
			x += 10
		}
	}
	return p
}

func extracted(t *testing.T, in Input) *Result {
	t.Helper()
	r, err := Extract(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPagesAreLimited(t *testing.T) {
	source := pages{said(1, "第一页"), said(2, "第二页"), said(3, "第三页")}
	for _, test := range []struct {
		first, last int
		want        []int
	}{{0, 0, []int{1, 2, 3}}, {2, 2, []int{2}}, {2, 0, []int{2, 3}}, {0, 2, []int{1, 2}}, {3, 9, []int{3}}, {4, 9, nil}} {
		r := extracted(t, Input{Text: source, First: test.first, Last: test.last})
		var got []int
		for _, p := range r.Pages {
			got = append(got, p.Page)
		}
		if len(got) != len(test.want) || len(got) > 0 && (got[0] != test.want[0] || got[len(got)-1] != test.want[len(test.want)-1]) {
			t.Errorf("pages %d-%d: %v, want %v", test.first, test.last, got, test.want)
		}
		if r.Set.Document.Pages != 3 {
			t.Errorf("the document has %d pages, want 3 whatever is read of it", r.Set.Document.Pages)
		}
	}
}

// A page that cannot be read is a problem of its own and costs no other page.
func TestOneBadPage(t *testing.T) {
	r := extracted(t, Input{Text: pages{said(1, "第一页的文字。"), nil, said(3, "第三页的文字。")}})
	if len(r.Pages) != 3 || len(r.Paragraphs) != 2 {
		t.Errorf("%d pages and %d paragraphs, want 3 and 2", len(r.Pages), len(r.Paragraphs))
	}
	found := false
	for _, p := range r.Problems {
		found = found || p.Page == 2 && p.Code == "page-unreadable" && strings.Contains(p.Message.EN, "torn")
	}
	if !found {
		t.Errorf("problems %v do not name page 2", r.Problems)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Extract(ctx, Input{Text: pages{said(1, "一")}}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// A page that is an image is read from it; the others keep their text layer, and the verdict stays.
func TestImagePages(t *testing.T) {
	scan := &page.Page{Number: 2, Width: 595, Height: 842, Source: page.Text, Images: []page.Image{{Box: page.Rect{X1: 595, Y1: 842}}}}
	asked := []Spot(nil)
	image := func(_ context.Context, spots []Spot) []Reading {
		asked = spots
		p := page.Page{Number: 2, Width: 595, Height: 842, Source: page.OCR, Reader: "tesseract", Words: []page.Word{{
			Text: "扫描的文字。", Box: page.Rect{X0: 72, Y0: 90, X1: 132, Y1: 102}, Baseline: 100, Size: 10, Source: page.OCR, Confidence: 0.9}}}
		return []Reading{{Page: p}}
	}
	r := extracted(t, Input{Text: pages{said(1, "第一页的文字。"), scan}, Image: image})
	if len(asked) != 1 || asked[0] != (Spot{Page: 2}) {
		t.Fatalf("asked for pages %v, want 2 alone", asked)
	}
	if r.Pages[0].Source != page.Text || r.Pages[1].Source != page.OCR || len(r.Paragraphs) != 2 {
		t.Errorf("pages %+v, paragraphs %+v", r.Pages, r.Paragraphs)
	}
	if len(r.Pages[1].Problems) == 0 || r.Pages[1].Problems[0].Code != "scan" {
		t.Errorf("the verdict on page 2 is lost: %v", r.Pages[1].Problems)
	}
}

// What stands on a page that is not read for sure is uncertain; what is sure elsewhere stays so.
func TestDoubtfulPages(t *testing.T) {
	doubt := page.Message{ZH: "推定", EN: "assumed"}
	set := &fact.Set{Forms: []*fact.Form{{Facts: []fact.Fact{{Place: fact.Place{Page: 1}}, {Place: fact.Place{Page: 2}}}}}}
	doubtPages(set, []page.Page{{Number: 1}, {Number: 2, Doubt: doubt}})
	if facts := set.Facts(); !facts[0].Uncertain.Empty() || facts[1].Uncertain != doubt {
		t.Errorf("uncertain: %v and %v", facts[0].Uncertain, facts[1].Uncertain)
	}
}

func TestWriteJSON(t *testing.T) {
	r := extracted(t, Input{File: "a.pdf", Data: []byte("x"), Text: pages{said(1, "第一页的文字。"), nil}})
	for lang, want := range map[string]string{"zh": "第2页未能读取", "en": "page 2 could not be read"} {
		var out bytes.Buffer
		if err := r.WriteJSON(&out, lang); err != nil {
			t.Fatal(err)
		}
		if strings.Count(out.String(), "\n") != 1 || !strings.HasSuffix(out.String(), "\n") {
			t.Errorf("%s: not one line", lang)
		}
		var d struct {
			File, SHA256 string
			Pages        int
			Tables       []any
			Facts        []any
			Problems     []struct {
				Page    int
				Message string
			}
		}
		if err := json.Unmarshal(out.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		const x = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881" // sha256 of "x"
		if d.File != "a.pdf" || d.SHA256 != x || d.Pages != 2 || d.Tables == nil || d.Facts == nil {
			t.Errorf("%s: %s", lang, out.String())
		}
		last := d.Problems[len(d.Problems)-1]
		if last.Page != 2 || !strings.Contains(last.Message, want) {
			t.Errorf("%s: problem %+v, want %q", lang, last, want)
		}
	}
}
