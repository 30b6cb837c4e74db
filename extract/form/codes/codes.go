// Package codes holds names of the 政府收支分类科目: the functional classes with their 款 and 项, the department economic
// and the government economic classification, and which subject of the one goes with which of the other. Each entry says
// whether published documents confirm it.
package codes

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

//go:embed *.csv
var files embed.FS

// Entry is one subject of a classification.
type Entry struct {
	Code, Name string
	// Confirmed is set where published documents print the pair; a name that is not confirmed serves to find a
	// code, never to accuse.
	Confirmed bool
	// Source says where the pair comes from.
	Source string
}

// List is one classification.
type List struct {
	byCode map[string]Entry
	byName map[string][]string
}

// Functional is the functional classification of expenditure, 类 and 款.
var Functional = sync.OnceValue(func() *List { return load("functional") })

// DepartmentEconomic is the department economic classification, 类 and 款.
var DepartmentEconomic = sync.OnceValue(func() *List { return load("department-economic") })

// GovernmentEconomic is the government economic classification, 类 and 款.
var GovernmentEconomic = sync.OnceValue(func() *List { return load("government-economic") })

// FunctionalItems is the functional classification of expenditure down to the 项. It is not whole: a code that it lacks
// says nothing.
var FunctionalItems = sync.OnceValue(func() *List { return load("functional-items") })

// FirstEdition is the year of the first edition that the names belong to: before, classes and items were cut otherwise.
const FirstEdition = 2020

// load reads an embedded list. The files are part of the program; one that cannot be read is a fault of the
// build, which the package's test finds.
func load(name string) *List {
	l := &List{byCode: map[string]Entry{}, byName: map[string][]string{}}
	for _, r := range records(strings.ReplaceAll(name, "-", "_") + ".csv") {
		e := Entry{Code: r[0], Name: r[1], Confirmed: r[2] == "confirmed", Source: r[3]}
		l.byCode[e.Code] = e
		l.index(e.Name, e.Code)
	}
	for _, r := range records("older_names.csv") {
		if r[0] == name {
			l.index(r[2], r[1])
		}
	}
	return l
}

func records(file string) [][]string {
	f, err := files.Open(file)
	if err != nil {
		panic(fmt.Sprintf("open the embedded list %s: %v", file, err))
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		panic(fmt.Sprintf("read the embedded list %s: %v", file, err))
	}
	return rows[1:]
}

func (l *List) index(name, code string) {
	k := key(name)
	l.byName[k] = append(l.byName[k], code)
	// Class lists print 外交支出 and 外交 alike.
	if short := strings.TrimSuffix(k, "支出"); len(code) == classDigits && short != k {
		l.byName[short] = append(l.byName[short], code)
	}
}

// classDigits is the length of a class code, the first level.
const classDigits = 3

// key gives a name one form: narrow characters, no blanks.
func key(name string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(name)), "")
}

// Entry is the subject with a code.
func (l *List) Entry(code string) (Entry, bool) {
	e, ok := l.byCode[code]
	return e, ok
}

// Named are the codes of the subjects called so, or once called so, in the order of the list.
func (l *List) Named(name string) []string { return l.byName[key(name)] }

// Calls says whether a subject is called so, or was in an older edition.
func (l *List) Calls(code, name string) bool { return slices.Contains(l.byName[key(name)], code) }

// Class is the code of the class with a name (一般公共服务支出 → 201), empty where no class is called so.
func (l *List) Class(name string) string {
	for _, c := range l.byName[key(name)] {
		if len(c) == classDigits {
			return c
		}
	}
	return ""
}

// Under is the code of the one subject with a name below a class or 款; empty where there is none or more than
// one.
func (l *List) Under(parent, name string) string {
	found := ""
	for _, c := range l.byName[key(name)] {
		if len(c) > len(parent) && strings.HasPrefix(c, parent) {
			if found != "" && found != c {
				return ""
			}
			found = c
		}
	}
	return found
}
