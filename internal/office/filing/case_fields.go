package filing

import (
	"context"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// edit changes a case's own fields under the version check and journals it.
func edit(ctx context.Context, o *office.Office, id ref.CaseID, version int, title string, change func(*office.Work, *cases.Case) (string, error)) error {
	return o.Write(ctx, func(w *office.Work) error {
		c, err := w.Cases().Get(id)
		if err != nil {
			return err
		}
		if err := store.Stale("案件", version, c.Version); err != nil {
			return err
		}
		text, err := change(w, &c)
		if err != nil {
			return err
		}
		c.UpdatedAt = w.Now
		if err := w.Cases().Update(c); err != nil {
			return err
		}
		return w.Note("edit", id, string(id), title, text)
	})
}

// LookupInput records what 查重定类 found.
type LookupInput struct {
	CaseID  ref.CaseID `json:"caseId"`
	Text    string     `json:"text" text:"查重结果,lines,2000"`
	Day     string     `json:"day" text:"查重日期,number,100"` // as typed; "" is today
	Version int        `json:"version"`
}

// SetLookup records the finding with its day. Errors: Invalid at text or day,
// Conflict, NotFound.
func SetLookup(ctx context.Context, o *office.Office, in LookupInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	text, day := strings.TrimSpace(in.Text), o.Today()
	var wrong office.Problems
	if text == "" {
		wrong.At("text", "请写下在工信部网站查到的结果，例如：主体和域名均未备案")
	}
	if strings.TrimSpace(in.Day) != "" {
		var err error
		day, err = readLookupDay(o, in.Day)
		wrong.Take("day", err)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	return edit(ctx, o, in.CaseID, in.Version, "记录查重定类", func(_ *office.Work, c *cases.Case) (string, error) {
		c.Lookup, c.LookupDay = text, &day
		return text, nil
	})
}

// readLookupDay reads when something was looked up, which is never in the future.
func readLookupDay(o *office.Office, text string) (cal.Day, error) {
	return cal.ReadDay(text, o.Today(), cal.Happened, "查询日期")
}

// RemarkInput is the 备注 of the subject's form; "" takes it away.
type RemarkInput struct {
	CaseID  ref.CaseID `json:"caseId"`
	Text    string     `json:"text" text:"备注,lines,2000"`
	Version int        `json:"version"`
}

// SetRemark keeps what the subject's form says beside its fields, and gives the doubts
// about it. Errors: Invalid at remark, Conflict, NotFound.
func SetRemark(ctx context.Context, o *office.Office, in RemarkInput) ([]string, error) {
	if err := office.Judge(in); err != nil {
		return nil, err
	}
	r := &people.Reader{Today: o.Today()}
	text := readRemark(r, "remark", "主体备注", in.Text)
	if err := r.Err(); err != nil {
		return nil, err
	}
	return r.Warnings, edit(ctx, o, in.CaseID, in.Version, "修改主体备注", func(_ *office.Work, c *cases.Case) (string, error) {
		c.Remark = text
		return text, nil
	})
}

// OwnerInput hands a case to another 经办.
type OwnerInput struct {
	CaseID  ref.CaseID  `json:"caseId"`
	OwnerID ref.StaffID `json:"ownerId"`
	Version int         `json:"version"`
}

// SetOwner hands a case over. Errors: Invalid at ownerId, Conflict, NotFound.
func SetOwner(ctx context.Context, o *office.Office, in OwnerInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	return edit(ctx, o, in.CaseID, in.Version, "更换经办", func(w *office.Work, c *cases.Case) (string, error) {
		if err := setup.OwnerFits(w.Tx, in.OwnerID); err != nil {
			var wrong office.Problems
			wrong.Take("ownerId", err)
			return "", wrong.Err()
		}
		s, err := w.Tx.Staff().Get(in.OwnerID)
		c.OwnerID = in.OwnerID
		return s.Name, err
	})
}

// AccountInput keeps the client's sub-account: its user name and its password.
type AccountInput struct {
	CaseID   ref.CaseID `json:"caseId"`
	UserName string     `json:"userName" text:"用户名,line,100"`
	Secret   string     `json:"secret" text:"密码,line,200"` // "" leaves the stored one
	Version  int        `json:"version"`
}

// SaveAccount keeps the sub-account of a case that is under way; the password lies
// sealed and is wiped when the sub-account is gone. Errors: Invalid at userName,
// Blocked when the case has ended, Conflict, NotFound.
func SaveAccount(ctx context.Context, o *office.Office, in AccountInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	name := strings.TrimSpace(in.UserName)
	if name == "" {
		return errs.AtField("userName", "请填写子账号的用户名")
	}
	return edit(ctx, o, in.CaseID, in.Version, "保存子账号", func(_ *office.Work, c *cases.Case) (string, error) {
		if c.ClosedAt != nil {
			return "", errs.New(errs.Blocked, "案件已办结，不再保存子账号")
		}
		text := "用户名：" + name
		c.AccountUser = name
		if in.Secret != "" {
			c.AccountSecret = in.Secret
			text += "\n密码已更新"
		}
		return text, nil
	})
}
