package shapes

import (
	"beiandesk/internal/office/finding"
	"beiandesk/internal/present"
	"beiandesk/internal/store"
)

// Found is a thing that words have found.
type Found struct {
	Kind      string `json:"kind"` // case, client, lead, site, bill
	KindLabel string `json:"kind_label"`
	Title     string `json:"title"`
	Note      string `json:"note"`   // of a case and a site the case's number, of a lead and a bill the client
	Detail    string `json:"detail"` // where it stands, in words
	Due       string `json:"due"`    // of an open case; "" elsewhere
}

var foundLabels = map[string]string{
	store.QuickCase: "案件", store.QuickClient: "客户", store.QuickLead: "负责人", store.QuickSite: "域名或备案号", store.QuickBill: "账单",
}

// FoundOf is one of them.
func FoundOf(item finding.Item) Found {
	return Found{
		Kind: item.Kind, KindLabel: foundLabels[item.Kind], Title: item.QuickHit.Title, Note: item.Note, Detail: item.Detail, Due: present.Moment(item.Due.Moment),
	}
}
