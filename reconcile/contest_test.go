package reconcile

import (
	"strings"
	"testing"
)

// An error whose figure is seen otherwise in the ink becomes a question that says so; others stay as they are.
func TestContest(t *testing.T) {
	findings := []Finding{
		{Rule: "A01", Level: Error, Evidence: []Evidence{{Page: 3, Text: "3.80"}, {Page: 4, Text: "3.80", Otherwise: "8.80"}}},
		{Rule: "A02", Level: Error, Evidence: []Evidence{{Page: 3, Text: "3.80"}}},
		{Rule: "C01", Level: Note, Evidence: []Evidence{{Page: 4, Text: "3.80", Otherwise: "8.80"}}},
	}
	Contest(findings)
	for i, want := range []Level{Warning, Error, Note} {
		if findings[i].Level != want {
			t.Errorf("%s is at level %s, want %s", findings[i].Rule, findings[i].Level, want)
		}
	}
	m := findings[0].Message
	for _, part := range []string{"3.80", "8.80"} {
		if !strings.Contains(m.ZH, part) || !strings.Contains(m.EN, part) {
			t.Errorf("the message %q, %q does not quote %s", m.ZH, m.EN, part)
		}
	}
	if !findings[1].Message.Empty() || !findings[2].Message.Empty() {
		t.Error("another finding's words were changed")
	}
}
