package form

import "strings"

// TitlesOf are the IDs of the forms that a line can be the title of, by its words alone; nil where it names none or does not
// end as the title of a table does.
func TitlesOf(line string) []string {
	if bare := strings.TrimRight(withoutBrackets(plain(line)), ":。"); !strings.HasSuffix(bare, "表") {
		return nil
	}
	s := titleKey(line)
	var found []string
	for i := range kinds {
		k := &kinds[i]
		if k.title.MatchString(s) && (k.not == nil || !k.not.MatchString(s)) && !never.MatchString(s) {
			found = append(found, k.id)
		}
	}
	return found
}

// withoutBrackets is a title without what stands in brackets at its end.
func withoutBrackets(s string) string {
	for strings.HasSuffix(s, ")") {
		open := strings.LastIndexByte(s, '(')
		if open < 0 {
			break
		}
		s = s[:open]
	}
	return s
}
