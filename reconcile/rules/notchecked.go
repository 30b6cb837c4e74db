package rules

import (
	"fmt"
	"strings"

	"gouji/reconcile"
)

// ofFigures are the groups of rules that compare figures: what is said of a document that could not be read is said of them.
const ofFigures = "ABCDE"

// checkLedger is K01: what could not be checked is said. It comes last and reads the ledger.
func checkLedger(p *reconcile.Pass) {
	var open []string
	settled := 0
	for _, l := range p.Ledger {
		if !strings.Contains(ofFigures, l.Rule[:1]) {
			continue
		}
		switch l.Outcome {
		case reconcile.Insufficient:
			open = append(open, l.Rule)
		case reconcile.Holds, reconcile.Fires:
			settled++
		}
	}
	p.Checked(settled)
	if len(open) == 0 {
		if settled == 0 {
			p.Absent(say("没有适用的规则", "no rule applies"))
		}
		return
	}
	if settled >= len(open) {
		p.Checked(1)
		return
	}
	list := strings.Join(open, "、")
	f := reconcile.Finding{Kind: reconcile.FormKind, Level: reconcile.Note,
		Message: say(fmt.Sprintf("%d条适用的规则中有%d条因数据不足未能核对：%s。", settled+len(open), len(open), list),
			fmt.Sprintf("Of %d rules that apply %d could not be checked: %s.", settled+len(open), len(open), strings.Join(open, ", "))),
		Question: say("能否提供可复制文字的文件？", "Is there a copy of the document whose text can be read?")}
	for _, u := range p.Set.Unread[:min(unreadShown, len(p.Set.Unread))] {
		f.Evidence = append(f.Evidence, reconcile.Evidence{Page: u.Page, Label: u.Code})
		if u.Page > 0 {
			f.Message.ZH += fmt.Sprintf("第%d页：", u.Page)
			f.Message.EN += fmt.Sprintf(" Page %d:", u.Page)
		}
		f.Message.ZH += u.Message.ZH + "。"
		f.Message.EN += " " + u.Message.EN + "."
	}
	p.Report(f)
}

// unreadShown is how many unread spots the finding quotes; the document's problems list them all.
const unreadShown = 5
