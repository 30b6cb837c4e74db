package form

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gouji/extract/layout"
	"gouji/extract/page"
	"gouji/extract/pdf"
	"gouji/extract/table"
)

type saved struct {
	First  []string
	Tables []table.Table
}

func TestSave(t *testing.T) {
	pat := os.Getenv("SAVE")
	if pat == "" {
		t.Skip()
	}
	files, _ := filepath.Glob(pat)
	r, err := pdf.NewPdfium(pdf.Options{CacheDir:"/tmp/f/cache"})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, f := range files {
		data, _ := os.ReadFile(f)
		d, err := r.Open(data)
		if err != nil {
			fmt.Println(f, err)
			continue
		}
		var pages []page.Page
		for n := 1; n <= d.Pages(); n++ {
			p, _ := d.Page(n)
			pages = append(pages, p)
		}
		laid := layout.Document(pages)
		for i := range laid {
			pages[i] = laid[i].Page
		}
		s := saved{Tables: table.Document(pages)}
		for i := 0; i < len(laid) && i < 2; i++ {
			for _, l := range page.Lines(laid[i].Words) {
				s.First = append(s.First, page.LineText(l))
			}
		}
		out, _ := json.Marshal(s)
		os.WriteFile("/tmp/f/tables/"+strings.TrimSuffix(filepath.Base(f), ".pdf")+".json", out, 0o644)
		d.Close()
	}
}

func TestReal(t *testing.T) {
	pat := os.Getenv("REAL")
	if pat == "" {
		t.Skip()
	}
	files, _ := filepath.Glob("/tmp/f/tables/" + pat)
	for _, f := range files {
		data, _ := os.ReadFile(f)
		var s saved
		json.Unmarshal(data, &s)
		doc := Identify(Text{First: s.First, Tables: s.Tables})
		fmt.Printf("\n##### %s %+v\n", filepath.Base(f), doc)
		forms, problems := Read(s.Tables, doc)
		for _, x := range forms {
			if os.Getenv("FULL") != "" && strings.Contains(x.Table+" "+x.ID, os.Getenv("FULL")) {
				dump(x)
				continue
			}
			var cols []string
			for _, c := range x.Columns {
				id := c.ID
				if !c.Known {
					id = "?" + id
				}
				cols = append(cols, c.Lane+":"+id)
			}
			fmt.Printf("%-26s %d %-6s p%v [%s] %q pub=%s rows=%d facts=%d empty=%q\n      cols=%v\n", x.ID, x.Instance, x.Table, x.Pages, x.Unit, x.Title, x.Publisher, len(x.Rows), len(x.Facts), x.EmptyNote, cols)
			if len(x.Doubts) > 0 {
				fmt.Printf("      DOUBTS %v\n", x.Doubts)
			}
		}
		for _, p := range problems {
			if p.Code == UnclearTable {
				continue
			}
			fmt.Printf("  PROBLEM %d %s %s\n", p.Page, p.Code, p.Message)
		}
	}
}
