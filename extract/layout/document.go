package layout

import "gouji/extract/page"

// Document makes the words of every page and sets apart what belongs to the page and not to its text.
func Document(pages []page.Page) []Page {
	out := make([]Page, len(pages))
	for i, p := range pages {
		out[i].Page = p
		out[i].Words = Words(p)
	}
	splitWatermarks(out)
	splitSeals(out)
	splitLineNumbers(out)
	splitMargins(out)
	return out
}
