package table

import "testing"

// A table of words without any line is one where all texts begin at the same places, under headings, beside codes.
func TestWordsWithoutLines(t *testing.T) {
	xs := []float64{60, 160, 280}
	lines := func(size float64, rows ...string) *sketch {
		s := newSketch(1)
		for i, row := range rows {
			s.cells(row, 100+size*float64(i), xs...)
		}
		return s
	}
	check(t, render(one(t, lines(13, "No|Town|Place", "C1|Abc|Foo", "C2|Bar|Baz", "C3|Quux|Argh", "C4|Chonk|Bonk"))), `
No|Town|Place
C1|Abc|Foo
C2|Bar|Baz
C3|Quux|Argh
C4|Chonk|Bonk`)
	none := map[string]*sketch{
		"names":      lines(13, "Members|Guests|Staff", "Ann|Bob|Cid", "Dan|Eve|Fay", "Gus|Hal|Ida", "Jim|Kay|Lou"),
		"addresses":  lines(13, "Berlin office|Paris office|Rome office", "Allee 12|Rue 3|Via Po 77", "10115 Berlin|Paris|00100 Rome", "Tel 030 12|Tel 01 33|Tel 06 4", "Fax 030|Fax 01|Fax 06"),
		"index":      lines(13, "Ash, 3|Cat, 4|Gnu, 9", "Ant, 12|Cow, 7|Hen, 1", "Ape, 9|Dog, 3|Hog, 5", "Bat, 4|Elk, 18|Jay, 6", "Bee, 2|Fox, 20|Kid, 8"),
		"contents":   lines(13, "Part|Title|Page", "1|Summary ........|3", "2|Survey ........|9", "3|Results ........|17", "4|Tables ........|30"),
		"signatures": lines(13, "Chair|Clerk|Member", "Ann Lee|Bob Ray|Cid Fox", "Oslo|Bern|Rome", "Signed|Signed|Signed", "Date|Date|Date"),
	}
	for name, s := range none {
		t.Run(name, func(t *testing.T) {
			if tables := all(t, s); len(tables) > 0 {
				t.Errorf("found\n%s", render(tables[0]))
			}
		})
	}
}
