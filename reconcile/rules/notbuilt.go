package rules

import "gouji/reconcile"

// NotBuilt are the checks that were weighed and left out, in the order of their IDs.
func NotBuilt() []reconcile.Unbuilt {
	return []reconcile.Unbuilt{
		{ID: "B09", Title: say("项目与功能科目的划分", "Projects can be distributed over functional items"),
			Why: say("试建并量过：29份公开预算中可查的5份有3份不能划分，都是一级项目合并多个科目所致，并非差错。",
				"Built and measured: of the 5 published budgets where it applies 3 have no such distribution, since their projects are groups that span items; none is a mistake.")},
		{ID: "G05", Title: say("20日公开时限", "Published within 20 days"),
			Why: say("29份公开预算没有一份同时印有批复日期和公开日期；公开日期是网站的，不是文件的。",
				"None of 29 published budgets prints both the day of approval and that of publication; the latter is the site's to say, not the document's.")},
		{ID: "G08", Title: say("两处职责表述不同", "Two copies of the duties differ"),
			Why: say("整体绩效表中的职责是概括，与正文逐字比较必然不同；名词解释的级次已由G08核对。",
				"Duties in the form of overall targets are a summary and always differ in words; the level of government in the glossary is checked by G08.")},
		{ID: "H01", Title: say("人均指标离群", "Per-capita outliers"),
			Why: say("多数文件不印在职人数，单份文件也没有可比的同类；需要同地同级的一批文件。",
				"Most documents print no number of staff, and one document has no peers; it takes many of one place and level.")},
		{ID: "H03", Title: say("凑整与集中", "Round numbers and concentration"),
			Why: say("量过：列出项目的9份文件中，整数项目占0至100%，最大项目占29%至85%，没有能把好文件与坏文件分开的界限。",
				"Measured: in the 9 documents that list projects, whole numbers are 0 to 100 percent of them and the largest project is 29 to 85 percent of all; no bound tells good documents from bad.")},
		{ID: "H05", Title: say("人口、户数等现实上限", "Bounds by population and households"),
			Why: say("参照数在文件之外，程序不带；文件内的车辆数与运行费由H05核对。",
				"The references stand outside the document, and the program carries none; vehicles and their cost, which the document has, are checked by H05.")},
	}
}
