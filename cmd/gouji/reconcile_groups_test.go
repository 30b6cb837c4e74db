package main

import (
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
		for _, d := range group {
			names = append(names, d.Publisher)
		}
		got = append(got, strings.Join(names, " "))
	}
	want := []string{"泽州县财政局 泽州县教育局 中共泽州县委办公室", "", "示例局 示例局", "西安市民政局", "", "晋城市城区财政局"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}
