package people

import (
	"context"
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
)

// RevealInput asks for one masked value in full.
type RevealInput struct {
	Token  string     `json:"token"`  // person:<id>:<field> or client:<id>:<field>
	CaseID ref.CaseID `json:"caseId"` // in whose timeline it is logged; "" for the desk's
	Use    string     `json:"use"`    // show, copy, dial
}

// Uses are what a revealed value may be for.
var Uses = []Label{{"show", "查看"}, {"copy", "复制"}, {"dial", "拨打"}}

var personFields = map[string]struct {
	label string
	get   func(clients.Person) string
}{
	"docNumber":  {"证件号码", func(p clients.Person) string { return p.DocNumber }},
	"docAddress": {"证件住址", func(p clients.Person) string { return p.DocAddress }},
	"living":     {"常住地", func(p clients.Person) string { return p.Living }},
	"mobile":     {"手机", func(p clients.Person) string { return p.Mobile }},
	"emergency":  {"应急手机", func(p clients.Person) string { return p.Emergency }},
	"email":      {"邮箱", func(p clients.Person) string { return p.Email }},
}

var clientFields = map[string]struct {
	label string
	get   func(clients.Client) string
}{
	"officePhone":  {"办公电话", func(c clients.Client) string { return c.OfficePhone }},
	"address":      {"通信地址", func(c clients.Client) string { return c.Address }},
	"contactPhone": {"联系人手机", func(c clients.Client) string { return c.ContactPhone }},
	"wechat":       {"微信", func(c clients.Client) string { return c.WeChat }},
}

// Reveal gives the value in full and logs who looked at which field for what use,
// never the value. Errors: Invalid for a token or use that does not exist, NotFound.
func Reveal(ctx context.Context, o *office.Office, in RevealInput) (string, error) {
	if err := office.Judge(in); err != nil {
		return "", err
	}
	what, rest, _ := strings.Cut(in.Token, ":")
	id, field, _ := strings.Cut(rest, ":")
	var value string
	err := o.Write(ctx, func(w *office.Work) error {
		var label, whose string
		switch what {
		case "person":
			f, ok := personFields[field]
			if !ok {
				return badToken()
			}
			p, err := w.Clients().Person(ref.PersonID(id))
			if err != nil {
				return notFound(err, "这位负责人")
			}
			value, label, whose = f.get(p), f.label, p.Name
		case "client":
			f, ok := clientFields[field]
			if !ok {
				return badToken()
			}
			c, err := w.Clients().Client(ref.ClientID(id))
			if err != nil {
				return notFound(err, "这个客户")
			}
			value, label, whose = f.get(c), f.label, c.Name
		default:
			return badToken()
		}
		return LogReveal(w, in, id, label, whose)
	})
	if err != nil {
		return "", err
	}
	return value, nil
}

// LogReveal writes a reveal into the journal.
func LogReveal(w *office.Work, in RevealInput, id, label, whose string) error {
	if !known(Uses, in.Use) {
		return errs.AtField("use", "请说明是查看、复制还是拨打")
	}
	return w.Note("reveal", in.CaseID, id, LabelOf(Uses, in.Use)+label, whose)
}

func badToken() error {
	return errs.AtField("token", "没有这一项内容，请刷新后再看")
}

// Held names what is held of a person beside his name.
func Held(p clients.Person) (labels []string) {
	for _, field := range []string{"docNumber", "docAddress", "living", "mobile", "emergency", "email"} {
		if f := personFields[field]; f.get(p) != "" {
			labels = append(labels, f.label)
		}
	}
	return labels
}
