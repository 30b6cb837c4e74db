package form

import (
	"testing"

	"gouji/extract/fact"
	"gouji/extract/table"
)

// TestUnclaimed reads tables that are no form as they show themselves, and none that a form claims.
func TestUnclaimed(t *testing.T) {
	rents := sketch(t, "房屋出租情况表", "单位：万元", `
		序号 | 房屋     | 合计  | 上半年 | 下半年 | 备注
		1    | 甲楼     | 10.00 | 4.00   | 6.00   |
		     | 其中：底层 | 3.00  | 1.00   | 2.00   |
		2    | 乙楼     | 12.00 | 6.00   | 6.00   | 续租
		     | 合计     | 22.00 | 10.00  | 12.00  |`)
	forms := Unclaimed([]table.Table{rents}, nil, fact.Document{Year: 2026})
	if len(forms) != 1 {
		t.Fatalf("%d forms", len(forms))
	}
	f := forms[0]
	if f.ID != fact.Unclaimed || f.Unit != fact.WanYuan || len(f.Doubts) > 0 || len(f.Columns) != 3 || len(f.Rows) != 4 {
		t.Fatalf("%+v", f)
	}
	for i, role := range []fact.Role{fact.Detail, fact.OfWhich, fact.Detail, fact.Total} {
		if f.Rows[i].Role != role {
			t.Errorf("row %d %q is %s, want %s", i, f.Rows[i].Name, f.Rows[i].Role, role)
		}
	}
	if x := f.Fact(3, 2); x == nil || x.Amount.Printed != "12.00" || !x.Uncertain.Empty() {
		t.Errorf("%+v, want 12.00", x)
	}
	if again := Unclaimed([]table.Table{rents}, forms, fact.Document{}); len(again) > 0 {
		t.Errorf("a table that a form claims is read again: %+v", again)
	}
}

// TestUnclaimedLists takes lists that stand side by side apart, and leaves tables of words out.
func TestUnclaimedLists(t *testing.T) {
	lists := sketch(t, "资金来源与用途", "单位：万元", `
		收入     | <     | 支出     | <
		来源     | 金额  | 用途     | 金额
		利息     | 1.00  | 修缮     | 4.00
		租金     | 9.00  | 水电     | 6.00
		收入合计 | 10.00 | 支出合计 | 10.00`)
	forms := Unclaimed([]table.Table{lists}, nil, fact.Document{})
	if len(forms) != 2 || forms[0].Rows[0].Name != "利息" || forms[1].Rows[0].Name != "修缮" || len(forms[1].Columns) != 1 {
		t.Fatalf("%+v", forms)
	}
	words := sketch(t, "目录", "", `
		序号 | 内容
		1    | 部门概况
		2    | 名词解释
		3    | 附表`)
	if forms := Unclaimed([]table.Table{words}, nil, fact.Document{}); len(forms) > 0 {
		t.Errorf("%+v, want none", forms)
	}
}

// TestFormIDs holds the vocabulary's list of forms to the forms that are recognised.
func TestFormIDs(t *testing.T) {
	ids := map[string]bool{}
	for _, id := range fact.FormIDs() {
		ids[id] = true
	}
	for _, k := range kinds {
		if !ids[k.id] {
			t.Errorf("fact.FormIDs lacks %s", k.id)
		}
	}
}
