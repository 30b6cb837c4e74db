package table

import (
	"encoding/binary"
	"math/rand/v2"
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
