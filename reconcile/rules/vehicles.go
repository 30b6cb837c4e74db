package rules

import (
	"fmt"

	"gouji/extract/fact"
	"gouji/reconcile"

	"github.com/shopspring/decimal"
)

// costPerVehicle is the cost of running one vehicle, in 元 a year, from which it is worth asking: five times what published
// budgets have (3 to 6 万元).
const costPerVehicle = 250000

// checkVehicles is H05: who pays for running vehicles has some, and not more than a vehicle can cost.
func checkVehicles(p *reconcile.Pass) {
	three, has := one(p, fact.ThreePublic)
	count := vehicleCount(p.Set)
	if !has || count == nil {
		p.Absent(say("没有车辆数或“三公”经费表", "no count of vehicles, or no table of the three public expenses"))
		return
	}
	cost := three.spent(p.Set.Document.Kind, fact.VehicleRunning)
	if !figure(cost) || !cost.Amount.Unit.Money() {
		p.Absent(say("没有公务用车运行维护费", "no cost of running vehicles"))
		return
	}
	for _, f := range []*fact.Fact{count, cost} {
		if why := reconcile.Doubt(f); !why.Empty() {
			p.Doubt(why)
			return
		}
	}
	most := *count
	most.Amount.Value, most.Amount.Unit, most.Amount.Places = count.Amount.Value.Mul(decimal.NewFromInt(costPerVehicle)), fact.Yuan, 0
	within, _ := p.Try(reconcile.Equation{Left: []reconcile.Operand{{Fact: cost}}, Right: []reconcile.Operand{{Fact: &most}}, Relation: reconcile.AtMost})
	switch {
	case count.Amount.Value.IsZero():
		reportVehicles(p, count, cost, reconcile.Warning)
	case within:
		p.Checked(1)
	default:
		reportVehicles(p, count, cost, reconcile.Note)
	}
}

// vehicleCount is the count of all vehicles on hand; nil where the text states none, or several.
func vehicleCount(s *fact.Set) *fact.Fact {
	var found *fact.Fact
	for i := range s.Sentences {
		for j := range s.Sentences[i].Facts {
			f := &s.Sentences[i].Facts[j]
			if f.Row != fact.VehicleCount || f.Column != fact.Count {
				continue
			}
			if found != nil && !found.Amount.Value.Equal(f.Amount.Value) {
				return nil
			}
			found = f
		}
	}
	return found
}

func reportVehicles(p *reconcile.Pass, count, cost *fact.Fact, level reconcile.Level) {
	p.Report(reconcile.Finding{Kind: reconcile.Contradiction, Level: level,
		Element: reconcile.Element{Form: fact.ThreePublic, Row: fact.VehicleRunning, Column: fact.Count},
		Message: say(fmt.Sprintf("第%d页写明车辆%s，第%d页公务用车运行维护费为%s%s。", count.Place.Page, count.Amount.Printed, cost.Place.Page, cost.Amount.Printed, cost.Amount.Unit),
			fmt.Sprintf("Page %d states %s vehicles; running vehicles costs %s%s on page %d.", count.Place.Page, count.Amount.Printed, cost.Amount.Printed, cost.Amount.Unit, cost.Place.Page)),
		Question: say("请问运行费用于哪些车辆？", "Which vehicles is the money for?")}, count, cost)
}
