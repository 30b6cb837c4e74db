package crawl

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// pagerLimit is how many pages of one list are followed at most: a count in a script may be anything.
const pagerLimit = 200

// pagers are the further pages of the list that a page is the first or another one of.
func pagers(p *Page) []*url.URL {
	found := scriptedPages(p)
	for _, a := range p.Anchors {
		if !a.Frame && len(found) < pagerLimit && samePager(p.URL, a) {
			found = append(found, a.URL)
		}
	}
	return found
}

// scriptedPages are those that a script of the TRS content management writes: createPageHTML(4, 0, "index", "html").
func scriptedPages(p *Page) []*url.URL {
	calls := regexp.MustCompile(`createPage(?:HTML)?\s*\(\s*([\w.]+)\s*,\s*([^,]+?)\s*,\s*["']([\w\-]+)["']\s*,\s*["'](\w+)["']`).
		FindAllStringSubmatch(p.Scripts, -1)
	var found []*url.URL
	for _, c := range calls {
		count, name, ext := scriptNumber(p.Scripts, c[1]), c[3], c[4]
		if regexp.MustCompile(`_\d+\.\w+$`).MatchString(p.URL.Path) {
			continue // the first page has named them all
		}
		base := scriptBase(p.Scripts, c[2])
		for i := base + 1; i < base+count && len(found) < pagerLimit; i++ {
			if u, err := p.URL.Parse(name + "_" + strconv.Itoa(i) + "." + ext); err == nil {
				found = append(found, u)
			}
		}
	}
	return found
}

// scriptNumber is the number of pages in a call: a number, or a variable that the script gives one. Where it gives
// several (page_count=20 in one branch, page_count=Math.ceil(29/20) in the other) the script takes the least.
func scriptNumber(script, argument string) int {
	if n, err := strconv.Atoi(argument); err == nil {
		return n
	}
	least := 0
	assigned := regexp.MustCompile(`\b`+regexp.QuoteMeta(argument)+`\s*=\s*(?:Math\.ceil\(\s*(\d+)\s*/\s*(\d+)\s*\)|(\d+))`).
		FindAllStringSubmatch(script, -1)
	for _, m := range assigned {
		n, _ := strconv.Atoi(m[3])
		if m[3] == "" {
			items, _ := strconv.Atoi(m[1])
			each, _ := strconv.Atoi(m[2])
			n = pagesFor(items, each)
		}
		if n > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	return least
}

func pagesFor(items, each int) int {
	if each == 0 {
		return 0
	}
	return (items + each - 1) / each
}

// scriptBase is the number the first page has in the script: 0 as TRS writes it, or 1 where a site counts by itself
// (pageCurrent = 1).
func scriptBase(script, argument string) int {
	if n, err := strconv.Atoi(argument); err == nil {
		return n
	}
	name := regexp.MustCompile(`\w+`).FindAllString(argument, -1)
	if len(name) > 0 && regexp.MustCompile(`\b`+name[len(name)-1]+`\s*=\s*1\s*;`).MatchString(script) {
		return 1
	}
	return 0
}

// samePager says whether a link leads to another page of the list that at is a page of: the same address but for its
// number, or the next page by its label and its folder.
func samePager(at *url.URL, a Anchor) bool {
	u := a.URL
	if u.Host != at.Host || Canonical(u) == Canonical(at) {
		return false
	}
	if u.Path == at.Path {
		return sameQuery(at, u)
	}
	if u.RawQuery != at.RawQuery || folder(u) != folder(at) {
		return false
	}
	if listPage(u) != "" && listPage(u) == listPage(at) {
		return numbered(u) || numbered(at)
	}
	return turns(a.Text)
}

// turns says whether a label is that of a link that turns the page.
func turns(label string) bool {
	return regexp.MustCompile(`^[\[【]?\s*(?:下一页|下页|上一页|末页|尾页|首页|next|>|>>|»|\d{1,3})\s*[\]】]?$`).MatchString(strings.ToLower(label)) &&
		label != "首页"
}

func folder(u *url.URL) string {
	if strings.HasSuffix(u.Path, "/") {
		return u.Path
	}
	return strings.TrimSuffix(path.Dir(u.Path), "/") + "/"
}

// listPage is the name of a list's file without its number: index for index.html, index_3.shtml and the folder itself.
func listPage(u *url.URL) string {
	if strings.HasSuffix(u.Path, "/") {
		return "index"
	}
	m := regexp.MustCompile(`^([A-Za-z\-]+?)(?:[_-]\d{1,3})?\.(?:s?html?|jhtml|aspx?|jsp)$`).FindStringSubmatch(path.Base(u.Path))
	if m == nil {
		return ""
	}
	return m[1]
}

func numbered(u *url.URL) bool {
	return regexp.MustCompile(`[_-]\d{1,3}\.\w+$`).MatchString(u.Path)
}

// sameQuery says whether two queries differ in the number of the page alone, and one has one.
func sameQuery(a, b *url.URL) bool {
	left, leftPage := splitPage(a.Query())
	right, rightPage := splitPage(b.Query())
	return left == right && rightPage != "" && leftPage != rightPage
}

// splitPage takes the number of the page out of a query.
func splitPage(q url.Values) (rest, number string) {
	for name := range q {
		switch strings.ToLower(name) {
		case "page", "p", "pn", "pageno", "pagenum", "pageindex", "curpage", "currentpage", "cur_page", "page_no":
			if _, err := strconv.Atoi(q.Get(name)); err == nil {
				number = q.Get(name)
				q.Del(name)
			}
		}
	}
	return q.Encode(), number
}
