package form

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// alphabet is what the texts below are made of: what labels have, and what they seldom have.
var alphabet = []rune("一般公共预算财政拨款基本支出项目合计总上年结转增减变动情况人员经费其中三公务用车：:（）()①⑳、，,.-—“” \u3000\u00a0\u200b\t\n0123456789２０ＡAbz%％㎡ﬁé\u0301々〇⼀")

func text(random *rand.Rand) string {
	var b strings.Builder
	for range random.IntN(9) {
		b.WriteRune(alphabet[random.IntN(len(alphabet))])
	}
	return b.String()
}

// TestPlainBySteps: the short way through plain gives what the long one does.
func TestPlainBySteps(t *testing.T) {
	long := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			if r >= '①' && r <= '⑳' {
				b.WriteString("(" + norm.NFKC.String(string(r)) + ")")
				continue
			}
			b.WriteRune(r)
		}
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
				return -1
			}
			return r
		}, norm.NFKC.String(b.String()))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 100000 {
		s := text(random)
		if got := plain(s); got != long(s) || written(s) != (got != "") {
			t.Fatalf("%q: plain %q, written %v; want %q", s, got, written(s), long(s))
		}
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if narrow, ok := narrowed(r); ok && strings.Map(func(rune) rune { return narrow }, "x") != long(string(r)) {
			t.Errorf("%U: narrowed to %q, want %q", r, narrow, long(string(r)))
		}
	}
}

// TestChooser: what the chooser leaves out would not have matched.
func TestChooser(t *testing.T) {
	slow := func(s string) string {
		for _, w := range headWords {
			if w.re.MatchString(s) {
				return w.id
			}
		}
		return ""
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		s := text(random)
		if got := headWord(s); got != slow(s) {
			t.Fatalf("%q: %q, want %q", s, got, slow(s))
		}
	}
	for _, s := range []string{"", "一般公共预算拨款收入", "因公出国(境)费", "比上年增减%", "其他收入", "基本支出合计", "批次"} {
		if got := headWord(s); got != slow(s) {
			t.Errorf("%q: %q, want %q", s, got, slow(s))
		}
	}
}

func TestFirstRunes(t *testing.T) {
	for pattern, want := range map[string]string{
		`^(?:本|当)?年(?:初)?$`: "年当本", `^a|^b`: "ab", `^[a-c]x`: "abc", `^a|b`: "any", `x`: "any", `^.*x`: "any", `^a?`: "any",
		`^(?i)a`: "any", `^a*$`: "any",
	} {
		got := "any"
		if firsts := firstRunes(regexp.MustCompile(pattern)); firsts != nil {
			got = ""
			for r := rune(0); r < 0xffff; r++ {
				if firsts[r] {
					got += string(r)
				}
			}
		}
		if got != want {
			t.Errorf("%s can begin with %s, want %s", pattern, got, want)
		}
	}
}
