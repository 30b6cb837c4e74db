package narrative

import (
	"strings"

	"gouji/extract/fact"
	"gouji/extract/page"
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
	// foreign is set in a section about a unit below the department or a single project.
	foreign bool

	sentence
}

// sentence is what is known within one sentence, its lists of parts included.
type sentence struct {
	facts []fact.Fact
	ranks []float64 // of the facts, by index
	// missed are the figures not understood, by the measure they look like.
	missed []string
	start  int // where it begins in the text
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
	// causesOpen is set where the reasons spoken of need not be all: the main ones, one without an amount, …等.
	causesOpen bool
	// compared is set once the sentence has compared with the year before; year is the year named last, 0 for none.
	compared bool
	against  int
	year     int
	// fresh is set at the beginning of each printed sentence, until its first figure.
	fresh bool
	// unsure says why what the change being read speaks of is not sure.
	unsure page.Message
	// counted is the count of projects stated last and cars the count of vehicles; services is set within the list of
	// purchased services.
	counted  int
	countRow string
	cars     int
	services bool
	// lists counts the lists of the sentence, incomplete are those that need not be complete; listed is set once the
	// printed sentence has listed parts.
	lists      int
	incomplete map[int]bool
	listed     bool
}

func newReader(s *section, names []string, doc fact.Document) *reader {
	r := &reader{section: s, names: names, doc: doc}
	r.reset(0)
	return r
}

// reset begins a sentence at a place of the text.
func (r *reader) reset(start int) {
	r.sentence = sentence{start: start, last: none, head: none, changed: none, change: none, counted: none, cars: none, fresh: true, incomplete: map[int]bool{}}
}

// read gives the sentences of the section.
func (r *reader) read() []fact.Sentence {
	silent := r.section.topic == fact.TopicGlossary || r.section.topic == fact.TopicDuties
	r.foreign = r.section.isForeign(r.names)
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
	r.endSection()
	r.flush(r.section.text.len())
	return r.done
}

// lead reads the words before a figure. In a final account 合计 of a side is the year's own, 总计 takes in what was
// carried over.
func (r *reader) lead(s string) lead {
	l := parseLead(s, r.names)
	if r.doc.Kind == fact.FinalAccount && l.total && !l.grand && l.lane != both {
		l.this = true
	}
	return l
}

// announce takes the subject a heading names for the text below it.
func (r *reader) announce(heading string) {
	body, _ := cutMarker(heading)
	l := r.lead(strings.TrimRight(body, "。："))
	if m, ok := l.meaning(r.section.topic); ok && l.ok && len(l.subjects) == 1 {
		r.pending = &m
	}
}

// flush ends the sentence before end.
func (r *reader) flush(end int) {
	t := r.section.text
	s := strings.Trim(t.slice(r.start, end), "\n")
	if s != "" {
		r.markOpen()
		r.facts = append(r.facts, r.bodies(r.start, min(end, t.len()), len(r.facts))...)
		p, from, to := t.origin(r.start, end)
		out := fact.Sentence{Section: r.section.path, Topic: r.section.topic, Text: s, Facts: r.facts, Unbound: len(r.missed), Missed: r.missed}
		if p >= 0 {
			out.Place = r.locate(p, from, to)
		}
		r.done = append(r.done, out)
	}
	pending := r.pending
	if len(r.facts) > 0 || len(r.missed) > 0 {
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
		r.push(frame{owner: r.last, ownerChange: none, level: bracketed})
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

// endOfSentence ends the sentence, unless what follows goes on with it or is an item of an open list.
func (r *reader) endOfSentence(c clause) {
	r.cause, r.purpose, r.services = false, false, r.services && c.sep == '\n'
	next := r.text(r.at + 1)
	if r.wrapsList(c, next) {
		return
	}
	if next == "" && r.at+1 < len(r.clauses) {
		// An empty clause between 。 and the line's end.
		return
	}
	r.endInline()
	body, level := cutMarker(next)
	r.toItem(level, ordinalOf(next), c.sep == '\n', body)
	goes := followUp.MatchString(body) && level == 0
	named := len(r.facts) == 0 && len(r.missed) == 0 && r.pending != nil && level == 0
	measured := level == 0 && c.sep == '。' && r.heads == 1 && r.measureOnly(r.at+1)
	if len(r.frames) > 0 || goes || named || measured {
		r.fresh, r.changed = true, none
		if r.last = r.head; r.heads > 1 || r.listed && !strings.HasPrefix(body, "占") && !strings.HasPrefix(body, "完成") {
			r.last = unknown
		}
		r.listed = false
		if !strings.HasPrefix(body, "其中") {
			r.year = 0
		}
		if level > 0 || c.sep == '\n' && !goes {
			r.last, r.head, r.heads, r.changed, r.change, r.pending = none, none, 0, none, none, nil
		}
		return
	}
	r.flush(c.end + 1)
}

// wrapsList says whether a paragraph ends in a semicolon within a list and the next one goes on with the list.
func (r *reader) wrapsList(c clause, next string) bool {
	if c.sep != '\n' || c.start != c.end || r.at == 0 || r.clauses[r.at-1].sep != '；' || !r.inList() {
		return false
	}
	l := lead{}
	return markerLevel(next) == 0 && len(l.prefix(next, r.names)) == len(next)
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
		l := r.lead(r.section.text.slice(c.start, c.figures[0].start))
		return l.ok && l.bare() && !l.self && !l.total && l.year != 0 && !l.base && l.direction == 0 && !l.share
	}
	return false
}
