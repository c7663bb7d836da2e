package people

import (
	"context"
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// ClientInput is a client as it is typed. A sealed field that still holds its masked
// form is left as it is.
type ClientInput struct {
	ID           ref.ClientID `json:"id"`
	Name         string       `json:"name" text:"名称,name,200"`
	Kind         string       `json:"kind"`
	CreditCode   string       `json:"creditCode" text:"统一社会信用代码,number,100"`
	Address      string       `json:"address" text:"通信地址,name,500"`
	Postcode     string       `json:"postcode" text:"邮编,number,100"`
	Registered   string       `json:"registered" text:"证件住所,name,500"`   // 证件住所 of a unit
	Investor     string       `json:"investor" text:"投资人或主管单位,name,200"` // 投资人或主管单位 of a unit
	OfficePhone  string       `json:"officePhone" text:"办公电话,number,100"`
	Contact      string       `json:"contact" text:"联系人,name,100"` // who is called and written to; "" is the lead
	ContactPhone string       `json:"contactPhone" text:"联系人电话,number,100"`
	WeChat       string       `json:"wechat" text:"微信,name,100"`
	FapiaoTitle  string       `json:"fapiaoTitle" text:"发票抬头,name,200"`
	FapiaoTaxNo  string       `json:"fapiaoTaxNo" text:"发票税号,number,100"`
	Note         string       `json:"note" text:"备注,lines,5000"`
	Version      int          `json:"version"`
}

// SavedClient is a client as stored, masked, with what should be looked at and what was
// mended.
type SavedClient struct {
	Client   clients.Client
	Warnings []string
	Mended   []Mended
}

// SaveClient changes a client. Errors: Invalid with every wrong field, Conflict for
// a stale Version, NotFound.
func SaveClient(ctx context.Context, o *office.Office, in ClientInput) (SavedClient, error) {
	if err := office.Judge(in); err != nil {
		return SavedClient{}, err
	}
	var out SavedClient
	err := o.Write(ctx, func(w *office.Work) error {
		old, err := w.Clients().Client(in.ID)
		if err != nil {
			return notFound(err, "这个客户")
		}
		if err := store.Stale("客户", in.Version, old.Version); err != nil {
			return err
		}
		r := Reader{Today: o.Today()}
		saved := r.Client("", in, old)
		if err := r.Err(); err != nil {
			return err
		}
		if err := PutClient(w, old, &saved); err != nil {
			return err
		}
		out = SavedClient{Client: MaskClient(saved), Warnings: r.Warnings, Mended: r.Mended()}
		return nil
	})
	return out, err
}

// Client reads an input over what is stored (the zero Client for a new one). Fields
// are noted under prefix.
func (r *Reader) Client(prefix string, in ClientInput, old clients.Client) clients.Client {
	c := old
	c.Name = r.Text(prefix+"name", "名称", in.Name)
	c.Kind = clients.Kind(in.Kind)
	c.CreditCode = strings.TrimSpace(in.CreditCode)
	address := in.Address
	if c.Kind == clients.Personal {
		address = unmasked(in.Address, old.Address, identity.MaskAddress)
	}
	c.Address = r.Text(prefix+"address", "通信地址", address)
	c.Registered = r.Text(prefix+"registered", "证件住所", in.Registered)
	c.Investor = r.Text(prefix+"investor", "投资人或主管单位", in.Investor)
	c.Postcode = strings.TrimSpace(in.Postcode)
	c.OfficePhone = unmasked(in.OfficePhone, old.OfficePhone, identity.MaskPhone)
	r.contact(prefix, in, &c)
	c.FapiaoTitle = r.Text(prefix+"fapiaoTitle", "发票抬头", in.FapiaoTitle)
	c.FapiaoTaxNo = strings.ToUpper(strings.TrimSpace(in.FapiaoTaxNo))
	c.Note = strings.TrimSpace(in.Note)

	if c.Name == "" {
		r.At(prefix+"name", "请填写客户名称")
	}
	if !known(Kinds, in.Kind) {
		r.At(prefix+"kind", "请选择主办者性质")
	}
	if c.CreditCode != "" {
		if c.Kind == clients.Personal {
			r.At(prefix+"creditCode", "个人没有统一社会信用代码，请留空")
		} else {
			c.CreditCode = r.Check(prefix+"creditCode", "统一社会信用代码", identity.KindUSCC, c.CreditCode)
		}
	}
	if c.Kind == clients.Personal && c.Registered != "" {
		r.At(prefix+"registered", "个人的证件住所在负责人资料里，请留空")
	}
	if c.Kind == clients.Personal && c.Investor != "" {
		r.At(prefix+"investor", "个人没有投资人或主管单位，请留空")
	}
	if c.Postcode != "" {
		c.Postcode = r.Check(prefix+"postcode", "邮编", identity.KindPostcode, c.Postcode)
	}
	if c.OfficePhone != "" {
		c.OfficePhone = r.Check(prefix+"officePhone", "办公电话", identity.KindLandline, c.OfficePhone)
	}
	return c
}

// contact reads who is called and written to. He is called as staff know him: no document
// bears his name.
func (r *Reader) contact(prefix string, in ClientInput, c *clients.Client) {
	c.Contact = r.Text(prefix+"contact", "联系人", in.Contact)
	c.ContactPhone = unmasked(in.ContactPhone, c.ContactPhone, identity.MaskPhone)
	if c.ContactPhone != "" {
		c.ContactPhone = r.Check(prefix+"contactPhone", "联系人手机", identity.KindPhone, c.ContactPhone)
	}
	c.WeChat = r.Text(prefix+"wechat", "微信", unmasked(in.WeChat, c.WeChat, identity.MaskWeChat))
}

// clientChanges names the fields that differ; the clear ones with both values.
func clientChanges(old, now clients.Client) string {
	var d differences
	d.open("名称", old.Name, now.Name)
	d.open("性质", LabelOf(Kinds, string(old.Kind)), LabelOf(Kinds, string(now.Kind)))
	d.open("统一社会信用代码", old.CreditCode, now.CreditCode)
	d.open("通信地址", old.Address, now.Address)
	d.open("证件住所", old.Registered, now.Registered)
	d.open("投资人或主管单位", old.Investor, now.Investor)
	d.open("邮编", old.Postcode, now.Postcode)
	d.closed("办公电话", old.OfficePhone, now.OfficePhone)
	d.open("联系人", old.Contact, now.Contact)
	d.closed("联系人手机", old.ContactPhone, now.ContactPhone)
	d.closed("微信", old.WeChat, now.WeChat)
	d.open("发票抬头", old.FapiaoTitle, now.FapiaoTitle)
	d.open("税号", old.FapiaoTaxNo, now.FapiaoTaxNo)
	d.closed("备注", old.Note, now.Note)
	return d.String()
}

type differences struct{ lines []string }

func (d *differences) open(label, old, now string) {
	if old != now {
		d.lines = append(d.lines, label+"："+orNone(old)+" → "+orNone(now))
	}
}

func (d *differences) closed(label, old, now string) {
	if old != now {
		d.lines = append(d.lines, label+"已修改")
	}
}

func (d *differences) String() string {
	if len(d.lines) == 0 {
		return "没有变化"
	}
	return strings.Join(d.lines, "\n")
}

func orNone(s string) string {
	if s == "" {
		return "（空）"
	}
	return s
}

// notFound keeps the store's NotFound and says which thing it was.
func notFound(err error, what string) error {
	if errs.CodeOf(err) == errs.NotFound {
		return errs.Wrap(errs.NotFound, err, "没有%s，请刷新后再看", what)
	}
	return err
}
