package reconcile

// Text is one text in both languages of the program.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In is the text in a language, zh or en; zh for any other.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.ZH
}

// Empty says whether there is no text.
func (t Text) Empty() bool { return t.ZH == "" && t.EN == "" }
