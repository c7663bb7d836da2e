package setup

import (
	"cmp"
	"context"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Profile is how clients reach a 经办: the papers of his cases name it in place of the agency's own.
type Profile struct {
	Title  string `json:"title" text:"职务,line,20"` // 备案专员, beside his name
	Phone  string `json:"phone" text:"电话,line,40"`
	Email  string `json:"email" text:"邮箱,number,300"`
	WeChat string `json:"wechat" text:"微信,line,40"`

	Damaged bool `json:"damaged"` // what was stored can't be trusted: it is empty until it is filled in anew
}

// ProfileInput sets the profile of a 经办; Version is of the one that was shown.
type ProfileInput struct {
	Staff ref.StaffID `json:"staff"`
	Profile
	Version int `json:"version"`
}

// profileKey is sealed at rest: it holds a person's phone and mail.
func profileKey(id ref.StaffID) string { return "secret.profile." + string(id) }

// ProfileOf reads the profile of a 经办; it is empty until somebody fills it in. Whoever prints
// goes on without a damaged one: the agency's own phone stands in its place.
func ProfileOf(tx store.Tx, id ref.StaffID) (p Profile, version int, err error) {
	version, err = office.ReadSetting(tx, profileKey(id), &p)
	if damage.Is(err) {
		return Profile{Damaged: true}, version, nil
	}
	return p, version, err
}

// ReadProfile is ProfileOf as it is shown to be changed.
func ReadProfile(ctx context.Context, o *office.Office, id ref.StaffID) (in ProfileInput, err error) {
	in.Staff = id
	err = o.Read(ctx, func(tx store.Tx) error {
		if _, err := tx.Staff().Get(id); err != nil {
			return errs.New(errs.NotFound, "没有这位经办，请刷新后再看")
		}
		in.Profile, in.Version, err = ProfileOf(tx, id)
		return err
	})
	return in, err
}

// SaveProfile sets it; an empty one takes it away. Errors: Invalid at a field, NotFound, Conflict
// when somebody has changed it since.
func SaveProfile(ctx context.Context, o *office.Office, in ProfileInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	for _, s := range []*string{&in.Title, &in.Phone, &in.Email, &in.WeChat} {
		*s = strings.TrimSpace(*s)
	}
	if err := in.check(o.Today()); err != nil {
		return err
	}
	return o.Write(ctx, func(w *office.Work) error {
		s, err := w.Tx.Staff().Get(in.Staff)
		if err != nil {
			return errs.New(errs.NotFound, "没有这位经办，请刷新后再看")
		}
		in.Damaged = false
		if err := office.SaveSetting(w.Tx, profileKey(in.Staff), in.Profile, in.Version); err != nil {
			return err
		}
		return w.Note("edit", "", string(in.Staff), "修改经办的联系方式", s.Name)
	})
}

func (p *Profile) check(today cal.Day) error {
	var wrong office.Problems
	if p.Phone != "" {
		mobile, err := identity.Run(identity.KindPhone, p.Phone, today)
		if err == nil && mobile.OK {
			p.Phone = mobile.Value
		} else if fixed, err := identity.Run(identity.KindLandline, p.Phone, today); err == nil && fixed.OK {
			p.Phone = fixed.Value
		} else {
			wrong.At("phone", "填 11 位手机号，或带区号的座机，如 0571-88880101")
		}
	}
	if p.Email != "" {
		if c, err := identity.Run(identity.KindEmail, p.Email, today); err != nil || !c.OK {
			wrong.At("email", "%s", c.Message)
		}
	}
	return wrong.Err()
}

// Over is the profile where it says something, and the agency's letterhead where it does not.
func (p Profile) Over(head Letterhead) Profile {
	p.Phone, p.Email = cmp.Or(p.Phone, head.Phone), cmp.Or(p.Email, head.Email)
	return p
}
