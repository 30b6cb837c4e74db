package store

import (
	"slices"

	"gouji/extract/fact"
	"gouji/extract/page"
)

func (w *writer) forms(forms []*fact.Form) error {
	doubts := make([]string, len(forms))
	for i, f := range forms {
		var err error
		if doubts[i], err = jsonArray(slices.Concat(f.ColumnDoubts, f.Doubts)); err != nil {
			return err
		}
	}
	return w.insert("forms", `seq, form, instance, title, table_id, unit, publisher, year, empty_note,
  page, doubts`, len(forms), func(i int) []any {
		f := forms[i]
		return []any{i, f.ID, f.Instance, f.Title, f.Table, string(f.Unit), f.Publisher, yearOrNull(f.Year), f.EmptyNote,
			f.Place.Page, doubts[i]}
	})
}

func (w *writer) sentences(sentences []fact.Sentence) error {
	sections := make([]string, len(sentences))
	for i := range sentences {
		var err error
		if sections[i], err = jsonArray(sentences[i].Section); err != nil {
			return err
		}
	}
	return w.insert("sentences", `seq, section, topic, text, page, x0, y0, x1, y1, unbound`, len(sentences), func(i int) []any {
		s := &sentences[i]
		box := s.Place.Box
		return []any{i, sections[i], s.Topic, s.Text, s.Place.Page, box.X0, box.Y0, box.X1, box.Y1, s.Unbound}
	})
}

// origin is a fact and where it comes from: a form or a sentence, by number.
type origin struct {
	fact           *fact.Fact
	form, sentence any
}

// origins are a set's facts in the order of Set.Facts.
func origins(set *fact.Set) []origin {
	var out []origin
	for i, f := range set.Forms {
		for j := range f.Facts {
			out = append(out, origin{fact: &f.Facts[j], form: i})
		}
	}
	for i := range set.Sentences {
		facts := set.Sentences[i].Facts
		for j := range facts {
			out = append(out, origin{fact: &facts[j], sentence: i})
		}
	}
	return out
}

func (w *writer) facts(set *fact.Set) error {
	all := origins(set)
	return w.insert("facts", `seq, form, form_seq, sentence_seq, row_id, row_name, column_id,
  column_path, state, value, base, unit, places, printed, text, page, x0, y0, x1, y1, table_id, cell_row, cell_col,
  source, confidence, uncertain_zh, uncertain_en, read_as`, len(all), func(i int) []any {
		o := all[i]
		f, a, p := o.fact, o.fact.Amount, o.fact.Place
		value, base := amountText(a)
		return []any{i, f.Form, o.form, o.sentence, f.Row, f.RowName, f.Column, f.ColumnPath, string(a.State), value,
			base, string(a.Unit), a.Places, a.Printed, f.Text, p.Page, p.Box.X0, p.Box.Y0, p.Box.X1, p.Box.Y1, p.Table,
			cell(p, p.Row), cell(p, p.Col), string(p.Source), p.Confidence, f.Uncertain.ZH, f.Uncertain.EN, readAs(f)}
	})
}

// amountText is an amount's value, in its unit and in the base unit, as exact decimals; NULL where no figure stands.
func amountText(a fact.Amount) (value, base any) {
	if a.State != fact.Number && a.State != fact.Zero {
		return nil, nil
	}
	return a.Value.String(), a.Base().String()
}

// readAs is a corrected figure as the program read it, empty for one that was missed; NULL where nobody corrected it.
func readAs(f *fact.Fact) any {
	if f.Place.Source != page.Person {
		return nil
	}
	return f.ReadAs
}
