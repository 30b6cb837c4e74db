package fact

// Heading is one heading of the running text, or one entry of the table of contents.
type Heading struct {
	// Text is what is printed, without the dots and the page number behind an entry of the contents.
	Text string
	// Level is the rank of its number: 1 for 第一部分, 2 for 一、, 3 for （一） and so on; 0 where no number is printed.
	Level int
	// Refers is the page number printed behind an entry of the contents; 0 where none is.
	Refers int
	// Forms are the IDs of the forms that the text can be the title of; nil where it is no title of a table.
	Forms []string
	Place Place
	// Found are, for an entry of the contents, the places behind them where a heading or a table's title says the same,
	// in the order of the document.
	Found []Place
	// Near is a heading behind the contents that differs from the entry by a slip of a character or two, NearPlace where
	// it stands; empty where the entry itself is found or nothing is near.
	Near      string
	NearPlace Place
}

// Mark is text that stands on pages without being text of the document: a watermark, a running head.
type Mark struct {
	Text string
	// Why is what it was set apart as: watermark, running-head.
	Why string
	// Pages are the pages it stands on, Place is where it stands first.
	Pages []int
	Place Place
}
