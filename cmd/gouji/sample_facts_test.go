package main

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestSampleFacts: figures read off the pages by hand come out with their meaning: sample, page, form, row, column,
// value with unit as printed.
func TestSampleFacts(t *testing.T) {
	docs := map[string]*printed{}
	for _, folder := range samples(t) {
		docs[filepath.Base(folder)] = extractSample(t, folder)
	}
	for _, line := range []string{
		"shanxi-budget 4 income-expenditure-total 201 total 2134.19 万元",
		"shanxi-budget 4 income-expenditure-total 201 year 2134.19 万元",
		"shanxi-budget 5 income-expenditure-total year-total amount 2541.25 万元",
		"shanxi-budget 6 income-total 2010608 general-budget 877.27 万元",
		"shanxi-budget 7 expenditure-total total project 1195.49 万元",
		"shanxi-budget 8 fiscal-total 221 general-budget 97.63 万元",
		"shanxi-budget 9 general-expenditure 2101102 basic 35.11 万元",
		"shanxi-budget 10 basic-expenditure total public 140.18 万元",
		"shanxi-budget 15 operating-cost total total 140.18 万元",
		"shanxi-budget 18 narrative personnel amount 1205.59 万元",
		"shanxi-budget 19 narrative procurement-services amount 9 万元",
		"shanghai-budget 5 income-expenditure-total 206 amount 22996300 元",
		"shanghai-budget 6 income-total 2069999 other-income 200000 元",
		"shanghai-budget 8 expenditure-total 2060101 basic 12486300 元",
		"shanghai-budget 10 fiscal-total 206 general-budget 22796300 元",
		"shanghai-budget 16 basic-expenditure 30217 public 12000 元",
		"shanghai-budget 17 three-public total vehicle-running 4.3 万元",
		"shanghai-budget 17 three-public total operating-cost 267.19 万元",
		"shanghai-budget 18 narrative procurement-goods amount 26.5 万元",
		"final-account 4 income-expenditure-total carry-in amount 18.55 万元",
		"final-account 4 income-expenditure-total carry-out amount 12.4 万元",
		"final-account 5 income-total 2012699 other-income 12.3 万元",
		"final-account 7 expenditure-total 2012604 project 84.6 万元",
		"final-account 10 general-expenditure 2012604 project 86.4 万元",
		"final-account 11 basic-expenditure 30231 amount 4.38 万元",
		"final-account 12 three-public total reception/actual 1.24 万元",
		"final-account 15 narrative general-budget completion 104.31 %",
	} {
		if !states(docs, strings.Fields(line)) {
			t.Errorf("no fact %s", line)
		}
	}
}

// states says whether a document has a fact given as sample, page, form, row, column, value, unit.
func states(docs map[string]*printed, want []string) bool {
	page := want[1]
	for _, f := range docs[want[0]].Facts {
		got := []string{f.Form, f.Row, f.Column, f.Value, f.Unit}
		if strconv.Itoa(f.Page) == page && strings.Join(got, " ") == strings.Join(want[2:], " ") && f.Uncertain == "" {
			return true
		}
	}
	return false
}
