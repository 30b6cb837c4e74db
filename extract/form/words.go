package form

import (
	"fmt"
	"slices"

	"gouji/extract/fact"
	"gouji/extract/page"
)

// say is a message in both languages.
func say(zh, en string) page.Message { return page.Message{ZH: zh, EN: en} }

// addOnce appends a message that is not among the others yet.
func addOnce(messages []page.Message, m page.Message) []page.Message {
	if slices.Contains(messages, m) {
		return messages
	}
	return append(messages, m)
}

// aboutTable puts a table's ID and title, where it has one, before a message.
func aboutTable(id, title string, m page.Message) page.Message {
	if title == "" {
		return say(fmt.Sprintf("表%s（无标题）：%s", id, m.ZH), fmt.Sprintf("table %s (no title): %s", id, m.EN))
	}
	return say(fmt.Sprintf("表%s（%s）：%s", id, title, m.ZH), fmt.Sprintf("table %s (%s): %s", id, title, m.EN))
}

// nameless says of a row of the table, from 0, that its figures have no name. People count from 1.
func nameless(row int) page.Message {
	return say(fmt.Sprintf("第%d行有金额而没有名称", row+1), fmt.Sprintf("row %d has figures and no name", row+1))
}

// uncodedRow says of a row that it lacks the code the others have.
func uncodedRow(name string) page.Message {
	return say("“"+cut(name)+"”一行没有编码，而其他行有", "row “"+cut(name)+"” has no code among rows with codes")
}

// notAFigure says what stands where a figure is expected.
func notAFigure(r fact.Row, column, text string) page.Message {
	zh, en := r.Name, r.Name
	if r.Name == "" {
		zh, en = fmt.Sprintf("第%d行", r.Row+1), fmt.Sprintf("row %d", r.Row+1)
	}
	return say(fmt.Sprintf("“%s”行、“%s”栏应为金额，实为“%s”", zh, cut(column), cut(text)),
		fmt.Sprintf("%s / %s: “%s” where a figure is expected", en, cut(column), cut(text)))
}
