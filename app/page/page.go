// Package page is what the page is told and tells: structs of plain strings, numbers,
// booleans and arrays that are never nil, and how what the office reads is laid out in
// them. Go says all words; the page computes no day and no sum. It reads and changes
// nothing.
package page

// Empty is the input of a method that needs none and the result of one that says nothing.
type Empty struct{}

// IDInput names one thing.
type IDInput struct {
	ID string `json:"id"`
}

// PaperInput names a paper: invoice (invoice id), draft (case id; the bill that issuing
// would make of it), progress (case id; "" of the cases named), duty (case id; the statement of the police filing), closing (case id; the letter with which it ends), filing (case id; what the portals' forms
// are filled in with), daily ("").
type PaperInput struct {
	Kind  string   `json:"kind"`
	ID    string   `json:"id"`
	Scope string   `json:"scope"` // daily: mine | all
	Party string   `json:"party"` // daily: whom the rows wait for; handovers: the recipient; "" for anybody
	Text  string   `json:"text"`  // handovers: words of a case, as the register is searched by
	Cases []string `json:"cases"` // progress: of these in one file
}

// PaperView is a paper made just now. The bytes are fetched from URL.
type PaperView struct {
	Title    string   `json:"title"`
	URL      string   `json:"url"`
	Pages    int      `json:"pages"`
	Picture  bool     `json:"picture"`  // it can be drawn for a phone, too
	Warnings []string `json:"warnings"` // "字体缺“𠮷”，纸上印作〓"
}

// PictureView is a picture made just now. The bytes are fetched from URL, once.
type PictureView struct {
	URL string `json:"url"`
}

type SavedView struct {
	Path string `json:"path"` // "" when the dialog was closed
}
