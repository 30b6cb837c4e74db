package layout

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// radicals pairs characters of the CJK Radicals Supplement, which fonts' tables give for plain characters, with
// the characters they are drawn as. Unicode gives most of them no decomposition.
const radicals = "⺁厂⺄乙⺌小⺝月⺟母⺠民⺩王⺪疋⺫罒⺮竹⺶羊⻁虎⻄西⻅见⻆角⻈讠⻉贝⻋车⻏阝⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"

// plain gives the character a radical or compatibility form stands for; every other character is its own.
func plain(r rune) rune {
	switch {
	case r >= 0x2E80 && r <= 0x2EFF:
		if i := strings.IndexRune(radicals, r); i >= 0 {
			r, _ = utf8.DecodeRuneInString(radicals[i+utf8.RuneLen(r):])
		}
	case r >= 0x2F00 && r <= 0x2FDF, r >= 0xF900 && r <= 0xFAFF, r >= 0x2F800 && r <= 0x2FA1F:
		if s := norm.NFKC.String(string(r)); utf8.RuneCountInString(s) == 1 {
			r, _ = utf8.DecodeRuneInString(s)
		}
	}
	return r
}
