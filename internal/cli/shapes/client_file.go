package shapes

import (
	"context"

	"beiandesk/internal/clients"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

// ClientFile is a client as a file holds it. What is sealed comes masked, and stays as it is
// where it goes back so.
type ClientFile struct {
	Name         string `json:"name"`
	Kind         string `json:"kind"`
	CreditCode   string `json:"credit_code"`
	Address      string `json:"address"`
	Registered   string `json:"registered"` // 证件住所 of a unit
	Investor     string `json:"investor"`   // 投资人或主管单位
	Postcode     string `json:"postcode"`
	OfficePhone  string `json:"office_phone"`
	Contact      string `json:"contact"` // who is called and written to; "" is the lead
	ContactPhone string `json:"contact_phone"`
	WeChat       string `json:"wechat"`
	FapiaoTitle  string `json:"fapiao_title"`
	FapiaoTaxNo  string `json:"fapiao_tax_no"`
	Note         string `json:"note"`
}

// ClientAsFile is a client, masked, as a file would hold it.
func ClientAsFile(c clients.Client) ClientFile {
	return ClientFile{
		Name: c.Name, Kind: string(c.Kind), CreditCode: c.CreditCode, Address: c.Address, Registered: c.Registered, Investor: c.Investor,
		Postcode: c.Postcode, OfficePhone: c.OfficePhone, Contact: c.Contact, ContactPhone: c.ContactPhone, WeChat: c.WeChat,
		FapiaoTitle: c.FapiaoTitle, FapiaoTaxNo: c.FapiaoTaxNo, Note: c.Note,
	}
}

// Input is the client as the desk takes it.
func (c ClientFile) Input() people.ClientInput {
	return people.ClientInput{
		Name: c.Name, Kind: c.Kind, CreditCode: c.CreditCode, Address: c.Address, Registered: c.Registered, Investor: c.Investor,
		Postcode: c.Postcode, OfficePhone: c.OfficePhone, Contact: c.Contact, ContactPhone: c.ContactPhone, WeChat: c.WeChat,
		FapiaoTitle: c.FapiaoTitle, FapiaoTaxNo: c.FapiaoTaxNo, Note: c.Note,
	}
}

// ClientOfCase is the client of a case, with what binds the two.
type ClientOfCase struct {
	ClientFile
	Contract   string `json:"contract"`
	AccountUIN string `json:"account_uin"` // of the main account at the cloud
}

// ClientNow is the client of a case as a file would hold it.
func ClientNow(v views.CasePage) ClientOfCase {
	return ClientOfCase{ClientFile: ClientAsFile(v.Client), Contract: v.Case.Contract, AccountUIN: v.Account.UIN}
}

// SaveClient keeps what of a client and its case was changed, and gives the doubts about it.
func SaveClient(ctx context.Context, o *office.Office, id ref.CaseID, v views.CasePage, before, now ClientOfCase) ([]string, error) {
	var doubts []string
	if now.Contract != before.Contract || now.AccountUIN != before.AccountUIN {
		order := filing.OrderInput{CaseID: id, Contract: now.Contract, AccountUIN: now.AccountUIN, Version: v.Case.Version}
		var err error
		if doubts, err = filing.SetOrder(ctx, o, order); err != nil {
			return nil, err
		}
	}
	if now.ClientFile == before.ClientFile {
		return doubts, nil
	}
	in := now.Input()
	in.ID, in.Version = v.Client.ID, v.Client.Version
	saved, err := people.SaveClient(ctx, o, in)
	for _, m := range saved.Mended {
		saved.Warnings = append(saved.Warnings, InFile("client."+m.Field)+"："+m.Note)
	}
	return append(doubts, saved.Warnings...), err
}
