package narrative

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gouji/extract/fact"
	"gouji/extract/layout"
)

// paras makes rough paragraphs from pdftotext -layout: lines with wide gaps are tables.
func paras(txt string) []layout.Paragraph {
	var out []layout.Paragraph
	gap := regexp.MustCompile(`\S {3,}\S`)
	pageNo := regexp.MustCompile(`^[-—–\s\d第页共]+$`)
	blank := regexp.MustCompile(`([^\x00-\x7f])\s+|\s+([^\x00-\x7f])`)
	for n, pg := range strings.Split(txt, "\f") {
		for _, line := range strings.Split(pg, "\n") {
			s := strings.TrimSpace(line)
			if s == "" || pageNo.MatchString(s) {
				continue
			}
			if gap.MatchString(s) {
				continue
			}
			for {
				u := blank.ReplaceAllString(s, "$1$2")
				if u == s {
					break
				}
				s = u
			}
			indent := len(line) - len(strings.TrimLeft(line, " "))
			fresh := len(out) == 0 || indent >= 4 && false || markerLevel(foldString(s)) != 0
			if !fresh {
				last := out[len(out)-1].Text
				if strings.HasSuffix(last, "。") || strings.HasSuffix(last, "：") || strings.HasSuffix(last, "；") || strings.HasSuffix(last, "情况说明") || strings.HasSuffix(last, "情况") || strings.HasSuffix(last, "经费") && len(last) < 60 {
					fresh = true
				}
			}
			if fresh {
				out = append(out, layout.Paragraph{Page: n + 1, Text: s})
			} else {
				out[len(out)-1].Text += s
			}
		}
	}
	return out
}

func TestDump(t *testing.T) {
	dir := os.Getenv("NV")
	if dir == "" {
		t.Skip()
	}
	files, _ := filepath.Glob(dir)
	year := regexp.MustCompile(`(20[12]\d)`)
	bound, un := 0, 0
	for _, f := range files {
		var b []byte
		if strings.HasSuffix(f, ".pdf") {
			b, _ = exec.Command("pdftotext", "-layout", f, "-").Output()
		} else {
			b, _ = os.ReadFile(f)
		}
		doc := fact.Document{Kind: fact.Budget}
		fmt.Sscan(year.FindString(filepath.Base(f)), &doc.Year)
		if doc.Year == 0 {
			doc.Year = 2026
		}
		if strings.Contains(f, "final") {
			doc.Kind = fact.FinalAccount
		}
		ps := paras(string(b))
		if strings.HasSuffix(f, ".json") {
			var in struct{ Paras []layout.Paragraph }
			if err := json.Unmarshal(b, &in); err != nil {
				t.Fatal(err)
			}
			ps = in.Paras
		}
		sec := split(ps)
		fmt.Println("#####", filepath.Base(f), doc.Year, selfNames(sec, doc))
		fb, fu := 0, 0
		for _, s := range Read(ps, doc) {
			if len(s.Facts) == 0 && s.Unbound == 0 {
				continue
			}
			fmt.Printf("--- p%d [%s] %s\n", s.Place.Page, s.Topic, strings.ReplaceAll(s.Text, "\n", "⏎"))
			for i, x := range s.Facts {
				l := x.Link
				fmt.Printf("    %d %s | %s | %s | %s g%d w%d.%d%v %s %s y%d %s %s\n", i, x.Row, x.Column, x.Amount.Printed, l.Lane, l.Group, l.Whole, l.List, map[bool]string{true: "o"}[l.Open], l.Scope, x.Text, l.Year, x.ColumnPath, x.Uncertain)
				if x.Column != fact.Count && x.Column != fact.Quota && x.Column != fact.CatalogueCode {
					fb++
				}
			}
			if s.Unbound > 0 {
				fmt.Printf("    UNBOUND %d\n", s.Unbound)
			}
			fu += s.Unbound
		}
		fmt.Printf("===== %s bound %d unbound %d\n", filepath.Base(f), fb, fu)
		bound += fb
		un += fu
	}
	fmt.Println("TOTAL", bound, un)
}
