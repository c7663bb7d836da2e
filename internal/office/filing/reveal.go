package filing

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

// Reveal gives a masked value in full and logs it: a field of a person or a client,
// the password of a sub-account, or what a case type asks of a site. Errors: Invalid for a
// token or use that does not exist, NotFound.
func Reveal(ctx context.Context, o *office.Office, in people.RevealInput) (string, error) {
	if err := office.Judge(in); err != nil {
		return "", err
	}
	if rest, ok := strings.CutPrefix(in.Token, "detail:"); ok {
		return revealDetail(ctx, o, in, rest)
	}
	rest, ok := strings.CutPrefix(in.Token, "account:")
	if !ok {
		return people.Reveal(ctx, o, in)
	}
	id, _ := strings.CutSuffix(rest, ":secret")
	var c cases.Case
	err := o.Write(ctx, func(w *office.Work) error {
		var err error
		if c, err = w.Cases().Get(ref.CaseID(id)); err != nil {
			return err
		}
		if c.AccountSecret == "" {
			return errs.New(errs.NotFound, "没有保存子账号密码")
		}
		in.CaseID = c.ID
		return people.LogReveal(w, in, id, "子账号密码", c.AccountUser)
	})
	if err != nil {
		return "", err
	}
	return c.AccountSecret, nil
}

// revealDetail gives an item of what a case type asks of a site, without the words before it.
func revealDetail(ctx context.Context, o *office.Office, in people.RevealInput, rest string) (value string, err error) {
	parts := strings.Split(rest, ":")
	if len(parts) != 3 {
		return "", errs.AtField("token", "没有这一项内容，请刷新后再看")
	}
	err = o.Write(ctx, func(w *office.Work) error {
		sites, err := w.Sites().Of(in.CaseID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(sites, func(s cases.Site) bool { return string(s.ID) == parts[0] })
		if at < 0 {
			return errs.New(errs.NotFound, "这一项不在本案里，请刷新后再看")
		}
		site := sites[at]
		f, known := cases.DetailField(parts[1])
		items := []string{site.Details[parts[1]]}
		if f.List {
			items = f.Items(items[0])
		}
		no, err := strconv.Atoi(parts[2])
		if !known || err != nil || no < 0 || no >= len(items) || items[no] == "" {
			return errs.New(errs.NotFound, "这一项已经改过，请刷新后再看")
		}
		label := f.Label
		if value = items[no]; f.List {
			label, value = cases.Change(value)
			label = f.Label + "“" + label + "”"
		}
		return people.LogReveal(w, in, string(site.ID), label, strings.TrimSpace(site.Name+" "+site.Domain))
	})
	if err != nil {
		return "", err
	}
	return value, nil
}
