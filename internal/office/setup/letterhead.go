package setup

import (
	"context"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// letterheadKey is sealed at rest: it holds phone, mail and bank account.
const letterheadKey = "secret.letterhead"

// Letterhead is the agency as its papers name it, and where it wants to be paid.
type Letterhead struct {
	Name      string `json:"name" text:"单位名称,line,200"`
	Short     string `json:"short" text:"简称,line,100"`
	Code      string `json:"code" text:"统一社会信用代码,number,100"` // 统一社会信用代码
	Address   string `json:"address" text:"地址,line,500"`
	Phone     string `json:"phone" text:"电话,line,100"`
	Email     string `json:"email" text:"邮箱,number,300"`
	BankName  string `json:"bankName" text:"开户行,line,200"`
	BankAcct  string `json:"bankAcct" text:"账号,line,100"`
	BankOwner string `json:"bankOwner" text:"户名,line,200"`
	Version   int    `json:"-"`
	Damaged   bool   `json:"-"` // what was stored can't be trusted: it is empty until it is filled in anew
}

// LetterheadOf reads the letterhead; it is empty until somebody fills it in. Errors: Storage
// for one that is damaged, of which nothing may be printed.
func LetterheadOf(tx store.Tx) (Letterhead, error) {
	var l Letterhead
	version, err := office.ReadSetting(tx, letterheadKey, &l)
	l.Version = version
	return l, err
}

// LetterheadIfWhole is LetterheadOf for whoever goes on without a damaged one.
func LetterheadIfWhole(tx store.Tx) (Letterhead, error) {
	l, err := LetterheadOf(tx)
	if damage.Is(err) {
		return Letterhead{Version: l.Version, Damaged: true}, nil
	}
	return l, err
}

// SaveLetterhead sets the letterhead. Errors: Invalid at a field, Conflict when
// somebody has changed it since.
func SaveLetterhead(ctx context.Context, o *office.Office, in Letterhead) (Letterhead, error) {
	if err := office.Judge(in); err != nil {
		return Letterhead{}, err
	}
	for _, s := range []*string{&in.Name, &in.Short, &in.Code, &in.Address, &in.Phone, &in.Email, &in.BankName, &in.BankAcct, &in.BankOwner} {
		*s = strings.TrimSpace(*s)
	}
	if err := in.check(o.Today()); err != nil {
		return Letterhead{}, err
	}
	err := o.Write(ctx, func(w *office.Work) error {
		if err := office.SaveSetting(w.Tx, letterheadKey, in, in.Version); err != nil {
			return err
		}
		return w.Note("edit", "", "letterhead", "修改单位抬头", in.Name)
	})
	in.Version++
	return in, err
}

func (l *Letterhead) check(today cal.Day) error {
	var wrong office.Problems
	if l.Name == "" {
		wrong.At("name", "请填写单位名称，账单和报告要印")
	}
	if l.Code != "" {
		if c, err := identity.Run(identity.KindUSCC, l.Code, today); err != nil || !c.OK {
			wrong.At("code", "%s", c.Message)
		} else {
			l.Code = c.Value
		}
	}
	if l.Email != "" {
		if c, err := identity.Run(identity.KindEmail, l.Email, today); err != nil || !c.OK {
			wrong.At("email", "%s", c.Message)
		}
	}
	return wrong.Err()
}
