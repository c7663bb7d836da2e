package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"beiandesk/internal/cli/shapes"
	"beiandesk/internal/cli/words"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/results"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

type doFlags struct {
	number, action, site, at, reason string
	many, takeBack                   string
	set                              []string
	agree, asJSON, dry               bool
}

func (p *program) caseDoCommand() *cobra.Command {
	var f doFlags
	cmd := &cobra.Command{
		Use:   "do --case NO --action CODE",
		Short: "登记案件里发生的一件事",
		Long: "登记案件里发生的一件事。能办的事和它要的值见 case show，全部代码见 docs/codes.md。\n" +
			"--many 把同一个结果登记到表格里的全部案件：第一格是案件编号，最后一格是号码或原因（有就写），几个网站各有号码时中间写域名。\n" +
			"有一件登不了就一件也不登；登好后输出批号，--take-back 批号 一起撤销。",
		Example: "  beiandesk --data DIR case do --case BA2026-0001 --action template.submit --at '2026-09-09 10:00'\n" +
			"  beiandesk --data DIR case do --case BA2026-0001 --action prereview.reject --reason 手持照反光\n" +
			"  beiandesk --data DIR case do --many 号码.csv --action number.record --dry-run",
		Args: words.Between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case f.takeBack != "":
				return p.with(cmd.Context(), func(d *desk.Desk) error { return p.takeBack(cmd.Context(), d, f.takeBack) })
			case f.many != "":
				return p.with(cmd.Context(), func(d *desk.Desk) error { return p.doMany(cmd.Context(), d, f) })
			}
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
	cmd.Flags().StringVar(&f.many, "many", "", "表格（xlsx、csv），一行一件案件，登记同一个结果；不写 --action 就是查过、还没有结果")
	cmd.Flags().BoolVar(&f.dry, "dry-run", false, "和 --many 一起用：只看会记下什么，什么也不存")
	cmd.Flags().StringVar(&f.takeBack, "take-back", "", "撤销 --many 登记的一批，写它输出的批号")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "办完后输出案件的 JSON")
	for _, other := range []string{"case", "site", "take-back"} {
		cmd.MarkFlagsMutuallyExclusive("many", other)
	}
	return cmd
}

// doMany records one result in all cases of a table.
func (p *program) doMany(ctx context.Context, d *desk.Desk, f doFlags) error {
	values, err := settings(f.set)
	if err != nil {
		return err
	}
	in := results.ResultsInput{Action: f.action, At: f.at, Reason: f.reason, Values: values, Agree: f.agree, Dry: f.dry}
	lines := []string{}
	in.Cases, err = casesOf(ctx, d, f.many, func(row []string) {
		if len(row) > 2 {
			row = row[1:] // the domain tells more
		}
		if len(row) > 1 && strings.TrimSpace(row[len(row)-1]) != "" {
			lines = append(lines, row[0]+"\t"+row[len(row)-1])
		}
	})
	if err != nil {
		return err
	}
	in.Column = strings.Join(lines, "\n")
	out, err := results.Run(ctx, d.Office, in)
	if err != nil {
		return err
	}
	return p.manyTold(out, f.dry, f.asJSON)
}

// casesOf are the cases of a table, whose first cell is the number; each is told its row.
func casesOf(ctx context.Context, d *desk.Desk, file string, told func(row []string)) (list []results.PickedCase, err error) {
	rows, err := readTable(file, "")
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		if len(row) == 0 || i == 0 && !strings.ContainsAny(row[0], "0123456789") {
			continue // empty, or the header
		}
		id, err := caseID(ctx, d.Office, row[0])
		if err != nil {
			return nil, errs.Wrap(errs.CodeOf(err), err, "第 %d 行：%s", i+1, err)
		}
		list = append(list, results.PickedCase{CaseID: id})
		told(row)
	}
	return list, nil
}

// manyTold tells what became of many cases; where nothing was done, the command has failed.
func (p *program) manyTold(out results.ResultsReport, dry, asJSON bool) error {
	var err error
	if asJSON {
		err = p.json(manyShape(out))
	} else {
		err = p.print(manyLines(out, dry)...)
	}
	if err == nil && out.Wrong+out.Asked > 0 {
		err = quiet
	}
	return err
}

// manyShape is a result of many cases as JSON tells it.
func manyShape(out results.ResultsReport) any {
	type row struct {
		Number  string `json:"number"`
		Client  string `json:"client"`
		Site    string `json:"site"`
		Title   string `json:"title"`
		Text    string `json:"text"`
		Problem string `json:"problem"`
		Asks    string `json:"asks"`
	}
	rows := make([]row, len(out.Rows))
	for i, r := range out.Rows {
		rows[i] = row{r.Number, r.Client, r.Site, r.Title, r.Text, r.Problem, r.Asks}
	}
	return struct {
		Rows  []row                 `json:"rows"`
		Lines []results.LineProblem `json:"lines"`
		Done  bool                  `json:"done"`
		Batch string                `json:"batch"`
		Title string                `json:"title"`
	}{rows, out.Lines, out.Done, out.Batch, out.Title}
}

// manyLines tells of each case what is recorded, or why it is not.
func manyLines(out results.ResultsReport, dry bool) []string {
	lines := []string{}
	for _, r := range out.Rows {
		said := strings.TrimSpace(r.Title + " " + strings.ReplaceAll(r.Text, "\n", "；"))
		if r.Problem != "" {
			said = "登不了：" + r.Problem
		} else if r.Asks != "" {
			said = "要确认：" + r.Asks
		}
		lines = append(lines, strings.Join(shapes.Known(r.Number, r.Client, r.Site, said), "　"))
	}
	for _, l := range out.Lines {
		lines = append(lines, l.Text)
	}
	switch {
	case out.Done && out.Batch == "":
		return append(lines, "已登记："+out.Title)
	case out.Done:
		return append(lines, "已登记："+out.Title, "撤销：case do --take-back "+out.Batch)
	case out.Wrong > 0:
		return append(lines, fmt.Sprintf("没有登记，一件也没存：%d 处要改", out.Wrong))
	case out.Asked > 0:
		return append(lines, fmt.Sprintf("没有登记，一件也没存：%d 件要确认。确认无误请加 --agree", out.Asked))
	case dry:
		return append(lines, "试过，没有登记："+out.Title)
	}
	return lines
}

// takeBack takes a result back from all cases that it was recorded in at once.
func (p *program) takeBack(ctx context.Context, d *desk.Desk, batch string) error {
	out, err := results.Undo(ctx, d.Office, results.BatchInput{Batch: strings.TrimSpace(batch)})
	if err != nil {
		return err
	}
	return p.print("已撤销：" + out.Title)
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
