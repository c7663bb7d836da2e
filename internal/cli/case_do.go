package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

type doFlags struct {
	number, action, site, at, reason string
	set                              []string
	agree, asJSON                    bool
}

func (p *program) caseDoCommand() *cobra.Command {
	var f doFlags
	cmd := &cobra.Command{
		Use:   "do --case NO --action CODE",
		Short: "登记案件里发生的一件事",
		Long:  "登记案件里发生的一件事。能办的事和它要的值见 case show，全部代码见 docs/codes.md。",
		Example: "  beiandesk --data DIR case do --case BA2026-0001 --action template.submit --at '2026-09-09 10:00'\n" +
			"  beiandesk --data DIR case do --case BA2026-0001 --action prereview.reject --reason 手持照反光",
		Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := words.Need(cmd, "case", "action"); err != nil {
				return err
			}
			return p.with(cmd.Context(), func(d *desk.Desk) error { return p.caseDo(cmd.Context(), d, f) })
		},
	}
	cmd.Flags().StringVar(&f.number, "case", "", "案件编号，例如 BA2026-0386")
	cmd.Flags().StringVar(&f.action, "action", "", "动作代码，例如 template.submit")
	cmd.Flags().StringVar(&f.site, "site", "", "网站（或 APP）的序号、域名或名称，案件只有一个时可以不写")
	cmd.Flags().StringVar(&f.at, "at", "", "时间，例如 '2026-09-18 15:04'、'昨天 15:04' 或 2026-09-18，不写是现在")
	cmd.Flags().StringVar(&f.reason, "reason", "", "原因")
	cmd.Flags().StringArrayVar(&f.set, "set", nil, "动作要的值，写成 KEY=VALUE，可以写多次")
	cmd.Flags().BoolVar(&f.agree, "agree", false, "号码有疑点或有提醒，核对过，照样登记")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "办完后输出案件的 JSON")
	return cmd
}

func (p *program) caseDo(ctx context.Context, d *desk.Desk, f doFlags) error {
	values, err := settings(f.set)
	if err != nil {
		return err
	}
	if _, ok := d.Engine.Graph().Action(f.action); !ok {
		return words.Usage("没有“%s”这个动作，代码见 docs/codes.md 或 case show", f.action)
	}
	id, err := caseID(ctx, d.Office, f.number)
	if err != nil {
		return err
	}
	before, err := views.Show(ctx, d.Office, id)
	if err != nil {
		return err
	}
	site, err := shapes.SiteID(before, f.site)
	if err != nil {
		return err
	}
	shapes.ByLabel(before, f.action, site, values)
	if f.agree {
		values[filing.AgreeKey] = "yes"
	} else if warned := shapes.Warned(before, f.action, site); warned != "" {
		return unsure(warned)
	}
	moved, err := filing.Do(ctx, d.Office, filing.DoInput{
		CaseID: id, Action: f.action, SiteID: site, At: f.at, Reason: f.reason, Values: values, Version: before.Case.Version,
	})
	var doubt *errs.Error
	if errors.As(err, &doubt) && doubt.Field == filing.AgreeKey {
		return unsure(doubt.Message)
	}
	if err != nil {
		return err
	}
	for _, line := range before.UnagreedFor(f.action) {
		p.warn(line)
	}
	for _, m := range moved.Mended {
		p.warn(strings.TrimPrefix(m.Field, "values.") + "：" + m.Note)
	}
	return p.afterMove(ctx, d, id, f, moved)
}

// unsure refuses what somebody should have looked at first.
func unsure(what string) error {
	return errs.New(errs.Blocked, "没有登记，请先确认：%s。确认无误请加 --agree", what)
}

// afterMove tells what a move has come to: the case as JSON where that was asked for, else
// what was recorded and what is on now.
func (p *program) afterMove(ctx context.Context, d *desk.Desk, id ref.CaseID, f doFlags, moved filing.Moved) error {
	v, err := shapes.ReadCase(ctx, d.Office, id)
	if err != nil {
		return err
	}
	if f.asJSON {
		return p.json(v)
	}
	lines := recorded(d, f.action, moved, v)
	for _, r := range v.Runs {
		if r.Open {
			lines = append(lines, strings.Join(shapes.Known(v.Number, r.StageLabel, r.Site, r.WaitingLabel, r.Todo, r.Due), "　"))
		}
	}
	if !slices.ContainsFunc(v.Runs, func(r shapes.Run) bool { return r.Open }) {
		lines = append(lines, v.Number+"　"+v.StatusLabel)
	}
	return p.print(lines...)
}

// recorded tells what a move about the case as a whole has done, which the headline does
// not show: what was undone or corrected, that the case is on hold or goes on.
func recorded(d *desk.Desk, action string, moved filing.Moved, v shapes.Case) []string {
	act, _ := d.Engine.Graph().Action(action)
	lines := []string{}
	if act.Kind == "case" || action == workflow.ActionResume {
		text := strings.Join(strings.Split(moved.Text, "\n"), "；")
		lines = append(lines, strings.Join(shapes.Known(v.Number, "已登记“"+moved.Title+"”", text), "　"))
	}
	if hold := v.Holds(); hold != "" {
		lines = append(lines, v.Number+"　"+hold)
	} else if action == workflow.ActionResume {
		lines = append(lines, v.Number+"　案件恢复在办，默认的约定日期从恢复那天重新算")
	}
	return lines
}

// settings reads KEY=VALUE pairs. A key that is set twice is an error: one of the two
// would be lost.
func settings(set []string) (map[string]string, error) {
	values := map[string]string{}
	for _, s := range set {
		key, value, ok := strings.Cut(s, "=")
		key = strings.TrimSpace(key)
		if !ok || key == "" {
			return nil, words.Usage("--set 要写成 KEY=VALUE，例如 --set scans=purge")
		}
		if _, twice := values[key]; twice {
			return nil, words.Usage("--set %s 写了两次", key)
		}
		values[key] = value
	}
	return values, nil
}

// missing says which thing was not found.
func missing(err error, format string, args ...any) error {
	if errs.CodeOf(err) == errs.NotFound {
		return errs.Wrap(errs.NotFound, err, format, args...)
	}
	return err
}
