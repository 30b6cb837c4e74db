package narrative

import (
	"strings"

	"gouji/extract/fact"
)

// frame is an open list of parts.
type frame struct {
	// owner is the amount whose parts are listed, ownerChange its change where changes are listed; none or unknown.
	owner, ownerChange int
	// level is the form of the items' numbers: 0 while unknown, inline for a list within the sentence, bracketed
	// for one in brackets.
	level int
	// first is the rank of the first part; parts counts them; last is the index of the latest.
	first float64
	parts int
	// changes is set once a part has had its own change.
	changes bool
	// tight is set where a comma or 、 parts the last part from the one before it.
	tight bool
	// list is the list's number in the sentence. items counts the numbered items, bound is how many of them stated a part,
	// ordinal the number of the last.
	list, items, bound, ordinal int
	// lane is the side the opener names (支出包括：); empty for none.
	lane string
}

const (
	inline    = -1
	bracketed = -2
	unmarked  = levelUnnumbered
)

// open notes that a list need not be complete.
func (r *reader) open(list int) {
	if list > 0 {
		r.incomplete[list] = true
	}
}

// push opens a list.
func (r *reader) push(f frame) {
	r.lists++
	f.list = r.lists
	r.frames = append(r.frames, f)
}

// pop closes the lists from index i on. A list with an item that stated nothing is not complete.
func (r *reader) pop(i int) {
	for _, f := range r.frames[i:] {
		// One part alone (其中：财政拨款…) does not claim to be all.
		if f.level > 0 && f.bound < f.items || f.parts == 1 {
			r.open(f.list)
		}
	}
	r.frames = r.frames[:i]
}

func (r *reader) inBracket() bool {
	for _, f := range r.frames {
		if f.level == bracketed {
			return r.bracketCloses()
		}
	}
	return false
}

// bracketCloses says whether the open bracket is closed before the paragraph ends.
func (r *reader) bracketCloses() bool {
	for i := r.at; i < len(r.clauses); i++ {
		switch r.clauses[i].sep {
		case '）':
			return true
		case '\n':
			return false
		}
	}
	return false
}

// closeBracket ends the list in brackets; what follows speaks of what stood before them.
func (r *reader) closeBracket() {
	for i := len(r.frames) - 1; i >= 0; i-- {
		if r.frames[i].level == bracketed {
			if owner := r.frames[i].owner; owner != none {
				r.last, r.changed, r.change = owner, none, none
			}
			r.pop(i)
			return
		}
	}
}

// dropEmpty closes lists within the sentence that stated no amounts (主要包括：办公费、印刷费等).
func (r *reader) dropEmpty() {
	for n := len(r.frames); n > 0 && r.frames[n-1].level == inline && r.frames[n-1].parts == 0; n-- {
		r.pop(n - 1)
	}
}

// keepOuterFrame ends lists within parts at a semicolon.
func (r *reader) keepOuterFrame() {
	r.dropEmpty()
	seen := false
	for i, f := range r.frames {
		if f.level == bracketed {
			return
		}
		if f.level == inline && seen {
			r.pop(i)
			return
		}
		seen = seen || f.level == inline
	}
}

// endInline closes the lists within the sentence that ends.
func (r *reader) endInline() {
	for i := len(r.frames) - 1; i >= 0; i-- {
		if r.frames[i].level < 0 {
			if r.frames[i].parts == 1 {
				r.open(r.frames[i].list)
			}
			r.frames = append(r.frames[:i], r.frames[i+1:]...)
		}
	}
}

// endSection closes what the section's end closes. A list whose next item was taken for a heading is not complete.
func (r *reader) endSection() {
	for _, f := range r.frames {
		if f.level > 0 && f.level == r.section.next {
			r.open(f.list)
		}
	}
	r.pop(0)
}

// markOpen says of the parts of incomplete lists that they are.
func (r *reader) markOpen() {
	for i := range r.facts {
		if l := r.facts[i].Link; r.incomplete[l.List] {
			l.Open = true
		}
	}
}

// inVocabulary says whether a part has a name of the vocabulary or a classification's.
func inVocabulary(m meaning) bool {
	name, named := strings.CutPrefix(m.row, fact.NamePrefix)
	if !named || m.path != "" {
		return true
	}
	for _, c := range functionClasses {
		if name == c+"支出" {
			return true
		}
	}
	for _, c := range economicClasses {
		if name == c {
			return true
		}
	}
	return false
}

// toItem closes the lists that an item with a number of this level, or a paragraph without one, does not belong to.
// body is the item's text behind its number.
func (r *reader) toItem(level, ordinal int, paragraph bool, body string) {
	if level == 0 {
		if paragraph && len(r.frames) > 0 {
			r.toParagraph(body)
		}
		return
	}
	for i := len(r.frames) - 1; i >= 0; i-- {
		top := &r.frames[i]
		if top.level == 0 {
			top.level = level
		}
		if top.level == level {
			if top.items++; top.ordinal+1 != ordinal {
				r.open(top.list)
			}
			top.ordinal = ordinal
			return
		}
		if level > top.level && top.level != unmarked {
			r.toInnerList(level, ordinal)
			return
		}
		r.pop(i)
	}
}

// toInnerList opens the list of a deeper number that follows an item without an opener: parts of the item's amount
// where that is a total, else of nothing that is known.
func (r *reader) toInnerList(level, ordinal int) {
	f := frame{owner: none, ownerChange: none, level: level, items: 1, ordinal: ordinal}
	if r.heads == 1 && r.head >= 0 && r.ranks[r.head] <= rankFiscal {
		f.owner = r.head
	}
	r.push(f)
	if ordinal != 1 {
		r.open(r.lists)
	}
}

// toParagraph tells whether a paragraph without a number goes on with the open lists.
func (r *reader) toParagraph(body string) {
	top := &r.frames[len(r.frames)-1]
	l := lead{}
	switch {
	case followUp.MatchString(body):
	case len(l.prefix(body, r.names)) < len(body):
		r.pop(0)
	case top.level == 0:
		top.level = unmarked
	case top.level != unmarked:
		// The items may go on behind it.
		for _, f := range r.frames {
			r.open(f.list)
		}
		r.pop(0)
	}
}
