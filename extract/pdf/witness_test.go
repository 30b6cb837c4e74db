package pdf_test

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gouji/extract/page"
	"gouji/extract/pdf"
)

// oracleNumber is a number that an independent program (pdftotext) saw.
type oracleNumber struct {
	page int
	box  page.Rect
	text string
}

func oracle(t *testing.T, file string) []oracleNumber {
	t.Helper()
	f, err := os.Open(filepath.Join(corpus(t), "budgets/oracle", strings.TrimSuffix(file, ".pdf")+".numbers.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []oracleNumber
	for _, row := range rows[1:] { // page, ruled_page, xMin, yMin, xMax, yMax, token
		var n oracleNumber
		var corners [4]float64
		n.page, _ = strconv.Atoi(row[0])
		for i := range corners {
			corners[i], _ = strconv.ParseFloat(row[2+i], 64)
		}
		n.box = page.Rect{X0: corners[0], Y0: corners[1], X1: corners[2], Y1: corners[3]}
		n.text = row[6]
		out = append(out, n)
	}
	return out
}

// TestWitness: the second reader confirms nearly every number that stands in a text layer it can read, and hardly
// ever a number with one digit changed.
func TestWitness(t *testing.T) {
	for _, test := range []struct {
		file  string
		least float64 // share confirmed
	}{
		{"huzhou-finance-2026.pdf", 0.99},
		{"putuo-wanli-street-2024-budget.pdf", 0.99},
		{"suzhou-audit-2026.pdf", 0.99},
		{"jiangsu-npc-2017.pdf", 0.99},
		{"xian-civilaffairs-2021-gbk.pdf", 0.95},       // GBK-EUC-H
		{"yantai-petition-2026-rot90-unigb.pdf", 0.99}, // turned text, UniGB-UCS2-H
	} {
		doc, err := pdf.OpenLedongthuc(readFile(t, filepath.Join(corpus(t), "budgets", test.file)))
		if err != nil {
			t.Fatal(err)
		}
		witnesses := map[int]*pdf.Witness{}
		all, confirmed, wrong := 0, 0, 0
		for _, n := range oracle(t, test.file) {
			if witnesses[n.page] == nil {
				pg, err := doc.Page(n.page)
				if err != nil {
					t.Fatal(err)
				}
				witnesses[n.page] = pdf.NewWitness(pg)
			}
			all++
			if witnesses[n.page].Confirms(n.text, n.box) {
				confirmed++
			}
			if len(n.text) > 4 && witnesses[n.page].Confirms(otherDigit(n.text), n.box) {
				wrong++
			}
		}
		if share := float64(confirmed) / float64(all); share < test.least {
			t.Errorf("%s: %d of %d confirmed, want a share of %v", test.file, confirmed, all, test.least)
		}
		if wrong*200 > all {
			t.Errorf("%s: %d of %d wrong figures confirmed, want 0.5 %% at most", test.file, wrong, all)
		}
	}
}

// otherDigit changes the second character to the next digit.
func otherDigit(s string) string {
	b := []byte(s)
	for i := 1; i < len(b); i++ {
		if b[i] >= '0' && b[i] <= '9' {
			b[i] = '0' + (b[i]-'0'+1)%10
			break
		}
	}
	return string(b)
}

func TestConfirms(t *testing.T) {
	line := drawn("合计1,234.56万元，-7,8")
	for _, test := range []struct {
		printed string
		want    bool
	}{
		{"1,234.56", true},
		{"1,234.56万元", true},
		{"１,234.56", true},
		{"-7,8", true},
		{"7,8", false},
		{"234.56", false},
		{"1234.56", false},
		{"1,234.57", false},
		{"合计", false},
		{"", false},
	} {
		// The glyphs of drawn stand at origins of 0, so each is given the foot of its box.
		for i := range line.Glyphs {
			line.Glyphs[i].Origin = page.Point{X: line.Glyphs[i].Box.X0, Y: line.Glyphs[i].Box.Y1}
		}
		w := pdf.NewWitness(line)
		if got := w.Confirms(test.printed, page.Rect{X0: 50, Y0: 50, X1: 400, Y1: 60}); got != test.want {
			t.Errorf("%q: %v, want %v", test.printed, got, test.want)
		}
		if w.Confirms(test.printed, page.Rect{X0: 50, Y0: 150, X1: 400, Y1: 160}) {
			t.Errorf("%q is confirmed on another line", test.printed)
		}
	}
}

func TestOpenLedongthucErrors(t *testing.T) {
	c := corpus(t)
	for _, test := range []struct {
		file string
		want error
	}{
		{"negative/html-served-as-pdf-006d2a197fd1.pdf", pdf.ErrNotPDF},
		{"negative/quanzhou-truncated-download.pdf", pdf.ErrDamaged},
		{"traps/14_pdf20.pdf", pdf.ErrDamaged}, // the library knows no PDF 2.0
	} {
		if _, err := pdf.OpenLedongthuc(readFile(t, filepath.Join(c, test.file))); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.file, err, test.want)
		}
	}
}

// TestLedongthucText: what the library itself leaves out or misreads and this package adds.
func TestLedongthucText(t *testing.T) {
	for _, test := range []struct {
		file string
		page int
		want string
	}{
		{"traps/03_form_xobject.pdf", 1, "INFORMHELLO"},
		{"traps/05_GBK-EUC-H.pdf", 1, "中文"},
		{"traps/07_UniGB-UTF16-H.pdf", 1, "中文"},
		{"traps/12_unbalanced_Q.pdf", 1, "HELLO"},
		{"traps/17_TJ_newline.pdf", 1, "HELLOX"},
		{"traps/18_quote_op.pdf", 1, "ABCD"},
		{"traps/21_invisible_Tr3.pdf", 1, ""},
		{"traps/25_fontname_two_pages.pdf", 2, "预算"},
	} {
		doc, err := pdf.OpenLedongthuc(readFile(t, filepath.Join(corpus(t), test.file)))
		if err != nil {
			t.Errorf("%s: %v", test.file, err)
			continue
		}
		pg, err := doc.Page(test.page)
		if got := text(pg); err != nil || got != test.want {
			t.Errorf("%s page %d: %q, error %v, want %q", test.file, test.page, got, err, test.want)
		}
	}
}

// TestReadersAgree compares the two readers glyph by glyph on pages of several producers: the same characters at
// the same places.
func TestReadersAgree(t *testing.T) {
	p := newPdfium(t)
	for _, test := range []struct {
		file string
		page int
	}{
		{"zezhou/core.pdf", 5}, // text in form objects, with a watermark
		{"budgets/huzhou-finance-2026.pdf", 23},
		{"budgets/yantai-petition-2026-rot90-unigb.pdf", 10}, // /Rotate 90
		{"budgets/putuo-planning-2024-final-account.pdf", 8},
	} {
		path := filepath.Join(corpus(t), test.file)
		first, err := open(t, p, path).Page(test.page)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := pdf.OpenLedongthuc(readFile(t, path))
		if err != nil {
			t.Fatal(err)
		}
		second, err := doc.Page(test.page)
		if err != nil {
			t.Fatal(err)
		}
		if lost := unmatched(first.Glyphs, second.Glyphs); lost*50 > len(first.Glyphs) {
			t.Errorf("%s page %d: %d of %d glyphs of pdfium are not where the second reader sees them", test.file, test.page, lost, len(first.Glyphs))
		}
	}
}

// unmatched counts the visible glyphs of a that b does not have within a point.
func unmatched(a, b []page.Glyph) int {
	n := 0
	for _, g := range a {
		found := strings.TrimSpace(string(g.Rune)) == "" || g.Hidden
		for _, h := range b {
			found = found || g.Rune == h.Rune && math.Hypot(g.Origin.X-h.Origin.X, g.Origin.Y-h.Origin.Y) < 1
		}
		if !found {
			n++
		}
	}
	return n
}

// TestLedongthucPanics: what the library answers with a panic comes back as an error of the page.
func TestLedongthucPanics(t *testing.T) {
	doc, err := pdf.OpenLedongthuc(readFile(t, filepath.Join(corpus(t), "traps/20_flate_pred1.pdf")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := doc.Page(1); !errors.Is(err, pdf.ErrDamaged) {
		t.Errorf("error %v, want %v", err, pdf.ErrDamaged)
	}
}

func TestMentions(t *testing.T) {
	for _, test := range []struct {
		text, printed string
		want          bool
	}{
		{"1,234.56", "1,234.56", true},
		{"合计1,234.56万元", "1,234.56", true},
		{"11,234.56", "1,234.56", false},
		{"12.30 45.60", "45.60", false}, // one number to this reader, so it is no yes
		{"12.30、45.60", "45.60", true},
		{"-5", "5", false},
		{"", "5", false},
		{"5", "", false},
	} {
		if got := pdf.Mentions(test.text, test.printed); got != test.want {
			t.Errorf("%q in %q: %v, want %v", test.printed, test.text, got, test.want)
		}
	}
}
