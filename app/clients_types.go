package app

type PersonView struct {
	ID          string   `json:"id"`
	Roles       []string `json:"roles"` // labels
	RoleCodes   []string `json:"roleCodes"`
	Name        string   `json:"name"`
	DocKind     string   `json:"docKind"`
	DocKindText string   `json:"docKindText"`
	DocNumber   string   `json:"docNumber"` // masked
	DocUntil    string   `json:"docUntil"`  // 2039-06-12, 长期 or ""
	DocAddress  string   `json:"docAddress"`
	Living      string   `json:"living"`
	Mobile      string   `json:"mobile"`
	Emergency   string   `json:"emergency"`
	Email       string   `json:"email"`
	Version     int      `json:"version"`
}

type ClientInput struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Kind        string `json:"kind"` // personal sole enterprise institution government social military
	CreditCode  string `json:"creditCode"`
	DocKind     string `json:"docKind"`
	Address     string `json:"address"`
	Postcode    string `json:"postcode"`
	OfficePhone string `json:"officePhone"`
	FapiaoTitle string `json:"fapiaoTitle"`
	FapiaoTaxNo string `json:"fapiaoTaxNo"`
	Note        string `json:"note"`
	Version     int    `json:"version"`
}

// PersonInput saves a lead. A sealed field that still holds its masked form is left as it is.
type PersonInput struct {
	ID         string `json:"id"`
	ClientID   string `json:"clientId"`
	Name       string `json:"name"`
	DocKind    string `json:"docKind"` // id hkmacau taiwan passport officer
	DocNumber  string `json:"docNumber"`
	DocUntil   string `json:"docUntil"` // day, "long" or ""
	DocAddress string `json:"docAddress"`
	Living     string `json:"living"`
	Mobile     string `json:"mobile"`
	Emergency  string `json:"emergency"`
	Email      string `json:"email"`
	Version    int    `json:"version"`
}

type ClientsInput struct {
	Text     string `json:"text"`
	Cursor   string `json:"cursor"`
	PageSize int    `json:"pageSize"`
}

type ClientsView struct {
	Rows  []ClientRow `json:"rows"`
	Next  string      `json:"next"`
	Total int         `json:"total"`
}

type ClientRow struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Code  string `json:"code"`
	Lead  string `json:"lead"`
	Cases int    `json:"cases"`
	Open  int    `json:"open"`
}

type ClientView struct {
	Client ClientInput  `json:"client"`
	Kind   string       `json:"kind"`
	People []PersonView `json:"people"`
	Cases  []CaseRow    `json:"cases"`
	// Warnings are doubts about what was just saved.
	Warnings []string `json:"warnings"`
}

// RevealInput asks for one masked value in full; each is logged.
type RevealInput struct {
	Token  string `json:"token"`  // from a FormLine, or person:<id>:<field>, client:<id>:<field>, account:<case>:secret, document:<id>
	CaseID string `json:"caseId"` // the case in whose timeline it is logged, if any
	Use    string `json:"use"`    // show | copy | dial
}

type RevealView struct {
	Value string `json:"value"` // for a document: a one-use URL
}
