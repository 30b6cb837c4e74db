package crawl

import (
	"regexp"
	"strconv"
	"strings"
)

// Kind is what a title says a document is.
type Kind string

// The kinds of documents that titles name.
const (
	BudgetKind       Kind = "budget"        // 预算
	FinalAccountKind Kind = "final-account" // 决算
	ThreePublicKind  Kind = "three-public"  // 三公经费
	PerformanceKind  Kind = "performance"   // 绩效
)

// Subject is what a title says of a document. Empty and 0 where it does not.
type Subject struct {
	Kind       Kind
	Year       int
	Department string
}

// yearOf is the year a title speaks of: with 年, else one without (2025部门预算) that is no part of a longer number; 0
// where there is none.
func yearOf(title string) int {
	for _, form := range []string{`(20\d\d)\s*年`, `(?:^|\D)(20\d\d)(?:\D|$)`} {
		if m := regexp.MustCompile(form).FindStringSubmatch(title); m != nil {
			year, _ := strconv.Atoi(m[1]) // four digits
			return year
		}
	}
	return 0
}

// disclosure says whether a text has a word of disclosure and is not about something else that is done with budgets:
// an audit of one, a notice how to draw one up, a tender.
func disclosure(text string) bool {
	return kindOf(text) != "" &&
		!regexp.MustCompile(`审计(?:工作|查出|结果)|关于审计|的通知|办法|意见$|招标|采购|比选|章程|解读|图解|工作方案|预算执行`).MatchString(text)
}

// kindOf is the kind a title names. Performance comes first: 项目支出绩效目标 of a budget is no budget; 预决算公开 names
// a column of both, which counts as a budget's.
func kindOf(title string) Kind {
	switch {
	case strings.Contains(title, "绩效"):
		return PerformanceKind
	case strings.Contains(title, "预算"), strings.Contains(title, "预决算"):
		return BudgetKind
	case strings.Contains(title, "决算"):
		return FinalAccountKind
	case strings.Contains(title, "三公"):
		return ThreePublicKind
	}
	return ""
}

// aboutTitle reads a title by the rules of a site.
func (s Site) aboutTitle(title string) Subject {
	subject := Subject{Kind: kindOf(title), Year: yearOf(title), Department: s.Publisher}
	if subject.Department == "" {
		subject.Department = s.departmentOf(title)
	}
	return subject
}

func (s Site) departmentOf(title string) string {
	if s.Department == nil {
		return usualDepartment(title)
	}
	if m := s.Department.FindStringSubmatch(title); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

// usualDepartment is the name in titles as they usually are: 339001-某局（本级）2026年部门预算公开.pdf, 2026年某局预算,
// 【宣传部】某市委宣传部（汇总）2026年部门预算. Empty where no name is left.
func usualDepartment(title string) string {
	title = regexp.MustCompile(`(^|\D)20\d\d\s*年?度?(\D|$)`).ReplaceAllString(title, "$1$2")
	title = regexp.MustCompile(`^(?:附件)?[\d\s.、:：\-—_]*(?:[【\[][^】\]]*[】\]])?`).ReplaceAllString(title, "")
	m := regexp.MustCompile(`^(.*?)(?:及所属单位|及下属单位|所属单位|二级预算单位|（?部门）?(?:整体|综合|财政|财务|预|决)|单位(?:预|决)|市级|综合|整体|项目(?:支出|预算|绩效)|重点绩效|一般公共|财[政务](?:预|决)|预算|决算|预决算|“?三公|绩效)`).
		FindStringSubmatch(title)
	if m == nil {
		return ""
	}
	name := strings.TrimPrefix(strings.Trim(m[1], " 　《“_-—"), "关于")
	return strings.TrimSuffix(strings.TrimSuffix(name, "的"), "关于")
}

// bodyName is the name a link gives where it is nothing but one: 重庆市药品监督管理局. Empty where it is a word of any
// other kind (附件1, 点击下载, 公开表).
func bodyName(label string) string {
	if i := strings.LastIndex(label, "."); i > 0 && documentType(label) != "" {
		label = strings.TrimSpace(label[:i])
	}
	if !regexp.MustCompile(`^[\p{Han}（）()·]{4,40}$`).MatchString(label) ||
		regexp.MustCompile(`附件|下载|点击|查看|表$|说明|公开|目录|报告`).MatchString(label) {
		return ""
	}
	return label
}
