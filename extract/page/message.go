package page

// Message is a text for a person, in the two languages of the program.
type Message struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In is the text in a language, zh or en; zh for any other.
func (m Message) In(lang string) string {
	if lang == "en" {
		return m.EN
	}
	return m.ZH
}

// Empty says whether there is no text.
func (m Message) Empty() bool { return m.ZH == "" && m.EN == "" }

// Join puts messages one after another, with the mark each language separates them by.
func Join(messages []Message) Message {
	var all Message
	for i, m := range messages {
		if i > 0 {
			all.ZH += "；"
			all.EN += "; "
		}
		all.ZH += m.ZH
		all.EN += m.EN
	}
	return all
}
