package reconcile

// Unbuilt is a check that was weighed and not built, with the reason.
type Unbuilt struct {
	// ID is the rule that it would be, or be a part of.
	ID         string
	Title, Why Text
}
