package table

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gouji/extract/page"
)

// FuzzDocument draws any lines and words: nothing may panic, and every table must be sound.
func FuzzDocument(f *testing.F) {
	f.Add([]byte("\x00\x32\x00\x64\x01\x2c\x00\x64\x00\x32\x00\x78\x01\x2c\x00\x78"))
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
	f.Fuzz(func(t *testing.T, data []byte) {
		pages := fuzzPages(data)
		tables := Document(pages)
		for i := range tables {
			if err := sound(&tables[i]); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// fuzzPages reads eight bytes as one line or word.
func fuzzPages(data []byte) []page.Page {
	pages := []*sketch{newSketch(1), newSketch(2)}
	texts := []string{"合计", "1,234.56", "a", "单位：万元", "项目支出预算表", "-", "注：无", "2026"}
	for ; len(data) >= 8; data = data[8:] {
		kind := data[0]
		s := pages[kind>>7]
		x, y := float64(binary.BigEndian.Uint16(data[2:])%600), float64(binary.BigEndian.Uint16(data[4:])%850)
		length := float64(binary.BigEndian.Uint16(data[6:]) % 600)
		switch kind % 4 {
		case 0:
			s.h(y, x, x+length)
		case 1:
			s.v(x, y, y+length)
		case 2:
			s.frame(x, y, x+length, y+float64(data[1]))
		default:
			s.text(x, y, texts[data[1]%8])
		}
	}
	return []page.Page{pages[0].Page, pages[1].Page}
}

// TestRandomDrawings draws lines and words on a coarse raster, where they meet in every way.
func TestRandomDrawings(t *testing.T) {
	for seed := uint64(0); seed < 3000; seed++ {
		r := rand.New(rand.NewPCG(seed, 7))
		data := make([]byte, 8*(20+r.IntN(80)))
		for i := 0; i < len(data); i += 8 {
			data[i] = byte(r.IntN(256))
			data[i+1] = byte(10 * r.IntN(26))
			for k := 2; k < 8; k += 2 {
				binary.BigEndian.PutUint16(data[i+k:], uint16(5*r.IntN(40)+r.IntN(3)))
			}
		}
		tables := Document(fuzzPages(data))
		for i := range tables {
			if err := sound(&tables[i]); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
	}
}

// FuzzBare writes words on a raster of lines and places, with horizontal lines or without: nothing may panic, every table
// must be sound, and no word may come twice.
func FuzzBare(f *testing.F) {
	f.Add([]byte("\x00\x11\x02\x03\x10\x21\x13\x32\x20\x31\x22\x33\x30\x41\x02\x03"), byte(0))
	f.Add([]byte{1, 18, 35, 52, 69, 86, 103, 120, 137, 154, 171, 188, 205, 222, 239}, byte(7))
	f.Fuzz(func(t *testing.T, data []byte, rules byte) {
		if err := bareSound(barePages(data, rules)); err != nil {
			t.Fatal(err)
		}
	})
}

// barePages reads a byte as one word: its text and its column, lines following each other; a zero ends a line. The bits of
// rules draw lines from side to side.
func barePages(data []byte, rules byte) []page.Page {
	texts := []string{"合计", "1,234.56", "97", "Total all workers", "of which:", "-", "项目支出", "(12.5)", "2026", "一、其他收入", "1", "2", "Note: none", "a", "....", "单位：万元"}
	pages := []*sketch{newSketch(1), newSketch(2)}
	s, y := pages[0], 60.0
	for i, b := range data {
		if b == 0 || i%6 == 5 {
			y += float64(11 + 7*(i%2))
		}
		if y > 780 {
			s, y = pages[1], 60
		}
		s.text(50+float64(b>>4)*31, y, texts[b&15])
		if rules>>(i%8)&1 == 1 && i%3 == 0 {
			s.h(y+4, 45, 540)
		}
	}
	return []page.Page{pages[0].Page, pages[1].Page}
}

func bareSound(pages []page.Page) error {
	runes := 0
	for _, p := range pages {
		for _, w := range p.Words {
			runes += len([]rune(w.Text))
		}
	}
	held := 0
	tables := Document(pages)
	for i := range tables {
		if err := sound(&tables[i]); err != nil {
			return err
		}
		for _, c := range tables[i].Cells {
			for _, l := range c.Lines {
				held += len([]rune(strings.ReplaceAll(l, " ", "")))
			}
		}
	}
	if held > runes {
		return fmt.Errorf("the cells hold %d characters, the pages %d", held, runes)
	}
	return nil
}

// TestRandomBare writes words at random, where they stand under each other in every way.
func TestRandomBare(t *testing.T) {
	for seed := uint64(0); seed < 3000; seed++ {
		r := rand.New(rand.NewPCG(seed, 11))
		data := make([]byte, 10+r.IntN(150))
		for i := range data {
			data[i] = byte(r.IntN(256))
			if i >= 6 && r.IntN(3) > 0 {
				data[i] = data[i-6]&0xf0 | data[i]&15
			}
		}
		if err := bareSound(barePages(data, byte(seed%5)*byte(r.IntN(52)))); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}
