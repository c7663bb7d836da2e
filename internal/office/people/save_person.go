package people

import (
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// PersonInput is a lead as it is typed. A sealed field that still holds its masked
// form is left as it is.
type PersonInput struct {
	ID         ref.PersonID `json:"id"`
	ClientID   ref.ClientID `json:"clientId"`
	Name       string       `json:"name" text:"姓名,number,200"`
	DocKind    string       `json:"docKind"` // "" is the resident's card
	DocNumber  string       `json:"docNumber" text:"证件号码,number,100"`
	DocUntil   string       `json:"docUntil" text:"证件有效期,number,100"` // day as typed, "long" (or 长期), or ""
	DocAddress string       `json:"docAddress" text:"证件地址,name,500"`
	Living     string       `json:"living" text:"居住地址,name,500"`
	Mobile     string       `json:"mobile" text:"手机,number,100"`
	Emergency  string       `json:"emergency" text:"应急手机,number,100"`
	Email      string       `json:"email" text:"邮箱,number,300"`
	Version    int          `json:"version"`
}

// Empty says that nothing at all was typed.
func (in PersonInput) Empty() bool {
	return strings.TrimSpace(in.Name+in.DocNumber+in.DocUntil+in.DocAddress+in.Living+in.Mobile+in.Emergency+in.Email) == ""
}

// Saved is a person as stored, masked, with what should be looked at and what was mended.
type Saved struct {
	Person   clients.Person
	Warnings []string
	Mended   []Mended
}

// SavePerson adds a person to a client (ID "") or changes one, inside a transaction. What
// cases keep of a name is casefile.SavePerson's. Errors: Invalid with every wrong field,
// Conflict for a stale Version, NotFound.
func SavePerson(o *office.Office, w *office.Work, in PersonInput) (Saved, error) {
	if err := office.Judge(in); err != nil {
		return Saved{}, err
	}
	out := Saved{Warnings: []string{}}
	var old clients.Person
	if in.ID != "" {
		var err error
		if old, err = w.Clients().Person(in.ID); err != nil {
			return out, notFound(err, "这位负责人")
		}
		if err := store.Stale("负责人", in.Version, old.Version); err != nil {
			return out, err
		}
	} else if _, err := w.Clients().Client(in.ClientID); err != nil {
		return out, notFound(err, "这个客户")
	}
	r := Reader{Today: o.Today()}
	p := r.Person("", in, old)
	if err := r.Err(); err != nil {
		return out, err
	}
	var err error
	if in.ID == "" {
		p.ClientID = in.ClientID
		err = AddPerson(w, &p)
	} else {
		err = PutPerson(w, old, &p)
	}
	if err != nil {
		return out, err
	}
	out.Person, out.Mended = MaskPerson(p), r.Mended()
	phones, err := PhoneWarnings(w.Tx, p)
	out.Warnings = append(out.Warnings, append(r.Warnings, phones...)...)
	return out, err
}

// AddPerson stores a person who was read, under a new id.
func AddPerson(w *office.Work, p *clients.Person) error {
	p.ID = ref.New[ref.PersonID]()
	p.CreatedAt, p.UpdatedAt, p.Version = w.Now, w.Now, 1
	if err := w.Clients().AddPerson(*p); err != nil {
		return err
	}
	return w.Note("edit", "", string(p.ID), "添加负责人", p.Name)
}

// Person reads an input over what is stored (the zero Person for a new one). Fields
// are noted under prefix.
func (r *Reader) Person(prefix string, in PersonInput, old clients.Person) clients.Person {
	p := old
	p.Name = strings.TrimSpace(in.Name)
	p.DocKind = clients.DocKind(in.DocKind)
	if in.DocKind == "" {
		p.DocKind = clients.IDCard
	}
	p.DocNumber = unmasked(in.DocNumber, old.DocNumber, identity.MaskID)
	p.DocAddress = r.Text(prefix+"docAddress", "证件住址", unmasked(in.DocAddress, old.DocAddress, identity.MaskAddress))
	p.Living = r.Text(prefix+"living", "常住地", unmasked(in.Living, old.Living, identity.MaskAddress))
	p.Mobile = unmasked(in.Mobile, old.Mobile, identity.MaskPhone)
	p.Emergency = unmasked(in.Emergency, old.Emergency, identity.MaskPhone)
	p.Email = unmasked(in.Email, old.Email, identity.MaskEmail)

	if p.Name == "" {
		r.At(prefix+"name", "请填写负责人的姓名")
	} else {
		p.Name = r.Keep(prefix+"name", "姓名", p.Name, nameOn(p.DocKind)(p.Name))
	}
	if !known(DocKinds, string(p.DocKind)) {
		r.At(prefix+"docKind", "请选择证件类型")
	}
	if p.DocNumber != "" {
		p.DocNumber = r.Check(prefix+"docNumber", "证件号码", identity.NumberKind(string(p.DocKind), p.DocNumber), p.DocNumber)
	}
	var err error
	p.DocUntil, p.DocLong, err = ReadUntil(in.DocUntil, r.Today)
	r.Take(prefix+"docUntil", err)
	if p.Mobile != "" {
		p.Mobile = r.Check(prefix+"mobile", "手机", identity.KindPhone, p.Mobile)
	}
	if p.Emergency != "" {
		p.Emergency = r.Check(prefix+"emergency", "应急手机", identity.KindPhone, p.Emergency)
		if p.Emergency == p.Mobile && p.Mobile != damage.Mark {
			r.At(prefix+"emergency", "应急手机不能与手机相同，请换一个号码")
		}
	}
	if p.Email != "" {
		p.Email = r.Check(prefix+"email", "邮箱", identity.KindEmail, p.Email)
	}
	return p
}

// nameOn judges a name as the document writes it: those that foreigners hold have it in
// Latin letters.
func nameOn(kind clients.DocKind) func(string) identity.Check {
	if kind == clients.Passport || kind == clients.Permanent {
		return identity.ForeignName
	}
	return identity.LeadName
}

func personChanges(old, now clients.Person) string {
	var d differences
	d.open("姓名", old.Name, now.Name)
	d.open("证件类型", LabelOf(DocKinds, string(old.DocKind)), LabelOf(DocKinds, string(now.DocKind)))
	d.closed("证件号码", old.DocNumber, now.DocNumber)
	d.open("证件有效期", Until(old), Until(now))
	d.closed("证件住址", old.DocAddress, now.DocAddress)
	d.closed("常住地", old.Living, now.Living)
	d.closed("手机", old.Mobile, now.Mobile)
	d.closed("应急手机", old.Emergency, now.Emergency)
	d.closed("邮箱", old.Email, now.Email)
	return d.String()
}

// Until is the last day of validity of a person's document: a day, 长期, or "".
func Until(p clients.Person) string {
	switch {
	case p.DocLong:
		return LongTerm
	case p.DocUntil != nil:
		return p.DocUntil.String()
	}
	return ""
}

// LongTerm is the validity of a document without an end.
const LongTerm = "长期"

// ReadUntil reads until when a document is valid: a day as typed, or long for one without
// an end. Nil and false for an empty text: it is not known yet. Errors: Invalid.
func ReadUntil(text string, today cal.Day) (last *cal.Day, long bool, err error) {
	switch text = strings.TrimSpace(text); text {
	case "":
		return nil, false, nil
	case "long", LongTerm, LongTerm + "有效":
		return nil, true, nil
	}
	day, err := cal.ReadDay(text, today, cal.Coming, "")
	if err != nil {
		return nil, false, errs.Wrap(errs.Invalid, err, "%s。没有截止日就写 长期", err.Error())
	}
	return &day, false, nil
}
