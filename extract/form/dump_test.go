package form

import (
	"fmt"
	"os"
	"testing"

	"gouji/extract/fact"
)

func TestDump(t *testing.T) {
	if os.Getenv("DUMP") == "" {
		t.Skip()
	}
	tables := truthTables(t)
	doc := Identify(Text{First: []string{"泽州县财政局", "2026年部门预算公开报告"}, Tables: tables})
	fmt.Printf("%+v\n", doc)
	forms, problems := Read(tables, doc)
	for _, f := range forms {
		dump(f)
	}
	for _, p := range problems {
		fmt.Printf("PROBLEM %+v\n", p)
	}
}

func dump(f *fact.Form) {
	fmt.Printf("=== %s %d %s [%s] %q pub=%s year=%d empty=%q doubts=%v\n", f.ID, f.Instance, f.Table, f.Unit, f.Title, f.Publisher, f.Year, f.EmptyNote, f.Doubts)
	for _, c := range f.Columns {
		fmt.Printf("   col %d %s known=%v lane=%s %v\n", c.Col, c.ID, c.Known, c.Lane, c.Path)
	}
	for i, r := range f.Rows {
		if i > 45 {
			break
		}
		fmt.Printf("   row %d [%d] %s code=%s role=%s parent=%d lane=%s %q\n", i, r.Row, r.ID, r.Code, r.Role, r.Parent, r.Lane, cut(r.Name))
	}
	for i, a := range f.Facts {
		if a.Text != "" && i < 60 {
			fmt.Printf("   text %s/%s %q=%q unc=%q\n", a.Row, a.Column, cut(a.RowName), cut(a.Text), a.Uncertain)
		} else if a.Amount.State != fact.Blank && i < 30 {
			fmt.Printf("   fact %s/%s %s %s %s unc=%q\n", a.Row, a.Column, a.Amount.State, a.Amount.Value, a.Amount.Unit, a.Uncertain)
		}
	}
}
