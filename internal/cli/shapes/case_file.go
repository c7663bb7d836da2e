package shapes

import (
	"encoding/json"
	"errors"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// CaseFile is a case description as a file holds it.
type CaseFile struct {
	ClientID ref.ClientID `json:"client_id"` // of a client that is there already; else client
	Client   ClientFile   `json:"client"`
	Lead     struct {
		Name       string       `json:"name"`
		DocKind    string       `json:"doc_kind"`
		DocNumber  string       `json:"doc_number"`
		DocUntil   string       `json:"doc_until"`
		DocAddress string       `json:"doc_address"`
		Living     string       `json:"living"`
		Mobile     string       `json:"mobile"`
		Emergency  string       `json:"emergency"`
		Email      string       `json:"email"`
		LegalRep   bool         `json:"legal_rep"` // the lead is the 法定代表人, too
		Roles      []cases.Role `json:"roles"`     // what else the lead is at each site: security, opinion
	} `json:"lead"`
	Case struct {
		Type       string            `json:"type"`
		Province   string            `json:"province"` // name or two-digit code
		Phases     []string          `json:"phases"`   // icp, police
		Owner      string            `json:"owner"`    // name of a 经办; "" is who acts
		Lookup     string            `json:"lookup"`
		LookupDay  string            `json:"lookup_day"`
		Remark     string            `json:"remark"` // 备注 of the subject's form
		Contract   string            `json:"contract"`
		AccountUIN string            `json:"account_uin"` // of the main account at the cloud
		SignedAt   string            `json:"signed_at"`
		Values     map[string]string `json:"values"` // of the action signing.sign
	} `json:"case"`
	Sites []SiteFile `json:"sites"`
}

// Input is the description as the desk takes it, but for its owner, who is named by a
// name. Errors: Invalid at case.phases.
func (c CaseFile) Input() (filing.OpenInput, error) {
	in := filing.OpenInput{
		ClientID: c.ClientID,
		Client:   c.Client.Input(),
		Lead: people.PersonInput{
			Name: c.Lead.Name, DocKind: c.Lead.DocKind, DocNumber: c.Lead.DocNumber, DocUntil: c.Lead.DocUntil, DocAddress: c.Lead.DocAddress,
			Living: c.Lead.Living, Mobile: c.Lead.Mobile, Emergency: c.Lead.Emergency, Email: c.Lead.Email,
		},
		LegalRep: c.Lead.LegalRep, Roles: c.Lead.Roles, Remark: c.Case.Remark, Contract: c.Case.Contract, AccountUIN: c.Case.AccountUIN, Type: c.Case.Type, Province: c.Case.Province, Lookup: c.Case.Lookup, LookupDay: c.Case.LookupDay,
		SignedAt: c.Case.SignedAt, Values: c.Case.Values,
	}
	for _, phase := range c.Case.Phases {
		switch workflow.Phase(phase) {
		case workflow.PhaseICP:
			in.ICP = true
		case workflow.PhasePolice:
			in.Police = true
		default:
			return in, errs.AtField("case.phases", "阶段只能写 icp、police")
		}
	}
	for _, s := range c.Sites {
		in.Sites = append(in.Sites, s.Input())
	}
	return in, nil
}

// BadFile says why a file is none that is described; model is the command that prints one.
func BadFile(err error, what, model string) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		return errs.Wrap(errs.Invalid, err, "%s里 %s 的值类型不对，写法见 %s", what, kind.Field, model)
	case errors.As(err, &syntax):
		return errs.Wrap(errs.Invalid, err, "%s不是正确的 JSON（第 %d 个字节附近），写法见 %s", what, syntax.Offset, model)
	}
	if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
		return errs.Wrap(errs.Invalid, err, "%s里没有 %s 这一项，写法见 %s", what, strings.Trim(name, `"`), model)
	}
	return errs.Wrap(errs.Invalid, err, "%s不完整，写法见 %s", what, model)
}
