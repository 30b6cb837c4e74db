package table

import (
	"gouji/extract/page"
	"regexp"
	"strconv"
	"strings"
)

const (
	// deepest is the number of rows of which no headings consist any more: a form goes on like that.
	deepest = 7
	// regularShare is the share of rows without cells over several columns above which a table has columns in
	// the sense of column headings; below it, it is a form of labels beside values.
	regularShare = 0.5
)

var (
	// amount is a printed figure: thousands separators, decimals or a bare whole number; codes count as well,
	// years do not.
	amount = regexp.MustCompile(`^[-+−－△▲(（]?[¥￥$€]?\d[\d,，]*(\.\d+)?[)）]?[%％]?$`)
	year   = regexp.MustCompile(`^(19|20)\d\d$`)
	// counted is a figure with what it counts.
	counted = regexp.MustCompile(`^[≥≤><＞＜=＝]?\s*\d[\d,.]*\s*(?:个|人|家|次|项|台|套|条|辆|户|件|元|万元|平方米)$`)
	total   = regexp.MustCompile(`^(合计|总计|小计|[Tt]otal)`)
)

// isAmount says whether the text is one printed figure.
func isAmount(text string) bool {
	text = strings.ReplaceAll(text, " ", "")
	return amount.MatchString(text) && !year.MatchString(text)
}

// headerRows counts the rows of column headings at the top of the cells. Headings are told by their form: a
// cell that spans columns has further headings under it, a cell that spans rows holds the rows beside it
// together. Figures end them, save for a row of column numbers.
func headerRows(cells []Cell, rows, cols int) int {
	byRow := make([][]Cell, rows)
	for _, c := range cells {
		byRow[c.Row] = append(byRow[c.Row], c)
	}
	h := structural(byRow, cols)
	for r := 0; r < h; r++ {
		if isData(byRow[r]) && (r == 0 || !misread(byRow[r])) {
			h = r
			break
		}
	}
	if h == 0 || h >= deepest {
		return 0
	}
	for h < rows && numbered(byRow[h]) {
		h++
	}
	if !regular(byRow[h:], cols) {
		return 0
	}
	return h
}

// structural is how deep the headings reach by their spans alone.
func structural(byRow [][]Cell, cols int) int {
	h := 1
	for r := 0; r < h && r < len(byRow) && h < deepest; r++ {
		for _, c := range byRow[r] {
			end := c.Row + c.RowSpan
			for c.ColSpan == cols && end < len(byRow) && blank(byRow[end]) {
				end++ // room between a title drawn in the grid and the headings
			}
			if c.ColSpan > 1 && c.Text != "" && end < len(byRow) && (r == 0 || c.ColSpan < cols) && textUnder(byRow[end], c) {
				end++
			}
			h = max(h, end)
		}
	}
	return min(h, len(byRow), deepest)
}

// textUnder says whether a row holds text under a cell.
func textUnder(row []Cell, over Cell) bool {
	for _, c := range row {
		if c.Text != "" && c.Col >= over.Col && c.Col < over.Col+over.ColSpan {
			return true
		}
	}
	return false
}

// blank says whether a row holds no text.
func blank(row []Cell) bool {
	for _, c := range row {
		if c.Text != "" {
			return false
		}
	}
	return true
}

// isData says whether a row states figures or a total and so is no heading.
func isData(row []Cell) bool {
	if numbered(row) {
		return false
	}
	for i, c := range row {
		if i == 0 && total.MatchString(c.Text) && c.RowSpan == 1 && emptyAfter(row) {
			return true
		}
		if isAmount(c.Text) || counted.MatchString(c.Text) {
			return true
		}
	}
	return false
}

// misread says whether a row was read from an image and holds but few figures among words: a heading that came
// out like a figure.
func misread(row []Cell) bool {
	figures, words, ocr := 0, 0, false
	for _, c := range row {
		ocr = ocr || c.Source == page.OCR
		switch {
		case isAmount(c.Text):
			figures++
		case c.Text != "":
			words++
		}
	}
	return ocr && 2*figures < words
}

// emptyAfter says whether a row holds nothing but its first cell.
func emptyAfter(row []Cell) bool {
	for _, c := range row[1:] {
		if c.Text != "" {
			return false
		}
	}
	return true
}

// numbered says whether a row numbers the columns: whole numbers rising by one, at least two, and beside
// them only words or marks.
func numbered(row []Cell) bool {
	last, count, others := 0, 0, 0
	for _, c := range row {
		n, err := strconv.Atoi(strings.Trim(c.Text, "()（）[]"))
		if err != nil {
			if c.Text != "" {
				others++
			}
			continue
		}
		if count > 0 && n != last+1 || count == 0 && n > 3 {
			return false
		}
		last, count = n, count+1
	}
	return count >= 2 && count >= others
}

// regular says whether the rows are alike enough to stand under column headings: no cell runs over columns, but
// for the label of a total and for lines across the whole table.
func regular(byRow [][]Cell, cols int) bool {
	counted, plain := 0, 0
	for _, row := range byRow {
		if len(row) <= 1 && cols > 1 {
			continue
		}
		if blank(row) {
			continue
		}
		wide := false
		for _, c := range row {
			wide = wide || c.ColSpan > 1 && c.Col > 0
		}
		counted++
		if !wide {
			plain++
		}
	}
	return counted == 0 || float64(plain) > regularShare*float64(counted)
}
