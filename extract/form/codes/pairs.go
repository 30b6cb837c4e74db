package codes

import "sync"

// Pair is a department economic subject with the government economic subject that the same money is counted under.
type Pair struct {
	Department, Government string
	// Unit is administrative or institution: the same salary is 50101 in an office and 50501 in an institution.
	Unit string
	// Confirmed is set where published documents print the two side by side.
	Confirmed bool
}

// Pairs are the pairs of a department economic subject, both units; nil where none is known.
func Pairs(department string) []Pair { return pairs()[department] }

var pairs = sync.OnceValue(func() map[string][]Pair {
	all := map[string][]Pair{}
	for _, r := range records("economic_pairs.csv") {
		all[r[0]] = append(all[r[0]], Pair{Department: r[0], Government: r[1], Unit: r[2], Confirmed: r[3] == "confirmed"})
	}
	return all
})
