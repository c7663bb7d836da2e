package page

import (
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
)

// AccountView is the sub-account sheet.
type AccountView struct {
	UIN      string   `json:"uin"` // of the main account
	UserName string   `json:"userName"`
	Secret   bool     `json:"secret"` // a password is stored
	State    string   `json:"state"`  // 未交来 已交来 已撤销
	Page     string   `json:"page"`
	Steps    []string `json:"steps"`
	Policies []string `json:"policies"`
	Cautions []string `json:"cautions"`
	Message  string   `json:"message"` // the whole instruction, ready to send
	Deny     string   `json:"deny"`    // deny policy JSON
	Version  int      `json:"version"`
}

func accountView(f views.CasePage) AccountView {
	s := f.Account.Sheet
	v := AccountView{
		UIN: f.Account.UIN, UserName: f.Account.UserName, Secret: f.Account.Secret, State: f.Account.State, Page: s.Page, Steps: present.List(s.Steps),
		Policies: []string{}, Cautions: present.List(s.Cautions), Message: s.Message(), Deny: s.DenyPolicy(), Version: f.Case.Version,
	}
	for _, p := range s.Policies {
		v.Policies = append(v.Policies, p.Name)
	}
	return v
}
