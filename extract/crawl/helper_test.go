package crawl

import (
	"fmt"
	"strings"
)

func countTypes(links []Link) string {
	counts, order := map[string]int{}, []string{}
	for _, l := range links {
		if counts[l.Type] == 0 {
			order = append(order, l.Type)
		}
		counts[l.Type]++
	}
	for i, name := range order {
		order[i] = fmt.Sprintf("%d %s", counts[name], name)
	}
	return strings.Join(order, " ")
}

func titles(links []Link) string {
	var all []string
	for _, l := range links {
		all = append(all, l.Title+" "+l.URL.Path)
	}
	return strings.Join(all, "\n")
}

func paths(links []Link) string {
	var all []string
	for _, l := range links {
		all = append(all, l.URL.Path)
	}
	return strings.Join(all, " ")
}

func firstOf(l Links) string {
	for _, list := range [][]Link{l.Documents, l.Pages} {
		if len(list) > 0 {
			s := list[0].Subject
			return fmt.Sprintf("%s|%s|%d|%s", list[0].Title, s.Kind, s.Year, s.Department)
		}
	}
	return ""
}
