package app

type MaterialsView struct {
	Done  int            `json:"done"`
	Total int            `json:"total"`
	Items []MaterialItem `json:"items"`
}

// MaterialItem is a line of the list of eleven.
type MaterialItem struct {
	No       int            `json:"no"`
	Code     string         `json:"code"`
	Label    string         `json:"label"`
	Kind     string         `json:"kind"`  // file | field
	State    string         `json:"state"` // 待收 待核对 合格 不合格 不需要
	Value    string         `json:"value"` // masked, for fields
	Why      string         `json:"why"`   // "41 KB，须 55–400 KB。请对照原件重扫"
	Want     string         `json:"want"`  // the requirement
	NeededAt string         `json:"neededAt"`
	Target   string         `json:"target"` // for fields: client | person:<id>, where it is edited
	Versions []DocumentView `json:"versions"`
}

type DocumentView struct {
	ID     string      `json:"id"`
	No     int         `json:"no"`
	Name   string      `json:"name"`
	Mime   string      `json:"mime"`
	Size   string      `json:"size"` // "41 KB"
	Pixels string      `json:"pixels"`
	Added  string      `json:"added"`
	By     string      `json:"by"`
	State  string      `json:"state"` // 合格 不合格
	Checks []CheckView `json:"checks"`
	URL    string      `json:"url"` // /documents/<id>: covered preview; a reveal goes through Reveal
}

type CheckView struct {
	Label    string `json:"label"`
	Measured string `json:"measured"`
	Limit    string `json:"limit"`
	OK       bool   `json:"ok"`
	Advice   string `json:"advice"`
}

// FileInput is a file that came in by input, drop or paste: the bytes are POSTed
// as an ArrayBuffer to /upload/<case id>/<material code>, the name (percent-encoded)
// in the header X-File-Name; the answer is a MaterialsView or an error as JSON.
