// Package rules holds the rules: one literal each, grouped by family. All lists them in the order they run; adding a
// rule is adding a literal to a list file and its name here.
package rules

import (
	"slices"

	"gouji/reconcile"
)

// All are the rules in the order they run. K01 reads the ledger of the others and comes last.
func All() []*reconcile.Rule {
	return []*reconcile.Rule{
		balance, carryOver, classTotal, codeLevels, rowTotal, detailTotal, economicTotal, personnelPublic, threePublicTotal,
		totalsAcross, classesAcross, codesAcross, basicAcross, projectsAcross, operatingCost,
		threePublicParts, purposesBothWays,
		textAmount, textShare, textGrowth, textDirection, textReasons, textListing, textSum,
		textRepeat, textAbsence, textUnit, textBodies, contentsBody,
		targetAmount, fundSources, projectTerms, itemCosts, writtenFormulas, statedAims, directions, unitCosts, targetCount, projectName,
		overallForm, aimedTimes, bases, formParts, partUses,
		purchaseAmount, purchaseTotal, catalogueCode, outsideWork, procuredGoods, catalogueEdition,
		subjectNames, codeForms, subjectPairs, unitMix, otherItems, catalogueList,
		requiredTables, requiredSections, emptyTable, disclosureDepth, threePublicExplained, internalMarks, templateResidue, assetWording,
		contributionRatios, increaseWithin, vehicleCost,
		yearLinked, copiedForms, rolledUp, twinProjects, copiedText,
		cellPollution, discovered, jointly, digitSlip, notChecked,
	}
}

// With are all rules and a user's: those that work on what the others came to are last.
func With(user []*reconcile.Rule) []*reconcile.Rule {
	all := All()
	late := slices.Index(all, jointly)
	return slices.Concat(all[:late:late], user, all[late:])
}

// Find is the rule with an ID; nil for none.
func Find(id string) *reconcile.Rule {
	for _, r := range All() {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// The groups of rules.
var (
	groupA = say("表内运算", "arithmetic within a table")
	groupB = say("表间勾稽", "across tables")
	groupC = say("文字与表格", "text and tables")
	groupD = say("项目与绩效表", "projects and performance forms")
	groupE = say("采购与购买服务", "procurement and purchased services")
	groupF = say("分类科目与目录", "classification codes and catalogues")
	groupG = say("完整性与格式", "completeness and form")
	groupH = say("合理性", "plausibility")
	groupI = say("跨年度", "across years")
	groupJ = say("跨部门", "across departments")
	groupK = say("可核对性", "what could be checked")
)

// What the rules rest on. Only what a public page confirms is cited without reserve.
var (
	arithmetic = say("算术：同一张表的合计由其分项构成。部门预算表式由财政部门统一制定（文号未经核实）。",
		"Arithmetic: a total is made of its parts. The forms are set by the finance departments (document number not confirmed).")
	classification = say("政府收支分类科目：类、款、项逐级汇总（各年版本未经逐条核实）。",
		"Classification of government revenue and expenditure: items make sections, sections make classes (yearly editions not confirmed entry by entry).")
	disclosure = say("预算法实施条例（国务院令第729号，2020年）：支出公开到功能分类的项，基本支出公开到经济分类的款；财预〔2016〕143号要求完整、真实。",
		"Regulation on the Budget Law (State Council Decree 729, 2020): expenditure is published by function down to items, basic expenditure by economic class; 财预〔2016〕143号 asks for full and true disclosure.")
	performanceTargets = say("中发〔2018〕34号：绩效目标随预算公开（未经核实）。",
		"中发〔2018〕34号: targets are published with the budget (not confirmed).")
	serviceRules = say("政府购买服务管理办法（财政部令第102号）：只能购买指导性目录内的服务，并按政府采购程序实施（未经核实）。",
		"Measures on purchased services (Ministry of Finance Decree 102): only services of the catalogue, by procurement procedure (not confirmed).")
)
