package narrative

import (
	"regexp"

	"gouji/extract/fact"
)

var (
	shareBefore      = regexp.MustCompile(`占[^，。；]*$`)
	completionBefore = regexp.MustCompile(`完成[^，。；]*$`)
	changeBefore     = regexp.MustCompile(`(?:增加|增长|上升|提高|上涨|增幅|减少|下降|降低|降幅|压减|缩减|调减)[^，。；]{0,6}$`)
)

// miss counts a figure that is not understood, by what the words before it make it look like.
func (r *reader) miss(f figure) {
	r.missed = append(r.missed, r.looksLike(f))
}

// looksLike is the measure that a figure has by the words of its clause.
func (r *reader) looksLike(f figure) string {
	start := 0
	if r.at < len(r.clauses) {
		start = r.clauses[r.at].start
	}
	before := r.section.text.slice(min(start, f.start), f.start)
	switch {
	case f.kind == percent && shareBefore.MatchString(before):
		return fact.Share
	case f.kind == percent && completionBefore.MatchString(before):
		return fact.Completion
	case f.kind == percent:
		return fact.Growth
	case r.cause:
		return fact.CauseChange
	case changeBefore.MatchString(before):
		return fact.Change
	}
	return fact.AmountColumn
}
