package narrative

import (
	"strings"

	"gouji/extract/fact"
)

// none and unknown stand for the index of a figure: there is none; there is one that was not understood.
const (
	none    = -1
	unknown = -2
)

// reader goes through one section clause by clause and keeps what the clauses so far have said.
type reader struct {
	section *section
	names   []string
	doc     fact.Document
	locate  locator

	clauses []clause
	at      int // the clause being read
	done    []fact.Sentence

	sentence
}

// sentence is what is known within one sentence, its lists of parts included.
type sentence struct {
	facts   []fact.Fact
	ranks   []float64 // of the facts, by index
	unbound int
	start   int // where it begins in the text
	// frames are the open lists of parts, the outermost first.
	frames []frame
	// last is the amount stated last, head the last one outside inline lists, heads how many of those there are.
	last, head, heads int
	// changed is the amount that the change stated last belongs to, change that change's index.
	changed, change int
	// pending is a subject named without a figure yet.
	pending *meaning
	// cause and purpose are set while reasons or uses are spoken of.
	cause, purpose bool
	// compared is set once the sentence has compared with the year before; year is the year named last, 0 for none.
	compared bool
	against  int
	year     int
	// fresh is set at the beginning of each printed sentence, until its first figure.
	fresh bool
	// counted is the count of projects stated last and cars the count of vehicles; services is set within the list of
	// purchased services.
	counted  int
	countRow string
	cars     int
	services bool
}

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
	// lane is the side the opener names (支出包括：); empty for none.
	lane string
}

const (
	inline    = -1
	bracketed = -2
	unmarked  = levelUnnumbered
)

func newReader(s *section, names []string, doc fact.Document) *reader {
	r := &reader{section: s, names: names, doc: doc}
	r.reset(0)
	return r
}

// reset begins a sentence at a place of the text.
func (r *reader) reset(start int) {
	r.sentence = sentence{start: start, last: none, head: none, changed: none, change: none, counted: none, cars: none, fresh: true}
}

// read gives the sentences of the section.
func (r *reader) read() []fact.Sentence {
	silent := r.section.topic == fact.TopicGlossary || r.section.topic == fact.TopicDuties
	r.clauses = r.section.text.clauses()
	if n := len(r.section.path); n > 0 && !silent {
		r.announce(foldString(r.section.path[n-1]))
	}
	for r.at = 0; r.at < len(r.clauses); r.at++ {
		c := r.clauses[r.at]
		if !silent {
			r.clause(c)
		}
		r.stop(c)
	}
	r.flush(r.section.text.len())
	return r.done
}

// announce takes the subject a heading names for the text below it.
func (r *reader) announce(heading string) {
	body, _ := cutMarker(heading)
	l := parseLead(strings.TrimRight(body, "。："), r.names)
	if m, ok := l.meaning(r.section.topic); ok && l.ok && len(l.subjects) == 1 {
		r.pending = &m
	}
}

// flush ends the sentence before end.
func (r *reader) flush(end int) {
	t := r.section.text
	s := strings.Trim(t.slice(r.start, end), "\n")
	if s != "" {
		p, from, to := t.origin(r.start, end)
		out := fact.Sentence{Section: r.section.path, Topic: r.section.topic, Text: s, Facts: r.facts, Unbound: r.unbound}
		if p >= 0 {
			out.Place = r.locate(p, from, to)
		}
		r.done = append(r.done, out)
	}
	pending := r.pending
	if len(r.facts) > 0 || r.unbound > 0 {
		pending = nil
	}
	r.reset(end)
	r.pending = pending
}

// stop does what the sign behind a clause says.
func (r *reader) stop(c clause) {
	switch c.sep {
	case '；':
		r.purpose = false
		r.keepOuterFrame()
		if next := r.text(r.at + 1); !goesOn.MatchString(next) {
			r.cause = false
		}
	case '（':
		r.frames = append(r.frames, frame{owner: r.last, ownerChange: none, level: bracketed})
	case '）':
		r.closeBracket()
	case '。', '\n':
		if r.inBracket() {
			return
		}
		r.endOfSentence(c)
	}
}

// text is the text of a clause; empty beyond the last.
func (r *reader) text(i int) string {
	if i < 0 || i >= len(r.clauses) {
		return ""
	}
	return r.section.text.slice(r.clauses[i].start, r.clauses[i].end)
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
				r.last = owner
			}
			r.frames = r.frames[:i]
			return
		}
	}
}

// keepOuterFrame ends lists within parts at a semicolon.
func (r *reader) keepOuterFrame() {
	seen := false
	for i, f := range r.frames {
		if f.level == bracketed {
			return
		}
		if f.level == inline && seen {
			r.frames = r.frames[:i]
			return
		}
		seen = seen || f.level == inline
	}
}

// endOfSentence ends the sentence, unless what follows goes on with it or is an item of an open list.
func (r *reader) endOfSentence(c clause) {
	r.cause, r.purpose, r.services = false, false, r.services && c.sep == '\n'
	next := r.text(r.at + 1)
	if next == "" && r.at+1 < len(r.clauses) {
		// An empty clause between 。 and the line's end.
		return
	}
	kept := r.frames[:0]
	for _, f := range r.frames {
		if f.level >= 0 {
			kept = append(kept, f)
		}
	}
	r.frames = kept
	body, level := cutMarker(next)
	r.toItem(level, c.sep == '\n', body)
	goes := followUp.MatchString(body) && level == 0
	named := len(r.facts) == 0 && r.unbound == 0 && r.pending != nil && level == 0
	measured := level == 0 && c.sep == '。' && r.heads == 1 && r.measureOnly(r.at+1)
	if len(r.frames) > 0 || goes || named || measured {
		r.fresh, r.changed = true, none
		if r.last = r.head; r.heads > 1 {
			r.last = unknown
		}
		if !strings.HasPrefix(body, "其中") {
			r.year = 0
		}
		if level > 0 || c.sep == '\n' && len(r.frames) > 0 && r.frames[len(r.frames)-1].level == unmarked {
			r.last, r.head, r.heads, r.changed, r.change, r.pending = none, none, 0, none, none, nil
		}
		return
	}
	r.flush(c.end + 1)
}

// measureOnly says whether the clause from i on that has the next figure names no subject of its own (2023年预算
// 执行数为…).
func (r *reader) measureOnly(i int) bool {
	for ; i < len(r.clauses); i++ {
		c := r.clauses[i]
		if len(c.figures) == 0 && c.sep == '，' && i == r.at+1 {
			continue
		}
		if len(c.figures) == 0 || c.figures[0].kind != money {
			return false
		}
		l := parseLead(r.section.text.slice(c.start, c.figures[0].start), r.names)
		return l.ok && l.bare() && !l.self && !l.total && l.year != 0 && !l.base && l.direction == 0 && !l.share
	}
	return false
}

// toItem closes the lists that an item with a number of this level, or a paragraph without one, does not belong to.
func (r *reader) toItem(level int, paragraph bool, body string) {
	if level == 0 {
		if !paragraph || len(r.frames) == 0 {
			return
		}
		top := &r.frames[len(r.frames)-1]
		l := lead{}
		startsAnew := len(l.prefix(body, r.names)) < len(body)
		switch {
		case startsAnew:
			r.frames = nil
		case top.level == 0:
			top.level = unmarked
		}
		return
	}
	for len(r.frames) > 0 {
		top := &r.frames[len(r.frames)-1]
		if top.level == 0 {
			top.level = level
		}
		if top.level == level {
			return
		}
		if level > top.level && top.level != unmarked {
			// A deeper number without an opener: a list within the item, of parts of nothing that is known.
			r.frames = append(r.frames, frame{owner: none, ownerChange: none, level: level})
			return
		}
		r.frames = r.frames[:len(r.frames)-1]
	}
}
