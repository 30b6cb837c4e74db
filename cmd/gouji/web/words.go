package web

import (
	"gouji/reconcile"
	"gouji/reconcile/region"
	"gouji/reconcile/report"
)

// words are the fixed words of pages, beside those of reports. It is never written to.
var words = map[string]reconcile.Text{
	"site":            {ZH: "勾稽", EN: "gouji"},
	"overview":        {ZH: "总览", EN: "Overview"},
	"findings":        {ZH: "发现", EN: "Findings"},
	"documents":       {ZH: "文件", EN: "Documents"},
	"rules":           {ZH: "规则", EN: "Rules"},
	"skip":            {ZH: "跳到正文", EN: "Skip to content"},
	"menu":            {ZH: "主导航", EN: "Main"},
	"search":          {ZH: "搜索", EN: "Search"},
	"search-hint":     {ZH: "部门、科目、金额、规则…", EN: "publisher, item, amount, rule…"},
	"filter":          {ZH: "筛选", EN: "Filter"},
	"clear":           {ZH: "清除筛选", EN: "Clear filters"},
	"more":            {ZH: "更多", EN: "More"},
	"sort":            {ZH: "排序", EN: "Order"},
	"sort-level":      {ZH: "按可信程度", EN: "by certainty"},
	"sort-amount":     {ZH: "按金额", EN: "by amount"},
	"sort-new":        {ZH: "按首次发现", EN: "newest first"},
	"since":           {ZH: "首次出现不早于", EN: "New since"},
	"sort-findings":   {ZH: "按发现", EN: "by findings"},
	"sort-name":       {ZH: "按文件名", EN: "by file"},
	"shown":           {ZH: "共%d条", EN: "%d in all"},
	"page-of":         {ZH: "第%d页，共%d页", EN: "Page %d of %d"},
	"previous":        {ZH: "上一条", EN: "Previous"},
	"next":            {ZH: "下一条", EN: "Next"},
	"previous-page":   {ZH: "上一页", EN: "Previous page"},
	"next-page":       {ZH: "下一页", EN: "Next page"},
	"nothing":         {ZH: "没有符合条件的内容", EN: "Nothing matches"},
	"level":           {ZH: "级别", EN: "Level"},
	"rule":            {ZH: "规则", EN: "Rule"},
	"publisher":       {ZH: "公开单位", EN: "Publisher"},
	"year":            {ZH: "年度", EN: "Year"},
	"kind":            {ZH: "类别", EN: "Kind"},
	"region":          {ZH: "地区", EN: "Region"},
	"verdict":         {ZH: "审核", EN: "Review"},
	"status":          {ZH: "状态", EN: "Status"},
	"amount":          {ZH: "差额", EN: "Difference"},
	"title":           {ZH: "标题", EN: "Title"},
	"pages":           {ZH: "页", EN: "Pages"},
	"on-pages":        {ZH: "第%s页", EN: "p. %s"},
	"none":            {ZH: "无", EN: "none"},
	"budget":          {ZH: "预算", EN: "Budget"},
	"final-account":   {ZH: "决算", EN: "Final account"},
	"other":           {ZH: "其他", EN: "Other"},
	"new":             {ZH: "新发现", EN: "new"},
	"unchanged":       {ZH: "未变", EN: "unchanged"},
	"updated":         {ZH: "数字有变", EN: "figures changed"},
	"absent":          {ZH: "已不再出现", EN: "no longer found"},
	"reopened":        {ZH: "重新提出", EN: "reopened"},
	"fetched":         {ZH: "已取得", EN: "fetched"},
	"extracted":       {ZH: "已读取", EN: "read"},
	"checked":         {ZH: "已核对", EN: "checked"},
	"failed":          {ZH: "未能读取", EN: "could not be read"},
	"figures":         {ZH: "依据：原件上的数字", EN: "The figures, as printed"},
	"page":            {ZH: "第%d页", EN: "page %d"},
	"crop-alt":        {ZH: "第%d页截图，红框内为：%s", EN: "Detail of page %d; in the red box: %s"},
	"printed":         {ZH: "原文", EN: "Printed"},
	"what":            {ZH: "项目", EN: "Item"},
	"unit":            {ZH: "单位", EN: "Unit"},
	"stands-for":      {ZH: "按印出的位数，表示", EN: "To its printed digits, stands for"},
	"to":              {ZH: "至", EN: "to"},
	"yuan":            {ZH: "元", EN: "yuan"},
	"read-by":         {ZH: "读取", EN: "Read by"},
	"text":            {ZH: "文字层", EN: "text layer"},
	"ocr":             {ZH: "文字识别", EN: "OCR"},
	"witnesses":       {ZH: "复核", EN: "Confirmed by"},
	"unit-printed":    {ZH: "与数字同印", EN: "printed with the figure"},
	"unit-sentence":   {ZH: "来自所在语句", EN: "from the sentence"},
	"unit-table":      {ZH: "印在表头", EN: "printed over the table"},
	"unit-heading":    {ZH: "来自表中栏目或表式", EN: "from a heading of the table, or the form"},
	"equation":        {ZH: "等式", EN: "Equation"},
	"expected":        {ZH: "印出的数", EN: "As printed"},
	"found":           {ZH: "由其余各数得出", EN: "What the other figures give"},
	"bound":           {ZH: "界限", EN: "Bound"},
	"stated":          {ZH: "印出", EN: "Stated"},
	"unknown":         {ZH: "不详", EN: "unknown"},
	"difference":      {ZH: "相差", EN: "Difference"},
	"hypothesis":      {ZH: "推测（未经证实）", EN: "Hypothesis (not established)"},
	"hypothesis-note": {ZH: "以下改动可使等式成立；它们是推测，不是结论。", EN: "These changes would make the equation hold. They are guesses, not conclusions."},
	"question":        {ZH: "可向公开单位提出的问题", EN: "Question to the publisher"},
	"copy":            {ZH: "复制", EN: "Copy"},
	"copied":          {ZH: "已复制", EN: "Copied"},
	"assumed":         {ZH: "假定", EN: "Assumed"},
	"about-rule":      {ZH: "所依规则", EN: "The rule"},
	"history":         {ZH: "经过", EN: "History"},
	"figures-table":   {ZH: "数字", EN: "Figures"},
	"first-seen":      {ZH: "首次发现", EN: "First seen"},
	"figures-since":   {ZH: "现数字始于", EN: "With these figures since"},
	"last-seen":       {ZH: "最近一次发现", EN: "Last seen"},
	"versions":        {ZH: "其他版本", EN: "Other versions"},
	"related":         {ZH: "与同一数字有关的其他发现", EN: "Other findings on the same figures"},
	"also-fails":      {ZH: "同源的其他等式", EN: "Other equations that fail for the same figure"},
	"review":          {ZH: "审核", EN: "Review"},
	"confirmed":       {ZH: "已确认", EN: "confirmed"},
	"dismissed":       {ZH: "已驳回", EN: "dismissed"},
	"explained":       {ZH: "公开单位已说明", EN: "explained by the publisher"},
	"person":          {ZH: "人工更正", EN: "corrected by a person"},
	"published":       {ZH: "已公布", EN: "published"},
	"confirm":         {ZH: "确认", EN: "Confirm"},
	"dismiss":         {ZH: "驳回", EN: "Dismiss"},
	"explain":         {ZH: "记为单位已说明", EN: "Mark as explained by the publisher"},
	"correct":         {ZH: "更正读错或漏读的数字", EN: "Correct a misread or missed figure"},
	"correct-note":    {ZH: "仅用于程序读错或漏读的情形：请照原件录入，规则随即重新运行，更正记录只增不改。", EN: "Only where the program misread or missed what the page shows: type what is printed. The rules run again; corrections are added, never changed."},
	"figure":          {ZH: "数字", EN: "Figure"},
	"printed-as":      {ZH: "原件印作", EN: "Printed as"},
	"correct-do":      {ZH: "更正并重新核对", EN: "Correct and check again"},
	"corrections":     {ZH: "人工更正", EN: "Corrected by persons"},
	"no-figure":       {ZH: "更正的内容须是数字（或注明此处没有数字），且与现读数不同。", EN: "A correction must be a figure, or say that none is printed, and differ from what was read."},
	"nothing-printed": {ZH: "此处没有印出数字", EN: "no figure is printed here"},
	"blank":           {ZH: "（空白）", EN: "(blank)"},
	"read-as":         {ZH: "程序读作：%s", EN: "the program read: %s"},
	"pick-cell":       {ZH: "点选上方表中的单元格即可选定。", EN: "Choose a cell by clicking it in the table above."},
	"publish":         {ZH: "记为已公布", EN: "Mark as published"},
	"why":             {ZH: "理由（驳回或记为已说明时必填）", EN: "Reason (needed to dismiss or mark as explained)"},
	"by":              {ZH: "姓名", EN: "Your name"},
	"no-longer":       {ZH: "不再有效", EN: "no longer holds"},
	"not-reviewed":    {ZH: "尚未审核", EN: "not reviewed"},
	"keys":            {ZH: "按键：j 下一条，k 上一条，c 确认，d 驳回", EN: "Keys: j next, k previous, c confirm, d dismiss"},
	"file":            {ZH: "原文件", EN: "File"},
	"hash":            {ZH: "SHA-256", EN: "SHA-256"},
	"original":        {ZH: "下载原文件", EN: "Download the original"},
	"file-gone":       {ZH: "原文件已不在读取时的位置，无法显示页面图像。", EN: "The file is no longer where it was read: its pages cannot be shown."},
	"other-contents":  {ZH: "该位置的文件内容已与读取时不同（散列值不符），不显示页面图像。", EN: "The file has other contents now than when it was read (its hash differs): its pages are not shown."},
	"not-drawn":       {ZH: "这一页的图像未能画出。", EN: "The image of this page could not be drawn."},
	"not-in-report":   {ZH: "本报告只收录与发现有关的页面图像（--pages all 可收录全部）。", EN: "This report has images of the pages that findings rest on (--pages all has all)."},
	"tables":          {ZH: "表", EN: "Tables"},
	"problems":        {ZH: "未能读懂之处", EN: "What could not be read"},
	"ledger":          {ZH: "核对情况：哪些查了，哪些没查，为什么", EN: "What was checked, what was not, and why"},
	"no-findings":     {ZH: "没有发现。这不表示文件没有问题：请看核对情况。", EN: "No findings. That does not mean there is nothing wrong: see what was checked."},
	"whole-document":  {ZH: "全文", EN: "whole document"},
	"replaced":        {ZH: "已被替换", EN: "replaced"},
	"figures-differ":  {ZH: "不同的数字", EN: "Figures that differ"},
	"figures-same":    {ZH: "读出的数字全部相同。", EN: "All figures that were read are the same."},
	"earlier":         {ZH: "此前", EN: "Before"},
	"that-version":    {ZH: "该版本", EN: "That version"},
	"this-document":   {ZH: "本文件", EN: "This document"},
	"not-sure":        {ZH: "读数不确定", EN: "reading not sure"},
	"gone-findings":   {ZH: "仅见于该版本", EN: "Only there"},
	"added-findings":  {ZH: "仅见于本文件", EN: "Only here"},
	"words":           {ZH: "词", EN: "words"},
	"image-alt":       {ZH: "第%d页的图像", EN: "Image of page %d"},
	"as-read":         {ZH: "读出的内容", EN: "As it was read"},
	"three-public":    {ZH: "“三公”经费合计（万元）", EN: "Official receptions, vehicles and travel abroad (三公), total in 万元"},
	"chart-rules":     {ZH: "发现最多的规则", EN: "Findings by rule and level"},
	"chart-outcomes":  {ZH: "查了什么，没查什么（规则×文件，按规则类别）", EN: "Checked and not checkable (rules × documents, by family)"},
	"chart-years":     {ZH: "文件，按年度", EN: "Documents by year"},
	"chart-regions":   {ZH: "文件，按省份", EN: "Documents by province"},
	"further":         {ZH: "另有%d项未列出", EN: "%d more are not shown"},
	"worst":           {ZH: "最值得先看的", EN: "Look at these first"},
	"holds":           {ZH: "成立", EN: "holds"},
	"fires":           {ZH: "不成立", EN: "fires"},
	"insufficient":    {ZH: "数据不足", EN: "insufficient"},
	"not-applicable":  {ZH: "不适用", EN: "not applicable"},
	"examples":        {ZH: "示例", EN: "Examples"},
	"outcomes":        {ZH: "各文件的结论", EN: "What it came to"},
	"levels-note":     {ZH: "“错误”：两处印出的内容不能同时为真；“疑问”：很可能有误，或值得一问；“提示”：四舍五入、格式等。读数不确定的，从不列为错误。", EN: "Error: two printed statements cannot both be true. Warning: likely wrong, or a question. Note: rounding, form. A reading that is not sure is never an error."},
	"counted-line":    {ZH: "%d份文件，其中%d份已核对，%d份未能读取；%d项发现，另有%d项已驳回", EN: "%d documents, %d of them checked, %d could not be read; %d findings, %d more dismissed"},
	"later":           {ZH: "错误次数过多，请过一分钟再试", EN: "Too many wrong passwords: try again in a minute"},
	"login":           {ZH: "登录", EN: "Log in"},
	"logout":          {ZH: "退出", EN: "Log out"},
	"password":        {ZH: "密码", EN: "Password"},
	"wrong-password":  {ZH: "密码不对", EN: "Wrong password"},
	"not-found":       {ZH: "没有这个页面", EN: "There is no such page"},
	"refused":         {ZH: "请求被拒绝", EN: "The request was refused"},
	"failure":         {ZH: "出错了", EN: "Something went wrong"},
	"language":        {ZH: "English", EN: "中文"},
	"one-file":        {ZH: "存为单个文件", EN: "As one file to send"},
	"foot":            {ZH: "数字取自公开文件原文，差额由程序计算。发现是疑问，不是结论。", EN: "Figures are quoted from the published documents; differences are computed. A finding is a question, not a verdict."},
	"reason-needed":   {ZH: "驳回或记为已说明需要理由。", EN: "To dismiss, or to mark as explained, needs a reason."},
	"name-needed":     {ZH: "请填写姓名。", EN: "Give your name."},
	"unit-yuan":       {ZH: "元", EN: "yuan"},
	"rows":            {ZH: "行", EN: "rows"},
	"cols":            {ZH: "列", EN: "columns"},
	"continued":       {ZH: "所在页", EN: "On pages"},
	"set-aside":       {ZH: "不计", EN: "set aside"},
	"of-document":     {ZH: "所在文件", EN: "Document"},
	"checked-times":   {ZH: "核对数", EN: "Checked"},
	"reason":          {ZH: "说明", EN: "Reason"},
}

// say is a word in a language: a fixed word of pages or of reports, or the key itself where it is neither (a name).
func say(key, lang string) string {
	if t, ok := words[key]; ok {
		return t.In(lang)
	}
	if w := report.Word(key, lang); w != "" {
		return w
	}
	return key
}

// facetValue is how a value of a facet is written.
func facetValue(name, value, lang string) string {
	switch name {
	case "region":
		return regionName(value)
	case "verdict":
		if value == noVerdict {
			return say("not-reviewed", lang)
		}
	case "publisher", "rule", "year", sinceFacet:
		return value
	}
	return say(value, lang)
}

// regionName is a division with those it lies in.
func regionName(code string) string {
	name := ""
	for n := provinceDigits; n <= len(code); n += provinceDigits {
		if part := region.Name(code[:n]); part != code[:n] {
			name += part // some levels have no name of their own, as the districts of 上海市
		}
	}
	return name
}
