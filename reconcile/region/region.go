// Package region says of which administrative division a publisher is, by its name. It holds the codes and names of
// provinces, cities and counties; what it cannot place for sure it does not place.
package region

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed divisions.csv
var list string

// divisions are the codes of each name, from the embedded list: two digits a province, four a city, six a county. The
// list is public record, from the statistical codes of divisions.
var divisions = sync.OnceValue(func() map[string][]string {
	codes := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(list), "\n")[1:] {
		code, name, _ := strings.Cut(line, ",")
		codes[name] = append(codes[name], code)
	}
	return codes
})

// Of is the code of the division a publisher's name begins with, as far down as the name goes: 140525 for 泽州县财政局,
// 6101 for 西安市民政局. It is empty where the name begins with none, or with one of which there are several (城区财政局).
func Of(publisher string) string {
	rest := publisher
	for _, party := range []string{"中国共产党", "中共", "中国共产主义青年团", "共青团"} {
		rest = strings.TrimPrefix(rest, party)
	}
	within := ""
	for {
		code, n := next(rest, within)
		switch {
		case n == 0:
			return within
		case code == "":
			return ""
		}
		within, rest = code, rest[n:]
	}
}

// next is the division that a name begins with, within another one, and its length in bytes: 0 for none. The code is
// empty where there are several of the name.
func next(name, within string) (code string, length int) {
	const longest = 16 // runes of the longest name of a division
	end := 0
	for range longest {
		_, n := utf8.DecodeRuneInString(name[end:])
		if n == 0 {
			break
		}
		end += n
		if c, many := only(divisions()[name[:end]], within); c != "" || many {
			code, length = c, end
		}
	}
	return code, length
}

// only is the one code that lies within another; many says that there are several.
func only(codes []string, within string) (code string, many bool) {
	for _, c := range codes {
		if len(c) <= len(within) || !strings.HasPrefix(c, within) {
			continue
		}
		if code != "" {
			return "", true
		}
		code = c
	}
	return code, false
}

// names are the names of the codes.
var names = sync.OnceValue(func() map[string]string {
	of := map[string]string{}
	for name, codes := range divisions() {
		for _, code := range codes {
			// Some divisions have a short name beside the full one.
			if len(name) > len(of[code]) {
				of[code] = name
			}
		}
	}
	return of
})

// Name is the name of a division by its code; the code itself where it is none.
func Name(code string) string {
	if name := names()[code]; name != "" {
		return name
	}
	return code
}
