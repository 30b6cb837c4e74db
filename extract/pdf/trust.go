package pdf

import (
	"fmt"
	"sort"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"gouji/extract/page"
)

// Codes of the problems a verdict carries.
const (
	// CodeScan: the page is an image; it has no text layer to speak of.
	CodeScan = "scan"
	// CodeTextFalse: the text layer decodes to something else than what is drawn.
	CodeTextFalse = "text-layer-false"
	// CodeTextHidden: the text layer is invisible text over or under an image: an OCR by somebody else, or what the
	// page said before the image was put on it.
	CodeTextHidden = "text-layer-hidden"
	// CodeEmptyPage: nothing is drawn on any page of the document.
	CodeEmptyPage = "empty-page"
)

// Verdict says whether a page's text layer can be believed. The zero Verdict is a true one.
type Verdict struct {
	// Code is empty for a true text layer.
	Code string
	// Reason is the evidence in words, with its figures.
	Reason page.Message
}

// True says that the text layer is what a person sees.
func (v Verdict) True() bool { return v.Code == "" }

// NeedsOCR says that the page must be read from its image.
func (v Verdict) NeedsOCR() bool { return v.Code != "" && v.Code != CodeEmptyPage }

// Problem is the verdict as a problem of page n.
func (v Verdict) Problem(n int) page.Problem {
	return page.Problem{Page: n, Code: v.Code, Message: v.Reason}
}

// Thresholds of the verdict, each a share of the page's visible characters unless it says otherwise. On the text
// pages of 35 published budgets the greatest seen are 0 for unmapped, .006 for Latin-1, .06 for uncommon Han and
// 0 for foreign scripts; on 20 pages with a damaged map the least are .036 for unmapped and .55 for Latin-1.
const (
	maxUnmapped = 0.02
	maxLatin1   = 0.2
	maxUncommon = 0.4 // of the Han characters
	maxForeign  = 0.1
	// leastCount is how many characters of a kind are needed to conclude anything: a bullet in a symbol font or
	// an accented name is no evidence.
	leastCount = 4
	// leastScripts is how many foreign scripts on one page are more than a person writes: glyph numbers taken for
	// Unicode fall into all of them.
	leastScripts = 3
	// leastHan is the same for uncommon Han: a list of names or chemicals has some.
	leastHan = 30
	// imageShare is the share of the page's area that images cover on a scanned page.
	imageShare = 0.6
	// ScanText is how many visible characters a scanned page, or a picture, may have: a page number, a stamp, a file name.
	ScanText = 40
	// outlines is how many filled shapes a page of text turned into curves has at least: a line of it.
	outlines = 30
	// hiddenShare is the share of invisible characters of an OCR layer.
	hiddenShare = 0.5
	// chineseShare is the share of Han that makes a document Chinese, siblingHan that of a page without.
	chineseShare, siblingHan = 0.3, 0.02
	// lettersShare and lettersCount: so many Latin letters on a page without Han in a Chinese document, and
	// wordLength letters between gaps: no language is written so.
	lettersShare, lettersCount, wordLength = 0.5, 60, 25
)

// Judge gives a verdict for each page of a document by its census, in their order. It looks at the pages together
// because some evidence is only seen so (no Chinese on one page of a Chinese document). A page read by OCR has no text
// layer to judge.
//
// A map that turns digits into other digits leaves a page that reads well and is wrong. Only its ink contradicts it:
// the reader of the page compares the two and notes the digits that differ (page.Swap).
func Judge(counts []Census) []Verdict {
	chinese := medianHan(counts) >= chineseShare
	out := make([]Verdict, len(counts))
	drawn := false
	for i := range counts {
		if counts[i].imaged {
			drawn = true
			continue
		}
		out[i] = counts[i].verdict(chinese)
		if out[i].True() {
			out[i] = swapped(counts[i].swaps)
		}
		drawn = drawn || !counts[i].empty()
	}
	for i := 0; i < len(out) && !drawn; i++ {
		out[i] = Verdict{CodeEmptyPage, page.Message{ZH: "全文没有一页含有文字、图像或图形",
			EN: "no page of the document has a character, an image or a drawing"}}
	}
	return out
}

// empty says whether nothing is drawn on the page. One empty page is the back of a sheet; a document of them is
// a damaged file.
func (c Census) empty() bool { return c.all == 0 && c.images == 0 && c.shapes == 0 }

// Census is what there is on a page, counted by kind: all that is kept of its glyphs to judge it by.
type Census struct {
	imaged                          bool // read by OCR
	all, visible, hidden            int  // without spaces; all = visible + hidden
	unmapped, latin1, foreign, cid  int
	han, uncommon, letters, longest int
	flat                            int // glyphs with no box
	shapes                          int
	covered                         int            // of the hidden ones: under an image
	scripts                         map[string]int // letters by script, of those that are foreign
	images                          float64
	swaps                           []page.Swap
}

// Count takes a page's census.
func Count(pg page.Page) Census {
	c := Census{imaged: pg.Source == page.OCR, shapes: pg.Shapes, covered: pg.Covered, swaps: pg.Swaps, scripts: map[string]int{}}
	common := newCommon()
	run := 0
	for _, g := range pg.Glyphs {
		switch {
		case unicode.IsSpace(g.Rune):
			run = 0
			continue
		case g.Hidden:
			c.hidden++
		default:
			c.visible++
		}
		if g.Box.Width() <= 0 && g.Box.Height() <= 0 {
			c.flat++
		}
		if run = c.letter(g.Rune, run); run > c.longest {
			c.longest = run
		}
		c.kind(g.Rune, common)
	}
	c.all = c.visible + c.hidden
	c.cid = countCID(pg.Glyphs)
	c.images = imageCover(pg)
	return c
}

// letter counts a Latin letter and gives the length of the run of them that ends here.
func (c *Census) letter(r rune, run int) int {
	if r < 'A' || r > 'z' || r > 'Z' && r < 'a' {
		return 0
	}
	c.letters++
	return run + 1
}

// kind counts a character that is no letter or digit of ASCII.
func (c *Census) kind(r rune, common common) {
	switch {
	case r < 0x80:
	case r == unicode.ReplacementChar, unicode.Is(unicode.Co, r), !unicode.IsPrint(r):
		c.unmapped++
	case r <= 0xff:
		c.latin1++
	case unicode.Is(unicode.Han, r):
		c.han++
		if !common.has(r) {
			c.uncommon++
		}
	case unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hiragana, unicode.Katakana, unicode.Common):
		c.foreign++
		c.scripts[script(r)]++
	}
}

// script names the script of a letter.
func script(r rune) string {
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return name
		}
	}
	return ""
}

// verdict weighs the counts; chinese says whether the document as a whole is.
func (c Census) verdict(chinese bool) Verdict {
	if v := c.scanned(); !v.True() {
		return v
	}
	n := float64(c.all)
	over := func(k int, most float64) bool { return k >= leastCount && float64(k) > most*n }
	say := func(k int, zh, en string) Verdict {
		return Verdict{CodeTextFalse, page.Message{ZH: fmt.Sprintf("%d个字符中有%d个%s", c.all, k, zh),
			EN: fmt.Sprintf("%d of %d characters %s", k, c.all, en)}}
	}
	switch {
	case over(c.unmapped, maxUnmapped):
		return say(c.unmapped, "没有对应的Unicode编码", "have no Unicode value")
	case c.cid > 0:
		return say(c.cid, "是写成(cid:12)一类的字形编号", "are glyph numbers written out, as (cid:12)")
	case over(c.latin1, maxLatin1):
		return say(c.latin1, "属于Latin-1字符，应是按错误的编码读出", "are of Latin-1: another encoding misread")
	case over(c.foreign, maxForeign) && len(c.scripts) >= leastScripts:
		return say(c.foreign, fmt.Sprintf("分属%d种不会同时出现的文字", len(c.scripts)),
			fmt.Sprintf("are of %d scripts that do not occur together", len(c.scripts)))
	case over(c.flat, maxLatin1):
		return say(c.flat, "没有大小", "have no size")
	case c.han >= leastHan && float64(c.uncommon) > maxUncommon*float64(c.han):
		return Verdict{CodeTextFalse, page.Message{ZH: fmt.Sprintf("%d个汉字中有%d个是生僻字", c.han, c.uncommon),
			EN: fmt.Sprintf("%d of %d Chinese characters are rare ones", c.uncommon, c.han)}}
	case chinese && float64(c.han) < siblingHan*n && c.letters >= lettersCount && float64(c.letters) > lettersShare*n && c.longest >= wordLength:
		return say(c.letters, "是连成长串的拉丁字母，而文件是中文的", "are Latin letters in long runs, in a Chinese document")
	}
	return Verdict{}
}

// scanned tells pages whose content is an image.
func (c Census) scanned() Verdict {
	switch {
	case c.images >= imageShare && float64(c.hidden) > hiddenShare*float64(c.all):
		return Verdict{CodeTextHidden, page.Message{ZH: fmt.Sprintf("%d个字符中有%d个不可见，下面的图像占页面%.0f%%", c.all, c.hidden, 100*c.images),
			EN: fmt.Sprintf("%d of %d characters are invisible, over an image of %.0f %% of the page", c.hidden, c.all, 100*c.images)}}
	case c.covered >= ScanText:
		return Verdict{CodeTextHidden, page.Message{ZH: fmt.Sprintf("%d个字符中有%d个被图像遮盖", c.all, c.covered),
			EN: fmt.Sprintf("%d of %d characters are covered by an image", c.covered, c.all)}}
	case c.images >= imageShare && c.visible < ScanText:
		return Verdict{CodeScan, page.Message{ZH: fmt.Sprintf("图像占页面%.0f%%，文字只有%d个字符", 100*c.images, c.visible),
			EN: fmt.Sprintf("%d characters beside images that cover %.0f %% of the page", c.visible, 100*c.images)}}
	case c.visible < ScanText && c.shapes >= outlines*max(1, c.visible):
		return Verdict{CodeScan, page.Message{ZH: fmt.Sprintf("画出的轮廓有%d个，文字只有%d个字符", c.shapes, c.visible),
			EN: fmt.Sprintf("%d characters beside %d drawn outlines", c.visible, c.shapes)}}
	case c.visible == 0 && c.images > 0:
		return Verdict{CodeScan, page.Message{ZH: fmt.Sprintf("没有可见的文字，图像占页面%.0f%%", 100*c.images),
			EN: fmt.Sprintf("no visible character; images cover %.0f %% of the page", 100*c.images)}}
	}
	return Verdict{}
}

// medianHan is the median share of Han on pages that have text.
func medianHan(counts []Census) float64 {
	var shares []float64
	for _, c := range counts {
		if c.all >= ScanText {
			shares = append(shares, float64(c.han)/float64(c.all))
		}
	}
	if len(shares) == 0 {
		return 0
	}
	sort.Float64s(shares)
	return shares[len(shares)/2]
}

// countCID counts the "(cid:" that some programs write for glyphs they cannot map.
func countCID(glyphs []page.Glyph) int {
	const mark = "(cid:"
	n, at := 0, 0
	for _, g := range glyphs {
		if g.Rune == rune(mark[at]) {
			if at++; at == len(mark) {
				n, at = n+1, 0
			}
			continue
		}
		at = 0
	}
	return n
}

// imageCover is the share of the page that images cover, 0 to 1. Strips of one scan lie beside each other, so
// their areas add up.
func imageCover(pg page.Page) float64 {
	area := pg.Width * pg.Height
	if area <= 0 {
		return 0
	}
	sum := 0.0
	for _, im := range pg.Images {
		sum += im.Box.Area()
	}
	return min(sum/area, 1)
}

// common knows the characters people write: the first levels of the Chinese, Taiwanese and Japanese standards
// (GB 2312, Big5, JIS X 0208), which are ordered by use. A damaged map hits the 21,000 of Unicode evenly.
type common struct{ gb, big5, jis *encoding.Encoder }

func newCommon() common {
	return common{simplifiedchinese.GBK.NewEncoder(), traditionalchinese.Big5.NewEncoder(), japanese.ShiftJIS.NewEncoder()}
}

// has says whether r stands in one of the first levels.
func (c common) has(r rune) bool {
	return level(c.gb, r, 0xb0a1, 0xd7f9) && gbSecond(c.gb, r) || level(c.big5, r, 0xa440, 0xc67e) || level(c.jis, r, 0x889f, 0x9872)
}

// level says whether r's code of two bytes lies between from and to.
func level(e *encoding.Encoder, r rune, from, to int) bool {
	code := encode(e, r)
	return code >= from && code <= to
}

// gbSecond says whether r's second byte is one of GB 2312 and not of the extension GBK fills the gaps with.
func gbSecond(e *encoding.Encoder, r rune) bool { return encode(e, r)&0xff >= 0xa1 }

// encode gives r's code of two bytes, 0 where it has none.
func encode(e *encoding.Encoder, r rune) int {
	var in [utf8.UTFMax]byte
	var out [4]byte
	n := utf8.EncodeRune(in[:], r)
	e.Reset()
	k, _, err := e.Transformer.Transform(out[:], in[:n], true)
	if err != nil || k != 2 {
		return 0
	}
	return int(out[0])<<8 | int(out[1])
}
