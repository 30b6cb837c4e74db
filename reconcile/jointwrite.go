package reconcile

import "fmt"

// equationsShown is how many equations a message about several spells out; its related equations are all of them.
const equationsShown = 4

// incompatible writes the finding of equations that hold one by one and cannot hold together.
func (p *Pass) incompatible(subset []evaluated) Finding {
	lead := &subset[0]
	f := Finding{Rule: p.Rule.ID, Level: p.Rule.Level, Kind: Contradiction, Document: p.Set.Document.SHA256,
		Element: lead.Element, Title: p.Rule.Title, Unit: string(unitOf(lead))}
	n := len(subset)
	f.Message = Text{ZH: fmt.Sprintf("以下%d个等式各自在四舍五入可解释的范围内成立，但没有一组真实数值能同时满足它们：", n),
		EN: fmt.Sprintf("Each of %d equations holds within what rounding explains, but no true values satisfy them together:", n)}
	for i := range subset {
		e := &subset[i]
		if e.softness() > 0 {
			f.Level = Warning
		}
		if e.assumed() && f.Assumption.Empty() {
			f.Assumption = assumption(e)
		}
		f.relate(e)
		if i < equationsShown {
			f.Message.ZH += fmt.Sprintf("（%d）%s，%s，第%d页；", i+1, e.Name.ZH, formula(e), pageOf(e))
			f.Message.EN += fmt.Sprintf(" (%d) %s, %s, page %d;", i+1, e.Name.EN, formula(e), pageOf(e))
		}
	}
	f.Message.ZH += "印出的数字不可能都是同一组数的四舍五入。"
	f.Message.EN += " the printed figures cannot all be rounded from one set of amounts."
	f.Formula = f.Related[0].Formula
	f.Question = Text{ZH: "是否先四舍五入再相加，或其中有一个数字录入有误？", EN: "Were figures rounded before they were added up, or is one of them mistyped?"}
	return f
}
