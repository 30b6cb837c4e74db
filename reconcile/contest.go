package reconcile

import "fmt"

// Contest takes back to questions the errors that rest on a figure whose ink an independent reader saw as another one
// (Evidence.Otherwise), and says so in their words. It comes after the witnesses were heard.
func Contest(findings []Finding) {
	for i := range findings {
		f := &findings[i]
		for k := range f.Evidence {
			if e := &f.Evidence[k]; f.Level == Error && e.Otherwise != "" {
				f.Level = Warning
				f.Message.ZH += fmt.Sprintf("第%d页的“%s”，由图像识读为“%s”，读数尚未确定，请先核对页面。", e.Page, e.Text, e.Otherwise)
				f.Message.EN += fmt.Sprintf(" On page %d the ink of “%s” is read as “%s”: the reading is not certain; look at the page first.", e.Page, e.Text, e.Otherwise)
			}
		}
	}
}
