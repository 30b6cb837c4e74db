package reconcile

import "gouji/extract/page"

// Text is a text in Chinese and English.
type Text = page.Message
