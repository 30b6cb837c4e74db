package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gouji/store"
)

// TestGroupsOfPlaces: the publishers of one place are checked together, those of no known place each alone.
func TestGroupsOfPlaces(t *testing.T) {
	var documents []store.Document
	for _, publisher := range []string{"泽州县财政局", "", "示例局", "泽州县教育局", "西安市民政局", "示例局", "", "晋城市城区财政局", "中共泽州县委办公室"} {
		documents = append(documents, store.Document{Publisher: publisher, Current: true, State: store.Extracted})
	}
	documents = append(documents, store.Document{Publisher: "泽州县水务局", State: store.Checked},
		store.Document{Publisher: "泽州县林业局", Current: true, State: store.Failed})
	var got []string
	for _, group := range checkGroups(documents) {
		var names []string
		for _, d := range group.documents {
			names = append(names, d.Publisher)
		}
		got = append(got, strings.Join(names, " "))
	}
	want := []string{"泽州县财政局 泽州县教育局 中共泽州县委办公室", "", "示例局 示例局", "西安市民政局", "", "晋城市城区财政局"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

// TestGroupsOfYears: each year of a place is checked beside the one before, and again where that one is new.
func TestGroupsOfYears(t *testing.T) {
	var documents []store.Document
	for i, year := range []int{2025, 2023, 2024, 2025, 2021, 0} {
		state := store.Checked
		if i == 2 {
			state = store.Extracted
		}
		documents = append(documents, store.Document{SHA256: fmt.Sprint(i), Publisher: "泽州县财政局", Year: year, Current: true, State: state})
	}
	var got []string
	for _, group := range checkGroups(documents) {
		line := ""
		for _, d := range group.documents {
			line += d.SHA256
		}
		line += " beside "
		for _, d := range group.before {
			line += d.SHA256
		}
		got = append(got, fmt.Sprintf("%s %v", line, group.pending()))
	}
	want := []string{"5 beside  false", "4 beside  false", "1 beside  false", "2 beside 1 true", "03 beside 2 true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}
