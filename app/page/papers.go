package page

// PaperInput names a paper: invoice (invoice id), draft (case id; the bill that issuing
// would make of it), progress (case id), filing (case id; what the portals' forms
// are filled in with), daily ("").
type PaperInput struct {
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Scope string `json:"scope"` // daily: mine | all
	Party string `json:"party"` // daily: whom the rows wait for, "" for anybody
}

// PaperView is a paper made just now. The bytes are fetched from URL.
type PaperView struct {
	Title    string   `json:"title"`
	URL      string   `json:"url"`
	Pages    int      `json:"pages"`
	Warnings []string `json:"warnings"` // "字体缺“𠮷”，纸上印作〓"
}

type SavedView struct {
	Path string `json:"path"` // "" when the dialog was closed
}
