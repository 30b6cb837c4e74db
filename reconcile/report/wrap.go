package report

import (
	"regexp"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/rivo/uniseg"
)

// DefaultWidth is how wide, in columns, text is where no terminal says otherwise: a file or a pipe is read by people too,
// and the same findings are the same bytes on every machine. Programs have the JSON.
const DefaultWidth = 100

// columns measures text for a terminal: a Chinese character takes two columns. What Unicode calls ambiguous (“ ” … ·) takes
// one, as in terminals outside an East Asian encoding; the locale is not asked, so that the same text is the same bytes.
func columns() *runewidth.Condition { return &runewidth.Condition{StrictEmojiNeutral: true} }

func widthOf(s string) int { return columns().StringWidth(s) }

// wrapped cuts text into lines of at most so many columns. What cannot be broken runs over.
func wrapped(text string, width int) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(text) {
		if line != "" && widthOf(line)+widthOf(strings.TrimRight(piece, " ")) > width {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		line += piece
	}
	return append(lines, strings.TrimRight(line, " "))
}

// pieces cuts text where Unicode allows a break (UAX #14): between Chinese characters, never before a closing mark or within
// a figure. A figure keeps its unit, and a page its number.
func pieces(text string) []string {
	var all []string
	piece, state := "", -1
	for rest := strings.Join(strings.Fields(text), " "); rest != ""; {
		piece, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if n := len(all); n > 0 && inseparable.MatchString(all[n-1]+"\n"+piece) {
			all[n-1] += piece
			continue
		}
		all = append(all, piece)
	}
	return all
}

// inseparable is the end of one piece and the beginning of the next where nobody would break a line.
var inseparable = regexp.MustCompile(`(\d\n\p{Han}|第\n\d|[百千万亿]\n[百千万亿]*元|=\n)`)
